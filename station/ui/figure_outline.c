/* Limbs and trunk as they are seen: their outline, with light and shade across it. */
#include "ui/figure_inside.h"

#include <math.h>

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
        outline->reach[i] = discs[i].r;
    }
    return true;
}

struct point {
    float x, y;
};

/* A smooth curve through the points, from where the path is. */
static void curve(struct paint *paint, const struct point *p, unsigned count)
{
    if (count == 0)
        return;
    paint_line(paint, p[0].x, p[0].y);
    for (unsigned i = 0; i + 1 < count; i++) {
        struct point before = p[i ? i - 1 : 0], after = p[i + 2 < count ? i + 2 : count - 1];
        paint_curve(paint, p[i].x + (p[i + 1].x - before.x) / 6,
                    p[i].y + (p[i + 1].y - before.y) / 6, p[i + 1].x - (after.x - p[i].x) / 6,
                    p[i + 1].y - (after.y - p[i].y) / 6, p[i + 1].x, p[i + 1].y);
    }
}

/* The unit vector along the outline at a place, towards its last. */
static struct point along_at(const struct outline *outline, unsigned i)
{
    const unsigned from = i ? i - 1 : 0, to = i ? i : 1;
    const struct point along = {-outline->ny[i], outline->nx[i]};
    const float x = outline->x[to] - outline->x[from], y = outline->y[to] - outline->y[from];
    return along.x * x + along.y * y < 0 ? (struct point){-along.x, -along.y} : along;
}

/* Round an end, from one side to the other. */
static void end_cap(struct paint *paint, const struct outline *outline, bool last, float grow)
{
    const unsigned i = last ? outline->count - 1 : 0;
    const struct point along = along_at(outline, i);
    const float radius = outline->reach[i] + grow, way = last ? radius : -radius;
    for (int k = 1; k < 12; k++) {
        const float angle = 3.14159265f * (float)k / 12, out = way * sinf(angle);
        const float across = way * cosf(angle);
        paint_line(paint, outline->x[i] + across * outline->nx[i] + out * along.x,
                   outline->y[i] + across * outline->ny[i] + out * along.y);
    }
}

void shape_outline(struct paint *paint, const struct outline *outline, float grow)
{
    struct point bright[OUTLINE_MAX], dim[OUTLINE_MAX];
    const unsigned count = outline->count;
    for (unsigned i = 0; i < count; i++) {
        const float x = outline->nx[i] * (outline->reach[i] + grow);
        const float y = outline->ny[i] * (outline->reach[i] + grow);
        bright[i] = (struct point){outline->x[i] + x, outline->y[i] + y};
        dim[count - 1 - i] = (struct point){outline->x[i] - x, outline->y[i] - y};
    }
    paint_lift(paint);
    curve(paint, bright, count);
    if (outline->round[1])
        end_cap(paint, outline, true, grow);
    curve(paint, dim, count);
    if (outline->round[0])
        end_cap(paint, outline, false, grow);
}

struct lit_outline {
    const struct outline *outline;
    struct point along[OUTLINE_MAX];
};

/* How far beyond a place's line across the outline. */
static float beyond(const struct lit_outline *lit, unsigned i, float x, float y)
{
    return (x - lit->outline->x[i]) * lit->along[i].x + (y - lit->outline->y[i]) * lit->along[i].y;
}

static float to_light(const struct outline *outline, unsigned i, float x, float y)
{
    return (x - outline->x[i]) * outline->nx[i] + (y - outline->y[i]) * outline->ny[i];
}

/* 0 on the dark side, 1 from a little before the light one. */
static float light_at(const void *self, float x, float y)
{
    const struct lit_outline *lit = self;
    const struct outline *outline = lit->outline;
    float last = 0, next = beyond(lit, 0, x, y);
    unsigned i = 0;
    while (next > 0 && i + 1 < outline->count) {
        last = next;
        next = beyond(lit, ++i, x, y);
    }
    /* Between the place before, if there is one, and this: one of them if beyond the ends. */
    const unsigned before = i ? i - 1 : 0;
    const float on = i && next < 0 ? last / (last - next) : 1;
    const float from = to_light(outline, before, x, y), to = to_light(outline, i, x, y);
    const float reach = outline->reach[before] + (outline->reach[i] - outline->reach[before]) * on;
    return (1 + (from + (to - from) * on) / reach) / 1.8f;
}

void shade_between(struct shading *shading, struct figure_colour colour, double dark, double light)
{
    for (int i = 0; i < SHADES; i++)
        shading->shade[i] =
            colour_argb(colour_light(colour, dark + (light - dark) * i / (SHADES - 1)), 1);
}

void fill_outline(struct paint *paint, const struct outline *outline, struct figure_colour colour)
{
    const double lit = 0.35 + 0.65 * outline->lit;
    struct lit_outline self = {.outline = outline};
    struct shading shading = {.along = light_at, .self = &self};
    for (unsigned i = 0; i < outline->count; i++)
        self.along[i] = along_at(outline, i);
    shade_between(&shading, colour, -0.19 * lit, 0.08 * lit);
    shape_outline(paint, outline, 0);
    paint_fill_shaded(paint, &shading);
}
