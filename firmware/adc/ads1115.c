/* ADS1115 (TI SBAS444): 16 bit, at its fastest, 860 a second. */
#include "adc/ads1x15.h"

enum {
    NOMINAL_HZ = 860,
    CONFIG_RATE = 0x00e0,

    /* Noise around zero volts. A single-ended input cannot say less. */
    BELOW_ZERO = -64,
};

static enum pad_state start(struct i2c_bus *bus, uint8_t address, unsigned input)
{
    return ads1x15_start(bus, address, input, CONFIG_RATE);
}

static enum pad_state fetch(struct i2c_bus *bus, uint8_t address, unsigned input, unsigned next,
                            int32_t *counts)
{
    (void)input;
    int32_t word = 0;
    enum pad_state state = ads1x15_fetch(bus, address, next, CONFIG_RATE, &word);
    if (state == PAD_VALID && word < BELOW_ZERO)
        return PAD_NONSENSE;
    *counts = word < 0 ? 0 : word;
    return state;
}

const struct adc_kind ads1115_kind = {
    .name = "ads1115",
    .inputs = ADS1X15_INPUTS,
    .full_scale = 32767,
    .full_scale_v = ADS1X15_FULL_SCALE_V,
    .nominal_hz = NOMINAL_HZ,
    .shortest_ns = ADS1X15_SHORTEST_NS(NOMINAL_HZ),
    .longest_ns = ADS1X15_LONGEST_NS(NOMINAL_HZ),
    .bits_to_start = ADS1X15_BITS_TO_START,
    .bits_to_value = ADS1X15_BITS_TO_VALUE,
    .bits_of_fetch = ADS1X15_BITS_OF_FETCH,
    .bits_of_start = ADS1X15_BITS_OF_START,
    .harmless = ADS1X15_HARMLESS,
    .setup = ads1x15_setup,
    .start = start,
    .fetch = fetch,
    .busy = ads1x15_busy,
    .restarted = ads1x15_restarted,
};
