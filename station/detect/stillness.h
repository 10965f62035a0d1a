/* Whether the load has stopped shifting, measured by how fast it shifts in this person's strokes: a
 * pause on the roller against the turn between two passes, however slow they are. */
#ifndef MATSTATION_DETECT_STILLNESS_H
#define MATSTATION_DETECT_STILLNESS_H

#include "detect/scene.h"

enum { STILLNESS_BINS = 32, STILLNESS_PAST = 48, STILLNESS_STROKES = 3 };

struct stillness_past {
    int64_t time_ns;
    float speed; /* parts of the whole load a second that change their place */
    float load[STILLNESS_BINS];
};

struct stillness {
    unsigned bins;
    bool begun;
    float now[STILLNESS_BINS];     /* smoothed */
    float turn[STILLNESS_BINS];    /* where the last stroke ended */
    float far[STILLNESS_STROKES];  /* how much load the last strokes shifted ... */
    float fast[STILLNESS_STROKES]; /* ... and how much a second */
    unsigned strokes;
    struct stillness_past past[STILLNESS_PAST]; /* ring */
    unsigned pasts, next;
    bool still;
    int64_t since_ns;            /* onset of stillness, while still */
    int64_t set_off_ns, fast_ns; /* first moment of a move, or 0; last fast moment */
    int64_t left_ns;             /* its end, once it is over */
    float spot[STILLNESS_BINS];
    float sway; /* usual speed while still */
};

void stillness_reset(struct stillness *part, const struct mat *mat);

/* anew: what shifted before no longer counts. */
void stillness_step(struct stillness *part, const struct scene *scene, bool anew);

/* A stroke of so many seconds has ended. */
void stillness_turn(struct stillness *part, float seconds);

#endif
