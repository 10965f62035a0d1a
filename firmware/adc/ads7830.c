/* ADS7830 (TI SBAS302): 8 bit. */
#include "adc/ads78xx.h"

static enum pad_state fetch(struct i2c_bus *bus, uint8_t address, unsigned input, unsigned next,
                            int32_t *counts)
{
    (void)next;
    uint8_t byte = 0;
    enum pad_state state = ads78xx_read(bus, address, input, &byte, 1);
    *counts = byte;
    return state;
}

const struct adc_kind ads7830_kind = {
    .name = "ads7830",
    .inputs = ADS78XX_INPUTS,
    .full_scale = 255,
    .full_scale_v = ADS78XX_FULL_SCALE_V,
    .bits_of_fetch = 39,
    .settles_ns = ADS78XX_SETTLES_NS,
    .harmless = ADS78XX_COMMAND,
    .setup = ads78xx_setup,
    .fetch = fetch,
};
