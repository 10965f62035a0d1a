/* Whether the body has stopped moving along the mat, measured by this person's own strokes: a pause
 * on the roller against the turn between two passes, however slow or short they are. */
#ifndef MATSTATION_DETECT_STILLNESS_H
#define MATSTATION_DETECT_STILLNESS_H

#include "detect/scene.h"

enum { STILLNESS_PAST = 96, STILLNESS_BINS = 32 };

/* What is usual of the last strokes: how far the centre of load goes, and for how long. */
struct usual_stroke {
    float far_mm, seconds; /* 0: not known yet */
};

struct stillness {
    unsigned bins;
    bool begun;
    float load[STILLNESS_BINS]; /* smoothed */
    /* Where the body is along its stroke: at first the centre of load, later the load along the way
     * that strokes shift it, scaled so that a stroke is as long. */
    float x_mm, weight_mm[STILLNESS_BINS];
    unsigned turns;
    float turn[STILLNESS_BINS], shift[STILLNESS_BINS]; /* at the last turn; of a stroke, mean */
    float past_load[STILLNESS_PAST][STILLNESS_BINS];
    int64_t past_ns[STILLNESS_PAST]; /* ring of the last seconds */
    float past_mm[STILLNESS_PAST];
    unsigned pasts, next;
    bool still;
    int64_t since_ns; /* onset of stillness, while still */
    int64_t left_ns;  /* its end, once it is over */
    float spot_mm;
    float sway_mm; /* usual distance from the spot, of the pauses so far; 0: none yet */
};

void stillness_reset(struct stillness *part, const struct mat *mat);

/* anew: what moved before no longer counts. */
void stillness_step(struct stillness *part, const struct scene *scene,
                    const struct usual_stroke *usual, bool anew);

/* A stroke has ended, so long and towards the feet (way 1) or the head (-1). */
void stillness_turn(struct stillness *part, int way, float length_mm);

#endif
