#include "detect/state.h"

#include <math.h>
#include <string.h>

float state_product(const float *a, const float *b, const float *from)
{
    float sum = 0;
    for (unsigned i = 0; i < STATE_SIZE; i++)
        sum += (a[i] - from[i]) * (b[i] - from[i]);
    return sum;
}

float state_apart(const float *a, const float *b)
{
    return sqrtf(state_product(a, a, b));
}

void state_copy(float *to, const float *from)
{
    memcpy(to, from, STATE_SIZE * sizeof *to);
}

void state_approach(float *to, const float *from, float weight)
{
    for (unsigned i = 0; i < STATE_SIZE; i++)
        to[i] += (from[i] - to[i]) * weight;
}
