/* How load on the mat reaches the pads under it: through the foam, onto rectangles. */
#ifndef MATSTATION_PERSON_SPREAD_H
#define MATSTATION_PERSON_SPREAD_H

#include "catalogue/mat.h"
#include "person/footing.h"

/* Half-width of what a point load becomes under 10-15 mm of foam and the pads' cover. [own] */
#define FOAM_SD_M 0.016F

/* The pads' edges along one axis, each value once, so that the kernel is computed once an edge. */
struct edges {
    unsigned count;
    float at_m[2 * PADS_MAX];
    float below[2 * PADS_MAX]; /* share of the present bearing below that edge */
    unsigned short first[PADS_MAX], last[PADS_MAX]; /* a pad's two edges */
    float length_m;                                 /* of the mat along this axis */
};

struct spread {
    unsigned pads;
    struct edges x, y;
};

void spread_init(struct spread *spread, const struct mat *mat);

/* Adds the footing to force_n[pads]. What lies beyond the mat's edge rests on the floor; what lies
 * on a gap between pads is carried by the floor under it. */
void spread_footing(struct spread *spread, const struct footing *footing, float *force_n);

#endif
