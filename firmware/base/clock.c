#include "base/clock.h"

#include <errno.h>
#include <stddef.h>
#include <time.h>

static int64_t monotonic_now_ns(void *self)
{
    (void)self;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void monotonic_sleep_until_ns(void *self, int64_t time_ns)
{
    (void)self;
    if (time_ns <= 0)
        return;
    struct timespec until = {.tv_sec = time_ns / NS_PER_S, .tv_nsec = time_ns % NS_PER_S};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
        ;
}

struct clock clock_monotonic(void)
{
    return (struct clock){monotonic_now_ns, monotonic_sleep_until_ns, NULL};
}

static int64_t manual_now_ns(void *self)
{
    return *(const int64_t *)self;
}

static void manual_sleep_until_ns(void *self, int64_t time_ns)
{
    int64_t *now_ns = self;
    if (time_ns > *now_ns)
        *now_ns = time_ns;
}

struct clock clock_manual(int64_t *now_ns)
{
    return (struct clock){manual_now_ns, manual_sleep_until_ns, now_ns};
}
