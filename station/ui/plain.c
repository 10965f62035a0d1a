#include "ui/plain.h"
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
    const float left = flow->box->w * 0.38F, right = flow->box->w - left;
    const float gap = (float)flow->size_px * 0.6F;
    const struct style styles[2] = {{FACE_TEXT, flow->size_px, stage->palette->muted, ALIGN_LEFT},
                                    {FACE_BOLD, flow->size_px, stage->palette->ink, ALIGN_LEFT}};
    char word[TEXT_MAX];
    struct block words, value;
    snprintf(word, sizeof word, "%.*s", (int)(tab - line), line);
    words_break(stage, &words, &styles[0], flow->size_px, left - gap, 2, word);
    words_break(stage, &value, &styles[1], flow->size_px, right, 2, tab + 1);
    flow->y += (float)flow->size_px * 1.5F;
    flow->cut |= words.lines > 1 || value.lines > 1;
    if (flow->draw) {
        words_block(stage, &words, flow->box->x, flow->y, left - gap);
        words_block(stage, &value, flow->box->x + left, flow->y, right);
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

static float flow_all(struct flow *flow)
{
    const struct view *view = flow->stage->view;
    const unsigned lines = view->lines < LINES ? view->lines : LINES;
    flow->y = flow->box->y;
    flow->cut = false;
    for (unsigned i = 0; i < lines; i++)
        flow_line(flow, view->line[i], i == 0);
    return flow->y;
}

void plain_lines(struct stage *stage, const struct box *box)
{
    const int least = stage->layout.fine;
    struct flow flow = {.stage = stage, .box = box, .size_px = stage->layout.label};
    while ((flow_all(&flow) > box->y + box->h || flow.cut) && flow.size_px > least)
        flow.size_px = flow.size_px > least + 2 ? flow.size_px - 2 : least;
    flow.draw = true;
    flow_all(&flow);
}

struct box plain_box(const struct stage *stage, float below, float share)
{
    const struct layout *at = &stage->layout;
    const float y = below + 4.0F * at->u;
    const float foot = at->foot_baseline - (at->portrait ? 15.0F * at->u : (float)at->cue * 1.1F);
    return (struct box){at->left, y, (at->right - at->left) * (at->portrait ? 1.0F : share),
                        foot - y};
}
