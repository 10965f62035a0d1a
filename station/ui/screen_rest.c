#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* Between sets, sides and steps: the figure already shows what comes. */
void screen_rest(struct stage *stage)
{
    frame_progress(stage);
    const float head = frame_head(stage);
    const struct box box = bodyview_box(stage, head);
    bodyview_figure(stage, &box);
    ring_put_view(stage);
    frame_cue(stage);
}
