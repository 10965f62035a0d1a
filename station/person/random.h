/* Seeded randomness: the same seed gives the same person. */
#ifndef MATSTATION_PERSON_RANDOM_H
#define MATSTATION_PERSON_RANDOM_H

#include <stdint.h>

/* SplitMix64 (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195). */
struct random {
    uint64_t state;
};

float random_unit(struct random *random);                          /* 0 <= r < 1 */
float random_between(struct random *random, float from, float to); /* uniform */
float random_normal(struct random *random, float mean, float sd);  /* within +-3 sd */

#endif
