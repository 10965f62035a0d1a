/* A pose: joint angles of a body, and placing it in space. */
#ifndef MATSTATION_BODY_POSE_H
#define MATSTATION_BODY_POSE_H

#include "body/skeleton.h"

/* Degrees. Zero everywhere is standing upright with arms hanging. Flexion bends forward (hip and
 * shoulder lift the limb to the front, knee takes the heel back, elbow the hand to the front). */
struct limb_angles {
    float hip_flexion, hip_abduction, hip_rotation; /* rotation: outward */
    float knee_flexion, ankle_flexion;              /* ankle: toes up */
    float shoulder_flexion, shoulder_abduction, shoulder_rotation, elbow_flexion, wrist_flexion;
};

struct pose {
    /* How the pelvis lies: heading turns about z (0: head towards the mat's head end when lying),
     * pitch 0 upright, 90 lying on the back, -90 on the front; roll about the body's long axis,
     * 90: lying on the left side. */
    float heading, pitch, roll;
    float x_m, y_m;                               /* where the pelvis is over the mat */
    float spine_flexion, spine_side, spine_twist; /* over the whole trunk, forward / to the left */
    float neck_flexion;
    struct limb_angles left, right;
};

/* Where every joint is. The body is set down so that its lowest point touches z = 0. */
void pose_stance(const struct pose *pose, const struct body *body, struct stance *stance);

/* Left and right exchanged about the body's own middle plane. */
void pose_mirror(struct pose *pose);

#endif
