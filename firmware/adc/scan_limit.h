/* What wire and converters allow at best. */
#ifndef MATSTATION_ADC_SCAN_LIMIT_H
#define MATSTATION_ADC_SCAN_LIMIT_H

#include "adc/wiring.h"

/* Frames per second at a bus clock, with nominal converters and nothing lost between transfers:
 * inputs of a chip x the longer of one conversion and one round on the wire. 0 without chips. */
double scan_limit_hz(const struct wiring *wiring, double bus_hz);

#endif
