#include "body/skeleton.h"

const char *const joint_names[JOINTS] = {
    [JOINT_CROWN] = "crown",         [JOINT_HEAD] = "head",
    [JOINT_NECK] = "neck",           [JOINT_CHEST] = "chest",
    [JOINT_PELVIS] = "pelvis",       [JOINT_SHOULDER_L] = "shoulder_l",
    [JOINT_ELBOW_L] = "elbow_l",     [JOINT_WRIST_L] = "wrist_l",
    [JOINT_FINGERS_L] = "fingers_l", [JOINT_SHOULDER_R] = "shoulder_r",
    [JOINT_ELBOW_R] = "elbow_r",     [JOINT_WRIST_R] = "wrist_r",
    [JOINT_FINGERS_R] = "fingers_r", [JOINT_HIP_L] = "hip_l",
    [JOINT_KNEE_L] = "knee_l",       [JOINT_ANKLE_L] = "ankle_l",
    [JOINT_HEEL_L] = "heel_l",       [JOINT_BALL_L] = "ball_l",
    [JOINT_TOES_L] = "toes_l",       [JOINT_HIP_R] = "hip_r",
    [JOINT_KNEE_R] = "knee_r",       [JOINT_ANKLE_R] = "ankle_r",
    [JOINT_HEEL_R] = "heel_r",       [JOINT_BALL_R] = "ball_r",
    [JOINT_TOES_R] = "toes_r",
};

static const enum joint mirrors[JOINTS] = {
    [JOINT_CROWN] = JOINT_CROWN,         [JOINT_HEAD] = JOINT_HEAD,
    [JOINT_NECK] = JOINT_NECK,           [JOINT_CHEST] = JOINT_CHEST,
    [JOINT_PELVIS] = JOINT_PELVIS,       [JOINT_SHOULDER_L] = JOINT_SHOULDER_R,
    [JOINT_ELBOW_L] = JOINT_ELBOW_R,     [JOINT_WRIST_L] = JOINT_WRIST_R,
    [JOINT_FINGERS_L] = JOINT_FINGERS_R, [JOINT_SHOULDER_R] = JOINT_SHOULDER_L,
    [JOINT_ELBOW_R] = JOINT_ELBOW_L,     [JOINT_WRIST_R] = JOINT_WRIST_L,
    [JOINT_FINGERS_R] = JOINT_FINGERS_L, [JOINT_HIP_L] = JOINT_HIP_R,
    [JOINT_KNEE_L] = JOINT_KNEE_R,       [JOINT_ANKLE_L] = JOINT_ANKLE_R,
    [JOINT_HEEL_L] = JOINT_HEEL_R,       [JOINT_BALL_L] = JOINT_BALL_R,
    [JOINT_TOES_L] = JOINT_TOES_R,       [JOINT_HIP_R] = JOINT_HIP_L,
    [JOINT_KNEE_R] = JOINT_KNEE_L,       [JOINT_ANKLE_R] = JOINT_ANKLE_L,
    [JOINT_HEEL_R] = JOINT_HEEL_L,       [JOINT_BALL_R] = JOINT_BALL_L,
    [JOINT_TOES_R] = JOINT_TOES_L,
};

enum joint joint_mirror(enum joint joint)
{
    return mirrors[joint];
}
