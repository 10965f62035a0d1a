#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/ring.h"
#include "ui/screens.h"
#include "ui/words.h"

/* What more there is to say, below the title; returns how far that has to rise. */
static float put_line(struct stage *stage, float x, float width)
{
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_TEXT, at->least, stage->palette->muted, ALIGN_CENTRE};
    struct block block;
    if (stage->view->lines == 0)
        return 0.0F;
    words_break(stage, &block, &style, at->least, width, 4, stage->view->line[0]);
    const float above = (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    words_block(stage, &block, x, at->foot_baseline - above, width);
    return above + 1.8F * (float)at->least;
}

/* In the middle, as the idle screen is: the last thing that is said. */
void screen_power_off(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const uint32_t colour = stage->palette->accent[KIND_MOBILITY];
    const float x = (at->left + at->right) / 2.0F, width = at->right - at->left;
    const struct ring ring = {
        .x = x,
        .y = at->top + (at->bottom - at->top) * 0.405F,
        .r = at->ring_r * 0.72F,
        .thickness = at->ring_r * 0.072F,
        .colour = colour,
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
    mark_put(stage, MARK_POWER, x, ring.y, ring.r * 0.66F, colour);
    const struct style style = {FACE_DISPLAY, at->cue, stage->palette->ink, ALIGN_CENTRE};
    struct block block;
    words_break(stage, &block, &style, at->least, width, 2, stage->view->title);
    const float above = (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    const float rise = put_line(stage, x, width);
    words_block(stage, &block, x, at->foot_baseline - above - rise, width);
}
