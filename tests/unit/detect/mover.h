/* Somebody whose shares lie between a place of rest, an other one, and where they came from. */
#ifndef MATSTATION_TESTS_MOVER_H
#define MATSTATION_TESTS_MOVER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/excursions.h"

#include <math.h>
#include <string.h>

enum { HERTZ = 40 };
static const float LEAST = 0.02f;

struct mover {
    struct excursions excursions;
    struct scene scene;
    unsigned count;
    int64_t first_from_ns, last_from_ns, last_to_ns;
    float last_clear;
    float drift;
};

static inline void mover_show(struct mover *mover, float away, float coming)
{
    float state[STATE_SIZE] = {0};
    state[1] = 0.5f - 0.1f * away - 0.4f * coming;
    state[2] = 0.3f + 0.1f * away + mover->drift;
    state[9] = 0.2f - mover->drift;
    state[20] = 0.4f * coming;
    struct excursion ended;
    mover->scene.interval_s = 1.0 / HERTZ;
    if (excursions_step(&mover->excursions, &mover->scene, state, &ended)) {
        if (mover->count++ == 0)
            mover->first_from_ns = ended.from_ns;
        mover->last_from_ns = ended.from_ns;
        mover->last_to_ns = ended.to_ns;
        mover->last_clear = ended.clear;
    }
    mover->scene.time_ns += 1000000000 / HERTZ;
}

static inline void mover_stay(struct mover *mover, float away, double seconds)
{
    for (int i = 0; i < (int)(seconds * HERTZ); i++)
        mover_show(mover, away, 0);
}

static inline void mover_go(struct mover *mover, float from, float to, double seconds)
{
    int frames = (int)(seconds * HERTZ);
    for (int i = 0; i < frames; i++) {
        float part = 0.5f - 0.5f * cosf(3.1416f * (float)i / (float)frames);
        mover_show(mover, from + (to - from) * part, 0);
    }
}

/* Comes from elsewhere to a place, and rests. */
static inline void mover_arrive_at(struct mover *mover, float away, double rest_s)
{
    memset(mover, 0, sizeof *mover);
    excursions_reset(&mover->excursions, &(struct excursion_settings){LEAST, 3 * LEAST, 0});
    for (int i = 0; i < HERTZ; i++)
        mover_show(mover, away, 1);
    for (int i = 0; i < 2 * HERTZ; i++)
        mover_show(mover, away, 0.5f + 0.5f * cosf(3.1416f * (float)i / (2 * HERTZ)));
    mover_stay(mover, away, rest_s);
}

static inline void mover_arrive(struct mover *mover, double rest_s)
{
    mover_arrive_at(mover, 0, rest_s);
}

static inline void mover_repeat(struct mover *mover, unsigned times, float size, double seconds)
{
    for (unsigned i = 0; i < times; i++) {
        mover_go(mover, 0, size, 0.3 * seconds);
        mover_stay(mover, size, 0.2 * seconds);
        mover_go(mover, size, 0, 0.3 * seconds);
        mover_stay(mover, 0, 0.2 * seconds);
    }
}

#endif
