#include "person/spread.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static unsigned short place_of(const struct edges *edges, float at_m)
{
    unsigned i = 0;
    while (i + 1 < edges->count && edges->at_m[i] < at_m)
        i++;
    return (unsigned short)i;
}

static float millimetres(float mm)
{
    return mm * 1e-3F;
}

static void edges_init(struct edges *edges, const struct mat *mat, bool along)
{
    unsigned n = mat->pads;
    edges->length_m = millimetres(along ? mat->length_mm : mat->width_mm);
    float *all = edges->at_m;
    for (unsigned i = 0; i < n; i++) {
        const struct pad *pad = &mat->pad[i];
        all[2 * i] = millimetres(along ? pad->x_mm : pad->y_mm);
        all[2 * i + 1] =
            millimetres(along ? pad->x_mm + pad->length_mm : pad->y_mm + pad->width_mm);
    }
    qsort(all, 2 * (size_t)n, sizeof *all, compare);
    unsigned kept = 0;
    for (unsigned i = 0; i < 2 * n; i++)
        if (kept == 0 || all[i] > all[kept - 1] + 1e-5F)
            all[kept++] = all[i];
    edges->count = kept;
    for (unsigned i = 0; i < n; i++) {
        const struct pad *pad = &mat->pad[i];
        float from = along ? pad->x_mm : pad->y_mm;
        float size = along ? pad->length_mm : pad->width_mm;
        edges->first[i] = place_of(edges, millimetres(from) - 1e-5F);
        edges->last[i] = place_of(edges, millimetres(from + size) - 1e-5F);
    }
}

void spread_init(struct spread *spread, const struct mat *mat)
{
    spread->pads = mat->pads;
    edges_init(&spread->x, mat, true);
    edges_init(&spread->y, mat, false);
}

/* Share of a unit Gaussian below z. */
static float below(float z)
{
    if (z < -4.0F)
        return 0.0F;
    return z > 4.0F ? 1.0F : 0.5F * erfcf(-0.70710678F * z);
}

/* Fills below[] for a patch of this extent; returns the share of it that is on the mat. */
static float edges_fill(struct edges *edges, float centre, float extent)
{
    float from = fmaxf(0.0F, centre - 0.5F * extent);
    float to = fminf(edges->length_m, centre + 0.5F * extent);
    if (to <= from)
        return 0.0F;
    float on_mat = (to - from) / extent;
    float middle = 0.5F * (from + to);
    float sd = sqrtf(FOAM_SD_M * FOAM_SD_M + (to - from) * (to - from) / 12.0F);
    /* The foam ends at the mat's edge: what a wider one would carry beyond comes back. */
    float mirror_low = -middle, mirror_high = 2.0F * edges->length_m - middle;
    bool low = middle < 4.0F * sd, high = edges->length_m - middle < 4.0F * sd;
    for (unsigned i = 0; i < edges->count; i++) {
        float at = edges->at_m[i];
        float share = below((at - middle) / sd);
        if (low)
            share += below((at - mirror_low) / sd) - 1.0F;
        if (high)
            share += below((at - mirror_high) / sd);
        edges->below[i] = share;
    }
    return on_mat;
}

void spread_footing(struct spread *spread, const struct footing *footing, float *force_n)
{
    for (unsigned b = 0; b < footing->bearings; b++) {
        const struct bearing *bearing = &footing->bearing[b];
        if (bearing->force_n <= 0.0F)
            continue;
        float force = bearing->force_n;
        force *= edges_fill(&spread->x, bearing->x_m, bearing->length_m);
        if (force <= 0.0F)
            continue;
        force *= edges_fill(&spread->y, bearing->y_m, bearing->width_m);
        if (force <= 0.0F)
            continue;
        const struct edges *x = &spread->x, *y = &spread->y;
        for (unsigned i = 0; i < spread->pads; i++) {
            float along = x->below[x->last[i]] - x->below[x->first[i]];
            if (along > 0.0F)
                force_n[i] += force * along * (y->below[y->last[i]] - y->below[y->first[i]]);
        }
    }
}
