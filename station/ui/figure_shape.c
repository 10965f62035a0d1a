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

static void corner(struct paint *paint, float x, float y, const struct cut *cut)
{
    if (cut) {
        float beyond = (x - cut->x) * cut->nx + (y - cut->y) * cut->ny;
        if (beyond > 0) {
            x -= beyond * cut->nx;
            y -= beyond * cut->ny;
        }
    }
    paint_line(paint, x, y);
}

void shape_hull_cut(struct paint *paint, const struct disc *discs, unsigned count, float grow,
                    const struct cut *cut)
{
    float largest = 0;
    for (unsigned i = 0; i < count; i++)
        largest = fmaxf(largest, discs[i].r + grow);
    unsigned corners = corners_for(largest);
    float step = 6.2831853f / (float)corners, c = cosf(step), s = sinf(step);
    float dx = 1, dy = 0;
    paint_lift(paint);
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
        corner(paint, discs[far].x + r * dx, discs[far].y + r * dy, cut);
        float turned = dx * c + dy * s;
        dy = dy * c - dx * s;
        dx = turned;
    }
}

void shape_hull(struct paint *paint, const struct disc *discs, unsigned count, float grow)
{
    shape_hull_cut(paint, discs, count, grow, NULL);
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

uint32_t colour_argb(struct figure_colour colour, double alpha)
{
    return (uint32_t)lrint(255 * alpha) << 24 | (uint32_t)lrint(255 * colour.r) << 16 |
           (uint32_t)lrint(255 * colour.g) << 8 | (uint32_t)lrint(255 * colour.b);
}

void scene_fill(const struct scene *scene, struct figure_colour colour)
{
    paint_fill(scene->paint, colour_argb(colour, 1));
}

void scene_stroke(const struct scene *scene, double width, struct figure_colour colour)
{
    const struct pen pen = {.width = width, .round = true};
    paint_stroke(scene->paint, &pen, colour_argb(colour, 1));
}
