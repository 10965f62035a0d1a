#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/ring.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <stdio.h>

/* Seven arcs, one for each day of the week on which something was done. */
static void put_week(struct stage *stage, float x, float y, float r)
{
    const struct view *view = stage->view;
    const struct ring ring = {
        .x = x,
        .y = y,
        .r = r,
        .thickness = r * 0.05F,
        .filled = view->clock_known ? (float)view->days_done_this_week / 7.0F : 0.0F,
        .parts = 7,
        .colour = stage->palette->accent[KIND_MOBILITY],
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
}

static void put_clock(struct stage *stage, float x, float y, float r)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const int size = (int)(r * 0.56F);
    char clock[32], days[96];
    snprintf(clock, sizeof clock, "%d:%02d", view->hour % 24, view->minute % 60);
    const float cap = (float)type_cap(stage->type, FACE_DISPLAY, size);
    struct style style = {FACE_DISPLAY, size, stage->palette->ink, ALIGN_CENTRE};
    words_line(stage, &style, x, y + cap * 0.36F, r * 2.0F, clock);
    style = (struct style){FACE_TEXT, at->small, stage->palette->muted, ALIGN_CENTRE};
    stage_text_number(stage,
                      view->days_done_this_week == 1 ? "ui.day_this_week" : "ui.days_this_week",
                      view->days_done_this_week, days, sizeof days);
    struct block block;
    words_break(stage, &block, &style, at->fine, r * 1.5F, 2, days);
    words_block(stage, &block, x, y + cap * 0.36F + (float)at->small * 1.8F, r * 1.55F);
}

void screen_idle(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float x = (at->left + at->right) / 2.0F, u = at->u;
    const float r = at->portrait ? at->ring_r * 1.4F : 29.0F * u;
    const float y = at->top + (at->bottom - at->top) * (at->portrait ? 0.42F : 0.405F);
    put_week(stage, x, y, r);
    if (view->clock_known)
        put_clock(stage, x, y, r);
    else
        mark_put(stage, MARK_HELD, x, y, r * 0.42F, stage->palette->muted);
    const struct style cue = {FACE_DISPLAY, at->cue, stage->palette->ink, ALIGN_CENTRE};
    struct block block;
    words_break(stage, &block, &cue, at->least, at->right - at->left, at->cue_lines, view->cue);
    const float above = (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    words_block(stage, &block, x, at->foot_baseline - above - (view->note[0] ? 4.5F * u : 0.0F),
                at->right - at->left);
    if (view->note[0]) {
        const struct style note = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_CENTRE};
        words_break(stage, &block, &note, at->fine, at->right - at->left, at->portrait ? 2 : 1,
                    view->note);
        words_block(stage, &block, x, at->foot_baseline + 2.0F * u, at->right - at->left);
    }
    frame_trouble(stage);
}
