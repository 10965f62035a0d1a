/* Whether the body has stopped rolling, measured by this person's own strokes: a pause on the
 * roller against the turn between two passes, however slow or short they are. */
#ifndef MATSTATION_DETECT_STILLNESS_H
#define MATSTATION_DETECT_STILLNESS_H

#include "detect/axis.h"
#include "detect/scene.h"
#include "detect/wave.h"

enum { STILLNESS_PAST = 240, STILLNESS_WHILES = 15 };

struct stillness {
    unsigned bins;
    bool begun;
    float load[AXIS_BINS]; /* parts of the whole, smoothed */
    struct axis axis;
    unsigned taken; /* moments since the axis was looked for */
    /* The last seconds, oldest first. */
    unsigned pasts;
    struct moment past[STILLNESS_PAST]; /* along the axis */
    float past_load[STILLNESS_PAST][AXIS_BINS];
    float past_mm[STILLNESS_PAST];   /* the centre of load along the mat */
    float past_stir[STILLNESS_PAST]; /* how much the loads changed just before: mean square */
    double while_s, while_sum;       /* of the present short while: its seconds, its stirring */
    float while_stir[STILLNESS_WHILES];
    int64_t while_ns[STILLNESS_WHILES]; /* their ends */
    float while_mm[STILLNESS_WHILES];   /* and how far the centre of load went along the mat */
    unsigned whiles;
    double stir; /* usual while it rolls */
    bool jumped; /* just now, as nobody does who rolls: somebody came, got up or lay down */
    struct wave wave;
    float end_load[2][AXIS_BINS]; /* how it is loaded at the wave's ends */
    float length;                 /* of a stroke along the axis; 0: not known */
    bool still;
    int64_t since_ns;           /* onset of stillness, while still */
    int64_t left_ns;            /* its end, once it is over */
    float spot;                 /* where it rests along the axis */
    float sway;                 /* usual distance from it at rest */
    float near;                 /* it does not go farther from it at rest */
    float spot_load[AXIS_BINS]; /* and how it is loaded there */
};

void stillness_reset(struct stillness *part, const struct mat *mat);

/* Something else may be rolled, or by somebody else: what was usual is so no more. */
void stillness_forget(struct stillness *part);

/* anew: what moved before no longer counts; how much is usual while rolling stays known. */
void stillness_step(struct stillness *part, const struct scene *scene, bool anew);

#endif
