/* The way of a stroke along the axis, from end to end: learned from the last turns. */
#ifndef MATSTATION_DETECT_WAVE_H
#define MATSTATION_DETECT_WAVE_H

#include "detect/axis.h"

/* All zero: nothing is known. */
struct wave {
    float low, high;               /* its ends */
    float length;                  /* of a stroke; 0: not known */
    double pass_s;                 /* from one end to the other; 0: not known */
    float end_load[2][TRACK_BINS]; /* how it is loaded at the ends */
};

/* From the places in the track. Before it has turned twice only how far it has gone is known. */
void wave_learn(struct wave *wave, const struct track *track);

/* The axis was found anew: the ends lie elsewhere along it. */
void wave_follow(struct wave *wave, const struct axis *axis);

/* Whether it lies where strokes end and turns are slowest. */
bool wave_ends_at(const struct wave *wave, float place);

#endif
