/* What ADS7828 and ADS7830 share: eight inputs, converted within the transfer that asks for them.
 * Private to their drivers.
 *
 * Every command carries the bits that switch the internal reference on, so a chip that lost its
 * power has it on again with the next command, and settled ADS78XX_SETTLES_NS later. */
#ifndef MATSTATION_ADC_ADS78XX_H
#define MATSTATION_ADC_ADS78XX_H

#include "adc/adc.h"

#include "base/clock.h"

enum {
    ADS78XX_INPUTS = 8,
    /* Input 0 against ground; the internal reference and the converter stay on. */
    ADS78XX_COMMAND = 0x8c,
};

#define ADS78XX_FULL_SCALE_V 2.5

/* The internal reference settles in 1.2 ms, typically. */
#define ADS78XX_SETTLES_NS (3 * NS_PER_MS)

/* A quarter of the 1.2 ms: an exponential that is within half a step of twelve bits at their end
 * has lost four fifths of its distance by then. */
#define ADS78XX_SHOWS_NS (300 * NS_PER_US)

enum pad_state ads78xx_setup(struct i2c_bus *bus, uint8_t address);
enum pad_state ads78xx_fetch(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                             unsigned input, unsigned next, int32_t *counts);

/* What their tables have in common. */
#define ADS78XX_COMMON                                                                             \
    .inputs = ADS78XX_INPUTS, .full_scale_v = ADS78XX_FULL_SCALE_V,                                \
    .settles_ns = ADS78XX_SETTLES_NS, .shows_ns = ADS78XX_SHOWS_NS, .harmless = ADS78XX_COMMAND,   \
    .setup = ads78xx_setup, .fetch = ads78xx_fetch

#endif
