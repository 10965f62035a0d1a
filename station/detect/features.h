/* What tells exercises apart, as numbers without a unit: where the load lies along and across the
 * body, how much each part of it comes and goes, together or in turn, and how fast. */
#ifndef MATSTATION_DETECT_FEATURES_H
#define MATSTATION_DETECT_FEATURES_H

#include "detect/past.h"

enum { FEATURES_MAX = 128 };

/* Room to work in: about 80 kB, so that nothing is allocated. */
struct features {
    unsigned count;
    float value[FEATURES_MAX];
    unsigned part, piece; /* of the work, the next */
    unsigned samples;
    float past[PAST_SAMPLES][PAST_PADS];     /* as it was at the beginning, oldest first */
    double sum, changes;                     /* of all pads */
    float row[SCENE_ROWS][PAST_SAMPLES];     /* load of each row over the mean of the whole */
    float lateral[SCENE_ROWS][PAST_SAMPLES]; /* right less left of it */
    float outer[PAST_SAMPLES];               /* the two edge columns */
    float dense[PAST_SAMPLES];               /* sum of squares */
    float change;                            /* mean absolute change of all pads, a second */
    float head[PAST_SAMPLES], middle[PAST_SAMPLES], feet[PAST_SAMPLES], whole[PAST_SAMPLES];
    float head_lateral[PAST_SAMPLES], middle_lateral[PAST_SAMPLES], feet_lateral[PAST_SAMPLES],
        whole_lateral[PAST_SAMPLES];
    float along[PAST_SAMPLES], across[PAST_SAMPLES]; /* centre of load, 0..1 */
    float sorted[PAST_SAMPLES];
};

/* From the newest samples of the past, at least 2 of them; 0: all there are. */
void features_begin(struct features *features, const struct past *past, unsigned samples);

/* One piece of the work, whatever has come since the beginning. True: nothing is left to do. */
bool features_step(struct features *features);

#endif
