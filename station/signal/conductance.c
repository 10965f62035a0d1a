#include "signal/conductance.h"

#include <math.h>

/* Close to the supply the last counts would stand for any load at all: nothing counts for more. */
static const float MOST = 20;

float conductance_of(float value, float supply)
{
    if (supply <= 0)
        return value;
    return fminf(value / fmaxf(supply - value, 0.001f * supply), MOST);
}
