#include "app/pace.h"

#include <stddef.h>

/* Virtual time begins after zero, which means "never" in several fields. */
#define FIRST_NS NS_PER_S

static int64_t scaled_now_ns(void *self)
{
    const struct pace *pace = self;
    const struct clock machine = clock_monotonic();
    return FIRST_NS + (int64_t)((double)(clock_now_ns(&machine) - pace->began_ns) * pace->speed);
}

static void scaled_sleep_until_ns(void *self, int64_t time_ns)
{
    const struct pace *pace = self;
    const struct clock machine = clock_monotonic();
    const double ahead_ns = (double)(time_ns - FIRST_NS) / pace->speed;
    clock_sleep_until_ns(&machine, pace->began_ns + (int64_t)ahead_ns);
}

void pace_start(struct pace *pace, double speed)
{
    const struct clock machine = clock_monotonic();
    *pace = (struct pace){.speed = speed, .virtual_ns = FIRST_NS};
    pace->began_ns = clock_now_ns(&machine);
    if (speed == 1)
        pace->clock = machine;
    else if (speed == 0)
        pace->clock = clock_manual(&pace->virtual_ns);
    else
        pace->clock = (struct clock){scaled_now_ns, scaled_sleep_until_ns, pace};
}
