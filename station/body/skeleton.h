/* A body: joints, and where they are in a pose.
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
    JOINT_CROWN,  /* top of the head */
    JOINT_HEAD,   /* its centre, between the ears */
    JOINT_NECK,   /* where neck meets trunk: seventh neck vertebra */
    JOINT_CHEST,  /* the lower end of the breastbone, in the middle of the trunk */
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
    JOINT_BALL_L, /* ball of the foot, where the toes bend */
    JOINT_TOES_L,
    JOINT_HIP_R,
    JOINT_KNEE_R,
    JOINT_ANKLE_R,
    JOINT_HEEL_R,
    JOINT_BALL_R,
    JOINT_TOES_R,
    JOINTS
};

/* A body placed in space: what the figure is drawn from and the statics are computed from. */
struct stance {
    struct vec3 at[JOINTS];
    struct vec3 front; /* unit vector out of the breastbone: tells supine from prone */
    struct vec3 face;  /* unit vector out of the face */
};

struct body {
    enum sex sex;
    float stature_m, mass_kg; /* 1.50-1.95 m, 45-120 kg; others work, less truly */
};

/* As in the figure files: "elbow_l". */
extern const char *const joint_names[JOINTS];
/* The same joint of the other side; itself for those in the middle. */
enum joint joint_mirror(enum joint joint);

#endif
