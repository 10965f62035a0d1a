/* The places of a body's surface that can bear weight. */
#ifndef MATSTATION_PERSON_SITES_H
#define MATSTATION_PERSON_SITES_H

#include "body/skeleton.h"
#include "catalogue/exercise.h"

/* A point between up to three joints, as deep under the skin as they are on average, with the patch
 * that it spreads its load over. */
struct site {
    enum zone zone;
    enum joint joint[3];
    float weight[3];
    float deeper_m;          /* added to the joints' depth under the skin */
    float length_m, width_m; /* along and across the line from the first joint to the second */
    float stiffness_n_m;     /* of flesh and mat together */
};

enum { SITES_COUNT = 44 };

extern const struct site sites[SITES_COUNT];

#endif
