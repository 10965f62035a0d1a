/* How much a failing chip is still asked: pure arithmetic on times that are handed in. */
#ifndef MATSTATION_ADC_CHIP_WATCH_H
#define MATSTATION_ADC_CHIP_WATCH_H

#include "base/frame.h"
#include "base/health.h"

#include <stdbool.h>
#include <stdint.h>

struct chip_watch {
    enum chip_state state;
    unsigned in_a_row; /* failures since the last success */
    int64_t rest_ns;
    int64_t rest_until_ns;
    uint64_t failures[PAD_STATES];
};

/* One transfer that failed, and what it cost. After several in a row the chip is set aside for a
 * rest that doubles, long enough that asking it costs the others less than 5 %. */
void chip_watch_failed(struct chip_watch *watch, enum pad_state why, int64_t now_ns,
                       int64_t cost_ns);
void chip_watch_succeeded(struct chip_watch *watch);

/* The next look may come at once: the bus it hangs on is back. */
void chip_watch_wake(struct chip_watch *watch);

static inline bool chip_watch_resting(const struct chip_watch *watch, int64_t now_ns)
{
    return watch->state == CHIP_OFFLINE && now_ns < watch->rest_until_ns;
}

#endif
