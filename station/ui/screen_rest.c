#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* Between sets, sides and steps: the figure already shows what comes, and where no time runs the
 * mat shows the places. */
void screen_rest(struct stage *stage)
{
    frame_progress(stage);
    const float head = frame_head(stage);
    if (stage->view->ring.unit == RING_NONE && stage->view->target) {
        bodyview_posture(stage, head);
    } else {
        const struct box box = bodyview_box(stage, head);
        bodyview_figure(stage, &box);
        ring_put_view(stage);
    }
    frame_cue(stage);
}
