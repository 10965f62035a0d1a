/* Soft round light, blended into the picture by hand: cairo's radial gradients cost six times as
 * much, and they were a third of the figure. Where the target is not a plain picture, cairo draws
 * it after all. */
#include "ui/figure_inside.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { FALL_STEPS = 256 };

/* How bright it is at a squared distance of 0..1 from the middle, of 255. */
static void fall_table(double alpha, uint8_t fall[FALL_STEPS])
{
    for (int i = 0; i < FALL_STEPS; i++) {
        double far = sqrt((i + 0.5) / FALL_STEPS), left = 1 - far;
        double bright = left * left * (1 + 2 * far);
        fall[i] = (uint8_t)lrint(255 * alpha * bright);
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

static uint32_t blend(uint32_t under, const uint32_t light[4], uint32_t bright)
{
    uint32_t out = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t below = under >> (8 * i) & 0xFF;
        uint32_t mixed = light[i] * bright + below * (255 - bright) + 127;
        out |= (mixed * 257 >> 16 & 0xFF) << (8 * i);
    }
    return out;
}

static void blend_rows(const struct target *target, const struct glow *glow, int left, int top,
                       int right, int bottom)
{
    uint8_t fall[FALL_STEPS];
    fall_table(glow->alpha, fall);
    const uint32_t light[4] = {(uint32_t)lrint(glow->colour.b * 255),
                               (uint32_t)lrint(glow->colour.g * 255),
                               (uint32_t)lrint(glow->colour.r * 255), 255};
    float ux = (float)glow->to_unit.xx, vx = (float)glow->to_unit.yx;
    for (int y = top; y < bottom; y++) {
        double px = left + 0.5 - target->dx, py = y + 0.5 - target->dy;
        cairo_matrix_transform_point(&glow->to_unit, &px, &py);
        float u = (float)px, v = (float)py;
        uint32_t pixel;
        uint8_t *at = target->pixels + (ptrdiff_t)y * target->stride + 4 * (ptrdiff_t)left;
        for (int x = left; x < right; x++, at += 4, u += ux, v += vx) {
            float far = u * u + v * v;
            if (far >= 1 || u < glow->least_u || u > glow->most_u || v < glow->least_v ||
                v > glow->most_v)
                continue;
            memcpy(&pixel, at, sizeof pixel);
            pixel = blend(pixel, light, fall[(int)(far * FALL_STEPS)]);
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
