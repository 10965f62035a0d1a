#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/plain.h"
#include "ui/ring.h"
#include "ui/screens.h"
#include "ui/words.h"

/* "saved", or why not; returns its last baseline. */
static float put_saved(struct stage *stage, float baseline)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    const float width = frame_head_width(stage) - size * 1.4F;
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_LEFT};
    struct block block;
    mark_put(stage, view->saved ? MARK_TICK : MARK_NOTICE, at->left + size / 2.0F,
             baseline - cap / 2.0F, size,
             stage->palette->accent[view->saved ? KIND_STRETCH : KIND_STRENGTH]);
    words_break(stage, &block, &style, at->fine, width, 2, view->note);
    return words_block(stage, &block, at->left + size * 1.4F, baseline, width);
}

/* What was credited against what was planned, if anything was: a ring, minutes, no grades. */
static void put_minutes(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float thickness = at->ring_r * 0.118F;
    const float share = view->planned_s ? (float)view->credited_s / (float)view->planned_s : 1.0F;
    const struct ring ring = {
        .x = at->ring_x,
        .y = at->ring_y,
        .r = at->ring_r,
        .thickness = thickness,
        .filled = share,
        .colour = stage->palette->accent[KIND_STRETCH],
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
    char of[96];
    stage_text_number(stage, "ui.of_minutes", (view->planned_s + 30) / 60, of, sizeof of);
    ring_put_number(stage, (view->credited_s + 30) / 60,
                    view->planned_s ? of : stage_text(stage, "ui.minutes_short"),
                    stage->palette->muted);
}

/* Somebody smaller would not be seen from the floor. */
static const float figure_least = 15.0F;

void screen_done(struct stage *stage)
{
    const struct view *view = stage->view;
    struct layout *at = &stage->layout;
    frame_progress(stage);
    float head = frame_title(stage, view->title);
    if (view->note[0])
        head = put_saved(stage, head + (float)at->small * 1.36F);
    float foot = at->foot_baseline; /* nothing is to be done any more: the cue's band is free */
    if (at->portrait) {
        head = frame_trouble_below(stage, head);
        at->ring_y = at->bottom - at->ring_r - 3.0F * at->u;
        foot = at->ring_y - at->ring_r - 2.0F * at->u;
    } else {
        frame_trouble(stage);
    }
    struct box box = plain_box(stage, head, 6.6F / 12.0F);
    box.h = foot - box.y;
    if (view->lines > 0)
        head = plain_lines(stage, &box, at->least);
    struct box figure = bodyview_box(stage, head + 2.0F * at->u);
    figure.h = foot - figure.y;
    if (figure.h >= figure_least * at->u)
        bodyview_figure(stage, &figure);
    put_minutes(stage);
}
