/* Chips that answer at once, and whether their reference has settled. Private to the scan.
 *
 * A chip that lost its power for a moment answers with a reference that has yet to settle, and all
 * its counts are too high; no register tells. So the first of its values in a scan that has moved
 * is read twice, so far apart that a reference which settles would show. Where it does, nothing
 * that the chip said in this scan is believed, and all is read anew once the reference has
 * settled. */
#ifndef MATSTATION_ADC_SCAN_REFERENCE_H
#define MATSTATION_ADC_SCAN_REFERENCE_H

#include "adc/scan_chip.h"

/* Reads the next position: one call on the bus. */
void scan_read(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

#endif
