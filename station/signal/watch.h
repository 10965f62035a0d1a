/* The health of all pads: what each is told of the others. */
#ifndef MATSTATION_SIGNAL_WATCH_H
#define MATSTATION_SIGNAL_WATCH_H

#include "signal/state.h"

/* After this frame was taken. total: of the usable pads. */
void watch_step(struct signal *signal, const struct frame *frame, float interval_s, float total);

#endif
