#include "body/segments.h"

#include <math.h>

const struct body body_standard = {.sex = SEX_MALE, .stature_m = 1.75f, .mass_kg = 72.0f};

/* Of a body whose mass_kg / stature_m is 42 kg/m; in m at 1.75 m. */
static const float radius[JOINTS] = {
    [JOINT_CROWN] = 0.010f,      [JOINT_HEAD] = 0.095f,    [JOINT_NECK] = 0.060f,
    [JOINT_CHEST] = 0.105f,      [JOINT_PELVIS] = 0.105f,  [JOINT_SHOULDER_L] = 0.075f,
    [JOINT_ELBOW_L] = 0.040f,    [JOINT_WRIST_L] = 0.028f, [JOINT_FINGERS_L] = 0.012f,
    [JOINT_SHOULDER_R] = 0.075f, [JOINT_ELBOW_R] = 0.040f, [JOINT_WRIST_R] = 0.028f,
    [JOINT_FINGERS_R] = 0.012f,  [JOINT_HIP_L] = 0.095f,   [JOINT_KNEE_L] = 0.058f,
    [JOINT_ANKLE_L] = 0.038f,    [JOINT_HEEL_L] = 0.030f,  [JOINT_BALL_L] = 0.024f,
    [JOINT_TOES_L] = 0.014f,     [JOINT_HIP_R] = 0.095f,   [JOINT_KNEE_R] = 0.058f,
    [JOINT_ANKLE_R] = 0.038f,    [JOINT_HEEL_R] = 0.030f,  [JOINT_BALL_R] = 0.024f,
    [JOINT_TOES_R] = 0.014f,
};

/* Bone and skin, not flesh: the same for the heavy and the light. */
static bool is_bony(enum joint joint)
{
    switch (joint) {
    case JOINT_CROWN:
    case JOINT_HEAD:
    case JOINT_HEEL_L:
    case JOINT_HEEL_R:
    case JOINT_BALL_L:
    case JOINT_BALL_R:
    case JOINT_TOES_L:
    case JOINT_TOES_R:
    case JOINT_FINGERS_L:
    case JOINT_FINGERS_R: return true;
    default: return false;
    }
}

float body_joint_radius_m(const struct body *body, enum joint joint)
{
    float size = radius[joint] * body->stature_m / 1.75f;
    if (is_bony(joint))
        return size;
    return radius[joint] * sqrtf(body->mass_kg / body->stature_m / 42.0f);
}

/* Shares of the stature. The lower end of the breastbone cuts the trunk at 361.2 of 603.3 mm (men)
 * and 386.8 of 614.8 mm (women) above the hips. */
static const struct lengths shares[] = {
    [SEX_FEMALE] = {.head = 0.1405f,
                    .upper_trunk = 0.1329f,
                    .lower_trunk = 0.2254f,
                    .shoulder_down = 0.0674f,
                    .shoulder_back = 0.0115f,
                    .shoulder_aside = 0.0960f,
                    .hip_aside = 0.0500f,
                    .upper_arm = 0.1586f,
                    .forearm = 0.1523f,
                    .hand = 0.0991f,
                    .thigh = 0.2124f,
                    .shank = 0.2528f,
                    .foot = 0.1316f,
                    .ankle_up = 0.0360f,
                    .ankle_fore = 0.0330f,
                    .ball_fore = 0.0950f},
    [SEX_MALE] = {.head = 0.1395f,
                  .upper_trunk = 0.1321f,
                  .lower_trunk = 0.1970f,
                  .shoulder_down = 0.0504f,
                  .shoulder_back = 0.0115f,
                  .shoulder_aside = 0.1030f,
                  .hip_aside = 0.0490f,
                  .upper_arm = 0.1618f,
                  .forearm = 0.1545f,
                  .hand = 0.1091f,
                  .thigh = 0.2425f,
                  .shank = 0.2529f,
                  .foot = 0.1483f,
                  .ankle_up = 0.0360f,
                  .ankle_fore = 0.0370f,
                  .ball_fore = 0.1070f},
};

void body_lengths(const struct body *body, struct lengths *lengths)
{
    const struct lengths *share = &shares[body->sex == SEX_MALE ? SEX_MALE : SEX_FEMALE];
    float h = body->stature_m;
    *lengths = (struct lengths){
        .head = h * share->head,
        .upper_trunk = h * share->upper_trunk,
        .lower_trunk = h * share->lower_trunk,
        .shoulder_down = h * share->shoulder_down,
        .shoulder_back = h * share->shoulder_back,
        .shoulder_aside = h * share->shoulder_aside,
        .hip_aside = h * share->hip_aside,
        .upper_arm = h * share->upper_arm,
        .forearm = h * share->forearm,
        .hand = h * share->hand,
        .thigh = h * share->thigh,
        .shank = h * share->shank,
        .foot = h * share->foot,
        .ankle_up = h * share->ankle_up,
        .ankle_fore = h * share->ankle_fore,
        .ball_fore = h * share->ball_fore,
    };
}

/* Masses of the segments in ten-thousandths of the body's. */
enum {
    WOMAN_HEAD = 668,
    WOMAN_UPPER_TRUNK = 1545,
    WOMAN_LOWER_TRUNK = 2713,
    WOMAN_UPPER_ARM = 255,
    WOMAN_FOREARM = 138,
    WOMAN_HAND = 56,
    WOMAN_THIGH = 1478,
    WOMAN_SHANK = 481,
    WOMAN_FOOT = 129,
    MAN_HEAD = 694,
    MAN_UPPER_TRUNK = 1596,
    MAN_LOWER_TRUNK = 2750,
    MAN_UPPER_ARM = 271,
    MAN_FOREARM = 162,
    MAN_HAND = 61,
    MAN_THIGH = 1416,
    MAN_SHANK = 433,
    MAN_FOOT = 137,
};

#define SUM(WHO)                                                                                   \
    (WHO##_HEAD + WHO##_UPPER_TRUNK + WHO##_LOWER_TRUNK +                                          \
     2 * (WHO##_UPPER_ARM + WHO##_FOREARM + WHO##_HAND + WHO##_THIGH + WHO##_SHANK + WHO##_FOOT))

_Static_assert(SUM(WOMAN) == 10000, "the masses of a woman's segments do not sum; mend the table");
_Static_assert(SUM(MAN) == 10000, "the masses of a man's segments do not sum; mend the table");

#define SHARE(MASS) ((MASS) / 10000.0f)

#define BOTH(NAME, FROM, TO, MASS, CENTRE)                                                         \
    {"left " NAME, FROM##_L, TO##_L, MASS, CENTRE},                                                \
    {                                                                                              \
        "right " NAME, FROM##_R, TO##_R, MASS, CENTRE                                              \
    }

/* The lower trunk joins de Leva's middle and lower trunk. */
static const struct segment segments[][SEGMENTS] = {
    [SEX_FEMALE] = {{"head", JOINT_NECK, JOINT_CROWN, SHARE(WOMAN_HEAD), 0.5159f},
                    {"upper trunk", JOINT_CHEST, JOINT_NECK, SHARE(WOMAN_UPPER_TRUNK), 0.4950f},
                    {"lower trunk", JOINT_PELVIS, JOINT_CHEST, SHARE(WOMAN_LOWER_TRUNK), 0.5204f},
                    BOTH("upper arm", JOINT_SHOULDER, JOINT_ELBOW, SHARE(WOMAN_UPPER_ARM), 0.5754f),
                    BOTH("forearm", JOINT_ELBOW, JOINT_WRIST, SHARE(WOMAN_FOREARM), 0.4559f),
                    BOTH("hand", JOINT_WRIST, JOINT_FINGERS, SHARE(WOMAN_HAND), 0.3427f),
                    BOTH("thigh", JOINT_HIP, JOINT_KNEE, SHARE(WOMAN_THIGH), 0.3612f),
                    BOTH("shank", JOINT_KNEE, JOINT_ANKLE, SHARE(WOMAN_SHANK), 0.4352f),
                    BOTH("foot", JOINT_HEEL, JOINT_TOES, SHARE(WOMAN_FOOT), 0.4014f)},
    [SEX_MALE] = {{"head", JOINT_NECK, JOINT_CROWN, SHARE(MAN_HEAD), 0.4998f},
                  {"upper trunk", JOINT_CHEST, JOINT_NECK, SHARE(MAN_UPPER_TRUNK), 0.4934f},
                  {"lower trunk", JOINT_PELVIS, JOINT_CHEST, SHARE(MAN_LOWER_TRUNK), 0.4981f},
                  BOTH("upper arm", JOINT_SHOULDER, JOINT_ELBOW, SHARE(MAN_UPPER_ARM), 0.5772f),
                  BOTH("forearm", JOINT_ELBOW, JOINT_WRIST, SHARE(MAN_FOREARM), 0.4574f),
                  BOTH("hand", JOINT_WRIST, JOINT_FINGERS, SHARE(MAN_HAND), 0.3624f),
                  BOTH("thigh", JOINT_HIP, JOINT_KNEE, SHARE(MAN_THIGH), 0.4095f),
                  BOTH("shank", JOINT_KNEE, JOINT_ANKLE, SHARE(MAN_SHANK), 0.4395f),
                  BOTH("foot", JOINT_HEEL, JOINT_TOES, SHARE(MAN_FOOT), 0.4415f)},
};

const struct segment *body_segments(const struct body *body)
{
    return segments[body->sex == SEX_MALE ? SEX_MALE : SEX_FEMALE];
}
