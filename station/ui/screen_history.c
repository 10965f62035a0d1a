#include "ui/frame.h"
#include "ui/screens.h"

void screen_history(struct stage *stage)
{
    frame_title(stage, stage->view->title);
    frame_presses(stage, "ui.press_back", NULL);
}
