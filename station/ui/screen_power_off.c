#include "ui/screens.h"
#include "ui/sign.h"

void screen_power_off(struct stage *stage)
{
    sign_screen(stage, MARK_POWER, 0.0F, stage->palette->accent[KIND_MOBILITY]);
}
