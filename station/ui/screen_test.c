#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/screens.h"

/* Every pad as it is felt now, and how the machine is. Changes nothing. */
void screen_test(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, stage->view->title);
    const float inner = at->right - at->left, top = head + 4.0F * at->u;
    const float foot = at->foot_baseline - 6.0F * at->u;
    /* The mat ends clear of the press below it. */
    struct mat_plan plan = {
        .box = {at->left, top, inner * 0.26F, foot - 2.5F * at->u - top},
        .at_left = true,
        .way = MAT_UPRIGHT,
        .pads = true,
    };
    struct box box = {at->left + inner * 0.24F, top, inner * 0.76F, foot - top};
    if (at->portrait) {
        plan.way = MAT_LYING;
        plan.box = (struct box){at->left, top, inner, inner / 3.0F};
        box = (struct box){at->left, top + inner / 3.0F + 3.0F * at->u, inner,
                           at->last_baseline - 10.0F * at->u - top - inner / 3.0F};
    }
    bodyview_mat(stage, &plan);
    plain_lines(stage, &box, at->fine);
    frame_presses(stage, "ui.press_back", NULL);
}
