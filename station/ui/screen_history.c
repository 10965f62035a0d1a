#include "ui/chart.h"
#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/screens.h"
#include "ui/sign.h"
#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct style small_style(const struct stage *stage, enum align align)
{
    return (struct style){FACE_TEXT, stage->layout.fine, stage->palette->muted, align};
}

/* The mark and word of a kind; returns where it ends. */
static float put_kind(struct stage *stage, enum chart_kind kind, float x, float baseline)
{
    static const char *const keys[CHART_KINDS] = {"kind.mobility", "kind.smr", "kind.stretch",
                                                  "kind.strength"};
    const float size = (float)stage->layout.fine;
    const float cap = (float)type_cap(stage->type, FACE_TEXT, stage->layout.fine);
    const struct style style = small_style(stage, ALIGN_LEFT);
    mark_put(stage, mark_of_kind(chart_kind_sample(kind)), x + size * 0.45F, baseline - cap / 2.0F,
             size * 0.86F, stage->palette->accent[chart_kind_sample(kind)]);
    return x + size * 1.25F +
           words_line(stage, &style, x + size * 1.25F, baseline, size * 12.0F,
                      stage_text(stage, keys[kind]));
}

/* In a row at the foot; on an upright screen two by two below the title. */
static void put_legend(struct stage *stage, float head)
{
    const struct layout *at = &stage->layout;
    const float size = (float)at->fine;
    if (at->portrait) {
        for (enum chart_kind kind = 0; kind < CHART_KINDS; kind++)
            put_kind(stage, kind, at->left + (float)(kind % 2) * (at->right - at->left) / 2.0F,
                     head + size * (kind < 2 ? 2.0F : 3.5F));
        return;
    }
    float x = at->left + (at->right - at->left) * 0.34F;
    for (enum chart_kind kind = 0; kind < CHART_KINDS; kind++)
        x = put_kind(stage, kind, x, at->foot_baseline) + size * 0.9F;
}

/* The minutes of the fullest day, above its bar: the scale of all. */
static void put_fullest(struct stage *stage, const struct box *box, float most)
{
    const struct history_view *history = &stage->view->history;
    const struct style style = small_style(stage, ALIGN_CENTRE);
    unsigned fullest = 0;
    for (unsigned i = 1; i < HISTORY_DAYS; i++)
        if (chart_minutes_of(&history->day[i]) > chart_minutes_of(&history->day[fullest]))
            fullest = i;
    const float minutes = chart_minutes_of(&history->day[fullest]);
    const float pitch = box->w / HISTORY_DAYS, size = (float)stage->layout.fine;
    const float middle = box->x + pitch * ((float)(HISTORY_DAYS - 1 - fullest) + 0.5F);
    char text[32];
    snprintf(text, sizeof text, "%.0f", (double)minutes);
    words_line(stage, &style, fminf(fmaxf(middle, box->x + size), box->x + box->w - size),
               box->y + box->h * (1.0F - minutes / most) - size * 0.45F, box->w, text);
}

static void put_minutes(struct stage *stage, const struct box *box)
{
    const struct layout *at = &stage->layout;
    const float most = chart_minutes_most(&stage->view->history);
    const float below = box->y + box->h + (float)at->fine * 1.45F;
    struct style style = small_style(stage, ALIGN_LEFT);
    char text[96];
    chart_minutes(stage, box, most);
    chart_base(stage, box);
    put_fullest(stage, box, most);
    stage_text_number(stage, "ui.history.days_ago", HISTORY_DAYS - 1, text, sizeof text);
    words_line(stage, &style, box->x, below, box->w / 2, text);
    style.align = ALIGN_RIGHT;
    words_line(stage, &style, box->x + box->w, below, box->w / 2,
               stage_text(stage, "ui.history.today"));
}

/* A caption above a chart; returns the box below it. */
static struct box put_caption(struct stage *stage, const struct box *box, const char *key)
{
    const struct style style = small_style(stage, ALIGN_LEFT);
    const float size = (float)stage->layout.fine;
    struct block block;
    words_break(stage, &block, &style, stage->layout.fine * 11 / 12, box->w, 1,
                stage_text(stage, key));
    words_block(stage, &block, box->x, box->y + size, box->w);
    return (struct box){box->x, box->y + size * 1.9F, box->w, box->h - size * 1.9F};
}

/* A value at the end of its curve, with the word for it. */
static void put_end(struct stage *stage, float x, float baseline, float width, const char *key,
                    float value, uint32_t colour)
{
    const struct layout *at = &stage->layout;
    char text[96];
    snprintf(text, sizeof text, "%.60s %.0f", stage_text(stage, key), (double)value);
    const struct style style = {FACE_BOLD, at->fine, colour, ALIGN_LEFT};
    words_line(stage, &style, x, baseline, width, text);
}

static float last_of(const float *value, unsigned count)
{
    for (unsigned i = count; i-- > 0;)
        if (isfinite(value[i]))
            return value[i];
    return NAN;
}

static void put_holds(struct stage *stage, const struct box *box)
{
    const struct history_view *history = &stage->view->history;
    const uint32_t accent = stage->palette->accent[KIND_STRENGTH], ink = stage->palette->ink;
    float plank[HISTORY_DAYS], bridge[HISTORY_DAYS], most = 30.0F;
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        const struct history_day *day = &history->day[HISTORY_DAYS - 1 - i];
        plank[i] = day->plank_s > 0.0F ? day->plank_s : NAN;
        bridge[i] = day->bridge_s > 0.0F ? day->bridge_s : NAN;
        most = fmaxf(most, fmaxf(day->plank_s, day->bridge_s) * 1.08F);
    }
    const struct box inner = put_caption(stage, box, "ui.history.holds");
    const float size = (float)stage->layout.fine;
    const struct box plot = {inner.x, inner.y, inner.w, inner.h - size * 1.5F};
    chart_base(stage, &plot);
    chart_curve(stage, &plot, &(struct curve){bridge, HISTORY_DAYS, true, ink}, most);
    chart_curve(stage, &plot, &(struct curve){plank, HISTORY_DAYS, false, accent}, most);
    const float below = inner.y + inner.h + size * 0.1F;
    const float last_plank = last_of(plank, HISTORY_DAYS),
                last_bridge = last_of(bridge, HISTORY_DAYS);
    if (isfinite(last_plank))
        put_end(stage, inner.x, below, inner.w / 2, "ui.history.plank", last_plank, accent);
    if (isfinite(last_bridge)) {
        const struct style style = {FACE_BOLD, stage->layout.fine, ink, ALIGN_RIGHT};
        char text[96];
        snprintf(text, sizeof text, "%.60s %.0f", stage_text(stage, "ui.history.bridge"),
                 (double)last_bridge);
        words_line(stage, &style, inner.x + inner.w, below, inner.w / 2, text);
    }
}

struct side_row {
    const char *key;
    float minutes;
    bool hollow;
};

/* Word, bar and minutes; on an upright screen in one line. */
static void put_side(struct stage *stage, const struct box *box, const struct side_row *row,
                     float most)
{
    const float size = (float)stage->layout.fine;
    const bool flat = stage->layout.portrait;
    const struct style word = {FACE_TEXT, stage->layout.fine, stage->palette->muted, ALIGN_LEFT};
    const struct style value = {FACE_BOLD, stage->layout.fine, stage->palette->ink, ALIGN_RIGHT};
    char text[32];
    snprintf(text, sizeof text, "%.0f min", (double)row->minutes);
    words_line(stage, &word, box->x, box->y + size, box->w * 0.5F, stage_text(stage, row->key));
    words_line(stage, &value, box->x + box->w, box->y + size, box->w * 0.4F, text);
    const float from = flat ? box->w * 0.18F : 0.0F, until = flat ? box->w * 0.8F : box->w;
    const struct box bar = {box->x + from, box->y + size * (flat ? 0.46F : 1.45F), until - from,
                            size * 0.42F};
    chart_bar(stage, &bar, row->minutes / most, row->hollow, stage->palette->accent[KIND_SMR]);
}

static void put_sides(struct stage *stage, const struct box *box)
{
    const struct history_view *history = &stage->view->history;
    struct side_row row[2] = {{"ui.history.left", 0.0F, false}, {"ui.history.right", 0.0F, true}};
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        const struct history_day *day = &history->day[i];
        row[0].minutes += isfinite(day->left_s) ? day->left_s / 60.0F : 0.0F;
        row[1].minutes += isfinite(day->right_s) ? day->right_s / 60.0F : 0.0F;
    }
    const struct box inner =
        stage->layout.portrait ? *box : put_caption(stage, box, "ui.history.sides");
    const float most = fmaxf(fmaxf(row[0].minutes, row[1].minutes) * 1.05F, 1.0F);
    for (int i = 0; i < 2; i++)
        put_side(
            stage,
            &(struct box){inner.x, inner.y + inner.h / 2.0F * (float)i, inner.w, inner.h / 2.0F},
            &row[i], most);
}

static void put_stiffness(struct stage *stage, const struct box *box)
{
    const struct history_view *history = &stage->view->history;
    const float size = (float)stage->layout.fine;
    const uint32_t colour = stage->palette->accent[KIND_STRETCH];
    float weeks[HISTORY_WEEKS];
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        weeks[i] = history->stiffness[HISTORY_WEEKS - 1 - i];
    const struct box plot = put_caption(stage, box, "ui.history.stiffness");
    chart_base(stage, &plot);
    chart_curve(stage, &plot, &(struct curve){weeks, HISTORY_WEEKS, false, colour}, 10.0F);
    const float last = last_of(weeks, HISTORY_WEEKS);
    char text[32];
    if (!isfinite(last))
        return;
    snprintf(text, sizeof text, "%.0f / 10", (double)last);
    const struct style style = {FACE_BOLD, stage->layout.fine, colour, ALIGN_RIGHT};
    words_line(stage, &style, box->x + box->w, box->y + size, box->w, text);
}

static bool is_empty(const struct history_view *history)
{
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        if (history->day[i].by_time_minutes > 0.0F || history->day[i].plank_s > 0.0F)
            return false;
        for (enum kind kind = 0; kind < KINDS; kind++)
            if (history->day[i].minutes[kind] > 0.0F)
                return false;
    }
    return true;
}

static void put_charts(struct stage *stage, float head)
{
    const struct layout *at = &stage->layout;
    const float inner = at->right - at->left, u = at->u, size = (float)at->fine;
    const float foot = (at->portrait ? at->next_baseline : at->foot_baseline) -
                       (float)at->small * (at->portrait ? 1.8F : 2.3F);
    const float top = head + (at->portrait ? size * 5.0F : 4.0F * u);
    const struct box minutes = {at->left, top, inner, (foot - top) * (at->portrait ? 0.2F : 0.4F)};
    put_legend(stage, head);
    put_minutes(stage, &minutes);
    if (!at->portrait) {
        const struct style style = small_style(stage, ALIGN_RIGHT);
        words_line(stage, &style, at->right, head, inner / 2.0F,
                   stage_text(stage, "ui.history.minutes"));
    }
    const float below = minutes.y + minutes.h + size * (at->portrait ? 3.2F : 2.6F);
    if (at->portrait) {
        const float h = foot - below, gap = size * 1.1F;
        put_holds(stage, &(struct box){at->left, below, inner, h * 0.44F - gap});
        put_sides(stage, &(struct box){at->left, below + h * 0.44F, inner, h * 0.2F - gap});
        put_stiffness(stage, &(struct box){at->left, below + h * 0.64F, inner, h * 0.36F - gap});
        return;
    }
    const float gap = 5.0F * u, w = (inner - 2 * gap) / 3.0F;
    put_holds(stage, &(struct box){at->left, below, w, foot - below});
    put_sides(stage, &(struct box){at->left + w + gap, below, w, foot - below});
    put_stiffness(stage, &(struct box){at->left + 2 * (w + gap), below, w, foot - below});
}

void screen_history(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, stage->view->title);
    if (is_empty(&stage->view->history)) {
        const struct style style = {FACE_TEXT, at->label, stage->palette->muted, ALIGN_LEFT};
        struct block block;
        const float width = (at->right - at->left) * (at->portrait ? 1.0F : 0.6F);
        words_break(stage, &block, &style, at->fine, width, 3,
                    stage_text(stage, "ui.history.nothing"));
        words_block(stage, &block, at->left, head + (float)at->label * 2.0F, width);
        sign_put(stage, MARK_BARS, 0.0F, stage->palette->accent[KIND_MOBILITY]);
    } else {
        put_charts(stage, head);
    }
    frame_presses(stage, "ui.press_back", NULL);
}
