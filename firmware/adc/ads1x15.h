/* What ADS1115 and ADS1015 share: four inputs, converted in single-shot mode. Private to their
 * drivers; all but start and fetch go into struct adc_kind as they are. */
#ifndef MATSTATION_ADC_ADS1X15_H
#define MATSTATION_ADC_ADS1X15_H

#include "adc/adc.h"

#include "base/clock.h"

enum {
    ADS1X15_INPUTS = 4,
    ADS1X15_BITS_TO_START = 37,
    ADS1X15_BITS_TO_VALUE = 66,
    ADS1X15_BITS_OF_FETCH = 85,
    ADS1X15_BITS_OF_START = 38,
    ADS1X15_HARMLESS = 0, /* points at the result, which cannot be written */
};

#define ADS1X15_FULL_SCALE_V 4.096

/* Oscillators are within 10 % of nominal; a chip wakes up in 25 us, up to 110 were seen, and 5 are
 * for rounding. */
#define ADS1X15_SHORTEST_NS(hz) ((int64_t)(NS_PER_S / 1.1 / (hz)))
#define ADS1X15_LONGEST_NS(hz) ((int64_t)(NS_PER_S / 0.9 / (hz)) + 115 * NS_PER_US)

enum pad_state ads1x15_setup(struct i2c_bus *bus, uint8_t address);
enum pad_state ads1x15_busy(struct i2c_bus *bus, uint8_t address, bool *converting);
enum pad_state ads1x15_restarted(struct i2c_bus *bus, uint8_t address, bool *lost);

/* `rate` is the chip's own code for conversions per second, where it stands in the config. */
enum pad_state ads1x15_start(struct i2c_bus *bus, uint8_t address, unsigned input, unsigned rate);

/* The register with the result as it is, signed; what its bits mean is the chip's. */
enum pad_state ads1x15_fetch(struct i2c_bus *bus, uint8_t address, unsigned next, unsigned rate,
                             int32_t *word);

#endif
