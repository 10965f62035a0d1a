/* The clock that a run goes by: the machine's, a faster one, or one that stands ready to jump. */
#ifndef MATSTATION_APP_PACE_H
#define MATSTATION_APP_PACE_H

#include "base/clock.h"

#include <stdbool.h>

/* Keep it where it is once pace_start has been called: the clock points into it. */
struct pace {
    struct clock clock;
    double speed;       /* 1: real time; N: N times as fast; 0: as fast as it goes */
    int64_t virtual_ns; /* speed 0 */
    int64_t began_ns;   /* of the machine's clock */
};

void pace_start(struct pace *pace, double speed);

/* True where time is the machine's own, so that threads may run on it. */
static inline bool pace_is_real(const struct pace *pace)
{
    return pace->speed == 1;
}

#endif
