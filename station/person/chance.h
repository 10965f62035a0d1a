/* Seeded chance: the same seed gives the same person. The state is base/random.h's. */
#ifndef MATSTATION_PERSON_CHANCE_H
#define MATSTATION_PERSON_CHANCE_H

#include <stdint.h>

float chance_between(uint64_t *state, float from, float to); /* uniform */
float chance_normal(uint64_t *state, float mean, float sd);  /* within +-3 sd */

#endif
