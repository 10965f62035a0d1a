/* How the loads of all bins shift, over several spans of time at once, and how likely it is that
 * the body moves when they shift like that. Each bin is measured by what it usually does. */
#ifndef MATSTATION_DETECT_SHIFTS_H
#define MATSTATION_DETECT_SHIFTS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SHIFTS_BINS = 32,
    SHIFTS_PAST = 64,
    SHIFTS_LAGS = 5,
    SHIFTS_TURNS = 4, /* lags whose direction is compared, the shortest */
    SHIFTS_MEANS = 2,
    SHIFTS_PEAKS = 2,
    SHIFTS_SIZES = SHIFTS_LAGS + SHIFTS_MEANS,
    SHIFTS_FEATURES = 2 * SHIFTS_SIZES + SHIFTS_TURNS + SHIFTS_PEAKS,
};

/* Where the load lay a moment ago. */
struct shifts_past {
    int64_t time_ns;
    float place[SHIFTS_BINS];
};

struct shifts {
    unsigned bins;
    struct shifts_past past[SHIFTS_PAST]; /* ring; next is the oldest once it is full */
    unsigned pasts, next;
    float mean[SHIFTS_MEANS][SHIFTS_BINS]; /* of the places */
    float usual[SHIFTS_BINS];              /* square of each one's usual shift over the first lag */
    float typical[SHIFTS_SIZES];           /* size of all shifts together */
    float peak[SHIFTS_PEAKS];              /* of features a moment ago, fading */
    double learned_s;                      /* how long the usual has been learned */
};

struct shifts_frame {
    int64_t time_ns;
    double interval_s;
    const float *load; /* of each bin */
    float level;       /* of all of them together, usually; both in any unit */
    bool moving;       /* as far as was known before */
};

/* Nothing is known yet. bins: at most SHIFTS_BINS. */
void shifts_reset(struct shifts *part, unsigned bins);

/* What was seen before this has nothing to do with what comes; what is usual stays. */
void shifts_break(struct shifts *part);

/* One frame. False: there is nothing before it, and feature is not set. */
bool shifts_step(struct shifts *part, const struct shifts_frame *frame,
                 float feature[SHIFTS_FEATURES]);

/* The logarithm of the odds that the body moves; 0 where calling it moving costs as much as calling
 * it still, for somebody who moves half of the time. */
float shifts_odds(const float feature[SHIFTS_FEATURES]);

#endif
