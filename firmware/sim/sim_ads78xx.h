/* What the models of ADS7828 and ADS7830 share: a command asks for a conversion, the
 * acknowledge of the address to read takes its sample, the read clocks it out; without another
 * command it is clocked out again. Private to the two. */
#ifndef MATSTATION_SIM_SIM_ADS78XX_H
#define MATSTATION_SIM_SIM_ADS78XX_H

#include "sim/sim_chip.h"

/* Results of 8 bits are one byte, longer ones two. NULL when memory is short. */
struct sim_chip *sim_ads78xx_open(struct sim_input input, unsigned bits);

#endif
