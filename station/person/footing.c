#include "person/footing.h"

#include <math.h>

static float mix(float from, float to, float how_far)
{
    return from + (to - from) * how_far;
}

void footing_between(const struct footing *from, const struct footing *to, float how_far,
                     struct footing *footing)
{
    footing->bearings = from->bearings;
    footing->roller_x_m = mix(from->roller_x_m, to->roller_x_m, how_far);
    for (unsigned i = 0; i < from->bearings; i++) {
        const struct bearing *a = &from->bearing[i], *b = &to->bearing[i];
        footing->bearing[i] = (struct bearing){
            .zone = a->zone,
            .x_m = mix(a->x_m, b->x_m, how_far),
            .y_m = mix(a->y_m, b->y_m, how_far),
            .length_m = mix(a->length_m, b->length_m, how_far),
            .width_m = mix(a->width_m, b->width_m, how_far),
            .force_n = mix(a->force_n, b->force_n, how_far),
        };
    }
}

static void add_scaled(struct footing *footing, const struct footing *from, float scale)
{
    for (unsigned i = 0; i < from->bearings; i++) {
        struct bearing bearing = from->bearing[i];
        bearing.force_n *= scale;
        if (bearing.force_n > 0.0F && footing->bearings < BEARINGS_MAX)
            footing->bearing[footing->bearings++] = bearing;
    }
}

void footing_blend(const struct footing *from, const struct footing *to, float how_far,
                   struct footing *footing)
{
    footing->bearings = 0;
    footing->roller_x_m = how_far < 0.5F ? from->roller_x_m : to->roller_x_m;
    add_scaled(footing, from, 1.0F - how_far);
    add_scaled(footing, to, how_far);
}

void footing_lean(struct footing *footing, float dx_m, float dy_m)
{
    float sum = 0, x = 0, y = 0;
    for (unsigned i = 0; i < footing->bearings; i++) {
        const struct bearing *b = &footing->bearing[i];
        sum += b->force_n;
        x += b->force_n * b->x_m;
        y += b->force_n * b->y_m;
    }
    if (sum <= 0.0F)
        return;
    x /= sum;
    y /= sum;
    float spread_x = 0, spread_y = 0;
    for (unsigned i = 0; i < footing->bearings; i++) {
        const struct bearing *b = &footing->bearing[i];
        spread_x += b->force_n * (b->x_m - x) * (b->x_m - x) / sum;
        spread_y += b->force_n * (b->y_m - y) * (b->y_m - y) / sum;
    }
    /* Linear in the distance from the centre, so the sum stays and the centre moves by exactly
     * dx, dy; nothing may be pulled off the mat, so each bearing keeps at least a tenth. */
    float gain_x = dx_m / fmaxf(spread_x, 1e-3F), gain_y = dy_m / fmaxf(spread_y, 1e-3F);
    float after = 0;
    for (unsigned i = 0; i < footing->bearings; i++) {
        struct bearing *b = &footing->bearing[i];
        b->force_n *= fmaxf(0.1F, 1.0F + gain_x * (b->x_m - x) + gain_y * (b->y_m - y));
        after += b->force_n;
    }
    for (unsigned i = 0; i < footing->bearings; i++)
        footing->bearing[i].force_n *= sum / after;
}

float footing_weight_n(const struct footing *footing)
{
    float sum = 0;
    for (unsigned i = 0; i < footing->bearings; i++)
        sum += footing->bearing[i].force_n;
    return sum;
}

float footing_zone_n(const struct footing *footing, enum zone zone)
{
    float sum = 0;
    for (unsigned i = 0; i < footing->bearings; i++)
        if (footing->bearing[i].zone == zone)
            sum += footing->bearing[i].force_n;
    return sum;
}
