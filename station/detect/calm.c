#include "detect/calm.h"

#include <math.h>
#include <string.h>

/* Of moments, in sides, as over longer there are fewer changes that tell anything new; so many are
 * enough for any. */
enum { LEAST_SIDES = 2, ENOUGH_MOMENTS = 16 };
/* Two floors: of the largest, added to all, as none moves quite alone; and of each pad's own load,
 * as any flickers by so much, at least. Without the first nearly every pause is dated otherwise.
 * The second matters where next to nothing flickers; elsewhere it is worth little: 563 of 576
 * simulated pauses are credited rightly with it, 561 without. */
static const double EVENNESS = 0.003, NOISE = 0.001;

/* Of the pads' own noise, in as many changes. */
static void add_noise(struct calm *calm, const struct track *track, unsigned first, unsigned end)
{
    for (unsigned k = 0; k < calm->bins; k++) {
        double load = 0;
        for (unsigned i = first; i < end; i++)
            load += (double)track->moment[i].bare[k] / (end - first);
        calm->usual[k][k] += 2.0 * calm->side * (end - first) * NOISE * NOISE * load * load;
    }
}

static void change_at(const struct track *track, unsigned side, unsigned i, double *change)
{
    memset(change, 0, track->bins * sizeof *change);
    for (unsigned away = 0; away < side; away++) {
        const float *after = track->moment[i + away].bare;
        const float *before = track->moment[i - 1 - away].bare;
        for (unsigned k = 0; k < track->bins; k++)
            change[k] += (double)after[k] - (double)before[k];
    }
}

static double size_at(const struct calm *calm, const struct track *track, unsigned i)
{
    double change[TRACK_BINS], divided[TRACK_BINS], sum = 0;
    change_at(track, calm->side, i, change);
    memcpy(divided, change, calm->bins * sizeof *change);
    factor_solve(calm->usual, calm->bins, divided);
    for (unsigned k = 0; k < calm->bins; k++)
        sum += change[k] * divided[k];
    return sum;
}

bool calm_learn(struct calm *calm, const struct track *track, unsigned side, unsigned first,
                unsigned end)
{
    unsigned least = LEAST_SIDES * side < ENOUGH_MOMENTS ? LEAST_SIDES * side : ENOUGH_MOMENTS;
    if (end < first + 2 * side + least)
        return false;
    first += side;
    end -= side - 1;
    *calm = (struct calm){.bins = track->bins, .side = side};
    for (unsigned i = first; i < end; i++) {
        double change[TRACK_BINS];
        change_at(track, side, i, change);
        for (unsigned k = 0; k < calm->bins; k++)
            for (unsigned j = 0; j <= k; j++)
                calm->usual[k][j] += change[k] * change[j];
    }
    add_noise(calm, track, first, end);
    if (!factorise(calm->usual, calm->bins, EVENNESS))
        return false;
    double most = 0;
    for (unsigned i = first; i < end; i++) {
        double size = size_at(calm, track, i);
        calm->size += size / (end - first);
        most = fmax(most, size);
    }
    if (calm->size <= 0)
        return false;
    calm->most = (float)(most / calm->size);
    return true;
}

float calm_stir(const struct calm *calm, const struct track *track, unsigned i)
{
    if (i < calm->side || i + calm->side > track->count)
        return 0;
    return (float)(size_at(calm, track, i) / calm->size);
}
