#include "ui/blend.h"
#include "ui/paint_inside.h"
#include "ui/raster.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

struct paint {
    struct raster *raster;
    struct picture picture;
    struct rect clip;
    struct path path;
    struct place begun, last; /* of the outline that is being put together */
    bool going;
};

struct paint *paint_open(const struct picture *picture, struct error *error)
{
    struct paint *paint = calloc(1, sizeof *paint);
    if (!paint) {
        error_set(error, "no memory to draw with");
        return NULL;
    }
    paint->picture = *picture;
    paint->clip = (struct rect){0, 0, picture->width, picture->height};
    paint->raster = raster_open(picture->width, picture->height, error);
    if (!paint->raster) {
        paint_close(paint);
        return NULL;
    }
    return paint;
}

void paint_close(struct paint *paint)
{
    if (!paint)
        return;
    raster_close(paint->raster);
    free(paint);
}

const struct picture *paint_picture(const struct paint *paint)
{
    return &paint->picture;
}

struct rect paint_clip(struct paint *paint, const struct rect *part)
{
    const struct rect before = paint->clip;
    paint->clip = rect_cut(before, part);
    return before;
}

void paint_clip_back(struct paint *paint, struct rect before)
{
    paint->clip = before;
}

struct rect paint_clipped(const struct paint *paint)
{
    return paint->clip;
}

/* ---------------------------------------------------------------- path */

void paint_lift(struct paint *paint)
{
    paint->path.down = false;
}

void paint_move(struct paint *paint, double x, double y)
{
    paint_lift(paint);
    paint_line(paint, x, y);
}

void paint_line(struct paint *paint, double x, double y)
{
    struct path *path = &paint->path;
    if (path->places == PATH_PLACES_MAX || (!path->down && path->lines == PATH_LINES_MAX))
        return;
    if (!path->down)
        path->line[path->lines++] = (struct path_line){.from = path->places};
    path->down = true;
    /* Not beyond all screens; and what is no number is somewhere. */
    const double far = 1e5;
    path->place[path->places++] =
        (struct place){fmin(fmax(x, -far), far), fmin(fmax(y, -far), far)};
}

void paint_curve(struct paint *paint, double x1, double y1, double x2, double y2, double x,
                 double y)
{
    if (!paint->path.down)
        paint_line(paint, x1, y1);
    if (!paint->path.down)
        return;
    const struct place p = paint->path.place[paint->path.places - 1];
    /* Twice differentiated it tells how many straight steps come within a tenth of a pixel. */
    const double bend =
        fmax(hypot(p.x - 2 * x1 + x2, p.y - 2 * y1 + y2), hypot(x1 - 2 * x2 + x, y1 - 2 * y2 + y));
    const int steps = (int)ceil(sqrt(fmin(fmax(7.5 * bend, 1.0), 4096.0)));
    for (int i = 1; i <= steps; i++) {
        const double t = (double)i / steps, s = 1 - t;
        const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
        paint_line(paint, a * p.x + b * x1 + c * x2 + d * x, a * p.y + b * y1 + c * y2 + d * y);
    }
}

unsigned arc_steps(double r, double angle)
{
    const double step = 2 * acos(1 - fmin(0.05 / fmax(r, 0.1), 0.5));
    return (unsigned)fmin(fmax(ceil(fabs(angle) / step), 1), 400);
}

void paint_arc(struct paint *paint, double x, double y, double rx, double ry, double from,
               double until)
{
    /* Steps that do not depend on where it ends: an arc that grows stays the same up to there. */
    const double way = until < from ? -1 : 1, all = fabs(until - from);
    const double step = 2 * M_PI / arc_steps(fmax(fabs(rx), fabs(ry)), 2 * M_PI);
    const double c = cos(step), s = way * sin(step);
    double dx = cos(from), dy = sin(from);
    for (double done = 0; done < all - step / 100 && done < 2 * M_PI; done += step) {
        paint_line(paint, x + rx * dx, y + ry * dy);
        const double turned = dx * c - dy * s;
        dy = dx * s + dy * c;
        dx = turned;
    }
    paint_line(paint, x + rx * cos(until), y + ry * sin(until));
}

void paint_circle(struct paint *paint, double x, double y, double r)
{
    paint_lift(paint);
    paint_arc(paint, x, y, r, r, 0, 2 * M_PI);
    paint_back(paint);
}

void paint_back(struct paint *paint)
{
    if (paint->path.lines)
        paint->path.line[paint->path.lines - 1].closed = true;
}

static unsigned line_places(const struct path *path, unsigned line)
{
    const unsigned end = line + 1 < path->lines ? path->line[line + 1].from : path->places;
    return end - path->line[line].from;
}

/* ---------------------------------------------------------------- filling */

void outline_add(struct paint *paint, double x, double y)
{
    if (paint->going)
        raster_edge(paint->raster, paint->last.x, paint->last.y, x, y);
    else
        paint->begun = (struct place){x, y};
    paint->last = (struct place){x, y};
    paint->going = true;
}

void outline_end(struct paint *paint)
{
    if (paint->going)
        outline_add(paint, paint->begun.x, paint->begun.y);
    paint->going = false;
}

static uint32_t *pixel_at(const struct picture *picture, int x, int y)
{
    return (uint32_t *)(void *)(picture->pixels + (ptrdiff_t)y * picture->stride) + x;
}

static uint32_t by_255(uint32_t product)
{
    return (product + 127) / 255;
}

/* Fills the outline; the path begins anew. */
static void fill(struct paint *paint, raster_lay *lay, void *self)
{
    raster_sweep(paint->raster, lay, self);
    paint->path.places = paint->path.lines = 0;
    paint->path.down = false;
}

struct plain {
    const struct picture *picture;
    uint32_t colour;
};

static void lay_colour(void *self, int y, int x, int end, uint32_t share)
{
    const struct plain *plain = self;
    uint32_t *row = pixel_at(plain->picture, 0, y);
    share = by_255(share * (plain->colour >> 24));
    if (share == 255)
        for (; x < end; x++)
            row[x] = plain->colour;
    else
        for (; x < end; x++)
            row[x] = blend(row[x], plain->colour, share);
}

static void fill_plain(struct paint *paint, uint32_t colour)
{
    struct plain plain = {&paint->picture, colour};
    fill(paint, lay_colour, &plain);
}

/* Pixels between the places of a shading that are asked for; and the shades by parts of these. */
enum { STEP = 16, PARTS = 1 << 16 };

struct shaded {
    const struct picture *picture;
    const struct shading *shading;
    int from, y;     /* the last place asked for, and */
    int begin, rise; /* its shade, and how it changes by pixel to the next */
};

static int shade_at(const struct shading *shading, int x, int y)
{
    const float along = shading->along(shading->self, (float)x + 0.5F, (float)y + 0.5F);
    return (int)(((along > 0.0F ? along < 1.0F ? along : 1.0F : 0.0F) * (SHADES - 1) + 0.5F) *
                 PARTS);
}

static void step_to(struct shaded *shaded, int from, int y)
{
    const bool goes_on = shaded->y == y && shaded->from + STEP == from;
    shaded->begin =
        goes_on ? shaded->begin + shaded->rise * STEP : shade_at(shaded->shading, from, y);
    shaded->rise = (shade_at(shaded->shading, from + STEP, y) - shaded->begin) / STEP;
    shaded->from = from;
    shaded->y = y;
}

static void lay_shades(void *self, int y, int x, int end, uint32_t share)
{
    struct shaded *shaded = self;
    uint32_t *row = pixel_at(shaded->picture, 0, y);
    while (x < end) {
        const int from = x - x % STEP, until = end < from + STEP ? end : from + STEP;
        if (shaded->y != y || shaded->from != from)
            step_to(shaded, from, y);
        int at = shaded->begin + shaded->rise * (x - from);
        for (; x < until; x++, at += shaded->rise) {
            const uint32_t colour = shaded->shading->shade[(unsigned)at / PARTS];
            row[x] = share == 255 ? colour : blend(row[x], colour, share);
        }
    }
}

/* Where the path can be seen, if it is so much larger all round. */
static void begin(struct paint *paint, double larger)
{
    const struct path *path = &paint->path;
    struct place least = {INFINITY, INFINITY}, most = {-INFINITY, -INFINITY};
    for (unsigned i = 0; i < path->places; i++) {
        const struct place *at = &path->place[i];
        least = (struct place){fmin(least.x, at->x), fmin(least.y, at->y)};
        most = (struct place){fmax(most.x, at->x), fmax(most.y, at->y)};
    }
    struct rect part = {0};
    if (path->places)
        part = rect_around(least.x - larger, least.y - larger, most.x - least.x + 2 * larger,
                           most.y - least.y + 2 * larger);
    part = rect_cut(part, &paint->clip);
    raster_begin(paint->raster, &part);
}

static void outline_of_path(struct paint *paint)
{
    const struct path *path = &paint->path;
    begin(paint, 0);
    for (unsigned i = 0; i < path->lines; i++) {
        const struct place *place = path->place + path->line[i].from;
        for (unsigned k = 0; k < line_places(path, i); k++)
            outline_add(paint, place[k].x, place[k].y);
        outline_end(paint);
    }
}

void paint_fill(struct paint *paint, uint32_t colour)
{
    outline_of_path(paint);
    fill_plain(paint, colour);
}

void paint_fill_shaded(struct paint *paint, const struct shading *shading)
{
    outline_of_path(paint);
    struct shaded shaded = {.picture = &paint->picture, .shading = shading, .y = -1};
    fill(paint, lay_shades, &shaded);
}

void paint_stroke(struct paint *paint, const struct pen *pen, uint32_t colour)
{
    const struct path *path = &paint->path;
    begin(paint, pen->width);
    for (unsigned i = 0; i < path->lines; i++)
        stroke_outline(paint, path->place + path->line[i].from, line_places(path, i),
                       path->line[i].closed, pen);
    fill_plain(paint, colour);
}

void paint_mask(struct paint *paint, const uint8_t *mask, int stride, const struct rect *place,
                uint32_t colour)
{
    const struct rect part = rect_cut(*place, &paint->clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        const uint8_t *from = mask + (ptrdiff_t)(y - place->y) * stride - place->x;
        uint32_t *pixel = pixel_at(&paint->picture, 0, y);
        for (int x = part.x; x < part.x + part.w; x++)
            if (from[x])
                pixel[x] = blend(pixel[x], colour, by_255(from[x] * (colour >> 24)));
    }
}
