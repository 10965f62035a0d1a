/* ADS1115 (TI SBAS444): 16 bit, at its fastest, 860 a second. */
#include "adc/ads1x15.h"

enum { NOMINAL_HZ = 860, CONFIG_RATE = 0x00e0 };

const struct adc_kind ads1115_kind = {
    .name = "ads1115",
    .full_scale = 32767,
    .nominal_hz = NOMINAL_HZ,
    .shortest_ns = ADS1X15_SHORTEST_NS(NOMINAL_HZ),
    .longest_ns = ADS1X15_LONGEST_NS(NOMINAL_HZ),
    .config_rate = CONFIG_RATE,
    .unused_bits = 0,
    ADS1X15_COMMON,
};
