/* Looking at what a chip converts, and what follows from it. Private to the scan. */
#ifndef MATSTATION_ADC_SCAN_LOOK_H
#define MATSTATION_ADC_SCAN_LOOK_H

#include "adc/scan_chip.h"

/* A look that only asks whether a start was taken has no better time than now. */
enum { LOOK_AT_ONCE_NS = 1 };

/* After how long the conversion under way is to be looked at; 0: not at all. */
int64_t scan_look_after_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now);

/* Looks: one call on the bus, two where the chip may have lost its power. */
void scan_look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

/* A look right after a start tells by its input whether it was taken; where all starts are for one
 * input, it only tells whether conversions end. */
static inline bool scan_tells_by_input(const struct scan_chip *chip)
{
    return chip->wired.inputs > 1;
}

#endif
