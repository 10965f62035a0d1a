/* ADS7828 (TI SBAS181): 12 bit. */
#include "sim/sim_ads78xx.h"

struct sim_chip *sim_ads7828_open(struct sim_input input)
{
    return sim_ads78xx_open(input, 12);
}
