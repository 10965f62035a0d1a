/* The way that a body goes from home, and how far: learned anew with every sample. */
#include "detect/home.h"

#include "signal/quantile.h"

#include <math.h>
#include <stddef.h>

/* Further from the middle than this many times what most samples are: not of this exercise. */
static const float ELSEWHERE = 3.5f, MOST_SAMPLES = 0.75f;
/* Whoever stays long at one end has the middle there: so many times as far as they usually go, the
 * other end is not elsewhere. */
static const float BETWEEN = 1.5f;

static const unsigned POWER_STEPS = 4; /* a sample; they go on where they stopped */

static const float STROKE_RANK = 0.9f;
static const float FAR_PART = 0.5f, FAR_RANK = 0.95f;
static const float LEFT = 0.6f, BACK = 0.35f; /* of the usual size */
static const float DRIFTED = 0.8f;            /* beside home, and still there */

/* Home between two places of rest: so seldom there, so often at either. */
static const float SELDOM = 0.6f, EITHER = 0.25f;

static void find_middle(struct home *home)
{
    float sum[STATE_SIZE] = {0}, off[HOME_SAMPLES], sorted[HOME_SAMPLES];
    unsigned count = 0;
    for (unsigned n = 0; n < home->count; n++) {
        if (home->sample[n].elsewhere)
            continue;
        count++;
        for (unsigned i = 0; i < STATE_SIZE; i++)
            sum[i] += home->sample[n].state[i];
    }
    for (unsigned i = 0; i < STATE_SIZE; i++)
        home->middle[i] = count > 0 ? sum[i] / (float)count : home->smooth[i];
    for (unsigned n = 0; n < home->count; n++)
        sorted[n] = off[n] = state_apart(home->sample[n].state, home->middle);
    float most = fmaxf(ELSEWHERE * fmaxf(quantile(sorted, home->count, MOST_SAMPLES), home->least),
                       BETWEEN * home->size);
    for (unsigned n = 0; n < home->count; n++)
        home->sample[n].elsewhere = off[n] > most;
}

/* What a sample is compared with: how the body lay a lag before; where the way is not that of
 * changes, the middle. NULL: one of them was elsewhere. */
static const float *before(const struct home *home, unsigned n)
{
    if (n < home->lag || home->sample[n].elsewhere || home->sample[n - home->lag].elsewhere)
        return NULL;
    return home->lag > 0 ? home->sample[n - home->lag].state : home->middle;
}

/* The first principal direction, by the power iteration. */
static void find_way(struct home *home)
{
    static const float zero[STATE_SIZE];
    if (state_product(home->way, home->way, zero) < 0.5f) {
        for (unsigned i = 0; i < STATE_SIZE; i++)
            home->way[i] = home->place[i] - home->middle[i];
    }
    for (unsigned step = 0; step < POWER_STEPS; step++) {
        float next[STATE_SIZE] = {0};
        for (unsigned n = 0; n < home->count; n++) {
            const float *state = home->sample[n].state, *from = before(home, n);
            if (!from)
                continue;
            float weight = 0;
            for (unsigned i = 0; i < STATE_SIZE; i++)
                weight += (state[i] - from[i]) * home->way[i];
            for (unsigned i = 0; i < STATE_SIZE; i++)
                next[i] += weight * (state[i] - from[i]);
        }
        float length = sqrtf(state_product(next, next, zero));
        for (unsigned i = 0; i < STATE_SIZE; i++)
            home->way[i] = length > 0 ? next[i] / length : 0;
    }
}

static float along_way(const struct home *home, const float *state)
{
    float along = 0;
    for (unsigned i = 0; i < STATE_SIZE; i++)
        along += (state[i] - home->middle[i]) * home->way[i];
    return along;
}

static void go_along(struct home *home)
{
    home->along = along_way(home, home->place);
    for (unsigned n = 0; n < home->count; n++)
        home->sample[n].along = along_way(home, home->sample[n].state);
}

float home_off(const struct home *home, const struct home_sample *sample)
{
    return sample->along - home->along;
}

/* The middle of what is far from home: a jerk on the way there is none of it. */
static void find_size(struct home *home)
{
    float far[HOME_SAMPLES];
    unsigned count = 0, fars = 0;
    for (unsigned n = 0; n < home->count; n++) {
        if (!home->sample[n].elsewhere)
            far[count++] = fabsf(home_off(home, &home->sample[n]));
    }
    float least = FAR_PART * quantile(far, count, FAR_RANK);
    for (unsigned n = 0; n < count; n++) {
        if (far[n] > least)
            far[fars++] = far[n];
    }
    home->size = quantile(far, fars, 0.5f);
}

/* That of the quick changes: what is slow is the pads' creep, or the body's settling. */
static void find_size_over_lag(struct home *home)
{
    float change[HOME_SAMPLES];
    unsigned count = 0;
    for (unsigned n = home->lag; n < home->count; n++) {
        if (before(home, n))
            change[count++] = fabsf(home->sample[n].along - home->sample[n - home->lag].along);
    }
    home->size = quantile(change, count, STROKE_RANK);
}

static bool is_near(const struct home *home, float off)
{
    return fabsf(off) < BACK * home->size;
}

bool home_is_left(const struct home *home, float off)
{
    return fabsf(off) > LEFT * home->size;
}

/* Home is where the body stays. When it hardly is there, but often on either side, and passes it
 * from one to the other, that is on the way from one place of rest to the other, and home is the
 * one of them where it was first. */
static void leave_middle(struct home *home)
{
    float first = 0, last = 0, side[2][STATE_SIZE] = {0};
    unsigned near = 0, count[2] = {0}, changes[2] = {0};
    bool passed = false;
    for (unsigned n = 0; n < home->count; n++) {
        const struct home_sample *sample = &home->sample[n];
        float off = home_off(home, sample);
        if (sample->elsewhere)
            continue;
        near += is_near(home, off);
        passed = passed || home_is_at(home, sample, off);
        if (!home_is_left(home, off))
            continue;
        if (off * last < 0)
            changes[passed]++;
        passed = false;
        first = first == 0 ? off : first;
        last = off;
        count[off > 0]++;
        state_approach(side[off > 0], sample->state, 1 / (float)count[off > 0]);
    }
    float far = (float)(count[0] + count[1]);
    if ((float)near > SELDOM * far || fminf((float)count[0], (float)count[1]) < EITHER * far ||
        changes[true] <= changes[false])
        return;
    state_copy(home->place, side[first > 0]);
    go_along(home);
    find_size(home);
}

void home_learn(struct home *home)
{
    find_middle(home);
    find_way(home);
    go_along(home);
    if (home->lag > 0) {
        find_size_over_lag(home);
    } else {
        find_size(home);
        leave_middle(home);
    }
}

/* Another place may lie beside home, seen along the way. */
bool home_is_at(const struct home *home, const struct home_sample *sample, float off)
{
    return !sample->elsewhere && is_near(home, off) &&
           state_apart(sample->state, home->place) < DRIFTED * home->size;
}

float home_beside(const struct home *home)
{
    float all = 0, along = 0;
    for (unsigned n = 0; n < home->count; n++) {
        const struct home_sample *sample = &home->sample[n];
        const float *from = before(home, n);
        if (!from)
            continue;
        const float part =
            home->lag > 0 ? sample->along - sample[-(int)home->lag].along : sample->along;
        all += state_product(sample->state, sample->state, from);
        along += part * part;
    }
    return along > 0 ? sqrtf(fmaxf(all - along, 0) / along) : 1;
}
