#include "app/watchdog.h"

#include <systemd/sd-daemon.h>

#define FEED_EVERY_NS NS_PER_S

void watchdog_ready(void)
{
    sd_notify(0, "READY=1");
}

void watchdog_stopping(void)
{
    sd_notify(0, "STOPPING=1");
}

static bool silent(int64_t now_ns, int64_t turned_ns, int64_t most_ns)
{
    return turned_ns != INT64_MAX && now_ns - turned_ns > most_ns;
}

void watchdog_feed(struct watchdog *watchdog, int64_t now_ns, int64_t sampler_turned_ns,
                   int64_t writer_turned_ns)
{
    if (now_ns < watchdog->next_ns || silent(now_ns, sampler_turned_ns, WATCHDOG_SAMPLER_NS) ||
        silent(now_ns, writer_turned_ns, WATCHDOG_WRITER_NS))
        return;
    watchdog->next_ns = now_ns + FEED_EVERY_NS;
    sd_notify(0, "WATCHDOG=1");
}
