/* Statics: how the weight of a posed body is shared among the places where it touches.
 *
 * The body is a tree of rigid segments (body/segments.h) that rests on springs which only push:
 * flesh over mat or roller. It may sink, lean, and give way a little at each joint against the
 * muscles' stiffness; the state of least energy is where forces and moments balance. Friction is
 * left out, and so is what it takes to speed a body up: forces are those of rest. Where more places
 * touch than balance can tell apart, flesh and muscles decide. */
#ifndef MATSTATION_PERSON_STATICS_H
#define MATSTATION_PERSON_STATICS_H

#include "body/figure.h"
#include "person/footing.h"

#define GRAVITY_MS2 9.81F

/* A round thing between body and mat: lies across, rolls along x. radius_m 0: there is none. */
struct round {
    float x_m, y_m; /* its middle */
    float radius_m;
    float length_m;      /* a ball's is 0 */
    float mass_kg;       /* its own */
    enum joint from, to; /* the segment on it, and how far along */
    float along;
};

/* A chair or a step: stands on its four corners, carries on its top. */
struct box {
    float x_m, y_m, length_m, width_m, height_m; /* x, y: its middle */
};

enum { BOXES_MAX = 2 };

struct load_case {
    const struct stance *stance;
    const struct body *body;
    unsigned touching; /* bits 1u << joint: what the person means to rest on mat or chair */
    unsigned limp;     /* bits 1u << joint: muscles that have given up there */
    bool shoes;
    struct round round;
    unsigned boxes;
    struct box box[BOXES_MAX];
    float length_m, width_m; /* of the mat; beyond it the floor is MAT_HEIGHT_M lower */
};

#define MAT_HEIGHT_M 0.012F

/* Bearings always come in the same number and order; forces that do not press are zero. The
 * bearings' sum is the weight of the body and of the round thing under it. -1: no balance was found
 * (the stance is no body's). */
int statics_solve(const struct load_case *load_case, struct footing *footing);

#endif
