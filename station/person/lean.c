#include "person/lean.h"

#include <math.h>
#include <stddef.h>

/* Parts of the way from the middle of the mat to its edge. Rest is within the first of them for as
 * long; a lean begins at the second, ends at the third, and is said after a second. [own] */
static const float calm_within = 0.05F, calm_lasts_s = 2.0F;
static const float leans_at = 0.15F, leans_no_more_at = 0.10F, lean_lasts_s = 1.0F;
/* A lean keeps its name until it is so far beyond its eighth, in eighths. */
static const float keeps_eighth = 0.7F;

enum { SAID_NOTHING, SAID_CENTRE, SAID_FIRST };

/* Round from the feet by way of the right. */
static const char *const word[8] = {"feet", "feet_right", "right", "head_right",
                                    "head", "head_left",  "left",  "feet_left"};

/* How much of an extent lies below a place. */
static float part_below(float middle, float extent, float at)
{
    return fmaxf(0.0F, fminf(1.0F, 0.5F + (at - middle) / fmaxf(extent, 1e-3F)));
}

bool on_mat(const struct mat *mat, const struct bearing *bearing)
{
    float x_mm = bearing->x_m * 1e3F, y_mm = bearing->y_m * 1e3F;
    return x_mm >= 0 && x_mm <= mat->length_mm && y_mm >= 0 && y_mm <= mat->width_mm;
}

void mat_load_of(const struct mat *mat, const struct footing *one, const struct footing *other,
                 struct mat_load *load)
{
    const float length_m = mat->length_mm * 1e-3F, width_m = mat->width_mm * 1e-3F;
    const struct footing *both[2] = {one, other};
    float n = 0, x = 0, y = 0, head = 0, left = 0;
    for (int f = 0; f < 2 && both[f]; f++)
        for (unsigned i = 0; i < both[f]->bearings; i++) {
            const struct bearing *b = &both[f]->bearing[i];
            if (!on_mat(mat, b))
                continue;
            n += b->force_n;
            x += b->force_n * b->x_m;
            y += b->force_n * b->y_m;
            head += b->force_n * part_below(b->x_m, b->length_m, 0.5F * length_m);
            left += b->force_n * part_below(b->y_m, b->width_m, 0.5F * width_m);
        }
    load->force_n = n;
    load->x_m = n > 0 ? x / n : NAN;
    load->y_m = n > 0 ? y / n : NAN;
    load->head_share = n > 0 ? head / n : NAN;
    load->left_share = n > 0 ? left / n : NAN;
}

static float away(const struct mat *mat, float dx_m, float dy_m)
{
    return hypotf(dx_m / (0.5e-3F * mat->length_mm), dy_m / (0.5e-3F * mat->width_mm));
}

static void find_own_centre(struct lean *lean, const struct mat *mat, const struct mat_load *load,
                            float dt_s)
{
    if (lean->calm_s <= 0 ||
        away(mat, load->x_m - lean->calm_x_m, load->y_m - lean->calm_y_m) > calm_within) {
        lean->calm_x_m = load->x_m;
        lean->calm_y_m = load->y_m;
        lean->calm_s = 0;
    }
    lean->calm_s += dt_s;
    lean->centred = lean->calm_s >= calm_lasts_s;
    lean->own_x_m = lean->calm_x_m;
    lean->own_y_m = lean->calm_y_m;
}

static unsigned leaning_to(const struct lean *lean, const struct mat *mat,
                           const struct mat_load *load)
{
    float dx_m = load->x_m - lean->own_x_m, dy_m = load->y_m - lean->own_y_m;
    bool already = lean->wanted >= SAID_FIRST;
    if (away(mat, dx_m, dy_m) < (already ? leans_no_more_at : leans_at))
        return SAID_CENTRE;
    float eighths = atan2f(dy_m / mat->width_mm, dx_m / mat->length_mm) * 1.2732395F;
    if (already &&
        fabsf(remainderf(eighths - (float)(lean->wanted - SAID_FIRST), 8.0F)) < keeps_eighth)
        return lean->wanted;
    return SAID_FIRST + (unsigned)lroundf(eighths + 8.0F) % 8;
}

static float share_towards(unsigned eighth, const struct mat_load *load)
{
    float feet = 1.0F - load->head_share, right = 1.0F - load->left_share;
    const float along[8] = {feet, feet, NAN, load->head_share, load->head_share, load->head_share,
                            NAN,  feet};
    const float aside[8] = {
        NAN, right, right, right, NAN, load->left_share, load->left_share, load->left_share};
    if (isnan(along[eighth]))
        return aside[eighth];
    return isnan(aside[eighth]) ? along[eighth] : 0.5F * (along[eighth] + aside[eighth]);
}

const char *lean_step(struct lean *lean, const struct mat *mat, const struct mat_load *load,
                      bool on_mat, float dt_s, float *share)
{
    if (!on_mat || isnan(load->x_m)) {
        *lean = (struct lean){.towards = SAID_NOTHING};
        return NULL;
    }
    if (!lean->centred) {
        find_own_centre(lean, mat, load, dt_s);
        return NULL;
    }
    unsigned wanted = leaning_to(lean, mat, load);
    lean->wanted_s = wanted == lean->wanted ? lean->wanted_s + dt_s : 0.0F;
    lean->wanted = wanted;
    if (wanted == lean->towards || lean->wanted_s < lean_lasts_s)
        return NULL;
    lean->towards = wanted;
    *share = wanted == SAID_CENTRE ? 1.0F : share_towards(wanted - SAID_FIRST, load);
    return wanted == SAID_CENTRE ? "centre" : word[wanted - SAID_FIRST];
}
