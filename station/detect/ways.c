#include "detect/ways.h"

#include "detect/factor.h"

#include <math.h>

/* Moments between which a way that is rolled is nearly straight, and leaning is not. */
enum { APART = 3 };
static const double EVENNESS = 1e-3; /* of the largest, added to all: no pad is free of jitter */

static void add_products(products sums, unsigned bins, const double *change)
{
    for (unsigned i = 0; i < bins; i++)
        for (unsigned k = 0; k <= i; k++)
            sums[i][k] += change[i] * change[k];
}

static void sum_jitter(products sums, const struct track *track, unsigned first)
{
    for (unsigned i = first + 2 * APART; i < track->count; i++) {
        const float *now = track->moment[i].load, *before = track->moment[i - APART].load;
        const float *long_before = track->moment[i - 2 * APART].load;
        double change[TRACK_BINS];
        for (unsigned k = 0; k < track->bins; k++)
            change[k] = (double)now[k] - 2 * (double)before[k] + (double)long_before[k];
        add_products(sums, track->bins, change);
    }
}

static void sum_travel(products sums, const struct track *track, unsigned first, unsigned end)
{
    float middle[TRACK_BINS];
    double change[TRACK_BINS];
    track_load(track, first, end, middle);
    for (unsigned i = first; i < end; i++) {
        for (unsigned k = 0; k < track->bins; k++)
            change[k] = (double)track->moment[i].load[k] - (double)middle[k];
        add_products(sums, track->bins, change);
    }
}

/* Row by row, which is column by column of what is symmetric. */
static void transpose(products square, unsigned bins)
{
    for (unsigned i = 0; i < bins; i++) {
        for (unsigned k = 0; k < i; k++) {
            double other = square[i][k];
            square[i][k] = square[k][i];
            square[k][i] = other;
        }
    }
}

bool ways_measure(struct ways *ways, const struct track *track, unsigned first, unsigned end)
{
    products jitter = {0}, travel = {0};
    unsigned bins = ways->bins = track->bins;
    sum_jitter(jitter, track, first);
    if (first >= end || !factorise(jitter, bins, EVENNESS))
        return false;
    sum_travel(travel, track, first, end);
    for (unsigned i = 0; i < bins; i++)
        for (unsigned k = 0; k < bins; k++)
            ways->along[i][k] = travel[i > k ? i : k][i > k ? k : i];
    for (unsigned side = 0; side < 2; side++) {
        for (unsigned i = 0; i < bins; i++)
            factor_solve((const double(*)[TRACK_BINS])jitter, bins, ways->along[i]);
        transpose(ways->along, bins);
    }
    return true;
}

double ways_distance2(const struct ways *ways, const float *load, const float *middle)
{
    double off[TRACK_BINS], sum = 0;
    for (unsigned i = 0; i < ways->bins; i++) {
        off[i] = (double)load[i] - (double)middle[i];
        double part = ways->along[i][i] * off[i];
        for (unsigned k = 0; k < i; k++)
            part += 2 * ways->along[i][k] * off[k];
        sum += part * off[i];
    }
    return fmax(sum, 0);
}
