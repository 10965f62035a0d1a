#include "person/habit.h"

#include "body/vector.h"

#include <math.h>

/* Radians a metre that the knees part: 11 degrees at the figure's widest. The centre of load of 30
 * recorded sides then goes as far across as the simulated one: median 24 mm within 8 s, half of
 * them 13-36. */
static const float follows_rad_m = 0.45F;

static float knees_apart_m(const struct stance *stance)
{
    return vec3_length(vec3_sub(stance->at[JOINT_KNEE_L], stance->at[JOINT_KNEE_R]));
}

void habit_roll_back(const struct stance *first, struct stance *stance)
{
    float back = stance->front.y > 0.0F ? -1.0F : 1.0F;
    float angle = follows_rad_m * fmaxf(0.0F, knees_apart_m(stance) - knees_apart_m(first));
    float c = cosf(angle), s = back * sinf(angle);
    /* It rolls on the lower hip, as far as its skin unrolls. */
    enum joint hip =
        stance->at[JOINT_HIP_L].z < stance->at[JOINT_HIP_R].z ? JOINT_HIP_L : JOINT_HIP_R;
    struct vec3 about = stance->at[hip];
    float unrolled_m = back * angle * about.z;
    for (int joint = 0; joint < JOINTS; joint++) {
        float y = stance->at[joint].y - about.y, z = stance->at[joint].z - about.z;
        stance->at[joint].y = about.y + unrolled_m + c * y + s * z;
        stance->at[joint].z = about.z + c * z - s * y;
    }
}
