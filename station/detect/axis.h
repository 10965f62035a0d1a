/* Along which way the loads go to and fro when somebody rolls: the one in which they travel far and
 * slowly for how little they flicker. Found from the loads alone, whatever carries the body. */
#ifndef MATSTATION_DETECT_AXIS_H
#define MATSTATION_DETECT_AXIS_H

#include "detect/track.h"

enum { AXIS_BINS = TRACK_BINS };

struct axis {
    unsigned bins;
    bool known;
    double learned_s;
    double size;                          /* running mean square of what is travelled */
    double drift[AXIS_BINS];              /* mean of what is travelled: creep, not strokes */
    double flicker[AXIS_BINS][AXIS_BINS]; /* of short changes: sums of products, fading */
    double travel[AXIS_BINS][AXIS_BINS];  /* of long ones */
    double weight[AXIS_BINS];             /* of each bin in the place along the axis */
};

/* bins: at most AXIS_BINS. */
void axis_reset(struct axis *axis, unsigned bins);

/* The loads now, a little while before (0.15 s), twice as long before, and about half a stroke
 * before. */
void axis_learn(struct axis *axis, const float *now, const float *little, const float *twice,
                const float *half, double interval_s);

/* Looks for the axis anew. False: nothing is known yet, or nothing moves. */
bool axis_find(struct axis *axis);

/* Where the loads are along it, in a unit of its own that changes with each axis_find. */
float axis_place(const struct axis *axis, const float *load);

#endif
