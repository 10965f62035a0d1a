/* A body: joints, segments, and where they are in a pose.
 *
 * Space is the mat's: x in m from the head end to the foot end, y in m from the mat's left to its
 * right, z in m up from the mat's surface. */
#ifndef MATSTATION_BODY_SKELETON_H
#define MATSTATION_BODY_SKELETON_H

#include <stdbool.h>

enum sex { SEX_FEMALE, SEX_MALE };

struct vec3 {
    float x, y, z;
};

/* The points that a pose places. Left and right are the person's. */
enum joint {
    JOINT_CROWN,
    JOINT_NECK,   /* where neck meets trunk */
    JOINT_CHEST,  /* middle of the trunk: the lower end of the thorax */
    JOINT_PELVIS, /* midpoint of the hip joints */
    JOINT_SHOULDER_L,
    JOINT_ELBOW_L,
    JOINT_WRIST_L,
    JOINT_FINGERS_L,
    JOINT_SHOULDER_R,
    JOINT_ELBOW_R,
    JOINT_WRIST_R,
    JOINT_FINGERS_R,
    JOINT_HIP_L,
    JOINT_KNEE_L,
    JOINT_ANKLE_L,
    JOINT_HEEL_L,
    JOINT_TOES_L,
    JOINT_HIP_R,
    JOINT_KNEE_R,
    JOINT_ANKLE_R,
    JOINT_HEEL_R,
    JOINT_TOES_R,
    JOINTS
};

/* A body placed in space: what the figure is drawn from and the statics are computed from. */
struct stance {
    struct vec3 at[JOINTS];
    struct vec3 front; /* unit vector out of the breastbone: tells supine from prone */
};

/* Lengths and radii in m, masses in kg. */
struct body {
    enum sex sex;
    float stature_m, mass_kg;
};

#endif
