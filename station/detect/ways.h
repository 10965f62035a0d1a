/* Along which ways the loads go when somebody rolls: those in which they travel far and slowly for
 * how much they jitter. Leaning and trembling are quick and count little; where the roller goes
 * counts much. Found from the loads alone, whatever carries the body. */
#ifndef MATSTATION_DETECT_WAYS_H
#define MATSTATION_DETECT_WAYS_H

#include "detect/track.h"

struct ways {
    unsigned bins;
    /* Symmetric: travel between two inverses of jitter, both mean products of loads. */
    double along[TRACK_BINS][TRACK_BINS];
};

/* Jitter of the moments since first, travel of those before end.
 * False: too few, or nothing moved. */
bool ways_measure(struct ways *ways, const struct track *track, unsigned first, unsigned end);

/* The square of how far load lies from middle, in a unit of its own. */
double ways_distance2(const struct ways *ways, const float *load, const float *middle);

#endif
