#include "ui/chart.h"

#include <math.h>
#include <string.h>

enum kind chart_kind_sample(enum chart_kind kind)
{
    static const enum kind samples[CHART_KINDS] = {KIND_MOBILITY, KIND_SMR, KIND_STRETCH,
                                                   KIND_STRENGTH};
    return samples[kind];
}

static float kind_minutes(const struct history_day *day, enum chart_kind kind)
{
    float minutes = day->minutes[chart_kind_sample(kind)];
    if (kind == CHART_MOBILITY)
        minutes += day->minutes[KIND_WARM_UP] + day->minutes[KIND_BREATH];
    return isfinite(minutes) && minutes > 0.0F ? minutes : 0.0F;
}

static float by_time_minutes(const struct history_day *day)
{
    return isfinite(day->by_time_minutes) && day->by_time_minutes > 0.0F ? day->by_time_minutes
                                                                         : 0.0F;
}

float chart_minutes_of(const struct history_day *day)
{
    float sum = by_time_minutes(day);
    for (enum chart_kind kind = 0; kind < CHART_KINDS; kind++)
        sum += kind_minutes(day, kind);
    return sum;
}

float chart_minutes_most(const struct history_view *history)
{
    float most = 0.0F;
    for (unsigned i = 0; i < HISTORY_DAYS; i++)
        most = fmaxf(most, chart_minutes_of(&history->day[i]));
    const float step = most > 60.0F ? 30.0F : most > 20.0F ? 10.0F : 5.0F;
    return fmaxf(ceilf(most / step) * step, 10.0F);
}

/* Minutes are drawn to a sixteenth. */
enum { BY_TIME = CHART_KINDS, PARTS, STEPS_A_MINUTE = 16 };

struct minutes_data {
    struct box box;
    float most;
    uint16_t part[HISTORY_DAYS][PARTS]; /* 0: today */
};

static uint16_t part_of(float minutes)
{
    return (uint16_t)lroundf(fminf(minutes * STEPS_A_MINUTE, UINT16_MAX));
}

/* What was not seen by the mat is only outlined. */
static void draw_outline(struct canvas *canvas, const struct box *box, double line)
{
    const struct pen pen = {.width = line};
    const double x = box->x + line / 2, y = box->y + line / 2;
    const double right = box->x + box->w - line / 2, foot = box->y + box->h - line / 2;
    paint_line(canvas->paint, x, y);
    paint_line(canvas->paint, right, y);
    paint_line(canvas->paint, right, foot);
    paint_line(canvas->paint, x, foot);
    paint_back(canvas->paint);
    paint_stroke(canvas->paint, &pen, canvas->palette->done);
}

static void draw_day(struct canvas *canvas, const struct minutes_data *chart, unsigned day)
{
    const double pitch = chart->box.w / HISTORY_DAYS, w = pitch * 0.58;
    const double x = chart->box.x + pitch * (HISTORY_DAYS - 1 - day) + (pitch - w) / 2;
    const double gap = fmax(w * 0.09, 1.0), line = fmax(w * 0.1, 1.5);
    const double step = chart->box.h / ((double)chart->most * STEPS_A_MINUTE);
    double y = chart->box.y + chart->box.h;
    for (enum chart_kind kind = 0; kind < CHART_KINDS; kind++) {
        const double h = chart->part[day][kind] * step;
        if (h < 1.0)
            continue;
        canvas_pill(canvas, x, y - h, w, fmax(h - gap, 1.0), w * 0.22,
                    canvas->palette->accent[chart_kind_sample(kind)]);
        y -= h;
    }
    const double h = chart->part[day][BY_TIME] * step;
    if (h < 3 * line)
        return;
    draw_outline(canvas, &(struct box){(float)x, (float)(y - h), (float)w, (float)(h - gap)}, line);
}

static void draw_minutes(struct canvas *canvas, const void *data)
{
    for (unsigned day = 0; day < HISTORY_DAYS; day++)
        draw_day(canvas, data, day);
}

void chart_minutes(struct stage *stage, const struct box *box, float most_minutes)
{
    struct minutes_data chart;
    memset(&chart, 0, sizeof chart);
    chart.box = *box;
    chart.most = most_minutes;
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        const struct history_day *day = &stage->view->history.day[i];
        for (enum chart_kind kind = 0; kind < CHART_KINDS; kind++)
            chart.part[i][kind] = part_of(kind_minutes(day, kind));
        chart.part[i][BY_TIME] = part_of(by_time_minutes(day));
    }
    scene_add(stage->scene, draw_minutes, rect_around(box->x, box->y, box->w, box->h), &chart,
              sizeof chart);
}

static void draw_sign(struct canvas *canvas, const void *data)
{
    const struct box *box = data;
    draw_outline(canvas, box, fmax(box->w * 0.16, 1.5));
}

void chart_by_time_sign(struct stage *stage, const struct box *box)
{
    scene_add(stage->scene, draw_sign, rect_around(box->x, box->y, box->w, box->h), box,
              sizeof *box);
}

bool chart_has_by_time(const struct history_view *history)
{
    for (unsigned i = 0; i < HISTORY_DAYS; i++)
        if (by_time_minutes(&history->day[i]) > 0.0F)
            return true;
    return false;
}

struct curve_data {
    struct box box;
    float most, line;
    uint32_t colour;
    bool hollow;
    unsigned count;
    float value[CURVE_MAX];
};

struct curve_point {
    double x, y;
};

static bool curve_point(const struct curve_data *curve, unsigned i, struct curve_point *point)
{
    const float value = curve->value[i];
    if (!isfinite(value))
        return false;
    const double share = fmin(fmax((double)value / curve->most, 0.0), 1.0);
    const double inset = curve->line * 2.2;
    point->x =
        curve->box.x + inset +
        (curve->box.w - 2 * inset) * (curve->count > 1 ? (double)i / (curve->count - 1) : 0.5);
    point->y = curve->box.y + inset + (curve->box.h - 2 * inset) * (1.0 - share);
    return true;
}

/* Puts the curve into the path; false: it has no places. */
static bool trace(struct canvas *canvas, const struct curve_data *curve, struct curve_point *first,
                  struct curve_point *last)
{
    bool any = false;
    struct curve_point at;
    for (unsigned i = 0; i < curve->count; i++) {
        if (!curve_point(curve, i, &at))
            continue;
        paint_line(canvas->paint, at.x, at.y);
        *first = any ? *first : at;
        *last = at;
        any = true;
    }
    return any;
}

static void draw_curve(struct canvas *canvas, const void *data)
{
    const struct curve_data *curve = data;
    struct paint *paint = canvas->paint;
    struct curve_point first, last;
    if (!trace(canvas, curve, &first, &last))
        return;
    const struct pen pen = {.width = curve->line,
                            .round = true,
                            .on = curve->hollow ? curve->line * 0.1 : 0,
                            .off = curve->line * 2.0};
    paint_stroke(paint, &pen, theme_fade(curve->colour, 0.75F));
    if (!curve->hollow && first.x < last.x) {
        /* A breath of colour between the curve and its base. */
        const double base = curve->box.y + curve->box.h;
        trace(canvas, curve, &first, &last);
        paint_line(paint, last.x, base);
        paint_line(paint, first.x, base);
        paint_fill(paint, theme_fade(curve->colour, 0.13F));
    }
    const double r = curve->line * 2.0, hole = curve->line * 1.0;
    canvas_pill(canvas, last.x - r, last.y - r, 2 * r, 2 * r, r, curve->colour);
    if (curve->hollow)
        canvas_pill(canvas, last.x - hole, last.y - hole, 2 * hole, 2 * hole, hole,
                    canvas->palette->ground_bottom);
}

void chart_curve(struct stage *stage, const struct box *box, const struct curve *curve, float most)
{
    struct curve_data data;
    memset(&data, 0, sizeof data);
    data.box = *box;
    data.most = fmaxf(most, 1.0F);
    data.line = fmaxf(stage->layout.u * 0.42F, 2.0F);
    data.colour = curve->colour;
    data.hollow = curve->hollow;
    data.count = curve->count < CURVE_MAX ? curve->count : CURVE_MAX;
    memcpy(data.value, curve->value, data.count * sizeof *curve->value);
    scene_add(stage->scene, draw_curve, rect_around(box->x, box->y, box->w, box->h), &data,
              sizeof data);
}

struct bar_data {
    struct box box;
    float share, line;
    bool hollow, base;
    uint32_t colour;
};

static void draw_bar(struct canvas *canvas, const void *data)
{
    const struct bar_data *bar = data;
    const double h = bar->box.h, w = fmax(bar->box.w * bar->share, h);
    canvas_pill(canvas, bar->box.x, bar->box.y, bar->box.w, h, h / 2, canvas->palette->track);
    if (bar->base || bar->share <= 0.0F)
        return;
    canvas_pill(canvas, bar->box.x, bar->box.y, w, h, h / 2, bar->colour);
    if (bar->hollow)
        canvas_pill(canvas, bar->box.x + bar->line, bar->box.y + bar->line, w - 2 * bar->line,
                    h - 2 * bar->line, h / 2, canvas->palette->ground_bottom);
}

static void put_bar(struct stage *stage, const struct box *box, float share, bool hollow, bool base,
                    uint32_t colour)
{
    struct bar_data data;
    memset(&data, 0, sizeof data);
    data.box = *box;
    data.share = fminf(fmaxf(share, 0.0F), 1.0F);
    data.line = fmaxf(stage->layout.u * 0.36F, 2.0F);
    data.hollow = hollow;
    data.base = base;
    data.colour = colour;
    scene_add(stage->scene, draw_bar, rect_around(box->x, box->y, box->w, box->h), &data,
              sizeof data);
}

void chart_bar(struct stage *stage, const struct box *box, float share, bool hollow,
               uint32_t colour)
{
    put_bar(stage, box, share, hollow, false, colour);
}

void chart_base(struct stage *stage, const struct box *box)
{
    const float line = fmaxf(roundf(stage->layout.u * 0.22F), 2.0F);
    const struct box base = {box->x, box->y + box->h + line, box->w, line};
    put_bar(stage, &base, 1.0F, false, true, stage->palette->track);
}
