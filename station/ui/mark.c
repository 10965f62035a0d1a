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

static const struct point information_path[] = {
    {0, 0.42}, {0, -0.12}, {NAN, 0}, {0, -0.45}, {0, -0.45}};
static const struct point sound_path[] = {{-0.8, 0.2},    {-0.8, -0.2}, {NAN, 0},     {-0.27, 0.75},
                                          {-0.27, -0.75}, {NAN, 0},     {0.27, 0.42}, {0.27, -0.42},
                                          {NAN, 0},       {0.8, 0.2},   {0.8, -0.2}};

#define PATH(path)                                                                                 \
    {                                                                                              \
        path, sizeof path / sizeof path[0]                                                         \
    }

/* The marks that are lines only. */
static const struct path {
    const struct point *point;
    size_t points;
} paths[MARKS] = {
    [MARK_STRETCH] = PATH(stretch_path),
    [MARK_STRENGTH] = PATH(strength_path),
    [MARK_TICK] = PATH(tick_path),
    [MARK_NOTICE] = PATH(notice_path),
    [MARK_BY_TIME] = PATH(clock_path),
    [MARK_POWER] = PATH(power_path),
    [MARK_HELP] = PATH(help_path),
    [MARK_MORE] = PATH(more_path),
    [MARK_STOP] = PATH(stop_path),
    [MARK_NEXT] = PATH(next_path),
    [MARK_PLAY] = PATH(play_path),
    [MARK_EASIER] = PATH(easier_path),
    [MARK_SAME] = PATH(same_path),
    [MARK_BARS] = PATH(bars_path),
    [MARK_INFORMATION] = PATH(information_path),
    [MARK_SOUND] = PATH(sound_path),
};

static struct point place(const struct mark_data *mark, double x, double y)
{
    return (struct point){mark->x + x * mark->size / 2, mark->y + y * mark->size / 2};
}

static void trace(struct paint *paint, const struct mark_data *mark, const struct path *path)
{
    paint_lift(paint);
    for (size_t i = 0; i < path->points; i++) {
        const struct point at = place(mark, path->point[i].x, path->point[i].y);
        if (isnan(path->point[i].x))
            paint_lift(paint);
        else
            paint_line(paint, at.x, at.y);
    }
}

static void disc(struct paint *paint, const struct mark_data *mark, double r)
{
    paint_circle(paint, mark->x, mark->y, r * mark->size / 2);
    paint_fill(paint, mark->colour);
}

static void bow(struct paint *paint, const struct mark_data *mark, double y, double r, double from,
                double until)
{
    const struct point middle = place(mark, 0, y);
    const double size = r * mark->size / 2;
    paint_lift(paint);
    paint_arc(paint, middle.x, middle.y, size, size, from, until);
}

static void circle(struct paint *paint, const struct mark_data *mark, double y, double r)
{
    bow(paint, mark, y, r, 0, 2 * M_PI);
    paint_back(paint);
}

/* What of a mark is round. */
static void trace_round(struct paint *paint, const struct mark_data *mark)
{
    switch (mark->mark) {
    case MARK_ROLL: circle(paint, mark, 0, 0.86); break;
    case MARK_HELD: circle(paint, mark, 0, 0.9); break;
    case MARK_PERSON:
        circle(paint, mark, -0.5, 0.36);
        bow(paint, mark, 0.95, 0.72, M_PI * 1.08, M_PI * 1.92);
        break;
    case MARK_POWER: bow(paint, mark, 0.05, 0.82, -M_PI * 0.3, M_PI * 1.3); break;
    case MARK_NOTICE:
    case MARK_INFORMATION:
    case MARK_BY_TIME: circle(paint, mark, 0, 0.88); break;
    default: break;
    }
}

static void trace_wave(struct paint *paint, const struct mark_data *mark)
{
    static const struct point p[] = {{-0.95, 0.22}, {-0.6, -0.75}, {-0.3, -0.75}, {0, 0},
                                     {0.3, 0.75},   {0.6, 0.75},   {0.95, -0.22}};
    struct point at[7];
    for (int i = 0; i < 7; i++)
        at[i] = place(mark, p[i].x, p[i].y);
    paint_line(paint, at[0].x, at[0].y);
    for (int i = 0; i < 6; i += 3)
        paint_curve(paint, at[i + 1].x, at[i + 1].y, at[i + 2].x, at[i + 2].y, at[i + 3].x,
                    at[i + 3].y);
}

static void draw_mark(struct canvas *canvas, const void *data)
{
    const struct mark_data *mark = data;
    struct paint *paint = canvas->paint;
    const struct pen pen = {.width = 0.27 * mark->size / 2, .round = true};
    if (mark->mark == MARK_ROLL)
        disc(paint, mark, 0.36);
    if (mark->mark == MARK_HELD || mark->mark == MARK_SHORT)
        disc(paint, mark, 0.5);
    if (mark->mark == MARK_MOVE)
        trace_wave(paint, mark);
    trace_round(paint, mark);
    trace(paint, mark, &paths[mark->mark]);
    paint_stroke(paint, &pen, mark->colour);
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
