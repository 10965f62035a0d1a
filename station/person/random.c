#include "person/random.h"

#include <math.h>

float random_unit(struct random *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    return (float)(z >> 40) * 0x1p-24F;
}

float random_between(struct random *random, float from, float to)
{
    return from + (to - from) * random_unit(random);
}

float random_normal(struct random *random, float mean, float sd)
{
    /* Box and Muller 1958 */
    float u = 1.0F - random_unit(random);
    float v = random_unit(random);
    float z = sqrtf(-2.0F * logf(u)) * cosf(6.2831853F * v);
    return mean + sd * fmaxf(-3.0F, fminf(3.0F, z));
}
