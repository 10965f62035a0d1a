/* A pose laid out in space with the turns of its parts, and the way back from a point to be reached
 * to the angles of a limb. */
#ifndef MATSTATION_BODY_PLACE_H
#define MATSTATION_BODY_PLACE_H

#include "body/pose.h"
#include "body/vector.h"

enum limb { LIMB_ARM_L, LIMB_ARM_R, LIMB_LEG_L, LIMB_LEG_R, LIMBS };

struct placed {
    struct stance stance;
    struct turn pelvis, shoulders;
    struct turn upper[LIMBS], lower[LIMBS], end[LIMBS]; /* upper arm, forearm, hand; leg likewise */
};

/* Lays the pose out; pelvis_z_m NAN: set down on the mat as pose_stance does. */
void pose_place(const struct pose *pose, const struct body *body, float pelvis_z_m,
                struct placed *placed);

/* The joint whose skin is lowest, and how far that is above the mat. */
enum joint stance_lowest(const struct stance *stance, const struct body *body, float *clear_m);
void stance_lift(struct stance *stance, float by_m);

/* Bends a limb of a placed pose so that its wrist or ankle is at `end` and the elbow or knee points
 * towards `towards` (a direction). The angles of the hand or foot stay. Returns how many metres are
 * missing: 0 when reached. */
float limb_reach(const struct placed *placed, const struct body *body, enum limb limb,
                 struct vec3 end, struct vec3 towards, struct limb_angles *angles);

/* The ankle's or wrist's angle that turns the foot's or hand's upper side towards `up`, after
 * limb_reach: the limb must be placed again first. As far as the joint goes. */
float limb_level(const struct placed *placed, enum limb limb, struct vec3 up);

enum joint limb_root(enum limb limb);   /* shoulder, hip */
enum joint limb_middle(enum limb limb); /* elbow, knee */
enum joint limb_end(enum limb limb);    /* wrist, ankle */
struct limb_angles *limb_angles_of(struct pose *pose, enum limb limb);

#endif
