/* Whether a pad can be believed: what its values alone, and beside the other pads', say. */
#ifndef MATSTATION_SIGNAL_PAD_HEALTH_H
#define MATSTATION_SIGNAL_PAD_HEALTH_H

#include "signal/pad_track.h"
#include "signal/signal.h"

struct pad_health {
    float missing_s;    /* since its last value */
    float repeated_s;   /* since its value last changed */
    float top_s;        /* for how long it has been at the top of the converter */
    float top_alone_s;  /* the same, while no other pad carried anything */
    float noisy_s;      /* for how long it has zigzagged far more than the others */
    float silent_s;     /* for how long it has said less than an empty pad does */
    unsigned repeats;   /* frames with the same value */
    unsigned longest;   /* the most of them so far, before the present ones */
    unsigned upheavals; /* times the load on the mat changed widely while it repeated */
    unsigned clips;     /* times it rested at the highest value that any pad ever had */
    bool clipping;      /* it rests there now */
    float clipped_at;   /* that value */
    bool vanished;      /* its load went to nothing in one frame, and nothing took it over */
    bool shorted;       /* it was at the top while nobody could have pressed it there */
    float idle; /* what it says when empty, by calibration or when first seen so; 0: not known */
    bool worn;  /* the last time the mat was surely empty it said far more than that */
    float most; /* the highest that it has come back from */
    float last_raw; /* of the frame before */
    enum pad_fault fault;
};

/* What the mat as a whole says. */
struct health_context {
    float interval_s; /* since the last frame; 0: the first, or after a gap */
    float rhythm_s;
    float typical;
    float flutter, flutters; /* median over the pads, and sum */
    float top;               /* values from here on are the converter's highest; 0: not known */
    float highest;           /* that any pad ever had */
    float others_most;       /* the same, without this pad */
    float taken;             /* how much the other pads have gained in this frame */
    float others;            /* sum of the other pads' values */
    bool upheaval; /* in this frame the load on the mat differs widely from that at the last one */
    bool loaded;   /* some other pad carries something */
};

/* has_value: there is one in this frame. Sets fault. */
void pad_health_step(struct pad_health *health, const struct pad_track *pad, bool has_value,
                     const struct health_context *context);

/* The mat is surely empty, and has been for long: pad->empty is what it says now.
 * worn_above: no sound pad says so much when empty; 0: not known. */
void pad_health_empty(struct pad_health *health, const struct pad_track *pad, float worn_above);

#endif
