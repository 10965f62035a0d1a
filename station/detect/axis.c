#include "detect/axis.h"

#include "detect/factor.h"

#include <math.h>
#include <string.h>

static const double FADES_S = 25, DRIFT_S = 6, SIZE_S = 4;
static const double OUTLIER = 4;     /* times the usual: counts no more than that */
static const double SETTLES_S = 1.5; /* before, nothing is usual */
static const double KNOWN_S = 1.5;   /* of rolling: enough for a first guess */
static const double EVENNESS =
    0.01; /* of the largest flicker, added to all: no pad is free of it */
enum { ROUNDS = 4 };

void axis_reset(struct axis *axis, unsigned bins)
{
    memset(axis, 0, sizeof *axis);
    axis->bins = bins < AXIS_BINS ? bins : AXIS_BINS;
}

static void add_products(struct axis *axis, double sums[AXIS_BINS][AXIS_BINS], const double *change,
                         double keep, double weight)
{
    for (unsigned i = 0; i < axis->bins; i++) {
        for (unsigned k = 0; k <= i; k++)
            sums[i][k] = sums[i][k] * keep + weight * change[i] * change[k];
    }
}

void axis_learn(struct axis *axis, const float *now, const float *little, const float *twice,
                const float *half, double interval_s)
{
    double quick[AXIS_BINS], far[AXIS_BINS], size = 0;
    for (unsigned i = 0; i < axis->bins; i++) {
        quick[i] = (double)now[i] - 2 * (double)little[i] + (double)twice[i];
        far[i] = (double)now[i] - (double)half[i];
        size += far[i] * far[i];
    }
    axis->learned_s += interval_s;
    bool usual = axis->learned_s > SETTLES_S;
    double most = OUTLIER * axis->size;
    axis->size += ((usual ? fmin(size, most) : size) - axis->size) *
                  fmin(interval_s / fmin(axis->learned_s, SIZE_S), 1);
    double weight = usual && size > most ? most / size : 1;
    for (unsigned i = 0; i < axis->bins; i++) {
        axis->drift[i] +=
            (far[i] - axis->drift[i]) * fmin(interval_s / fmin(axis->learned_s, DRIFT_S), 1);
        far[i] -= axis->drift[i];
    }
    double keep = exp(-interval_s / FADES_S);
    add_products(axis, axis->flicker, quick, keep, weight);
    add_products(axis, axis->travel, far, keep, weight);
}

static void travelled(const struct axis *axis, const double *weight, double *out)
{
    for (unsigned i = 0; i < axis->bins; i++) {
        out[i] = 0;
        for (unsigned k = 0; k < axis->bins; k++)
            out[i] += axis->travel[i > k ? i : k][i > k ? k : i] * weight[k];
    }
}

/* The largest eigenvector of travel against flicker, by iteration from where it was. */
bool axis_find(struct axis *axis)
{
    products factor;
    double next[AXIS_BINS];
    memcpy(factor, axis->flicker, sizeof factor);
    if (axis->learned_s < KNOWN_S || !factorise(factor, axis->bins, EVENNESS))
        return false;
    for (unsigned i = 0; i < axis->bins && !axis->known; i++)
        axis->weight[i] = (double)(i + 1) / axis->bins;
    for (int round = axis->known ? 0 : -ROUNDS; round < ROUNDS; round++) {
        double length = 0;
        travelled(axis, axis->weight, next);
        factor_solve((const double(*)[AXIS_BINS])factor, axis->bins, next);
        for (unsigned i = 0; i < axis->bins; i++)
            length += next[i] * next[i];
        if (length <= 0)
            return false;
        for (unsigned i = 0; i < axis->bins; i++)
            axis->weight[i] = next[i] / sqrt(length);
    }
    axis->known = true;
    return true;
}

float axis_place(const struct axis *axis, const float *load)
{
    double sum = 0;
    for (unsigned i = 0; i < axis->bins; i++)
        sum += axis->weight[i] * (double)load[i];
    return (float)sum;
}
