#include "adc/conversion_time.h"

#include "base/clock.h"

/* Where start-ups differ from one to the next, so many looks in a row find a time enough by chance
 * only when the guard covers the rest: 0.94^128 is 4 in 10 000. */
enum { CONFIRMATIONS = 128, FUTILE_LOOKS = 8, RUNNING_LOOKS = 8, TRIES = 600 };

static const int64_t resolution_ns = 2 * NS_PER_US;
static const int64_t first_guard_ns = 7 * NS_PER_US;
static const int64_t widest_guard_ns = 160 * NS_PER_US;
/* An oscillator drifts with the temperature: a few tenths of a percent a minute, at most. */
static const int64_t look_every_ns = 250 * NS_PER_MS;
/* On a machine that is too busy to look in time there is nothing to be learned now. */
static const int64_t rest_ns = 30 * NS_PER_S;
static const int64_t forget_after_ns = 2 * NS_PER_S;

void conversion_time_begin(struct conversion_time *time, int64_t shortest_ns, int64_t longest_ns)
{
    *time = (struct conversion_time){
        .longest_ns = longest_ns,
        .enough_ns = longest_ns,
        .too_short_ns = shortest_ns,
        .guard_ns = first_guard_ns,
    };
}

bool conversion_time_is_known(const struct conversion_time *time, int64_t now_ns)
{
    return time->confirmed >= CONFIRMATIONS && now_ns - time->looked_ns < forget_after_ns;
}

int64_t conversion_time_wait_ns(const struct conversion_time *time, int64_t now_ns)
{
    int64_t learned = time->enough_ns + time->guard_ns;
    if (conversion_time_is_known(time, now_ns) && learned < time->longest_ns)
        return learned;
    return time->longest_ns;
}

static bool is_narrow(const struct conversion_time *time)
{
    return time->enough_ns - time->too_short_ns <= resolution_ns;
}

int64_t conversion_time_look_ns(const struct conversion_time *time, int64_t now_ns)
{
    if (now_ns < time->rests_until_ns)
        return 0;
    if (!is_narrow(time))
        return (time->enough_ns + time->too_short_ns) / 2;
    bool settled = time->confirmed >= CONFIRMATIONS || time->futile >= FUTILE_LOOKS;
    if (settled && now_ns - time->looked_ns < look_every_ns)
        return 0;
    return time->enough_ns;
}

static void narrow_down(struct conversion_time *time, int64_t at_most_ns)
{
    int64_t least = time->too_short_ns + resolution_ns;
    if (at_most_ns < time->enough_ns) {
        time->enough_ns = at_most_ns > least ? at_most_ns : least;
        time->futile = 0;
        time->running = 0;
    } else if (++time->futile == FUTILE_LOOKS) {
        time->too_short_ns = time->enough_ns - resolution_ns;
        time->futile = 0;
    }
}

static void count_try(struct conversion_time *time, int64_t now_ns)
{
    if (++time->tries < TRIES)
        return;
    time->tries = 0;
    time->rests_until_ns = now_ns + rest_ns;
}

void conversion_time_ended(struct conversion_time *time, int64_t at_most_ns, int64_t now_ns)
{
    count_try(time, now_ns);
    if (!is_narrow(time)) {
        narrow_down(time, at_most_ns);
        return;
    }
    bool forgotten = now_ns - time->looked_ns >= forget_after_ns;
    if (at_most_ns > time->enough_ns + time->guard_ns / 2) {
        if (time->confirmed < CONFIRMATIONS && ++time->futile >= FUTILE_LOOKS)
            time->looked_ns = now_ns;
        return;
    }
    time->futile = 0;
    if (forgotten)
        time->confirmed = 0;
    if (time->confirmed < CONFIRMATIONS)
        time->confirmed++;
    else
        time->tries = 0;
    time->looked_ns = now_ns;
}

static void widen_guard(struct conversion_time *time)
{
    time->guard_ns = 2 * time->guard_ns < widest_guard_ns ? 2 * time->guard_ns : widest_guard_ns;
}

void conversion_time_undercut(struct conversion_time *time)
{
    time->confirmed = 0;
    widen_guard(time);
}

/* Conversions do not all take the same time, or the oscillator drifted. */
static void start_anew(struct conversion_time *time)
{
    widen_guard(time);
    time->enough_ns = time->longest_ns;
    time->futile = 0;
    time->running = 0;
}

void conversion_time_running(struct conversion_time *time, int64_t at_least_ns, int64_t now_ns)
{
    count_try(time, now_ns);
    bool surprise = at_least_ns >= time->enough_ns;
    if (is_narrow(time))
        surprise = surprise || ++time->running >= RUNNING_LOOKS;
    time->confirmed = 0;
    if (at_least_ns > time->too_short_ns)
        time->too_short_ns = at_least_ns;
    if (surprise)
        start_anew(time);
}
