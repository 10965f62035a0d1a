/* A row of dots: how many there are of something, and which of them is shown. */
#ifndef MATSTATION_UI_DOTS_H
#define MATSTATION_UI_DOTS_H

#include "ui/stage.h"

/* Centred on x, y. */
void dots_put(struct stage *stage, float x, float y, unsigned count, unsigned selected,
              uint32_t colour);

/* How wide they are. */
float dots_width(const struct stage *stage, unsigned count);

#endif
