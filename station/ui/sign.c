#include "ui/sign.h"
#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/ring.h"

static float sign_radius(const struct layout *at)
{
    return at->ring_r * (at->portrait ? 0.55F : 0.72F);
}

static float sign_y(const struct layout *at)
{
    if (at->portrait)
        return at->foot_baseline - 14.0F * at->u - sign_radius(at);
    return at->ring_y + 2.0F * at->u;
}

void sign_put(struct stage *stage, enum mark mark, float filled, uint32_t colour)
{
    const struct layout *at = &stage->layout;
    const float r = sign_radius(at), y = sign_y(at);
    const struct ring ring = {
        .x = at->ring_x,
        .y = y,
        .r = r,
        .thickness = r * 0.1F,
        .filled = filled,
        .colour = colour,
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
    mark_put(stage, mark, at->ring_x, y, r * 0.66F, colour);
}

void sign_screen(struct stage *stage, enum mark mark, float filled, uint32_t colour)
{
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, stage->view->title);
    struct box box = plain_box(stage, head, 7.4F / 12.0F);
    if (at->portrait)
        box.h = sign_y(at) - sign_radius(at) - 3.0F * at->u - box.y;
    sign_put(stage, mark, filled, colour);
    plain_lines(stage, &box, at->least);
    frame_cue(stage);
}
