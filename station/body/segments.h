/* The measures of a body: lengths, masses, centres of mass, thickness.
 *
 * Masses, centres and limb lengths: P. de Leva, Adjustments to Zatsiorsky-Seluyanov's segment
 * inertia parameters, J Biomech 29 (1996) 1223-1230, table 4 and the alternative endpoints (neck at
 * the seventh neck vertebra, trunk cut at the lower end of the breastbone, hand to the third
 * finger's tip), which are of people of 1.741 m and 73.0 kg (men), 1.735 m and 61.9 kg (women);
 * here as shares of the stature. The ankle's height is 0.036 of the stature (Drillis and Contini
 * give 0.039 to the malleolus), and the trunk takes what remains, so that a person standing is as
 * tall as the stature says: 5 % shorter (men) and 1 % longer (women) than de Leva's. The widths of
 * shoulders and hips and the thicknesses are our own estimates; thicknesses grow with the root of
 * mass over stature, as the girth of a body of constant density does. */
#ifndef MATSTATION_BODY_SEGMENTS_H
#define MATSTATION_BODY_SEGMENTS_H

#include "body/skeleton.h"

enum { SEGMENTS = 15 };

/* A rigid part from joint to joint. */
struct segment {
    const char *name;
    enum joint from, to;
    float mass_share; /* of the whole body's mass; all shares sum to 1 */
    float centre;     /* of mass: 0 = at from, 1 = at to */
};

/* The same fifteen in the same order for every body: head with neck, upper trunk, lower trunk,
 * then left and right upper arms, forearms, hands, thighs, shanks, feet. */
const struct segment *body_segments(const struct body *body);

/* From a joint's middle to the skin below it: a joint this high over the mat touches it, in m. */
float body_joint_radius_m(const struct body *body, enum joint joint);

/* Lengths in m. */
struct lengths {
    float head;           /* neck to crown */
    float upper_trunk;    /* chest to neck */
    float lower_trunk;    /* pelvis to chest */
    float shoulder_down;  /* shoulder joints below the neck, along the spine */
    float shoulder_back;  /* and behind it */
    float shoulder_aside; /* each from the middle */
    float hip_aside;      /* each from the middle */
    float upper_arm, forearm, hand, thigh, shank;
    float foot;                 /* heel to tip of the toes */
    float ankle_up, ankle_fore; /* ankle over the sole, and in front of the back of the heel */
    float ball_fore;            /* ball in front of the back of the heel */
};

void body_lengths(const struct body *body, struct lengths *lengths);

/* Whom the figures were made for and are drawn as. */
extern const struct body body_standard;

#endif
