/* ADS7830 (TI SBAS302): 8 bit. */
#include "adc/ads78xx.h"

const struct adc_kind ads7830_kind = {
    .name = "ads7830",
    .full_scale = 255,
    .bits_of_fetch = 39,
    ADS78XX_COMMON,
};
