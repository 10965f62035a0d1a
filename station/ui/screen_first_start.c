#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/ring.h"
#include "ui/screens.h"
#include "ui/sign.h"

/* The builder's part shows the mat; the owner's part is words and cards. */
void screen_first_start(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, view->title);
    struct box box = plain_box(stage, head, 7.0F / 12.0F);
    if (view->show_mat) {
        struct mat_plan plan = bodyview_plan(stage);
        plan.pads = true;
        if (at->portrait) { /* it is all there is to see */
            plan.box.h += 3.0F * at->u;
            plan.box.y -= 3.0F * at->u;
        }
        bodyview_mat(stage, &plan);
        if (at->portrait)
            box.h = plan.box.y - 2.0F * at->u - box.y;
    } else if (view->ring.unit != RING_NONE) {
        ring_put_view(stage);
    } else {
        sign_put(stage, MARK_HELD, view->held, stage_accent(stage));
    }
    plain_lines(stage, &box, at->least);
    frame_cue(stage);
}
