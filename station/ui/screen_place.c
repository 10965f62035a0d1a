#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* The figure shows the posture, the mat beside it shows where; then 3, 2, 1 in the ring. */
void screen_place(struct stage *stage)
{
    frame_progress(stage);
    const float head = frame_head(stage);
    if (stage->view->ring.unit == RING_NONE && stage->view->show_mat) {
        bodyview_posture(stage, head);
    } else {
        const struct box box = bodyview_box(stage, head);
        bodyview_figure(stage, &box);
        ring_put_view(stage);
    }
    frame_cue(stage);
}
