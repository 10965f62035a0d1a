#include "person/hinges.h"

#include "body/segments.h"
#include "person/statics.h"

#include <math.h>

#define HAND(S) (BIT(WRIST_##S) | BIT(FINGERS_##S))
#define ARM(S) (BIT(ELBOW_##S) | HAND(S))
#define FOOT(S) (BIT(HEEL_##S) | BIT(BALL_##S) | BIT(TOES_##S))
#define SHANK(S) (BIT(ANKLE_##S) | FOOT(S))
#define HEAD_JOINTS (BIT(HEAD) | BIT(CROWN))

const struct hinge hinges[HINGES] = {
    [HINGE_SPINE] = {JOINT_CHEST,
                     BIT(NECK) | HEAD_JOINTS | BIT(SHOULDER_L) | BIT(SHOULDER_R) | ARM(L) | ARM(R),
                     4000, 80},
    [HINGE_NECK] = {JOINT_NECK, HEAD_JOINTS, 400, 5},
    [HINGE_SHOULDER_L] = {JOINT_SHOULDER_L, ARM(L), 2000, 6},
    [HINGE_SHOULDER_R] = {JOINT_SHOULDER_R, ARM(R), 2000, 6},
    [HINGE_ELBOW_L] = {JOINT_ELBOW_L, HAND(L), 1500, 4},
    [HINGE_ELBOW_R] = {JOINT_ELBOW_R, HAND(R), 1500, 4},
    [HINGE_HIP_L] = {JOINT_HIP_L, BIT(KNEE_L) | SHANK(L), 4000, 25},
    [HINGE_HIP_R] = {JOINT_HIP_R, BIT(KNEE_R) | SHANK(R), 4000, 25},
    [HINGE_KNEE_L] = {JOINT_KNEE_L, SHANK(L), 3000, 15},
    [HINGE_KNEE_R] = {JOINT_KNEE_R, SHANK(R), 3000, 15},
    [HINGE_ANKLE_L] = {JOINT_ANKLE_L, FOOT(L), 1500, 8},
    [HINGE_ANKLE_R] = {JOINT_ANKLE_R, FOOT(R), 1500, 8},
};

static float height_m(const struct load_case *load_case, enum joint joint)
{
    return load_case->stance->at[joint].z - body_joint_radius_m(load_case->body, joint);
}

float joint_lies(const struct load_case *load_case, enum joint joint)
{
    if (load_case->touching & UINT32_C(1) << joint)
        return 1.0F;
    return fmaxf(0.0F, fminf(1.0F, (0.07F - height_m(load_case, joint)) / 0.04F));
}

/* A foot lies on the mat, or on the other one that does. */
static float foot_lies(const struct load_case *load_case, enum joint joint)
{
    const struct vec3 *at = load_case->stance->at;
    enum joint other = joint_mirror(joint);
    float apart_m = hypotf(at[joint].x - at[other].x, at[joint].y - at[other].y);
    float above_m = at[joint].z - at[other].z;
    bool stacked = apart_m < 0.12F && above_m > 0.0F && above_m < 0.16F;
    return fmaxf(joint_lies(load_case, joint), stacked ? joint_lies(load_case, other) : 0.0F);
}

static float most_lies(const struct load_case *load_case, uint32_t joints)
{
    float most = 0.0F;
    for (int joint = 0; joint < JOINTS; joint++)
        if (joints & UINT32_C(1) << joint)
            most = fmaxf(most, (BIT(ANKLE_L) | BIT(ANKLE_R)) & UINT32_C(1) << joint
                                   ? foot_lies(load_case, (enum joint)joint)
                                   : joint_lies(load_case, (enum joint)joint));
    return most;
}

/* What lies on the mat rests, 1; what carries, or is held up, works, 0. */
static float hinge_rests(const struct load_case *load_case, int hinge)
{
    const struct hinge *h = &hinges[hinge];
    if (load_case->limp & UINT32_C(1) << h->pivot)
        return 1.0F;
    float upper = most_lies(load_case, BIT(CHEST) | BIT(SHOULDER_L) | BIT(SHOULDER_R));
    float lower = most_lies(load_case, BIT(PELVIS) | BIT(HIP_L) | BIT(HIP_R));
    float end = most_lies(load_case, h->carries);
    switch (hinge) {
    case HINGE_SPINE: return fminf(end, fminf(upper, lower));
    case HINGE_NECK:
    case HINGE_SHOULDER_L:
    case HINGE_SHOULDER_R: return fminf(end, upper);
    case HINGE_ELBOW_L:
    case HINGE_ELBOW_R:
    case HINGE_KNEE_L:
    case HINGE_KNEE_R:
        return fminf(end, joint_lies(load_case, h->pivot)); /* forearm or shank lies */
    default: return fminf(end, lower);
    }
}

float hinge_stiffness_nm(const struct load_case *load_case, int hinge)
{
    const struct hinge *h = &hinges[hinge];
    return h->stiff * powf(h->relaxed / h->stiff, hinge_rests(load_case, hinge));
}
