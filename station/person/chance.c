#include "person/chance.h"

#include "base/random.h"

#include <math.h>

float chance_between(uint64_t *state, float from, float to)
{
    return from + (to - from) * (float)random_unit(state);
}

float chance_normal(uint64_t *state, float mean, float sd)
{
    /* Box and Muller 1958 */
    float u = 1.0F - 0x1p-24F * (float)(random_next(state) >> 40);
    float v = (float)random_unit(state);
    float z = sqrtf(-2.0F * logf(u)) * cosf(6.2831853F * v);
    return mean + sd * fmaxf(-3.0F, fminf(3.0F, z));
}
