#include "ui/screens.h"

/* Between sets, sides and steps: the figure already shows what comes, and where no time runs the
 * mat shows the places. */
void screen_rest(struct stage *stage)
{
    screen_figure(stage, stage->view->ring.unit == RING_NONE && stage->view->target);
}
