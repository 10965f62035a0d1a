/* ADS7830 (TI SBAS302): 8 bit. */
#include "sim/sim_ads78xx.h"

struct sim_chip *sim_ads7830_open(struct sim_input input)
{
    return sim_ads78xx_open(input, 8);
}
