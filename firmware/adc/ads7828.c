/* ADS7828 (TI SBAS181): 12 bit. */
#include "adc/ads78xx.h"

const struct adc_kind ads7828_kind = {
    .name = "ads7828",
    .inputs = ADS78XX_INPUTS,
    .full_scale = 4095,
    .full_scale_v = ADS78XX_FULL_SCALE_V,
    .bits_of_fetch = 48,
    .settles_ns = ADS78XX_SETTLES_NS,
    .harmless = ADS78XX_COMMAND,
    .setup = ads78xx_setup,
    .fetch = ads78xx_fetch,
};
