#include "ui/frame.h"
#include "ui/plain.h"
#include "ui/screens.h"
#include "ui/sign.h"

/* The urgent signs first: the session orders them. */
void screen_professional(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, stage->view->title);
    struct box box = plain_box(stage, head, 7.4F / 12.0F);
    box.h = at->last_baseline - (float)at->least * 1.6F - box.y;
    plain_lines(stage, &box, at->least);
    if (!at->portrait)
        sign_put(stage, MARK_HELP, 0.0F, stage->palette->accent[KIND_STRENGTH]);
    frame_presses(stage, "ui.press_back", NULL);
}
