/* Where time comes from: the monotonic clock of the machine, or one that a test turns by hand. */
#ifndef MATSTATION_BASE_CLOCK_H
#define MATSTATION_BASE_CLOCK_H

#include <stdint.h>

#define NS_PER_US INT64_C(1000)
#define NS_PER_MS INT64_C(1000000)
#define NS_PER_S INT64_C(1000000000)

/* now_ns never goes back. sleep_until_ns returns at once if the time has passed. */
struct clock {
    int64_t (*now_ns)(void *self);
    void (*sleep_until_ns)(void *self, int64_t time_ns);
    void *self;
};

/* CLOCK_MONOTONIC; sleeping uses absolute deadlines. Any thread. */
struct clock clock_monotonic(void);

/* Time stands still until its owner writes it, or somebody sleeps: then it is the deadline at once.
 * The caller owns the int64_t and keeps it alive. One thread. */
struct clock clock_manual(int64_t *now_ns);

static inline int64_t clock_now_ns(const struct clock *clock)
{
    return clock->now_ns(clock->self);
}

static inline void clock_sleep_until_ns(const struct clock *clock, int64_t time_ns)
{
    clock->sleep_until_ns(clock->self, time_ns);
}

#endif
