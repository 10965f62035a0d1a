/* What ADS1115 and ADS1015 share: four inputs, converted in single-shot mode. Private to their
 * drivers, which put all of it into struct adc_kind as it is. */
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
    /* One byte of the config. The chip lays it out at the acknowledge of its address, or with the
     * first bit at the latest. */
    ADS1X15_BITS_OF_LOOK = 39,
    ADS1X15_BITS_TO_LOOK = 29,
    ADS1X15_BITS_AFTER_LOOK = 9,
    ADS1X15_HARMLESS = 0, /* points at the result, which cannot be written */
};

#define ADS1X15_FULL_SCALE_V 4.096

/* Oscillators are within 10 % of nominal; a chip wakes up in 25 us, up to 110 were seen, and 5 are
 * for rounding. */
#define ADS1X15_SHORTEST_NS(hz) ((int64_t)(NS_PER_S / 1.1 / (hz)))
#define ADS1X15_LONGEST_NS(hz) ((int64_t)(NS_PER_S / 0.9 / (hz)) + 115 * NS_PER_US)

enum pad_state ads1x15_setup(struct i2c_bus *bus, uint8_t address);
enum pad_state ads1x15_start(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                             unsigned input);
enum pad_state ads1x15_fetch(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                             unsigned input, unsigned next, int32_t *counts);
enum pad_state ads1x15_look(struct i2c_bus *bus, uint8_t address, bool *busy, unsigned *input);
enum pad_state ads1x15_restarted(struct i2c_bus *bus, uint8_t address, bool *lost);

/* What their tables have in common. */
#define ADS1X15_COMMON                                                                             \
    .inputs = ADS1X15_INPUTS, .full_scale_v = ADS1X15_FULL_SCALE_V,                                \
    .bits_to_start = ADS1X15_BITS_TO_START, .bits_to_value = ADS1X15_BITS_TO_VALUE,                \
    .bits_of_fetch = ADS1X15_BITS_OF_FETCH, .bits_of_start = ADS1X15_BITS_OF_START,                \
    .bits_of_look = ADS1X15_BITS_OF_LOOK, .bits_to_look = ADS1X15_BITS_TO_LOOK,                    \
    .bits_after_look = ADS1X15_BITS_AFTER_LOOK, .harmless = ADS1X15_HARMLESS,                      \
    .setup = ads1x15_setup, .start = ads1x15_start, .fetch = ads1x15_fetch, .look = ads1x15_look,  \
    .restarted = ads1x15_restarted

#endif
