#include "ui/figure_inside.h"

#include <math.h>
#include <stddef.h>

struct vec3 camera_point(const struct camera *camera, struct vec3 at)
{
    float scale = (float)camera->scale;
    return (struct vec3){
        (float)camera->origin_x + scale * vec3_dot(at, camera->right),
        (float)camera->origin_y - scale * vec3_dot(at, camera->up),
        vec3_dot(at, camera->towards),
    };
}

struct disc camera_disc(const struct camera *camera, struct vec3 at, float radius_m)
{
    struct vec3 seen = camera_point(camera, at);
    return (struct disc){seen.x, seen.y, radius_m * (float)camera->scale};
}

enum { CORNERS_MAX = 64 };

/* Enough corners that an arc of this radius departs from the circle by a quarter of a pixel. */
static unsigned corners_for(float radius)
{
    float corners = 3.1416f / acosf(1 - fminf(0.28f / fmaxf(radius, 1), 0.3f));
    unsigned whole = ((unsigned)corners + 4) & ~3u;
    return whole < 12 ? 12 : whole > CORNERS_MAX ? CORNERS_MAX : whole;
}

static void corner(cairo_t *cr, float x, float y, const struct cut *cut)
{
    if (cut) {
        float beyond = (x - cut->x) * cut->nx + (y - cut->y) * cut->ny;
        if (beyond > 0) {
            x -= beyond * cut->nx;
            y -= beyond * cut->ny;
        }
    }
    cairo_line_to(cr, (double)x, (double)y);
}

void shape_hull_cut(cairo_t *cr, const struct disc *discs, unsigned count, float grow,
                    const struct cut *cut)
{
    float largest = 0;
    for (unsigned i = 0; i < count; i++)
        largest = fmaxf(largest, discs[i].r + grow);
    unsigned corners = corners_for(largest);
    float step = 6.2831853f / (float)corners, c = cosf(step), s = sinf(step);
    float dx = 1, dy = 0;
    cairo_new_sub_path(cr);
    /* In each direction the outline is where the farthest disc reaches. */
    for (unsigned k = 0; k < corners; k++) {
        unsigned far = 0;
        float reach = -INFINITY;
        for (unsigned i = 0; i < count; i++) {
            float here = discs[i].x * dx + discs[i].y * dy + discs[i].r;
            if (here > reach) {
                reach = here;
                far = i;
            }
        }
        float r = discs[far].r + grow;
        corner(cr, discs[far].x + r * dx, discs[far].y + r * dy, cut);
        float turned = dx * c + dy * s;
        dy = dy * c - dx * s;
        dx = turned;
    }
    cairo_close_path(cr);
}

void shape_hull(cairo_t *cr, const struct disc *discs, unsigned count, float grow)
{
    shape_hull_cut(cr, discs, count, grow, NULL);
}

/* Light falls from above and a little from the left. */
float light_across(float *nx, float *ny)
{
    float lit = -0.45f * *nx - 0.89f * *ny;
    if (lit < 0) {
        *nx = -*nx;
        *ny = -*ny;
    }
    return fabsf(lit);
}

bool outline_limb(const struct disc *discs, unsigned count, struct outline *outline)
{
    const struct disc *first = &discs[0], *last = &discs[count - 1];
    float dx = last->x - first->x, dy = last->y - first->y, length = hypotf(dx, dy);
    if (count > OUTLINE_MAX || length < 0.6f * (first->r + last->r))
        return false;
    float nx = dy / length, ny = -dx / length;
    *outline = (struct outline){.count = count, .round = {true, true}};
    outline->lit = light_across(&nx, &ny);
    for (unsigned i = 0; i < count; i++) {
        outline->x[i] = discs[i].x;
        outline->y[i] = discs[i].y;
        outline->nx[i] = nx;
        outline->ny[i] = ny;
        outline->light[i] = outline->dark[i] = discs[i].r;
    }
    return true;
}

struct point {
    float x, y;
};

/* A smooth curve through the points, from where the path is. */
static void curve(cairo_t *cr, const struct point *p, unsigned count)
{
    cairo_line_to(cr, (double)p[0].x, (double)p[0].y);
    for (unsigned i = 0; i + 1 < count; i++) {
        struct point before = p[i ? i - 1 : 0], after = p[i + 2 < count ? i + 2 : count - 1];
        cairo_curve_to(cr, (double)(p[i].x + (p[i + 1].x - before.x) / 6),
                       (double)(p[i].y + (p[i + 1].y - before.y) / 6),
                       (double)(p[i + 1].x - (after.x - p[i].x) / 6),
                       (double)(p[i + 1].y - (after.y - p[i].y) / 6), (double)p[i + 1].x,
                       (double)p[i + 1].y);
    }
}

/* Round an end, from one share (-1: the light side) to another. */
static void end_cap(cairo_t *cr, const struct outline *outline, bool last, float from, float to,
                    float grow)
{
    unsigned i = last ? outline->count - 1 : 0;
    float nx = outline->nx[i], ny = outline->ny[i];
    float outx = -ny, outy = nx;
    float alongx = outline->x[outline->count - 1] - outline->x[0];
    float alongy = outline->y[outline->count - 1] - outline->y[0];
    if ((outx * alongx + outy * alongy > 0) != last) {
        outx = -outx;
        outy = -outy;
    }
    float radius = (outline->light[i] + outline->dark[i]) / 2 + grow;
    float begin = acosf(fmaxf(-1, fminf(1, -from))), end = acosf(fmaxf(-1, fminf(1, -to)));
    for (int k = 1; k < 12; k++) {
        float angle = begin + (end - begin) * (float)k / 12, c = cosf(angle), s = sinf(angle);
        cairo_line_to(cr, (double)(outline->x[i] + radius * (c * nx + s * outx)),
                      (double)(outline->y[i] + radius * (c * ny + s * outy)));
    }
}

void shape_outline(cairo_t *cr, const struct outline *outline, float share, float grow)
{
    struct point bright[OUTLINE_MAX], dim[OUTLINE_MAX];
    unsigned count = outline->count;
    if (count < 2)
        return;
    for (unsigned i = 0; i < count; i++) {
        unsigned k = count - 1 - i;
        float away = share > 0 ? share * (outline->dark[k] + grow) : share * outline->light[k];
        bright[i].x = outline->x[i] + outline->nx[i] * (outline->light[i] + grow);
        bright[i].y = outline->y[i] + outline->ny[i] * (outline->light[i] + grow);
        dim[i].x = outline->x[k] - outline->nx[k] * away;
        dim[i].y = outline->y[k] - outline->ny[k] * away;
    }
    cairo_new_sub_path(cr);
    curve(cr, bright, count);
    if (outline->round[1])
        end_cap(cr, outline, true, -1, share, grow);
    curve(cr, dim, count);
    if (outline->round[0])
        end_cap(cr, outline, false, share, -1, grow);
    cairo_close_path(cr);
}

/* From shade to light, in so many steps that none shows as a band; what is slim needs fewer. A step
 * is too faint for its own edge to need smoothing: it ends just inside the edge of the whole shape,
 * which is smooth. */
void fill_outline(cairo_t *cr, const struct outline *outline, struct figure_colour colour)
{
    const double shade = -0.19, light = 0.08, lit = 0.35 + 0.65 * (double)outline->lit;
    const bool wide = outline->light[0] + outline->light[1] > 60;
    const int steps = wide ? 8 : 4;
    const double tolerance = cairo_get_tolerance(cr);
    cairo_new_path(cr);
    shape_outline(cr, outline, 1, 0);
    colour_set(cr, colour_light(colour, (shade + light) / 2 * lit), 1);
    cairo_fill(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    cairo_set_tolerance(cr, 0.5);
    for (int i = 0; i < steps; i++) {
        const float share = (float)i / (float)steps;
        cairo_new_path(cr);
        shape_outline(cr, outline, 1 - 1.8f * share, -0.8f);
        colour_set(
            cr, colour_light(colour, (shade + (light - shade) * (double)i / (steps - 1)) * lit), 1);
        cairo_fill(cr);
    }
    cairo_set_tolerance(cr, tolerance);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_FAST);
}

struct cut camera_cut(const struct camera *camera, struct vec3 at, struct vec3 beyond)
{
    struct vec3 seen = camera_point(camera, at);
    float nx = vec3_dot(beyond, camera->right), ny = -vec3_dot(beyond, camera->up);
    float length = hypotf(nx, ny);
    if (length < 0.05f)
        return (struct cut){1e6f, 0, 1, 0};
    return (struct cut){seen.x, seen.y, nx / length, ny / length};
}

struct figure_colour colour_mix(struct figure_colour a, struct figure_colour b, double share)
{
    return (struct figure_colour){a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                                  a.b + (b.b - a.b) * share};
}

struct figure_colour colour_light(struct figure_colour colour, double by)
{
    struct figure_colour white = {1, 0.98, 0.95}, black = {0.02, 0.03, 0.05};
    return by > 0 ? colour_mix(colour, white, by) : colour_mix(colour, black, -by);
}

void colour_set(cairo_t *cr, struct figure_colour colour, double alpha)
{
    cairo_set_source_rgba(cr, colour.r, colour.g, colour.b, alpha);
}
