#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

/* Between sets, sides and steps: the figure already shows what comes. */
void screen_rest(struct stage *stage)
{
    frame_progress(stage);
    frame_head(stage);
    bodyview_figure(stage, &stage->layout.figure);
    ring_put_view(stage);
    frame_cue(stage);
}
