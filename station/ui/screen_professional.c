#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/screens.h"

/* The urgent signs first: the session orders them. */
void screen_professional(struct stage *stage)
{
    const float head = frame_title(stage, stage->view->title);
    const struct box box = plain_box(stage, head, 1.0F);
    plain_lines(stage, &box);
    frame_presses(stage, "ui.press_back", NULL);
}
