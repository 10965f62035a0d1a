#include "ui/chart.h"
#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct style small_style(const struct stage *stage, enum align align)
{
    return (struct style){FACE_TEXT, stage->layout.small, stage->palette->muted, align};
}

/* Marks and words of the kinds, in a row; returns nothing where they do not fit one. */
static void put_legend(struct stage *stage, float right, float baseline)
{
    static const char *const keys[CHART_KINDS] = {"kind.mobility", "kind.smr", "kind.stretch",
                                                  "kind.strength"};
    const struct layout *at = &stage->layout;
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    float x = right;
    for (int kind = CHART_KINDS - 1; kind >= 0; kind--) {
        const uint32_t colour = stage->palette->accent[chart_kind_sample((enum chart_kind)kind)];
        const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_RIGHT};
        x -= words_line(stage, &style, x, baseline, at->right - at->left,
                        stage_text(stage, keys[kind])) +
             size * 0.95F;
        mark_put(stage, mark_of_kind(chart_kind_sample((enum chart_kind)kind)), x,
                 baseline - cap / 2.0F, size * 0.86F, colour);
        x -= size * 1.25F;
    }
}

static void put_minutes(struct stage *stage, const struct box *box)
{
    const struct layout *at = &stage->layout;
    const float most = chart_minutes_most(&stage->view->history);
    const float below = box->y + box->h + (float)at->small * 1.45F;
    struct style style = small_style(stage, ALIGN_LEFT);
    char text[96];
    chart_minutes(stage, box, most);
    chart_base(stage, box);
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
    const float size = (float)stage->layout.small;
    words_line(stage, &style, box->x, box->y + size, box->w, stage_text(stage, key));
    return (struct box){box->x, box->y + size * 1.9F, box->w, box->h - size * 1.9F};
}

/* A value at the end of its curve, with the word for it. */
static void put_end(struct stage *stage, float x, float baseline, float width, const char *key,
                    float value, uint32_t colour)
{
    const struct layout *at = &stage->layout;
    char text[96];
    snprintf(text, sizeof text, "%.60s %.0f", stage_text(stage, key), (double)value);
    const struct style style = {FACE_BOLD, at->small, colour, ALIGN_LEFT};
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
    const float size = (float)stage->layout.small;
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
        const struct style style = {FACE_BOLD, stage->layout.small, ink, ALIGN_RIGHT};
        char text[96];
        snprintf(text, sizeof text, "%.60s %.0f", stage_text(stage, "ui.history.bridge"),
                 (double)last_bridge);
        words_line(stage, &style, inner.x + inner.w, below, inner.w / 2, text);
    }
}

static void put_side(struct stage *stage, const struct box *box, const char *key, float minutes,
                     float most, bool hollow, uint32_t colour)
{
    const float size = (float)stage->layout.small;
    const struct style word = {FACE_TEXT, stage->layout.small, stage->palette->muted, ALIGN_LEFT};
    const struct style value = {FACE_BOLD, stage->layout.small, stage->palette->ink, ALIGN_RIGHT};
    char text[32];
    snprintf(text, sizeof text, "%.0f min", (double)minutes);
    words_line(stage, &word, box->x, box->y + size, box->w * 0.6F, stage_text(stage, key));
    words_line(stage, &value, box->x + box->w, box->y + size, box->w * 0.4F, text);
    const struct box bar = {box->x, box->y + size * 1.45F, box->w, size * 0.42F};
    chart_bar(stage, &bar, most > 0.0F ? minutes / most : 0.0F, hollow, colour);
}

static void put_sides(struct stage *stage, const struct box *box)
{
    const struct history_view *history = &stage->view->history;
    float left = 0.0F, right = 0.0F;
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        left += isfinite(history->day[i].left_s) ? history->day[i].left_s / 60.0F : 0.0F;
        right += isfinite(history->day[i].right_s) ? history->day[i].right_s / 60.0F : 0.0F;
    }
    const struct box inner = put_caption(stage, box, "ui.history.sides");
    const float most = fmaxf(fmaxf(left, right) * 1.05F, 1.0F), half = inner.h / 2.0F;
    const uint32_t colour = stage->palette->accent[KIND_SMR];
    const struct box upper = {inner.x, inner.y, inner.w, half};
    const struct box lower = {inner.x, inner.y + half, inner.w, half};
    put_side(stage, &upper, "ui.history.left", left, most, false, colour);
    put_side(stage, &lower, "ui.history.right", right, most, true, colour);
}

static void put_stiffness(struct stage *stage, const struct box *box)
{
    const struct history_view *history = &stage->view->history;
    const float size = (float)stage->layout.small;
    const uint32_t colour = stage->palette->accent[KIND_STRETCH];
    float weeks[HISTORY_WEEKS];
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        weeks[i] = history->stiffness[HISTORY_WEEKS - 1 - i];
    const struct box inner = put_caption(stage, box, "ui.history.stiffness");
    const struct box plot = {inner.x, inner.y, inner.w, inner.h - size * 1.5F};
    chart_base(stage, &plot);
    chart_curve(stage, &plot, &(struct curve){weeks, HISTORY_WEEKS, false, colour}, 10.0F);
    const float last = last_of(weeks, HISTORY_WEEKS), below = inner.y + inner.h + size * 0.1F;
    char text[32];
    if (!isfinite(last))
        return;
    snprintf(text, sizeof text, "%.0f / 10", (double)last);
    const struct style style = {FACE_BOLD, stage->layout.small, colour, ALIGN_RIGHT};
    words_line(stage, &style, inner.x + inner.w, below, inner.w, text);
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
    const float inner = at->right - at->left, u = at->u, small = (float)at->small;
    const float foot = (at->portrait ? at->next_baseline : at->foot_baseline) - small * 2.6F;
    const float top = head + (at->portrait ? small * 3.2F : 5.0F * u);
    const float room = foot - top;
    const struct box minutes = {at->left, top, inner, room * (at->portrait ? 0.24F : 0.42F)};
    put_legend(stage, at->right, at->portrait ? head + small * 1.6F : head);
    put_minutes(stage, &minutes);
    const float below = minutes.y + minutes.h + small * 3.0F;
    if (at->portrait) {
        const float h = (foot - below) / 3.0F;
        put_holds(stage, &(struct box){at->left, below, inner, h - small * 1.2F});
        put_sides(stage, &(struct box){at->left, below + h, inner, h - small * 1.2F});
        put_stiffness(stage, &(struct box){at->left, below + 2 * h, inner, h - small * 1.2F});
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
        words_break(stage, &block, &style, at->small, at->right - at->left, 3,
                    stage_text(stage, "ui.history.nothing"));
        words_block(stage, &block, at->left, head + (float)at->label * 2.0F, at->right - at->left);
    } else {
        put_charts(stage, head);
    }
    frame_presses(stage, "ui.press_back", NULL);
}
