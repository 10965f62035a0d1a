/* Tells systemd that the station is ready, and that all its threads still turn. */
#ifndef MATSTATION_APP_WATCHDOG_H
#define MATSTATION_APP_WATCHDOG_H

#include "base/clock.h"

#include <stdbool.h>
#include <stdint.h>

/* The longest silence of each thread that is not yet a failure: missing frames, an unchanged
 * picture or a stalling card are none. */
#define WATCHDOG_SAMPLER_NS (2 * NS_PER_S)
#define WATCHDOG_WRITER_NS (60 * NS_PER_S)

struct watchdog {
    int64_t next_ns;
};

void watchdog_ready(void);
void watchdog_stopping(void);

/* Main loop: call every turn. sampler_turned_ns and writer_turned_ns say when those loops turned
 * last; INT64_MAX: there is no such thread. */
void watchdog_feed(struct watchdog *watchdog, int64_t now_ns, int64_t sampler_turned_ns,
                   int64_t writer_turned_ns);

#endif
