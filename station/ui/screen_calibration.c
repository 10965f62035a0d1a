#include "ui/screens.h"

/* What to do, and the mat as it is felt now. */
void screen_calibration(struct stage *stage)
{
    screen_first_start(stage);
}
