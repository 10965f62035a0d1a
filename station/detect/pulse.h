/* What goes up and down in the pressure when an exercise is done, as numbers to follow: several
 * candidates, since nobody knows beforehand where on the mat a body lies. The candidate that
 * swings most clearly is believed. */
#ifndef MATSTATION_DETECT_PULSE_H
#define MATSTATION_DETECT_PULSE_H

#include "detect/scene.h"
#include "detect/swing.h"

enum { CANDIDATES_MAX = 8, SHAPES = 16, SHAPE_NS = 250000000 };

enum cycle {
    CYCLE_DIP,  /* high, low, high: the hips leave the mat and come back */
    CYCLE_PEAK, /* to one side and away from it again */
};

/* One exercise's habit. */
struct habit {
    unsigned candidates;
    float (*signal)(const struct scene *scene, unsigned candidate);
    enum cycle cycle;
    bool in_loads; /* a load: its unit is the input's, and sizes are parts of the held level */
    bool lying;    /* counted only of somebody who lies, and lies again as before */
    struct swing_settings swing;
    float sure; /* a first swing of this size needs no second one to be believed */
};

/* NULL: nothing to follow. */
const struct habit *habit_of(enum watch watch);

/* How the load lies along the mat, in parts of its length. */
struct shape {
    float centre, spread;
};

struct pulse {
    const struct habit *habit; /* NULL: nothing is followed */
    float unit;                /* how large 1 is in the signals' unit */
    struct swing swing[CANDIDATES_MAX];
    enum turn turn[CANDIDATES_MAX]; /* in this frame */
    float clear[CANDIDATES_MAX];    /* of the last stroke, at turned_ns; 0: none seen whole */
    int64_t turned_ns[CANDIDATES_MAX], before_ns[CANDIDATES_MAX]; /* the last turn, that before */
    unsigned best;                                                /* the candidate to believe */
    struct shape shape;                                           /* now */
    struct shape past[SHAPES];          /* ring of those before, SHAPE_NS apart */
    unsigned shapes;                    /* that were put there */
    int64_t shape_ns;                   /* of the last one */
    struct shape began[CANDIDATES_MAX]; /* before the last stroke down */
    float mass, lightest, level;        /* on the whole mat: now, the least ever, usually */
};

void pulse_reset(struct pulse *pulse, enum watch watch);
void pulse_step(struct pulse *pulse, const struct scene *scene);

/* Whether the body lies as it did when the last stroke down began, along the mat and not on one
 * spot: somebody who comes, turns over or gets up swings as well, but does not come back to where
 * it began. Known only of a mat that was seen empty; true elsewhere. */
bool pulse_came_back(const struct pulse *pulse);
bool pulse_began_lying(const struct pulse *pulse);

#endif
