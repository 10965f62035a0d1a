#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* No plan: the mat is the picture, and the ring takes what is credited. */
void screen_free_rolling(struct stage *stage)
{
    const float head = frame_head(stage);
    const struct mat_plan plan = {.box = bodyview_box(stage, head), .way = MAT_LYING, .pads = true};
    bodyview_mat(stage, &plan);
    ring_put_view(stage);
    frame_cue(stage);
}
