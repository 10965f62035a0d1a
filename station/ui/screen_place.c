#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* The figure shows the posture, the mat beside it shows where; then 3, 2, 1 in the ring. */
void screen_place(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    struct mat_plan plan = bodyview_plan(stage);
    plan.targets = true;
    const bool counting = stage->view->ring.unit != RING_NONE;
    frame_progress(stage);
    const float head = frame_head(stage);
    struct box box = bodyview_box(stage, head);
    if (at->portrait && !counting)
        box.h = plan.box.y - 2.0F * at->u - box.y;
    bodyview_figure(stage, &box);
    if (counting)
        ring_put_view(stage);
    else if (stage->view->show_mat)
        bodyview_mat(stage, &plan);
    frame_cue(stage);
}
