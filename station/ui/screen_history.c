#include "ui/chart.h"
#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/plain.h"
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

/* The kinds, and where there is any what the mat did not see. */
static unsigned legend_entries(const struct stage *stage)
{
    return CHART_KINDS + (unsigned)chart_has_by_time(&stage->view->history);
}

static const char *entry_word(const struct stage *stage, unsigned entry)
{
    static const char *const keys[CHART_KINDS + 1] = {"kind.mobility", "kind.smr", "kind.stretch",
                                                      "kind.strength", "ui.history.by_time"};
    return stage_text(stage, keys[entry]);
}

static float entry_width(const struct stage *stage, unsigned entry)
{
    const char *word = entry_word(stage, entry);
    const int size = stage->layout.fine;
    return (float)size * 1.25F +
           (float)type_width(stage->type, FACE_TEXT, size, word, strlen(word));
}

/* The mark and word of an entry; returns where it ends. */
static float put_entry(struct stage *stage, unsigned entry, float x, float baseline)
{
    const float size = (float)stage->layout.fine;
    const float cap = (float)type_cap(stage->type, FACE_TEXT, stage->layout.fine);
    const struct style style = small_style(stage, ALIGN_LEFT);
    if (entry < CHART_KINDS) {
        const enum kind kind = chart_kind_sample((enum chart_kind)entry);
        mark_put(stage, mark_of_kind(kind), x + size * 0.45F, baseline - cap / 2.0F, size * 0.86F,
                 stage->palette->accent[kind]);
    } else {
        const struct box box = {x + size * 0.2F, baseline - cap, size * 0.5F, cap};
        chart_by_time_sign(stage, &box);
    }
    words_line(stage, &style, x + size * 1.25F, baseline, size * 16.0F, entry_word(stage, entry));
    return x + entry_width(stage, entry);
}

/* Two in a row below the title of an upright screen; returns the last baseline. */
static float put_legend_upright(struct stage *stage, float head)
{
    const struct layout *at = &stage->layout;
    const float size = (float)at->fine, inner = at->right - at->left;
    float baseline = head + size * 0.3F;
    for (unsigned i = 0; i < legend_entries(stage); i++) {
        baseline += i % 2 ? 0.0F : size * 1.4F;
        put_entry(stage, i, at->left + (i % 2 ? inner * 0.6F : 0.0F), baseline);
    }
    return baseline;
}

/* Between what stands at the left and the right below the bars, or else in a row of its own.
 * Returns the last baseline. */
static float put_legend(struct stage *stage, float left, float right, float baseline)
{
    const struct layout *at = &stage->layout;
    const float size = (float)at->fine;
    const unsigned entries = legend_entries(stage);
    float all = 0.0F;
    for (unsigned i = 0; i < entries; i++)
        all += entry_width(stage, i);
    const float gaps = (float)(entries - 1);
    const float gap = fminf(size * 0.8F, (at->right - at->left - all) / gaps);
    float x = (left + right - all - gaps * gap) / 2.0F;
    if (x < left + gap) {
        x = at->left;
        baseline += size * 1.4F;
    }
    for (unsigned i = 0; i < entries; i++)
        x = put_entry(stage, i, x, baseline) + gap;
    return baseline;
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

/* Returns the last baseline below the bars. */
static float put_minutes(struct stage *stage, const struct box *box)
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
    const float left = box->x + words_line(stage, &style, box->x, below, box->w / 2, text);
    style.align = ALIGN_RIGHT;
    const float right = box->x + box->w -
                        words_line(stage, &style, box->x + box->w, below, box->w / 2,
                                   stage_text(stage, "ui.history.today"));
    return at->portrait ? below : put_legend(stage, left, right, below);
}

/* A caption above a chart; returns the box below it. */
static struct box put_caption(struct stage *stage, const struct box *box, const char *key)
{
    const struct style style = small_style(stage, ALIGN_LEFT);
    const float size = (float)stage->layout.fine;
    words_line(stage, &style, box->x, box->y + size, box->w, stage_text(stage, key));
    return (struct box){box->x, box->y + size * 1.5F, box->w, box->h - size * 1.5F};
}

/* What a chart comes to: a word, and its value as large as what says what to do. */
struct figure_of {
    const char *key; /* NULL: no word */
    const char *value;
    uint32_t colour;
};

static float value_width(const struct stage *stage, const struct figure_of *figure)
{
    const char *word = figure->key ? stage_text(stage, figure->key) : "";
    const float gap = figure->key ? (float)stage->layout.fine * 0.4F : 0.0F;
    return gap +
           (float)(type_width(stage->type, FACE_TEXT, stage->layout.fine, word, strlen(word)) +
                   type_width(stage->type, FACE_BOLD, stage->layout.least, figure->value,
                              strlen(figure->value)));
}

static void put_value(struct stage *stage, float x, float baseline, float width,
                      const struct figure_of *figure)
{
    if (figure->key) {
        const struct style word = small_style(stage, ALIGN_LEFT);
        const float used =
            words_line(stage, &word, x, baseline, width, stage_text(stage, figure->key)) +
            (float)stage->layout.fine * 0.4F;
        x += used;
        width -= used;
    }
    const struct style style = {FACE_BOLD, stage->layout.least, figure->colour, ALIGN_LEFT};
    words_line(stage, &style, x, baseline, width, figure->value);
}

static void put_none_yet(struct stage *stage, const struct box *box)
{
    const struct style style = small_style(stage, ALIGN_LEFT);
    words_line(stage, &style, box->x, box->y + (float)stage->layout.least, box->w,
               stage_text(stage, "ui.history.none"));
}

static float last_of(const float *value, unsigned count)
{
    for (unsigned i = count; i-- > 0;)
        if (isfinite(value[i]))
            return value[i];
    return NAN;
}

/* Beside each other, or where that is too wide below each other; returns the box below. */
static struct box put_values(struct stage *stage, const struct box *box,
                             const struct figure_of *figures, unsigned count)
{
    const float size = (float)stage->layout.least;
    float all = 0.0F, x = box->x, y = box->y + size;
    for (unsigned i = 0; i < count; i++)
        all += value_width(stage, &figures[i]) + (i ? size * 0.6F : 0.0F);
    const bool row = all <= box->w;
    for (unsigned i = 0; i < count; i++) {
        put_value(stage, x, y, box->x + box->w - x, &figures[i]);
        if (row)
            x += value_width(stage, &figures[i]) + size * 0.6F;
        else if (i + 1 < count)
            y += size * 1.25F;
    }
    y += size * 0.3F;
    return (struct box){box->x, y, box->w, fmaxf(box->y + box->h - y, 1.0F)};
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
    const float last[2] = {last_of(plank, HISTORY_DAYS), last_of(bridge, HISTORY_DAYS)};
    char text[2][32];
    struct figure_of figures[2];
    unsigned count = 0;
    for (int i = 0; i < 2; i++) {
        if (!isfinite(last[i]))
            continue;
        snprintf(text[i], sizeof text[i], "%.0f s", (double)last[i]);
        figures[count++] = (struct figure_of){i ? "ui.history.bridge" : "ui.history.plank", text[i],
                                              i ? ink : accent};
    }
    if (count == 0) {
        put_none_yet(stage, &inner);
        return;
    }
    const struct box plot = put_values(stage, &inner, figures, count);
    chart_base(stage, &plot);
    chart_curve(stage, &plot, &(struct curve){bridge, HISTORY_DAYS, true, ink}, most);
    chart_curve(stage, &plot, &(struct curve){plank, HISTORY_DAYS, false, accent}, most);
}

struct side_row {
    const char *key;
    float minutes;
    bool hollow;
};

/* Word and minutes above their bar. */
static void put_side(struct stage *stage, const struct box *box, const struct side_row *row,
                     float most)
{
    const float size = (float)stage->layout.least;
    const struct style word = small_style(stage, ALIGN_LEFT);
    const struct style value = {FACE_BOLD, stage->layout.least, stage->palette->ink, ALIGN_RIGHT};
    char text[32];
    snprintf(text, sizeof text, "%.0f min", (double)row->minutes);
    words_line(stage, &word, box->x, box->y + size, box->w * 0.5F, stage_text(stage, row->key));
    words_line(stage, &value, box->x + box->w, box->y + size, box->w * 0.6F, text);
    const struct box bar = {box->x, box->y + size * 1.3F, box->w, size * 0.32F};
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
    const struct box inner = put_caption(stage, box, "ui.history.sides");
    const float most = fmaxf(fmaxf(row[0].minutes, row[1].minutes) * 1.05F, 1.0F);
    const float half = inner.h / 2.0F;
    for (int i = 0; i < 2; i++)
        put_side(stage, &(struct box){inner.x, inner.y + half * (float)i, inner.w, half}, &row[i],
                 most);
}

static void put_stiffness(struct stage *stage, const struct box *box)
{
    const struct history_view *history = &stage->view->history;
    const uint32_t colour = stage->palette->accent[KIND_STRETCH];
    float weeks[HISTORY_WEEKS];
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        weeks[i] = history->stiffness[HISTORY_WEEKS - 1 - i];
    const float last = last_of(weeks, HISTORY_WEEKS);
    const struct box inner = put_caption(stage, box, "ui.history.stiffness");
    if (!isfinite(last)) {
        put_none_yet(stage, &inner);
        return;
    }
    char text[32];
    snprintf(text, sizeof text, "%.0f / 10", (double)last);
    const struct box plot = put_values(stage, &inner, &(struct figure_of){NULL, text, colour}, 1);
    chart_base(stage, &plot);
    chart_curve(stage, &plot, &(struct curve){weeks, HISTORY_WEEKS, false, colour}, 10.0F);
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

/* Two pages, which turn by themselves: what is done, and how it goes. */
static void put_upright(struct stage *stage, float head)
{
    static const float page_s = 9.0F;
    const struct layout *at = &stage->layout;
    const float inner = at->right - at->left, size = (float)at->fine;
    const float foot = at->last_baseline - (float)at->small * 2.4F;
    const unsigned page = fmodf(stage->page_s, 2.0F * page_s) >= page_s;
    if (page == 0) {
        const float top = put_legend_upright(stage, head) + size * 2.5F, h = foot - top;
        put_minutes(stage, &(struct box){at->left, top, inner, h * 0.4F});
        put_holds(stage, &(struct box){at->left, top + h * 0.55F, inner, h * 0.45F});
    } else {
        const float top = head + size * 1.6F, h = foot - top;
        put_sides(stage, &(struct box){at->left, top, inner, h * 0.36F});
        put_stiffness(stage, &(struct box){at->left, top + h * 0.48F, inner, h * 0.5F});
    }
    const struct box all = {at->left, head, inner, foot - head};
    plain_dots(stage, &all, 2, page);
}

static void put_lying(struct stage *stage, float head)
{
    const struct layout *at = &stage->layout;
    const float inner = at->right - at->left, u = at->u, size = (float)at->fine;
    const float foot = at->last_baseline - (float)at->small * 2.3F, top = head + 4.0F * u;
    const struct box minutes = {at->left, top, inner, (foot - top) * 0.36F};
    const struct style style = small_style(stage, ALIGN_RIGHT);
    words_line(stage, &style, at->right, head, inner / 2.0F,
               stage_text(stage, "ui.history.minutes"));
    const float below = put_minutes(stage, &minutes) + size * 1.3F;
    const float gap = 6.0F * u, w = (inner - 2 * gap) / 3.0F;
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
        words_break(stage, &block, &style, at->least, width, 3,
                    stage_text(stage, "ui.history.nothing"));
        words_block(stage, &block, at->left, head + (float)at->label * 2.0F, width);
        sign_put(stage, MARK_BARS, 0.0F, stage->palette->accent[KIND_MOBILITY]);
    } else {
        if (at->portrait)
            put_upright(stage, head);
        else
            put_lying(stage, head);
    }
    frame_presses(stage, "ui.press_back", NULL);
}
