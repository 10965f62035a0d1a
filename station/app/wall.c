#include "app/wall.h"

#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>

/* 1 November 2026: no session can be older than the first version. */
#define FIRST_UNIX_S INT64_C(1793491200)

static bool kept_by_battery(void)
{
    struct stat found;
    return !stat("/dev/rtc0", &found);
}

static bool synchronised(void)
{
    struct timex state = {0};
    return adjtimex(&state) >= 0 && !(state.status & STA_UNSYNC);
}

/* A machine that is neither a Pi without a battery nor synchronised, such as a container on a desk,
 * has a host that keeps its time: systemd's timesyncd leaves a file where it runs. */
static bool waits_for_network(void)
{
    struct stat found;
    return !stat("/run/systemd/system", &found) &&
           stat("/run/systemd/timesync/synchronized", &found);
}

struct wall_clock wall_now(void)
{
    const time_t now = time(NULL);
    struct tm local = {0};
    localtime_r(&now, &local);
    const bool believed = synchronised() || kept_by_battery() || !waits_for_network();
    return (struct wall_clock){
        .known = believed && now >= FIRST_UNIX_S,
        .unix_s = now,
        .offset_s = (int32_t)local.tm_gmtoff,
    };
}
