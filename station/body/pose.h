/* A pose: joint angles of a body, and placing it in space. */
#ifndef MATSTATION_BODY_POSE_H
#define MATSTATION_BODY_POSE_H

#include "body/skeleton.h"

/* Degrees. Zero everywhere is standing upright with arms hanging. Flexion bends forward (hip and
 * shoulder lift the limb to the front, knee takes the heel back, elbow and wrist take the hand to
 * the front). Hip and shoulder turn in the order flexion, abduction, rotation. */
struct limb_angles {
    float hip_flexion, hip_abduction, hip_rotation; /* rotation: outward */
    float knee_flexion, ankle_flexion, toe_flexion; /* ankle, toe: toes up */
    float shoulder_flexion, shoulder_abduction, shoulder_rotation, elbow_flexion, wrist_flexion;
};

struct pose {
    /* How the pelvis lies. Upright at heading 0 it looks towards the mat's foot end. pitch: 0
     * upright, 90 lying on the back (head towards the head end), -90 on the front (head towards
     * the foot end, so heading 180 where it lies the usual way round). roll about the body's long
     * axis, 90 with pitch 90: lying on the left side. heading turns all that about z. */
    float heading, pitch, roll;
    float x_m, y_m;                               /* where the pelvis is over the mat */
    float spine_flexion, spine_side, spine_twist; /* over the whole trunk: forward, to the left */
    float neck_flexion, neck_side, neck_turn;
    struct limb_angles left, right;
};

/* Where every joint is. The body is set down so that its lowest point touches z = 0: the lowest
 * joint is its radius (body/segments.h) above the mat. */
void pose_stance(const struct pose *pose, const struct body *body, struct stance *stance);

/* Left and right exchanged about the body's own middle plane. */
void pose_mirror(struct pose *pose);

/* Between two poses, 0..1; headings turn the short way. */
void pose_between(const struct pose *from, const struct pose *to, float share, struct pose *pose);

/* The names and human range of every angle, for checks: NULL when inside, else the name of the
 * first angle that is outside and its bounds in degrees. */
struct angle_limit {
    const char *name;
    float least, most;
};
const struct angle_limit *pose_out_of_range(const struct pose *pose, float *found);

#endif
