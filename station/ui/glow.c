#include "ui/glow.h"
#include "ui/blend.h"

#include <math.h>
#include <stddef.h>

enum { FALL_STEPS = 512 };

static double eased(double share)
{
    const double x = fmin(fmax(share, 0.0), 1.0);
    return x * x * (3.0 - 2.0 * x);
}

static double brightness(enum glow_shape shape, double far)
{
    if (shape == GLOW_DISC)
        return far < 0.944 ? 0.45 + 0.55 * fmax(far - 0.2, 0.0) / 0.744 : (1.0 - far) / 0.056;
    return eased(1.0 - far);
}

/* Shares of 255 by the square of the distance, which needs no root a pixel. */
static void fall_table(const struct glow *glow, uint8_t fall[FALL_STEPS])
{
    for (int i = 0; i < FALL_STEPS; i++)
        fall[i] = (uint8_t)lrint((glow->colour >> 24) *
                                 brightness(glow->shape, sqrt((i + 0.5) / FALL_STEPS)));
}

/* From pixels to shares of the two ways. */
struct to_unit {
    float ux, uy, vx, vy;
};

static bool is_within(const struct glow *glow, float u, float v)
{
    return !glow->bounded ||
           (u >= glow->least_u && u <= glow->most_u && v >= glow->least_v && v <= glow->most_v);
}

/* One row of pixels, of which the first lies at u, v. */
static void draw_row(uint32_t *pixel, int count, const struct glow *glow, const struct to_unit *to,
                     float u, float v, const uint8_t fall[FALL_STEPS])
{
    /* Where along the row the circle begins and ends. */
    const float step = to->ux * to->ux + to->vx * to->vx, half = u * to->ux + v * to->vx;
    const float under = half * half - step * (u * u + v * v - 1);
    if (!(under > 0))
        return;
    const int first = (int)fmaxf(0, ceilf((-half - sqrtf(under)) / step));
    const int last = (int)fminf((float)(count - 1), floorf((-half + sqrtf(under)) / step));
    for (int i = first; i <= last; i++) {
        const float u_here = u + (float)i * to->ux, v_here = v + (float)i * to->vx;
        if (!is_within(glow, u_here, v_here))
            continue;
        const int far = (int)((u_here * u_here + v_here * v_here) * FALL_STEPS);
        pixel[i] = blend(pixel[i], glow->colour, fall[far < FALL_STEPS ? far : FALL_STEPS - 1]);
    }
}

void glow_draw(struct paint *paint, const struct glow *glow)
{
    const double area = glow->ux * glow->vy - glow->uy * glow->vx;
    if (!(fabs(area) > 1e-6))
        return;
    const struct to_unit to = {(float)(glow->vy / area), (float)(-glow->vx / area),
                               (float)(-glow->uy / area), (float)(glow->ux / area)};
    const double wide = hypot(glow->ux, glow->vx), high = hypot(glow->uy, glow->vy);
    const struct rect clip = paint_clipped(paint);
    const struct rect part =
        rect_cut(rect_around(glow->x - wide, glow->y - high, 2 * wide, 2 * high), &clip);
    const struct picture *picture = paint_picture(paint);
    uint8_t fall[FALL_STEPS];
    fall_table(glow, fall);
    for (int y = part.y; y < part.y + part.h; y++) {
        const float dx = (float)(part.x + 0.5 - glow->x), dy = (float)(y + 0.5 - glow->y);
        uint8_t *row = picture->pixels + (ptrdiff_t)y * picture->stride + (ptrdiff_t)part.x * 4;
        draw_row((uint32_t *)(void *)row, part.w, glow, &to, dx * to.ux + dy * to.uy,
                 dx * to.vx + dy * to.vy, fall);
    }
}
