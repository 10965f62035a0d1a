#include "ui/screens.h"
#include "ui/sign.h"

/* After three bad starts. */
void screen_safe(struct stage *stage)
{
    sign_screen(stage, MARK_NOTICE, 0.0F, stage->palette->accent[KIND_MOBILITY]);
}
