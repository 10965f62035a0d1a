/* What goes up and down in the pressure when an exercise is done, and how a repetition is read from
 * it: one habit for each way of watching. */
#ifndef MATSTATION_DETECT_HABIT_H
#define MATSTATION_DETECT_HABIT_H

#include "detect/scene.h"
#include "detect/swing.h"

enum { CANDIDATES_MAX = 8 };

enum cycle {
    CYCLE_DIP,  /* high, low, high: the hips leave the mat and come back */
    CYCLE_PEAK, /* to one side and away from it again */
    CYCLE_AWAY, /* away from its place of rest, whichever way, and back */
};

/* One exercise's habit. */
struct habit {
    unsigned candidates; /* CYCLE_AWAY: none */
    float (*signal)(const struct scene *scene, unsigned candidate);
    unsigned signals; /* CYCLE_AWAY: the state is so many, by number; 0: the share of each pad. A
                         NAN says nothing of the body */
    /* Whether the body is as at the beginning of a repetition; NULL: not told. */
    bool (*is_down)(const struct scene *scene, unsigned candidate);
    /* Whether what bears it lies as in the middle of a repetition; NULL: not told. */
    bool (*is_up)(const struct scene *scene, unsigned candidate);
    enum cycle cycle;
    bool needs_empty; /* only the first candidate on a mat that was never seen empty */
    bool in_loads;    /* a load: its unit is the input's, and sizes are parts of the own level */
    struct swing_settings swing;
    float spread; /* in place: the load's deviation along the mat is at least this part of its
                     length; 0: anything is in place */
    bool settles; /* and does not change any more */
    unsigned lag; /* CYCLE_AWAY: as small as what else moves; the excursions' */
    float sure;   /* a first one of this size needs no second one to be believed */
};

/* NULL: nothing to follow. */
const struct habit *habit_of(enum watch watch);

#endif
