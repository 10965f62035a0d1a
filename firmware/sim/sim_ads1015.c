/* ADS1015 (TI SBAS473): 12 bit, at the top of the word. */
#include "sim/sim_ads1x15.h"

static const int rates[8] = {128, 250, 490, 920, 1600, 2400, 3300, 3300};

struct sim_chip *sim_ads1015_open(struct sim_input input, struct sim_oscillator oscillator)
{
    return sim_ads1x15_open(input, oscillator, rates, 4);
}
