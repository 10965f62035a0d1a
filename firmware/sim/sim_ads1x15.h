/* What the models of ADS1115 and ADS1015 share: registers as the data sheets have them, behaviour
 * at the wrong time included. Private to the two. */
#ifndef MATSTATION_SIM_SIM_ADS1X15_H
#define MATSTATION_SIM_SIM_ADS1X15_H

#include "sim/sim_chip.h"

/* Conversions per second by their code in the config, which are not copied; and how many bits at
 * the low end of a result are always zero. NULL when memory is short. */
struct sim_chip *sim_ads1x15_open(struct sim_input input, struct sim_oscillator oscillator,
                                  const int rates[8], unsigned unused_bits);

#endif
