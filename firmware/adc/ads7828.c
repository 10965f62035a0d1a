/* ADS7828 (TI SBAS181): 12 bit. */
#include "adc/ads78xx.h"

/* The four bits above the twelve are always zero. */
static enum pad_state fetch(struct i2c_bus *bus, uint8_t address, unsigned input, unsigned next,
                            int32_t *counts)
{
    (void)next;
    uint8_t bytes[2] = {0};
    enum pad_state state = ads78xx_read(bus, address, input, bytes, sizeof bytes);
    if (state == PAD_VALID && bytes[0] & 0xf0)
        return PAD_NONSENSE;
    *counts = bytes[0] << 8 | bytes[1];
    return state;
}

const struct adc_kind ads7828_kind = {
    .name = "ads7828",
    .inputs = ADS78XX_INPUTS,
    .full_scale = 4095,
    .full_scale_v = ADS78XX_FULL_SCALE_V,
    .bits_of_fetch = 48,
    .settles_ns = ADS78XX_SETTLES_NS,
    .harmless = ADS78XX_COMMAND,
    .setup = ads78xx_setup,
    .fetch = fetch,
};
