#include "app/wall.h"

#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>

/* 1 November 2026: no session can be older than the first version. */
#define FIRST_UNIX_S INT64_C(1793491200)

/* What the kernel read from the clock chip at the start, and what has run on since, may differ by
 * the second it takes to read, and by what a program has slewed. */
#define AGREES_S 60

/* Less is a correction that no session notices. */
#define SLEWED_NS (2 * NS_PER_S)

/* A Pi 5 has a clock chip without having a battery: its time then begins in 1970 at every start,
 * while systemd goes on from the time of the last shutdown. */
static bool kept_by_battery(void)
{
    char text[32] = "";
    FILE *file = fopen("/sys/class/rtc/rtc0/since_epoch", "re");
    if (!file)
        return false;
    const bool read = fgets(text, sizeof text, file) != NULL;
    fclose(file);
    return read && llabs(strtoll(text, NULL, 10) - (long long)time(NULL)) <= AGREES_S;
}

static int64_t ns_of(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return now.tv_sec * NS_PER_S + now.tv_nsec;
}

static int64_t ahead_of_running(void)
{
    return ns_of(CLOCK_REALTIME) - ns_of(CLOCK_BOOTTIME);
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

void wall_open(struct wall *wall)
{
    *wall = (struct wall){.kept_by_battery = kept_by_battery(), .ahead_ns = ahead_of_running()};
}

struct wall_clock wall_now(struct wall *wall)
{
    const int64_t ahead_ns = ahead_of_running();
    if (llabs(ahead_ns - wall->ahead_ns) > SLEWED_NS) {
        wall->ahead_ns = ahead_ns;
        wall->set++;
    }
    const time_t now = time(NULL);
    struct tm local = {0};
    localtime_r(&now, &local);
    const bool believed = synchronised() || wall->kept_by_battery || !waits_for_network();
    return (struct wall_clock){
        .known = believed && now >= FIRST_UNIX_S,
        .unix_s = now,
        .set = wall->set,
        .offset_s = (int32_t)local.tm_gmtoff,
    };
}
