/* Looking at what a chip converts. Private to the scan. */
#ifndef MATSTATION_ADC_SCAN_LOOK_H
#define MATSTATION_ADC_SCAN_LOOK_H

#include "adc/scan_chip.h"

/* Looks, and draws what follows: for the values in doubt, for the conversion under way, and for how
 * long the chip's conversions take. One call on the bus, two where it may have lost its power. */
void scan_look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

#endif
