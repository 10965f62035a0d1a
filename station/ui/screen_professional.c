#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/screens.h"

/* The urgent signs first: the session orders them. */
void screen_professional(struct stage *stage)
{
    const float head = frame_title(stage, stage->view->title);
    struct box box = plain_box(stage, head, 1.0F);
    const struct layout *at = &stage->layout;
    box.h =
        (at->portrait ? at->next_baseline : at->foot_baseline) - (float)at->small * 1.6F - box.y;
    plain_lines(stage, &box);
    frame_presses(stage, "ui.press_back", NULL);
}
