/* Whether a pad can be believed: what its values alone, and beside the other pads', say. */
#ifndef MATSTATION_SIGNAL_PAD_HEALTH_H
#define MATSTATION_SIGNAL_PAD_HEALTH_H

#include "signal/pad_track.h"
#include "signal/signal.h"

struct pad_health {
    float missing_s;    /* since its last value */
    float repeated_s;   /* since its value last changed */
    float top_s;        /* for how long it has been at the top of the converter */
    float noisy_s;      /* for how long it has been far noisier than the others */
    unsigned repeats;   /* frames with the same value */
    unsigned upheavals; /* times the load on the mat changed widely while it repeated */
    enum pad_fault fault;
};

/* What the mat as a whole says. */
struct health_context {
    float interval_s; /* since the last frame; 0: the first, or after a gap */
    float rhythm_s;
    float typical;
    float noise;   /* median over the pads */
    float top;     /* the converter's highest value; 0: not known */
    bool upheaval; /* in this frame the load on the mat has changed widely since the last one */
    bool loaded;   /* some other pad carries load */
};

/* has_value: there is one in this frame. Sets fault. */
void pad_health_step(struct pad_health *health, const struct pad_track *pad, bool has_value,
                     const struct health_context *context);

#endif
