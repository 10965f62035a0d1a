/* ADS7830 (TI SBAS302): 8 bit. */
#include "adc/ads78xx.h"

const struct adc_kind ads7830_kind = {
    .name = "ads7830",
    .inputs = ADS78XX_INPUTS,
    .full_scale = 255,
    .full_scale_v = ADS78XX_FULL_SCALE_V,
    .bits_of_fetch = 39,
    .settles_ns = ADS78XX_SETTLES_NS,
    .harmless = ADS78XX_COMMAND,
    .setup = ads78xx_setup,
    .fetch = ads78xx_fetch,
};
