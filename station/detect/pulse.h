/* What goes up and down in the pressure when an exercise is done, as numbers to follow: several
 * candidates, since nobody knows beforehand where on the mat a body lies. The candidate that
 * swings most clearly is believed. */
#ifndef MATSTATION_DETECT_PULSE_H
#define MATSTATION_DETECT_PULSE_H

#include "detect/scene.h"
#include "detect/swing.h"

enum { CANDIDATES_MAX = 8 };

enum cycle {
    CYCLE_DIP,  /* high, low, high: the hips leave the mat and come back */
    CYCLE_PEAK, /* to one side and away from it again */
    CYCLE_AWAY, /* away from where it began, whichever way, and back */
};

/* One exercise's habit. */
struct habit {
    unsigned candidates;
    float (*signal)(const struct scene *scene, unsigned candidate);
    /* Whether the body is as at the beginning of a repetition; NULL: not told. */
    bool (*is_down)(const struct scene *scene, unsigned candidate);
    enum cycle cycle;
    bool needs_empty; /* only the first candidate on a mat that was never seen empty */
    bool in_loads;    /* a load: its unit is the input's, and sizes are parts of the held level */
    struct swing_settings swing;
    float spread; /* in place: the load's deviation along the mat is at least this part of its
                     length; 0: anything is in place */
    bool settles; /* and does not change any more */
    float sure;   /* a first swing of this size needs no second one to be believed */
};

/* NULL: nothing to follow. */
const struct habit *habit_of(enum watch watch);

struct pulse {
    const struct habit *habit; /* NULL: nothing is followed */
    float unit;                /* how large 1 is in the signals' unit */
    struct swing swing[CANDIDATES_MAX];
    enum turn turn[CANDIDATES_MAX]; /* in this frame */
    float clear[CANDIDATES_MAX];    /* of the last stroke, at turned_ns; 0: none seen whole */
    int64_t turned_ns[CANDIDATES_MAX];
    unsigned best;                 /* the candidate to believe */
    bool empty_seen;               /* the scene's */
    float spread;                  /* of the load along the mat, smoothed */
    int64_t away_ns;               /* when the body was last seen elsewhere */
    bool was_down[CANDIDATES_MAX]; /* since it is followed */
    bool is_down;                  /* as far as told, and as the candidate believed says */
    bool waits;                    /* for the body to come into place */
};

void pulse_reset(struct pulse *pulse, enum watch watch);
/* On a mat that was seen empty nothing is followed before somebody is in place; elsewhere the load
 * says too little of the posture, and all is followed. */
void pulse_step(struct pulse *pulse, const struct scene *scene, enum presence presence);

#endif
