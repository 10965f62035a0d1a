#include "ui/mark.h"
#include "ui/ring.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Seven arcs, one for each day of the week on which something was done; of who stands still to
 * start, how long still. */
static void put_ring(struct stage *stage, float x, float y, float r)
{
    const struct view *view = stage->view;
    const bool counts = view->ring.unit == RING_COUNTDOWN;
    const float week = view->clock_known ? (float)view->days_done_this_week / 7.0F : 0.0F;
    const struct ring ring = {
        .x = x,
        .y = y,
        .r = r,
        .thickness = r * 0.05F,
        .filled = counts ? view->ring.filled : week,
        .parts = counts ? 0 : 7,
        .colour = stage->palette->accent[KIND_MOBILITY],
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
}

static void put_seconds_left(struct stage *stage, float x, float y)
{
    const int size = stage->layout.number;
    const float cap = (float)type_cap(stage->type, FACE_DISPLAY, size);
    words_number(stage, size, stage->palette->ink, x, y + cap / 2.0F, stage->view->ring.number);
}

/* "21:40": the colon, made to stand between small letters, is lifted to the middle of digits. */
static void put_time(struct stage *stage, int size, float x, float baseline)
{
    const struct view *view = stage->view;
    const struct style style = {FACE_DISPLAY, size, stage->palette->ink, ALIGN_CENTRE};
    char part[3][16] = {"", ":", ""};
    float width[3], left = x;
    snprintf(part[0], sizeof part[0], "%d", view->hour % 24);
    snprintf(part[2], sizeof part[2], "%02d", view->minute % 60);
    for (int i = 0; i < 3; i++) {
        width[i] = (float)type_width(stage->type, FACE_DISPLAY, size, part[i], strlen(part[i]));
        left -= width[i] / 2.0F;
    }
    const float cap = (float)type_cap(stage->type, FACE_DISPLAY, size);
    const float lift = (cap - (float)type_line(stage->type, FACE_DISPLAY, size, ":").height) / 2.0F;
    for (int i = 0; i < 3; i++) {
        words_line(stage, &style, left + width[i] / 2.0F, baseline - (i == 1 ? lift : 0.0F),
                   width[i] * 1.1F, part[i]);
        left += width[i];
    }
}

static void put_clock(struct stage *stage, float x, float y, float r)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const int size = (int)(r * 0.56F);
    char days[96];
    const float cap = (float)type_cap(stage->type, FACE_DISPLAY, size);
    put_time(stage, size, x, y + cap * 0.36F);
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_CENTRE};
    stage_text_number(stage,
                      view->days_done_this_week == 1 ? "ui.day_this_week" : "ui.days_this_week",
                      view->days_done_this_week, days, sizeof days);
    struct block block;
    words_break(stage, &block, &style, at->fine, r * 1.5F, 2, days);
    words_block(stage, &block, x, y + cap * 0.36F + (float)at->small * 1.8F, r * 1.55F);
}

/* What is wrong, or else the note, below the cue; returns how far that has to rise. */
static float put_below(struct stage *stage, float x)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const char *text = view->trouble[0] ? view->trouble : view->note;
    const float size = (float)at->small, sign = size * 1.4F;
    const float width = at->right - at->left - 2.0F * sign;
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_CENTRE};
    struct block block;
    if (!text[0])
        return 0.0F;
    words_break(stage, &block, &style, at->fine, width, at->portrait ? 3 : 2, text);
    const float above = (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    /* An upright screen has the room that lying ones keep for the cue's neighbour. */
    const float last = at->portrait ? at->last_baseline : at->foot_baseline + 2.0F * at->u;
    words_block(stage, &block, x, last - above, width);
    if (view->trouble[0]) {
        const float cap = (float)type_cap(stage->type, FACE_TEXT, block.style.size_px);
        mark_put(stage, MARK_NOTICE, x - words_widest(stage, &block) / 2.0F - sign + size * 0.45F,
                 last - above - cap / 2.0F, size * 0.9F, stage->palette->accent[KIND_STRENGTH]);
    }
    return fmaxf(above + 6.5F * at->u - (last - at->foot_baseline), 0.0F);
}

void screen_idle(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float x = (at->left + at->right) / 2.0F, u = at->u;
    const float r = at->portrait ? at->ring_r * 1.4F : 29.0F * u;
    const float y = at->top + (at->bottom - at->top) * (at->portrait ? 0.42F : 0.405F);
    put_ring(stage, x, y, r);
    if (view->ring.unit == RING_COUNTDOWN)
        put_seconds_left(stage, x, y);
    else if (view->clock_known)
        put_clock(stage, x, y, r);
    else
        mark_put(stage, MARK_HELD, x, y, r * 0.42F, stage->palette->muted);
    const float rise = put_below(stage, x);
    const struct style cue = {FACE_DISPLAY, at->cue, stage->palette->ink, ALIGN_CENTRE};
    struct block block;
    words_break(stage, &block, &cue, at->least, at->right - at->left, at->cue_lines, view->cue);
    const float above = (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    words_block(stage, &block, x, at->foot_baseline - above - rise, at->right - at->left);
}
