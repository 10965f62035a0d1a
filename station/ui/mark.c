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

static const struct point play_path[] = {
    {-0.4, -0.62}, {0.6, 0}, {-0.4, 0.62}, {-0.4, -0.62}, {0.6, 0}};
static const struct point easier_path[] = {{-0.66, -0.02}, {0, 0.62},  {0.66, -0.02}, {NAN, 0},
                                           {-0.66, -0.7},  {0, -0.06}, {0.66, -0.7}};
static const struct point same_path[] = {
    {-0.7, -0.32}, {0.7, -0.32}, {NAN, 0}, {-0.7, 0.32}, {0.7, 0.32}};
static const struct point bars_path[] = {{-0.66, 0.7}, {-0.66, 0.1}, {NAN, 0},    {0, 0.7},
                                         {0, -0.7},    {NAN, 0},     {0.66, 0.7}, {0.66, -0.25}};

#define PATH(path)                                                                                 \
    {                                                                                              \
        path, sizeof path / sizeof path[0]                                                         \
    }

/* The marks that are lines only. */
static const struct path {
    const struct point *point;
    size_t points;
} paths[MARKS] = {
    [MARK_STRETCH] = PATH(stretch_path), [MARK_STRENGTH] = PATH(strength_path),
    [MARK_TICK] = PATH(tick_path),       [MARK_NOTICE] = PATH(notice_path),
    [MARK_BY_TIME] = PATH(clock_path),   [MARK_POWER] = PATH(power_path),
    [MARK_HELP] = PATH(help_path),       [MARK_MORE] = PATH(more_path),
    [MARK_STOP] = PATH(stop_path),       [MARK_NEXT] = PATH(next_path),
    [MARK_PLAY] = PATH(play_path),       [MARK_EASIER] = PATH(easier_path),
    [MARK_SAME] = PATH(same_path),       [MARK_BARS] = PATH(bars_path),
};

static void trace(cairo_t *cairo, const struct path *path)
{
    bool down = false;
    for (size_t i = 0; i < path->points; i++) {
        const struct point *at = &path->point[i];
        if (isnan(at->x))
            down = false;
        else if (down)
            cairo_line_to(cairo, at->x, at->y);
        else
            cairo_move_to(cairo, at->x, at->y), down = true;
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

/* What of a mark is round. */
static void draw_round(cairo_t *cairo, enum mark mark)
{
    switch (mark) {
    case MARK_ROLL:
        circle(cairo, 0, 0, 0.86, false);
        circle(cairo, 0, 0, 0.36, true);
        break;
    case MARK_HELD:
        circle(cairo, 0, 0, 0.5, true);
        circle(cairo, 0, 0, 0.9, false);
        break;
    case MARK_PERSON:
        circle(cairo, 0, -0.5, 0.36, false);
        cairo_arc(cairo, 0, 0.95, 0.72, M_PI * 1.08, M_PI * 1.92);
        cairo_stroke(cairo);
        break;
    case MARK_POWER:
        cairo_arc(cairo, 0, 0.05, 0.82, -M_PI * 0.3, M_PI * 1.3);
        cairo_stroke(cairo);
        break;
    case MARK_NOTICE:
    case MARK_BY_TIME: circle(cairo, 0, 0, 0.88, false); break;
    case MARK_SHORT: circle(cairo, 0, 0, 0.5, true); break;
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
    if (mark->mark == MARK_MOVE)
        draw_wave(cairo);
    draw_round(cairo, mark->mark);
    trace(cairo, &paths[mark->mark]);
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
    const float half = size * (mark == MARK_SHORT ? 0.3F : 0.62F);
    scene_add(stage->scene, draw_mark, rect_around(x - half, y - half, 2 * half, 2 * half), &data,
              sizeof data);
}
