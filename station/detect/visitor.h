/* Somebody else who steps on the mat beside the person: what they press with is left out, so that
 * what the person does can still be followed on the other pads. */
#ifndef MATSTATION_DETECT_VISITOR_H
#define MATSTATION_DETECT_VISITOR_H

#include "base/frame.h"
#include "catalogue/mat.h"

/* One pad while only the person is there, input's unit. */
struct visitor_pad {
    float mean;
    float most; /* the highest in the last half minute */
    bool taken; /* the visitor is on it */
};

struct visitor {
    const struct mat *mat;
    bool begun, here;
    double here_s;
    double whole;    /* mean load of the person on all pads together */
    double steady_s; /* for how long that has hardly changed */
    double rough_s;  /* for how long it has been another */
    struct visitor_pad pad[PADS_MAX];
};

/* The mat must outlive it. */
void visitor_reset(struct visitor *visitor, const struct mat *mat);

/* load: of each pad, any unit. loaded: somebody is on the mat. interval_s: since the last; 0 after
 * a gap. Writes what of them is the person's; the pads that somebody else is on stay as they were
 * on average. */
void visitor_step(struct visitor *visitor, const float *load, bool loaded, double interval_s,
                  float *own);

#endif
