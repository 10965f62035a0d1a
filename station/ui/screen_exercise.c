#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/screens.h"

void screen_figure(struct stage *stage, bool places)
{
    frame_progress(stage);
    const float head = frame_head(stage);
    if (places) {
        bodyview_posture(stage, head);
    } else {
        bodyview_make_room(stage, head);
        const struct box box = bodyview_box(stage, head);
        bodyview_figure(stage, &box);
        ring_put_view(stage);
    }
    frame_cue(stage);
}

void screen_exercise(struct stage *stage)
{
    screen_figure(stage, false);
}
