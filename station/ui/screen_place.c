#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* The figure shows the posture, the mat beside it shows where; then 3, 2, 1 in the ring. */
void screen_place(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    frame_progress(stage);
    const float head = frame_head(stage);
    const struct box box = bodyview_box(stage, head);
    bodyview_figure(stage, &box);
    if (stage->view->ring.unit != RING_NONE) {
        ring_put_view(stage);
    } else if (stage->view->show_mat) {
        const float r = at->ring_r * 1.06F;
        const struct mat_plan plan = {
            .box = {at->ring_x - r, at->ring_y - r, 2 * r, 2 * r},
            .way = at->portrait ? MAT_LYING : MAT_UPRIGHT,
            .targets = true,
        };
        bodyview_mat(stage, &plan);
    }
    frame_cue(stage);
}
