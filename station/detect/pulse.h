/* The habit of the exercise asked for, followed on several candidates, since nobody knows
 * beforehand where on the mat a body lies. The candidate that swings most clearly is believed. */
#ifndef MATSTATION_DETECT_PULSE_H
#define MATSTATION_DETECT_PULSE_H

#include "detect/habit.h"

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
    bool was_up[CANDIDATES_MAX];   /* at its last trough */
    bool is_down;                  /* as far as told, and as the candidate believed says */
    bool waits;                    /* for the body to come into place */
};

void pulse_reset(struct pulse *pulse, enum watch watch);

/* On a mat that was seen empty nothing is followed before somebody is in place; elsewhere the load
 * says too little of the posture, and all is followed. */
void pulse_step(struct pulse *pulse, const struct scene *scene, enum presence presence);

#endif
