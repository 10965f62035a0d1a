#include "ui/screens.h"
#include "ui/sign.h"

/* As calm as a stretch: what is wrong, what goes on, what to do. */
void screen_fault(struct stage *stage)
{
    sign_screen(stage, MARK_NOTICE, 0.0F, stage->palette->accent[KIND_STRENGTH]);
}
