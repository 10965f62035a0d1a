/* ADS1115 (TI SBAS444): 16 bit. */
#include "sim/sim_ads1x15.h"

static const int rates[8] = {8, 16, 32, 64, 128, 250, 475, 860};

struct sim_chip *sim_ads1115_open(struct sim_input input, struct sim_oscillator oscillator)
{
    return sim_ads1x15_open(input, oscillator, rates, 0);
}
