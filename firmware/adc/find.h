/* Which converters there are on a bus, straight on it and behind switches. */
#ifndef MATSTATION_ADC_FIND_H
#define MATSTATION_ADC_FIND_H

#include "base/health.h"
#include "bus/i2c_bus.h"

/* Names of the chips that answered, as wiring_chip reads them; at most `most`. A chip at the
 * address of a switch is written to only as far as it answers like one. An ADS7828 cannot be told
 * from an ADS7830 by asking: the first is named. Their number, or -1 when the bus itself fails:
 * then *failure says how. */
int adc_find(struct i2c_bus *bus, char (*names)[CHIP_NAME_MAX], unsigned most,
             enum bus_result *failure);

#endif
