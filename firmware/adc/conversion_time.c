#include "adc/conversion_time.h"

#include "base/clock.h"

enum {
    /* Looks in a row that must find a time enough before it is believed, as conversions may differ
     * from one to the next: were 6 % of them longer than that and the guard, 128 looks would all
     * miss those 4 times in 10 000 (0.94^128). With a guard four times as wide each look counts for
     * four: even were 24 % longer, 32 looks would miss all of them less often than that. */
    CONFIRMATIONS = 128,
    FUTILE_LOOKS = 8,    /* in a row that came too late to tell: what is known must do */
    RUNNING_LOOKS = 8,   /* in a row that found it running: the time found was too short */
    HOPELESS_LOOKS = 64, /* in a row that came too late to confirm: no more for a second */
    TRIES = 600,         /* looks without a confirmation: no more for half a minute */
    TRIES_MADE_GOOD = 8, /* by each that confirms */
};

static const int64_t resolution_ns = 2 * NS_PER_US;
/* What looks may need that come late by chance. */
static const int64_t uneven_guard_ns = 28 * NS_PER_US;
static const int64_t first_guard_ns = 7 * NS_PER_US;
static const int64_t widest_guard_ns = 160 * NS_PER_US;
/* An oscillator drifts with the temperature: a few tenths of a percent a minute, at most. */
static const int64_t look_every_ns = 250 * NS_PER_MS;
/* On a machine that is too busy to look in time there is nothing to be learned now. */
static const int64_t short_rest_ns = NS_PER_S;
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
    if (time->confirmed >= CONFIRMATIONS && now_ns - time->looked_ns < look_every_ns)
        return 0;
    return time->enough_ns;
}

/* A look that brought the two bounds no nearer. After some in a row the clock, or the wire, is too
 * busy for looks to do so. */
static void narrowed_nothing(struct conversion_time *time)
{
    if (++time->futile < FUTILE_LOOKS)
        return;
    time->too_short_ns = time->enough_ns - resolution_ns;
    time->futile = 0;
}

static void narrow_from_above(struct conversion_time *time, int64_t after_ns)
{
    int64_t least = time->too_short_ns + resolution_ns;
    if (after_ns >= time->enough_ns) {
        narrowed_nothing(time);
        return;
    }
    time->enough_ns = after_ns > least ? after_ns : least;
    time->futile = 0;
}

static void narrow_from_below(struct conversion_time *time, int64_t after_ns)
{
    if (after_ns < time->too_short_ns + resolution_ns) {
        narrowed_nothing(time);
        return;
    }
    time->too_short_ns = after_ns;
    time->futile = 0;
}

static void count_try(struct conversion_time *time, int64_t now_ns)
{
    if (++time->tries < TRIES)
        return;
    time->tries = 0;
    time->rests_until_ns = now_ns + rest_ns;
}

static void widen_guard(struct conversion_time *time, int64_t widest_ns)
{
    if (time->guard_ns < widest_ns)
        time->guard_ns = 2 * time->guard_ns < widest_ns ? 2 * time->guard_ns : widest_ns;
}

/* A look that came too late to confirm. */
static void confirmed_nothing(struct conversion_time *time, int64_t now_ns)
{
    if (time->confirmed >= CONFIRMATIONS)
        return;
    if (++time->futile >= HOPELESS_LOOKS) {
        time->rests_until_ns = now_ns + short_rest_ns;
        time->futile = 0;
        return;
    }
    if (time->futile % FUTILE_LOOKS == 0)
        widen_guard(time, uneven_guard_ns);
}

void conversion_time_ended(struct conversion_time *time, int64_t after_ns, int64_t now_ns)
{
    count_try(time, now_ns);
    if (!is_narrow(time)) {
        narrow_from_above(time, after_ns);
        return;
    }
    time->running = 0;
    bool forgotten = now_ns - time->looked_ns >= forget_after_ns;
    if (after_ns > time->enough_ns + time->guard_ns / 2) {
        confirmed_nothing(time, now_ns);
        return;
    }
    time->futile = 0;
    time->tries -= time->tries < TRIES_MADE_GOOD ? time->tries : TRIES_MADE_GOOD;
    if (forgotten)
        time->confirmed = 0;
    if (time->confirmed < CONFIRMATIONS)
        time->confirmed += (unsigned)(time->guard_ns / first_guard_ns);
    else
        time->tries = 0;
    time->looked_ns = now_ns;
}

void conversion_time_undercut(struct conversion_time *time)
{
    time->confirmed = 0;
    widen_guard(time, widest_guard_ns);
}

/* Conversions do not all take the same time, or the oscillator drifted. */
static void start_anew(struct conversion_time *time)
{
    widen_guard(time, widest_guard_ns);
    time->enough_ns = time->longest_ns;
    time->futile = 0;
    time->running = 0;
    time->confirmed = 0;
}

void conversion_time_running(struct conversion_time *time, int64_t after_ns, int64_t now_ns)
{
    count_try(time, now_ns);
    if (after_ns >= time->enough_ns) {
        time->confirmed = 0;
        time->too_short_ns = after_ns;
        start_anew(time);
    } else if (!is_narrow(time)) {
        narrow_from_below(time, after_ns);
    } else if (++time->running >= RUNNING_LOOKS) {
        start_anew(time); /* one look that was held up had made it too short */
    }
}
