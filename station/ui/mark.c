#include "ui/mark.h"

#include <math.h>
#include <string.h>

struct mark_data {
    enum mark mark;
    float x, y, size;
    uint32_t colour;
};

struct point {
    double x, y;
};

/* Paths run in a square from -1 to 1; a gap (NAN) lifts the pen. */
static const struct point stretch_path[] = {
    {-0.62, -0.34}, {-0.95, 0}, {-0.62, 0.34}, {NAN, 0},  {-0.95, 0},
    {0.95, 0},      {NAN, 0},   {0.62, -0.34}, {0.95, 0}, {0.62, 0.34}};
static const struct point strength_path[] = {{-0.66, 0.02}, {0, -0.62}, {0.66, 0.02}, {NAN, 0},
                                             {-0.66, 0.7},  {0, 0.06},  {0.66, 0.7}};
static const struct point tick_path[] = {{-0.72, 0.06}, {-0.2, 0.58}, {0.76, -0.52}};
static const struct point notice_path[] = {{0, -0.42}, {0, 0.12}, {NAN, 0}, {0, 0.45}, {0, 0.45}};
static const struct point clock_path[] = {{0, -0.48}, {0, 0.04}, {0.34, 0.26}};
static const struct point help_path[] = {{0, -0.7}, {0, 0.7}, {NAN, 0}, {-0.7, 0}, {0.7, 0}};
static const struct point power_path[] = {{0, -0.95}, {0, -0.1}};
static const struct point more_path[] = {{-0.7, 0}, {-0.7, 0}, {NAN, 0}, {0, 0},
                                         {0, 0},    {NAN, 0},  {0.7, 0}, {0.7, 0}};
static const struct point next_path[] = {{-0.8, 0},   {0.8, 0}, {NAN, 0},
                                         {0.3, -0.5}, {0.8, 0}, {0.3, 0.5}};
static const struct point stop_path[] = {
    {-0.55, -0.55}, {0.55, 0.55}, {NAN, 0}, {-0.55, 0.55}, {0.55, -0.55}};

#define PATH(path) path, sizeof path / sizeof path[0]

static void trace(cairo_t *cairo, const struct point *path, size_t points)
{
    bool down = false;
    for (size_t i = 0; i < points; i++) {
        if (isnan(path[i].x))
            down = false;
        else if (down)
            cairo_line_to(cairo, path[i].x, path[i].y);
        else
            cairo_move_to(cairo, path[i].x, path[i].y), down = true;
    }
    cairo_stroke(cairo);
}

static void circle(cairo_t *cairo, double x, double y, double r, bool filled)
{
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x, y, r, 0, 2 * M_PI);
    if (filled)
        cairo_fill(cairo);
    else
        cairo_stroke(cairo);
}

static void draw_round(cairo_t *cairo, enum mark mark)
{
    switch (mark) {
    case MARK_ROLL:
        circle(cairo, 0, 0, 0.86, false);
        circle(cairo, 0, 0, 0.36, true);
        break;
    case MARK_NOTICE:
        circle(cairo, 0, 0, 0.9, false);
        trace(cairo, PATH(notice_path));
        break;
    case MARK_BY_TIME:
        circle(cairo, 0, 0, 0.86, false);
        trace(cairo, PATH(clock_path));
        break;
    case MARK_SHORT: circle(cairo, 0, 0, 0.5, true); break;
    case MARK_HELD:
        circle(cairo, 0, 0, 0.5, true);
        circle(cairo, 0, 0, 0.9, false);
        break;
    case MARK_HEAD: circle(cairo, 0, 0, 0.8, false); break;
    case MARK_PERSON:
        circle(cairo, 0, -0.5, 0.36, false);
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, 0, 0.95, 0.72, M_PI * 1.08, M_PI * 1.92);
        cairo_stroke(cairo);
        break;
    default: break;
    }
}

static void draw_wave(cairo_t *cairo)
{
    cairo_move_to(cairo, -0.95, 0.22);
    cairo_curve_to(cairo, -0.6, -0.75, -0.3, -0.75, 0, 0);
    cairo_curve_to(cairo, 0.3, 0.75, 0.6, 0.75, 0.95, -0.22);
    cairo_stroke(cairo);
}

static void draw_mark(struct canvas *canvas, const void *data)
{
    const struct mark_data *mark = data;
    cairo_t *cairo = canvas->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, mark->x, mark->y);
    cairo_scale(cairo, mark->size / 2, mark->size / 2);
    cairo_set_line_width(cairo, 0.27);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    canvas_colour(canvas, mark->colour);
    cairo_new_path(cairo);
    switch (mark->mark) {
    case MARK_MOVE: draw_wave(cairo); break;
    case MARK_STRETCH: trace(cairo, PATH(stretch_path)); break;
    case MARK_STRENGTH: trace(cairo, PATH(strength_path)); break;
    case MARK_TICK: trace(cairo, PATH(tick_path)); break;
    case MARK_HELP: trace(cairo, PATH(help_path)); break;
    case MARK_MORE: trace(cairo, PATH(more_path)); break;
    case MARK_NEXT: trace(cairo, PATH(next_path)); break;
    case MARK_STOP: trace(cairo, PATH(stop_path)); break;
    case MARK_POWER:
        trace(cairo, PATH(power_path));
        cairo_arc(cairo, 0, 0.05, 0.82, -M_PI * 0.3, M_PI * 1.3);
        cairo_stroke(cairo);
        break;
    default: draw_round(cairo, mark->mark); break;
    }
    cairo_restore(cairo);
}

enum mark mark_of_kind(enum kind kind)
{
    switch (kind) {
    case KIND_SMR: return MARK_ROLL;
    case KIND_STRETCH: return MARK_STRETCH;
    case KIND_STRENGTH: return MARK_STRENGTH;
    default: return MARK_MOVE;
    }
}

void mark_put(struct stage *stage, enum mark mark, float x, float y, float size, uint32_t colour)
{
    struct mark_data data;
    memset(&data, 0, sizeof data);
    data.mark = mark;
    data.x = x;
    data.y = y;
    data.size = size;
    data.colour = colour;
    const float half = size * 0.62F;
    scene_add(stage->scene, draw_mark, rect_around(x - half, y - half, 2 * half, 2 * half), &data,
              sizeof data);
}
