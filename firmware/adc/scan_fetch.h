/* Starting conversions and fetching their values. Private to the scan. */
#ifndef MATSTATION_ADC_SCAN_FETCH_H
#define MATSTATION_ADC_SCAN_FETCH_H

#include "adc/scan_chip.h"

/* Starts the conversion of the next position in a chip that is idle: one call on the bus. */
void scan_start(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

/* Fetches the value of the next position and starts what comes after it: one call, or two where
 * those are separate. A value of which nobody can tell whose it is, is asked for again. */
void scan_fetch(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

#endif
