#include "ui/plain.h"
#include "ui/dots.h"
#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINES = sizeof((struct view *)0)->line / sizeof((struct view *)0)->line[0] };

static bool is_heading(const char *line)
{
    const size_t length = strlen(line);
    return length > 0 && line[length - 1] == ':';
}

struct flow {
    struct stage *stage;
    const struct box *box;
    int size_px;
    bool draw;
    bool cut; /* a pair took more than a line */
    float y;  /* baseline of the last line */
};

/* A word and its value, each on two lines where it must be. */
static void flow_pair(struct flow *flow, const char *line, const char *tab)
{
    struct stage *stage = flow->stage;
    const float left = flow->box->w * (stage->layout.portrait ? 0.46F : 0.31F);
    const float right = flow->box->w - left;
    const float gap = (float)flow->size_px * 0.6F;
    const struct style styles[2] = {{FACE_TEXT, flow->size_px, stage->palette->muted, ALIGN_LEFT},
                                    {FACE_BOLD, flow->size_px, stage->palette->ink, ALIGN_LEFT}};
    char word[TEXT_MAX];
    struct block words, value;
    snprintf(word, sizeof word, "%.*s", (int)(tab - line), line);
    words_break(stage, &words, &styles[0], flow->size_px, left - gap, 2, word);
    words_break(stage, &value, &styles[1], flow->size_px, right, 3, tab + 1);
    flow->y += (float)flow->size_px * 1.5F;
    flow->cut |= words.lines > 1 || value.lines > 1;
    if (flow->draw) {
        words_block(stage, &words, flow->box->x, flow->y, left - gap);
        const unsigned from = stage->scene->count;
        words_block(stage, &value, flow->box->x + left, flow->y, right);
        words_steady(stage, from, flow->y);
    }
    const unsigned lines = words.lines > value.lines ? words.lines : value.lines;
    flow->y += (float)(lines ? lines - 1 : 0) * words.leading;
}

static void flow_line(struct flow *flow, const char *line, bool first)
{
    struct stage *stage = flow->stage;
    const char *tab = strchr(line, '\t');
    if (tab) {
        flow_pair(flow, line, tab);
        return;
    }
    const bool heading = is_heading(line);
    const struct style style = {heading ? FACE_BOLD : FACE_TEXT, flow->size_px, stage->palette->ink,
                                ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, flow->size_px, flow->box->w, BLOCK_LINES_MAX, line);
    flow->y += (float)flow->size_px * (first ? 1.0F : heading ? 2.1F : 1.62F);
    if (flow->draw)
        words_block(stage, &block, flow->box->x, flow->y, flow->box->w);
    flow->y += (float)(block.lines ? block.lines - 1 : 0) * block.leading;
}

/* Lays out the lines from `from` on, as many as fit the box, and at least one; returns the first of
 * the next page. Rather than at its last line a page ends before a heading. */
static unsigned flow_page(struct flow *flow, unsigned from, unsigned lines)
{
    const struct view *view = flow->stage->view;
    unsigned heading = lines;
    flow->y = flow->box->y;
    flow->cut = false;
    for (unsigned i = from; i < lines; i++) {
        flow_line(flow, view->line[i], i == from);
        if (flow->y > flow->box->y + flow->box->h && i > from)
            return heading < i ? heading : i;
        if (i > from && is_heading(view->line[i]))
            heading = i;
    }
    return lines;
}

struct pages {
    struct plain_pages all;
    unsigned from[LINES + 1];
};

/* Time to read a page aloud, slowly. */
static float reading_s(unsigned lines)
{
    return 3.0F + 2.0F * (float)lines;
}

static void part(struct flow *flow, unsigned lines, struct pages *pages)
{
    struct plain_pages *all = &pages->all;
    *pages = (struct pages){0};
    while (pages->from[all->count] < lines) {
        const unsigned from = pages->from[all->count];
        pages->from[++all->count] = flow_page(flow, from, lines);
        all->all_s += reading_s(pages->from[all->count] - from);
    }
    float rest_s = fmodf(fmaxf(flow->stage->page_s, 0.0F), fmaxf(all->all_s, 1.0F));
    for (unsigned i = 0; i + 1 < all->count; i++) {
        rest_s -= reading_s(pages->from[i + 1] - pages->from[i]);
        all->shown += rest_s >= 0.0F;
    }
}

void plain_dots(struct stage *stage, const struct box *box, unsigned pages, unsigned shown)
{
    const struct layout *at = &stage->layout;
    const uint32_t colour = stage->palette->ink;
    if (at->portrait || box->x + box->w > at->ring_x)
        dots_put(stage, at->right - dots_width(stage, pages) / 2.0F,
                 at->last_baseline - (at->portrait ? 6.2F : 1.3F) * at->u, pages, shown, colour);
    else
        dots_put(stage, at->ring_x, at->ring_y + at->ring_r + 3.0F * at->u, pages, shown, colour);
}

static struct pages lay_out(struct flow *flow, int least_px)
{
    const struct view *view = flow->stage->view;
    const unsigned lines = view->lines < LINES ? view->lines : LINES;
    flow->size_px = flow->stage->layout.label;
    while ((flow_page(flow, 0, lines) < lines || flow->cut) && flow->size_px > least_px)
        flow->size_px = flow->size_px > least_px + 2 ? flow->size_px - 2 : least_px;
    struct pages pages;
    part(flow, lines, &pages);
    return pages;
}

struct plain_pages plain_measure(struct stage *stage, const struct box *box, int least_px)
{
    struct flow flow = {.stage = stage, .box = box};
    return lay_out(&flow, least_px).all;
}

struct plain_pages plain_page(struct stage *stage, const struct box *box, int least_px)
{
    struct flow flow = {.stage = stage, .box = box};
    struct pages pages = lay_out(&flow, least_px);
    flow.draw = true;
    if (pages.all.count > 0)
        flow_page(&flow, pages.from[pages.all.shown], pages.from[pages.all.shown + 1]);
    pages.all.last_baseline = flow.y;
    return pages.all;
}

float plain_lines(struct stage *stage, const struct box *box, int least_px)
{
    const struct plain_pages pages = plain_page(stage, box, least_px);
    if (pages.count > 1)
        plain_dots(stage, box, pages.count, pages.shown);
    return pages.last_baseline;
}

struct box plain_box(const struct stage *stage, float below, float share)
{
    const struct layout *at = &stage->layout;
    const float y = below + 4.0F * at->u;
    const float foot = at->foot_baseline - (at->portrait ? 14.0F * at->u : (float)at->cue * 1.1F);
    return (struct box){at->left, y, (at->right - at->left) * (at->portrait ? 1.0F : share),
                        foot - y};
}
