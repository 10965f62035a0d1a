/* How far a count of repetitions can be believed. The confidence of the n-th is that of "there were
 * n of them": what came out of step with the others stays in doubt for long. */
#ifndef MATSTATION_DETECT_DOUBT_H
#define MATSTATION_DETECT_DOUBT_H

#include <stdbool.h>
#include <stdint.h>

/* All zero to begin with. */
struct doubt {
    unsigned count;
    int64_t last_ns;        /* end of the last; 0: nothing can be said of the time since */
    float interval_s, size; /* what is usual; 0: not known yet */
    float odd;              /* 0 all alike .. 1: one was left out, or was none */
    bool hidden;            /* somebody else was on the mat meanwhile */
};

/* Nothing was seen for some time: what comes next need not be in step. */
void doubt_break(struct doubt *part);

/* Somebody else stood on the mat, be it for a frame only: whatever comes out of step from then on,
 * however late, stays in doubt as long as is counted, whether they hid it or not. */
void doubt_hide(struct doubt *part);

/* The next one. size: in a unit that stays the same; 0: not told. clear: 0..1, how clearly it was
 * seen. blind: part of the pads that say nothing. Returns how far the count can be believed now,
 * 0..1. */
float doubt_next(struct doubt *part, int64_t time_ns, float size, float clear, float blind);

#endif
