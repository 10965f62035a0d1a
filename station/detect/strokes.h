/* Passes of the roller: the ways of the load's centre from turn to turn. */
#ifndef MATSTATION_DETECT_STROKES_H
#define MATSTATION_DETECT_STROKES_H

#include "detect/scene.h"

struct strokes {
    bool begun, still;
    float x_mm;            /* centre of load along the mat, smoothed */
    float low_mm, high_mm; /* running range */
    int way;               /* 1: towards the feet, -1: towards the head, 0: not known yet */
    float from_mm, far_mm; /* where this pass began, and how far it has come */
    int64_t from_ns, far_ns;
    unsigned count;
    float seconds;   /* of a pass, running mean; 0: none yet */
    int64_t last_ns; /* end of the last pass */
};

/* One pass that has ended. */
struct stroke {
    int way;
    float from_mm, to_mm;
    int64_t from_ns, to_ns;
};

void strokes_reset(struct strokes *part);

/* anew: what moved before no longer counts. still: the roller stands. True when a pass has ended,
 * in *stroke. */
bool strokes_step(struct strokes *part, const struct scene *scene, bool anew, bool still,
                  struct stroke *stroke);

#endif
