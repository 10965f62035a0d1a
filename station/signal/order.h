/* Frames in order of time: what came late or twice is dropped, what is missing is a gap. */
#ifndef MATSTATION_SIGNAL_ORDER_H
#define MATSTATION_SIGNAL_ORDER_H

#include <stdbool.h>
#include <stdint.h>

enum { ORDER_INTERVALS = 31 };

struct order {
    bool begun;
    int64_t last_ns;
    int64_t interval_ns;                /* running median; 0 before the second frame */
    int64_t recent_ns[ORDER_INTERVALS]; /* ring of the last intervals */
    unsigned count, next;
    uint64_t dropped;
};

/* False: the time is not after the last kept one. gap_ns: 0, or the time without frames when two
 * kept frames are more than max(0.5 s, 5 x the running median interval) apart. */
bool order_step(struct order *order, int64_t time_ns, int64_t *gap_ns);

#endif
