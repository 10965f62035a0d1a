/* A footing: what carries a body at one instant, place by place. */
#ifndef MATSTATION_PERSON_FOOTING_H
#define MATSTATION_PERSON_FOOTING_H

#include "catalogue/exercise.h"

enum { BEARINGS_MAX = 64 };

/* A patch of load on the mat: the mat's coordinates, an ellipse whose length runs along x. */
struct bearing {
    enum zone zone;
    float x_m, y_m;
    float length_m, width_m;
    float force_n;
};

/* Two footings of one posture have the same bearings in the same order; unloaded ones have no
 * force. */
struct footing {
    unsigned bearings;
    struct bearing bearing[BEARINGS_MAX];
    float roller_x_m; /* the round thing under the body; NAN: none */
};

/* Bearing by bearing, how far = 0: from, 1: to. Both of the same posture. */
void footing_between(const struct footing *from, const struct footing *to, float how_far,
                     struct footing *footing);

/* Both at once, weighted: while the body changes from one posture into another. Only loaded
 * bearings are taken over, and beyond BEARINGS_MAX the last of `to` are lost: two bodies load some
 * 40 together. */
void footing_blend(const struct footing *from, const struct footing *to, float how_far,
                   struct footing *footing);

/* Moves the centre of load by dx, dy without changing its sum. */
void footing_lean(struct footing *footing, float dx_m, float dy_m);

float footing_weight_n(const struct footing *footing);
float footing_zone_n(const struct footing *footing, enum zone zone);

#endif
