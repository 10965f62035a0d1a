/* How often a body leaves its place of rest and comes back to it, whichever pads show it: the way
 * it goes, how far it usually goes and where it rests are all learned from the last half minute. */
#ifndef MATSTATION_DETECT_EXCURSIONS_H
#define MATSTATION_DETECT_EXCURSIONS_H

#include "detect/scene.h"

enum {
    EXCURSION_STATE = SCENE_ROWS * SCENE_COLUMNS, /* numbers that say how the body lies */
    EXCURSION_SAMPLES = 256,
    EXCURSION_RATE = 8, /* samples/s */
};

/* One that is over. */
struct excursion {
    float size; /* how far the state went, in its own unit */
    int64_t from_ns, to_ns;
    float clear; /* 0: as small as balancing, or what else moved was as large; 1 neither */
};

/* How the body lay at one time. */
struct excursion_sample {
    int64_t time_ns;
    float state[EXCURSION_STATE];
    float speed;    /* change of the state in the two samples before */
    bool elsewhere; /* coming, going or another posture: far from all the others */
    float along;    /* the way, from the middle */
};

struct excursion_settings {
    float least; /* a smaller one is breathing or balancing, in the state's unit */
    float clear; /* from here on it is surely one, and from half of that on not surely none */
};

struct excursions {
    struct excursion_settings settings;
    bool begun;
    float smooth[EXCURSION_STATE];
    int64_t due_ns; /* of the next sample */
    unsigned count;
    struct excursion_sample sample[EXCURSION_SAMPLES]; /* oldest first */
    float middle[EXCURSION_STATE];
    float way[EXCURSION_STATE]; /* the direction in which the state changes most; its length is 1 */
    bool home_known;
    float home[EXCURSION_STATE]; /* the place of rest */
    bool before_known;
    float before[EXCURSION_STATE]; /* where the body was at rest before it was at home */
    float size;                    /* usual distance from home while away */
    int64_t seen_ns;               /* up to here all has been told */
    unsigned told;
    float usual, sided; /* of what was told: size; 1 all one way, -1 all the other */
    float distance;     /* from home now, in parts of the usual size */
};

void excursions_reset(struct excursions *part, const struct excursion_settings *settings);

/* The body has gone, or moved to another place: what was before says nothing of what comes. */
void excursions_break(struct excursions *part);

/* state: EXCURSION_STATE numbers. True when an excursion has ended, in *ended: just now, or some
 * seconds ago where the place of rest had to be found first. */
bool excursions_step(struct excursions *part, const struct scene *scene, const float *state,
                     struct excursion *ended);

#endif
