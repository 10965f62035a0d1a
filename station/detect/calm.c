#include "detect/calm.h"

#include <string.h>

/* Of moments, in sides, as over longer there are fewer changes that tell anything new; so many are
 * enough for any. */
enum { LEAST_SIDES = 4, ENOUGH_MOMENTS = 16 };
static const double EVENNESS = 0.003; /* of the largest, added to all: no pad is free of noise */

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
    if (!factorise(calm->usual, calm->bins, EVENNESS))
        return false;
    for (unsigned i = first; i < end; i++)
        calm->size += size_at(calm, track, i) / (end - first);
    return calm->size > 0;
}

float calm_stir(const struct calm *calm, const struct track *track, unsigned i)
{
    if (i < calm->side || i + calm->side > track->count)
        return 0;
    return (float)(size_at(calm, track, i) / calm->size);
}
