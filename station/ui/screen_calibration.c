#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* The mat as it is felt now, and the ring for what is being waited for. */
void screen_calibration(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, stage->view->title);
    const struct mat_plan plan = {
        .box = {at->figure.x, at->figure.y + at->figure.h * 0.5F, at->figure.w,
                at->figure.h * 0.5F},
        .at_left = !at->portrait,
        .way = MAT_LYING,
        .pads = true,
    };
    struct box box = plain_box(stage, head, 7.0F / 12.0F);
    box.h = plan.box.y - box.y;
    plain_lines(stage, &box, at->least);
    bodyview_mat(stage, &plan);
    ring_put_view(stage);
    frame_cue(stage);
}
