/* The last minute of the values on the canonical grid, five samples a second whatever the frames'
 * rate: what exercises are told apart by. */
#ifndef MATSTATION_DETECT_PAST_H
#define MATSTATION_DETECT_PAST_H

#include "detect/scene.h"

enum {
    PAST_SAMPLES = 320,
    PAST_RATE = 5, /* samples/s */
    PAST_PADS = SCENE_ROWS * SCENE_COLUMNS,
};

struct past {
    bool begun;
    int64_t due_ns; /* of the next sample */
    float smooth[PAST_PADS];
    float sample[PAST_SAMPLES][PAST_PADS]; /* ring */
    unsigned count, next;
};

void past_reset(struct past *past);

/* Samples missed in a gap are left out: time runs on without them. Returns how many were added. */
unsigned past_step(struct past *past, const struct scene *scene);

/* The sample before the given number of newer ones: 0 is the newest. */
const float *past_sample(const struct past *past, unsigned ago);

#endif
