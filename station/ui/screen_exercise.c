#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

void screen_exercise(struct stage *stage)
{
    frame_progress(stage);
    frame_head(stage);
    bodyview_figure(stage, &stage->layout.figure);
    ring_put_view(stage);
    frame_cue(stage);
}
