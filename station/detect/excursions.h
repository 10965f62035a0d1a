/* How often a body leaves its place of rest and comes back to it: how far it usually goes is
 * learned from those that were told. */
#ifndef MATSTATION_DETECT_EXCURSIONS_H
#define MATSTATION_DETECT_EXCURSIONS_H

#include "detect/turns.h"

/* One that is over. */
struct excursion {
    float size; /* how far the state went, in its own unit */
    int64_t from_ns, to_ns;
    float clear; /* 0: as small as balancing, or what else moved was as large; 1 neither */
};

struct excursion_settings {
    float least;  /* a smaller one is breathing or balancing, in the state's unit */
    float clear;  /* from here on it is surely one, and from half of that on not surely none */
    unsigned lag; /* told by its turns, the way seen in the changes of so many samples of home's;
                        0: by leaving home and coming back */
};

struct excursions {
    struct home home;
    struct turns turns;
    float clear;     /* the settings' */
    int64_t seen_ns; /* up to here all has been told */
    unsigned told;
    float usual, sided; /* of what was told: size; 1 all one way, -1 all the other */
    float distance;     /* from home now, in parts of the usual size */
};

void excursions_reset(struct excursions *part, const struct excursion_settings *settings);

/* The body has gone, or moved to another place, or was not seen for a while: what was before says
 * nothing of what comes. */
void excursions_break(struct excursions *part);

/* state: STATE_SIZE numbers. True when an excursion has ended, in *ended: just now, or some
 * seconds ago where the place of rest had to be found first. */
bool excursions_step(struct excursions *part, const struct scene *scene, const float *state,
                     struct excursion *ended);

#endif
