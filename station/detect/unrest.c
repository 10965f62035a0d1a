#include "detect/unrest.h"

#include "signal/quantile.h"

#include <math.h>
#include <stdbool.h>

/* The typical falls sooner than it rises: a movement that begins slowly is not to become usual
 * before it is seen, and what the pads creep after it is soon over. Anything from 1.5 to 4 s and
 * from 6 to 16 s does as well on made-up sleepers. */
static const double FALLS_S = 2, RISES_S = 8;
static const double USUAL_S = 30, SPREAD_S = 8, DOUBT_S = 30;
/* As long as nothing is known: calmer than most, since whoever is there may be at it already. */
static const float FIRST = 0.007f, FIRST_TYPICAL = 1, FIRST_SPREAD = 0.4f;
static const float FAR = 5;         /* in mean distances: what is farther counts as this far */
static const float JUMPS = 9;       /* squares: the same for one bin */
static const float OWN_LOAD = 0.5f; /* of the mean load is added to each one's own */
static const float LEAST = 0.001f, LEAST_PART = 0.05f, LEAST_SPREAD = 0.1f;
static const float HALF = 0.4f;
enum { BINS_TO_SPARE_ONE = 16 };

void unrest_reset(struct unrest *part, unsigned bins)
{
    *part = (struct unrest){.bins = bins, .typical = FIRST_TYPICAL, .spread = FIRST_SPREAD};
    for (unsigned i = 0; i < bins; i++)
        part->usual[i] = FIRST * FIRST;
}

/* So much every bin may always change. */
static float least_of(const struct unrest *part)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += part->usual[i];
    return LEAST_PART * sum / (float)part->bins + LEAST * LEAST;
}

static float mean_of(const float *before, const float *now, unsigned bins)
{
    float sum = 0;
    for (unsigned i = 0; i < bins; i++)
        sum += before[i] + now[i];
    return sum / (float)(2 * bins);
}

void unrest_compare(const struct unrest *part, const float *before, const float *now,
                    struct unrest_change *change)
{
    float times[UNREST_BINS], sum = 0, most = 0;
    float least = least_of(part), own = OWN_LOAD * mean_of(before, now, part->bins);
    for (unsigned i = 0; i < part->bins; i++) {
        float away = (now[i] - before[i]) / fmaxf(fminf(now[i], before[i]) + own, 1e-30f);
        change->square[i] = away * away;
        float z = change->square[i] / (part->usual[i] + least);
        times[i] = sqrtf(z);
        sum += z;
        most = fmaxf(most, z);
    }
    bool spares = part->bins >= BINS_TO_SPARE_ONE;
    unsigned counted = part->bins - spares;
    change->size = sqrtf(fmaxf(sum - (spares ? most : 0), 0) / (float)counted);
    change->half = quantile(times, part->bins, HALF);
}

static float spread_of(const struct unrest *part)
{
    return fmaxf(part->spread, LEAST_SPREAD * part->typical);
}

float unrest_beyond(const struct unrest *part, const struct unrest_change *change)
{
    return (change->size - part->typical) / spread_of(part);
}

static float part_of(double interval_s, double memory_s)
{
    return (float)fmin(interval_s / memory_s, 1);
}

void unrest_learn(struct unrest *part, const struct unrest_change *change, double interval_s)
{
    float spread = spread_of(part), far = part->typical + FAR * spread;
    float size = fminf(change->size, far), weight = size / fmaxf(change->size, 1e-30f);
    float least = least_of(part);
    float usual = part_of(interval_s, USUAL_S);
    for (unsigned i = 0; i < part->bins; i++) {
        float square = fminf(change->square[i] * weight * weight, JUMPS * (part->usual[i] + least));
        part->usual[i] += (square - part->usual[i]) * usual;
    }
    float off = fminf(fabsf(change->size - part->typical), FAR * spread);
    const double typical_s = size > part->typical ? RISES_S : FALLS_S;
    part->typical += (size - part->typical) * part_of(interval_s, typical_s);
    part->spread += (off - part->spread) * part_of(interval_s, SPREAD_S);
}

void unrest_doubt(struct unrest *part, const struct unrest_change *change, double interval_s)
{
    float off = fminf(change->size - part->typical, FAR * spread_of(part));
    part->typical += off * part_of(interval_s, DOUBT_S);
}
