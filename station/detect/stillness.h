/* Whether the body has stopped rolling, measured by this person's own strokes: a pause on the
 * roller against the turn between two passes, however slow or short they are. */
#ifndef MATSTATION_DETECT_STILLNESS_H
#define MATSTATION_DETECT_STILLNESS_H

#include "detect/rest.h"
#include "detect/scene.h"
#include "detect/stir.h"
#include "detect/wave.h"

static const int64_t STILLNESS_LEAST_NS = 2000000000; /* shorter is no pause, but a slow turn */

struct stillness {
    bool begun;
    float load[TRACK_BINS]; /* parts of the whole, smoothed */
    float sum[TRACK_BINS];  /* of the parts in each frame since the last moment */
    unsigned summed;
    struct track track;
    struct axis axis;
    unsigned taken; /* moments since the axis was looked for */
    struct stir stir;
    bool jumped; /* just now, as nobody does who rolls: somebody came, got up or lay down */
    struct wave wave;
    bool still;
    bool rested;       /* just now: from since_ns to left_ns, which was over before it was seen */
    bool dated;        /* since_ns was found from what changes at rest */
    unsigned dates;    /* so often it was tried */
    int64_t since_ns;  /* onset of stillness, while still; within seconds found better */
    int64_t left_ns;   /* its end, once it is over */
    int64_t moved_ns;  /* the end of the last one that was over before it was dated */
    struct rest rest;  /* once dated */
    float stirs;       /* lately, in mean squares of the rest */
    double restless_s; /* so much it has stirred lately */
    float spot;        /* where it rests along the axis */
    float sway;        /* usual distance from it at rest */
    float near;        /* it does not go farther from it at rest */
    float spot_load[TRACK_BINS]; /* and how it is loaded there */
};

void stillness_reset(struct stillness *part, const struct mat *mat);

/* Something else may be rolled, or by somebody else: what was usual is so no more. */
void stillness_forget(struct stillness *part);

/* Somebody is there who does not roll: only the track goes on, for who is about to. */
void stillness_wait(struct stillness *part, const struct scene *scene);

/* anew: it has just got into place. What moved before that no longer counts; how much is usual
 * while rolling stays known. */
void stillness_step(struct stillness *part, const struct scene *scene, bool anew);

#endif
