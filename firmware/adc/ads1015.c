/* ADS1015 (TI SBAS473): 12 bit at the top of the word, 2400 a second. */
#include "adc/ads1x15.h"

/* Not the fastest: at 3300 a second a conversion could end before the transfer that started it on a
 * bus of 100 kHz has read the one before. */
enum { NOMINAL_HZ = 2400, CONFIG_RATE = 0x00a0 };

const struct adc_kind ads1015_kind = {
    .name = "ads1015",
    .full_scale = 2047,
    .nominal_hz = NOMINAL_HZ,
    .shortest_ns = ADS1X15_SHORTEST_NS(NOMINAL_HZ),
    .longest_ns = ADS1X15_LONGEST_NS(NOMINAL_HZ),
    .config_rate = CONFIG_RATE,
    .unused_bits = 4,
    ADS1X15_COMMON,
};
