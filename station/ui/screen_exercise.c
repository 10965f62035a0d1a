#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

void screen_exercise(struct stage *stage)
{
    frame_progress(stage);
    const float head = frame_head(stage);
    const struct box box = bodyview_box(stage, head);
    bodyview_figure(stage, &box);
    ring_put_view(stage);
    frame_cue(stage);
}
