/* ADS7828 (TI SBAS181): 12 bit. */
#include "adc/ads78xx.h"

const struct adc_kind ads7828_kind = {
    .name = "ads7828",
    .full_scale = 4095,
    .bits_of_fetch = 48,
    ADS78XX_COMMON,
};
