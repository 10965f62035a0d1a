#include "ui/screens.h"

/* The figure shows the posture, the mat beside it shows where; then 3, 2, 1 in the ring. */
void screen_place(struct stage *stage)
{
    screen_figure(stage, stage->view->ring.unit == RING_NONE && stage->view->show_mat);
}
