/* Somebody on the back, knees bent, hips on the fourth and fifth of eight rows. */
#ifndef MATSTATION_TESTS_BRIDGER_H
#define MATSTATION_TESTS_BRIDGER_H

#include "unit/detect/floor.h"

/* up: 0 hips on the mat .. 1 off it. size: in newtons 1. */
static inline void bridger_lie(struct floor *floor, float up, float size)
{
    static const float down[8] = {40, 120, 200, 250, 120, 20, 90, 0};
    static const float lifted[8] = {50, 190, 330, 0, 0, 60, 210, 0};
    for (unsigned row = 0; row < 8; row++) {
        for (unsigned column = 0; column < 2; column++)
            floor->load[row * 2 + column] = size * (down[row] + (lifted[row] - down[row]) * up) / 2;
    }
}

static inline void bridger_move(struct floor *floor, float from, float to, double seconds,
                                float size)
{
    double begun = floor->seconds;
    while (floor->seconds < begun + seconds - 1e-9) {
        float part = (float)((floor->seconds - begun) / seconds);
        bridger_lie(floor, from + (to - from) * part, size);
        floor_step(floor, 1 / (double)floor->hertz);
    }
    bridger_lie(floor, to, size);
}

static inline void bridger_ask(struct floor *floor, struct exercise *exercise)
{
    *exercise = (struct exercise){.id = "glute_bridge",
                                  .watch = WATCH_BRIDGE,
                                  .posture = POSTURE_SUPINE,
                                  .counts = COUNTS_REPETITIONS};
    detector_ask(floor->detector, &(struct asked){.exercise = exercise});
}

/* An empty mat, and then somebody lies on it. */
static inline void bridger_come(struct floor *floor, float size)
{
    floor_pass(floor, 2);
    bridger_lie(floor, 0, size);
    floor_pass(floor, 3);
}

/* One bridge of four seconds: two of them with the hips off the mat. */
static inline void bridger_bridge(struct floor *floor, float size)
{
    bridger_move(floor, 0, 1, 0.5, size);
    floor_pass(floor, 1.5);
    bridger_move(floor, 1, 0, 0.5, size);
    floor_pass(floor, 1.5);
}

#endif
