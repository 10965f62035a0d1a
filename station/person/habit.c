#include "person/habit.h"

#include "body/vector.h"

#include <math.h>

/* Radians a metre that the knees part. The load on the trunk then goes 13-16 mm across; that of 30
 * recorded sides goes a median of 24 mm within 8 s, half of them 13-36. */
static const float follows_rad_m = 0.65F;

static float knees_apart_m(const struct stance *stance)
{
    return vec3_length(vec3_sub(stance->at[JOINT_KNEE_L], stance->at[JOINT_KNEE_R]));
}

/* The spine twists: shoulders, arms and head stay. */
static float goes_along(enum joint joint)
{
    return joint == JOINT_CHEST                            ? 0.5F
           : joint == JOINT_PELVIS || joint >= JOINT_HIP_L ? 1.0F
                                                           : 0.0F;
}

void habit_roll_back(const struct stance *first, struct stance *stance)
{
    float back = stance->front.y > 0.0F ? -1.0F : 1.0F;
    float angle = follows_rad_m * fmaxf(0.0F, knees_apart_m(stance) - knees_apart_m(first));
    /* It rolls on the lower hip, as far as its skin unrolls. */
    enum joint hip =
        stance->at[JOINT_HIP_L].z < stance->at[JOINT_HIP_R].z ? JOINT_HIP_L : JOINT_HIP_R;
    struct vec3 about = stance->at[hip];
    for (int joint = 0; joint < JOINTS; joint++) {
        float turned = back * angle * goes_along((enum joint)joint);
        float y = stance->at[joint].y - about.y, z = stance->at[joint].z - about.z;
        stance->at[joint].y = about.y + turned * about.z + cosf(turned) * y + sinf(turned) * z;
        stance->at[joint].z = about.z + cosf(turned) * z - sinf(turned) * y;
    }
}
