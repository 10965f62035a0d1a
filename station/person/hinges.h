/* The joints at which a body bends while it looks for its balance, and which muscles hold them. */
#ifndef MATSTATION_PERSON_HINGES_H
#define MATSTATION_PERSON_HINGES_H

#include "body/skeleton.h"

#include <stdint.h>

/* Joints as bits. */
#define BIT(joint) (UINT32_C(1) << JOINT_##joint)

struct load_case;

/* Each bends about both level axes; turning about an upright one lifts nothing. */
enum {
    HINGE_SPINE,
    HINGE_NECK,
    HINGE_SHOULDER_L,
    HINGE_SHOULDER_R,
    HINGE_ELBOW_L,
    HINGE_ELBOW_R,
    HINGE_HIP_L,
    HINGE_HIP_R,
    HINGE_KNEE_L,
    HINGE_KNEE_R,
    HINGE_ANKLE_L,
    HINGE_ANKLE_R,
    HINGES
};

struct hinge {
    enum joint pivot;
    uint32_t carries;     /* the joints that turn with it, bits BIT(joint) */
    float stiff, relaxed; /* Nm/rad: muscles at work, and at rest [own] */
};

extern const struct hinge hinges[HINGES];

/* Nm/rad in this posture: what lies on the mat rests; what carries, or is held up, works. */
float hinge_stiffness_nm(const struct load_case *load_case, int hinge);

/* 1 lies on the mat, 0 is held up; in between where it is just about to touch, because a muscle
 * lets go little by little. */
float joint_lies(const struct load_case *load_case, enum joint joint);

#endif
