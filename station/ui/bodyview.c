#include "ui/bodyview.h"

void bodyview_figure(struct stage *stage, const struct box *box)
{
    (void)stage;
    (void)box;
}
