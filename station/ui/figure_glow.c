/* Soft round light, blended into the picture by hand: cairo's radial gradients cost six times as
 * much, and they were a third of the figure. Where the target is not a plain picture, cairo draws
 * it after all. */
#include "ui/figure_inside.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { FALL_STEPS = 256 };

/* The light at a squared distance of 0..1 from the middle: its share of 255, and its channels times
 * that share, two of them in one number, 16 bits apart. */
struct fall {
    uint32_t bright, red_blue, alpha_green;
};

static void fall_table(const struct glow *glow, struct fall fall[FALL_STEPS])
{
    uint32_t red = (uint32_t)lrint(glow->colour.r * 255);
    uint32_t green = (uint32_t)lrint(glow->colour.g * 255);
    uint32_t blue = (uint32_t)lrint(glow->colour.b * 255);
    for (int i = 0; i < FALL_STEPS; i++) {
        double far = sqrt((i + 0.5) / FALL_STEPS), left = 1 - far;
        uint32_t bright = (uint32_t)lrint(255 * glow->alpha * left * left * (1 + 2 * far));
        fall[i] = (struct fall){bright, (red << 16 | blue) * bright, (255u << 16 | green) * bright};
    }
}

struct target {
    uint8_t *pixels;
    int width, height, stride;
    double dx, dy; /* from the user's places to pixels */
};

static bool plain_target(cairo_t *cr, struct target *target)
{
    cairo_surface_t *surface = cairo_get_group_target(cr);
    cairo_matrix_t matrix;
    cairo_get_matrix(cr, &matrix);
    if (cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE ||
        cairo_get_operator(cr) != CAIRO_OPERATOR_OVER)
        return false;
    cairo_format_t format = cairo_image_surface_get_format(surface);
    bool upright = fabs(matrix.xx - 1) < 1e-9 && fabs(matrix.yy - 1) < 1e-9 &&
                   fabs(matrix.xy) < 1e-9 && fabs(matrix.yx) < 1e-9;
    if (!upright || (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32))
        return false;
    double x, y;
    cairo_surface_get_device_offset(surface, &x, &y);
    cairo_surface_flush(surface);
    *target = (struct target){.pixels = cairo_image_surface_get_data(surface),
                              .width = cairo_image_surface_get_width(surface),
                              .height = cairo_image_surface_get_height(surface),
                              .stride = cairo_image_surface_get_stride(surface),
                              .dx = matrix.x0 + x,
                              .dy = matrix.y0 + y};
    return target->pixels != NULL;
}

/* Both halves divided by 255 and rounded. */
static uint32_t by_255(uint32_t pair)
{
    pair += 0x800080;
    return (pair + (pair >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
}

static uint32_t blend(uint32_t under, const struct fall *light)
{
    uint32_t left = 255 - light->bright;
    uint32_t red_blue = by_255((under & 0xFF00FF) * left + light->red_blue);
    uint32_t alpha_green = by_255((under >> 8 & 0xFF00FF) * left + light->alpha_green);
    return alpha_green << 8 | red_blue;
}

static void blend_rows(const struct target *target, const struct glow *glow, int left, int top,
                       int right, int bottom)
{
    struct fall fall[FALL_STEPS];
    fall_table(glow, fall);
    float ux = (float)glow->to_unit.xx, vx = (float)glow->to_unit.yx, step = ux * ux + vx * vx;
    for (int y = top; y < bottom; y++) {
        double px = left + 0.5 - target->dx, py = y + 0.5 - target->dy;
        cairo_matrix_transform_point(&glow->to_unit, &px, &py);
        float u = (float)px, v = (float)py;
        /* Where along the row the circle begins and ends. */
        float half = u * ux + v * vx, under = half * half - step * (u * u + v * v - 1);
        if (!(under > 0))
            continue;
        int first = (int)fmaxf(0, ceilf((-half - sqrtf(under)) / step));
        int last = (int)fminf((float)(right - left - 1), floorf((-half + sqrtf(under)) / step));
        u += (float)first * ux;
        v += (float)first * vx;
        uint8_t *at =
            target->pixels + (ptrdiff_t)y * target->stride + 4 * (ptrdiff_t)(left + first);
        for (int i = first; i <= last; i++, at += 4, u += ux, v += vx) {
            if (u < glow->least_u || u > glow->most_u || v < glow->least_v || v > glow->most_v)
                continue;
            uint32_t pixel;
            memcpy(&pixel, at, sizeof pixel);
            float far = fminf(0.999f, u * u + v * v);
            pixel = blend(pixel, &fall[(int)(far * FALL_STEPS)]);
            memcpy(at, &pixel, sizeof pixel);
        }
    }
}

static void draw_gradient(cairo_t *cr, const struct glow *glow)
{
    const struct figure_colour *c = &glow->colour;
    cairo_matrix_t from_unit = glow->to_unit;
    if (cairo_matrix_invert(&from_unit) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_pattern_t *fade = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);
    cairo_pattern_add_color_stop_rgba(fade, 0, c->r, c->g, c->b, glow->alpha);
    cairo_pattern_add_color_stop_rgba(fade, 0.5, c->r, c->g, c->b, glow->alpha * 0.5);
    cairo_pattern_add_color_stop_rgba(fade, 1, c->r, c->g, c->b, 0);
    cairo_save(cr);
    cairo_transform(cr, &from_unit);
    cairo_set_source(cr, fade);
    double u = fmax(-1, (double)glow->least_u), v = fmax(-1, (double)glow->least_v);
    cairo_rectangle(cr, u, v, fmin(1, (double)glow->most_u) - u, fmin(1, (double)glow->most_v) - v);
    cairo_fill(cr);
    cairo_restore(cr);
    cairo_pattern_destroy(fade);
}

/* The pixels that the glow can reach, within a rectangle of the clip. */
static void blend_within(const struct target *target, const struct glow *glow,
                         const cairo_rectangle_t *clip)
{
    cairo_matrix_t from_unit = glow->to_unit;
    if (cairo_matrix_invert(&from_unit) != CAIRO_STATUS_SUCCESS)
        return;
    double wide = hypot(from_unit.xx, from_unit.xy), high = hypot(from_unit.yx, from_unit.yy);
    double left = fmax(clip->x, from_unit.x0 - wide) + target->dx;
    double top = fmax(clip->y, from_unit.y0 - high) + target->dy;
    double right = fmin(clip->x + clip->width, from_unit.x0 + wide) + target->dx;
    double bottom = fmin(clip->y + clip->height, from_unit.y0 + high) + target->dy;
    blend_rows(target, glow, (int)ceil(fmax(0, left)), (int)ceil(fmax(0, top)),
               (int)floor(fmin(target->width, right)), (int)floor(fmin(target->height, bottom)));
}

void glow_draw(cairo_t *cr, const struct glow *glow)
{
    struct target target;
    cairo_rectangle_list_t *clip = cairo_copy_clip_rectangle_list(cr);
    if (clip->status == CAIRO_STATUS_SUCCESS && plain_target(cr, &target)) {
        for (int i = 0; i < clip->num_rectangles; i++)
            blend_within(&target, glow, &clip->rectangles[i]);
        cairo_surface_mark_dirty(cairo_get_group_target(cr));
    } else {
        draw_gradient(cr, glow);
    }
    cairo_rectangle_list_destroy(clip);
}
