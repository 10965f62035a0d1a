#include "detect/past.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.2;
static const int64_t INTERVAL_NS = 1000000000 / PAST_RATE;
static const int64_t ALL_NS = PAST_SAMPLES * INT64_C(1000000000) / PAST_RATE;

void past_reset(struct past *past)
{
    past->begun = false;
    past->count = past->next = 0;
}

static void add(struct past *past)
{
    memcpy(past->sample[past->next], past->smooth, sizeof past->smooth);
    past->next = (past->next + 1) % PAST_SAMPLES;
    if (past->count < PAST_SAMPLES)
        past->count++;
}

unsigned past_step(struct past *past, const struct scene *scene)
{
    const float *held = &scene->held[0][0];
    unsigned added = 0;
    if (!past->begun) {
        memcpy(past->smooth, held, sizeof past->smooth);
        past->due_ns = scene->time_ns;
        past->begun = true;
    }
    if (scene->gap_ns > 0)
        past->due_ns = scene->time_ns;
    /* A slow recording has the value before for the samples between two frames. What is older than
     * all that are kept is left out. */
    if (scene->time_ns - past->due_ns > ALL_NS)
        past->due_ns = scene->time_ns - ALL_NS;
    for (; past->due_ns < scene->time_ns; past->due_ns += INTERVAL_NS, added++)
        add(past);
    float part = (float)(1 - exp(-scene->interval_s / SMOOTH_S));
    for (unsigned i = 0; i < PAST_PADS; i++)
        past->smooth[i] += (held[i] - past->smooth[i]) * part;
    return added;
}

const float *past_sample(const struct past *past, unsigned ago)
{
    return past->sample[(past->next + PAST_SAMPLES - 1 - ago) % PAST_SAMPLES];
}
