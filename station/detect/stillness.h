/* Whether the load has stopped shifting, measured by how far it shifts while it does: a pause on
 * the roller against the turn between two passes, however slow the person rolls. */
#ifndef MATSTATION_DETECT_STILLNESS_H
#define MATSTATION_DETECT_STILLNESS_H

#include "detect/scene.h"

enum { STILLNESS_BINS = 32, STILLNESS_PAST = 40, STILLNESS_STROKES = 3 };

struct stillness_past {
    int64_t time_ns;
    float load[STILLNESS_BINS];
};

struct stillness {
    unsigned bins;
    bool begun;
    float now[STILLNESS_BINS];                       /* smoothed */
    float low[STILLNESS_BINS], high[STILLNESS_BINS]; /* running range while it shifts */
    float turn[STILLNESS_BINS];                      /* where the last stroke ended */
    float stroke[STILLNESS_STROKES];                 /* how far the last ones shifted the load */
    unsigned strokes;
    struct stillness_past past[STILLNESS_PAST]; /* ring */
    unsigned pasts, next;
    bool still;
    int64_t since_ns; /* onset of stillness, while still */
    int64_t near_ns;  /* last time it was near the spot, while still */
    float spot[STILLNESS_BINS];
    float sway; /* mean distance from the spot */
};

void stillness_reset(struct stillness *part, const struct mat *mat);
/* anew: what shifted before no longer counts. */
void stillness_step(struct stillness *part, const struct scene *scene, bool anew);

/* A stroke has ended: how far it shifted the load is what stillness is measured by. */
void stillness_turn(struct stillness *part);

#endif
