/*
 * How long one chip's conversions really take, learned by looking whether they have ended. Pure:
 * times are handed in.
 *
 * Looks close in on the shortest time that is long enough, confirm it many times, and from then on
 * the wait is that time and a guard. Each look tests the time without the guard, so that a drift is
 * seen before it reaches a value; a surprise doubles the guard and starts anew. Where looks come
 * late by chance, a wider guard makes more of them count. Whatever is not confirmed, or was not
 * confirmed lately, waits as long as the slowest chip may need. That a value is the right one does
 * not rest on this (see answers.h).
 */
#ifndef MATSTATION_ADC_CONVERSION_TIME_H
#define MATSTATION_ADC_CONVERSION_TIME_H

#include <stdbool.h>
#include <stdint.h>

struct conversion_time {
    int64_t longest_ns;   /* of the slowest chip within specification */
    int64_t enough_ns;    /* no conversion was seen to take longer */
    int64_t too_short_ns; /* one was seen to take longer than this */
    int64_t guard_ns;
    unsigned confirmed;     /* looks in a row that found enough_ns enough */
    unsigned futile;        /* looks in a row that came too late to tell */
    unsigned running;       /* looks in a row that found it running, though none too late for it */
    unsigned tries;         /* looks since it was last confirmed, or given up */
    int64_t looked_ns;      /* when the last of them was */
    int64_t rests_until_ns; /* given up for a while */
};

/* The bounds are those of the specification. */
void conversion_time_begin(struct conversion_time *time, int64_t shortest_ns, int64_t longest_ns);

/* How long a conversion begun now needs at most. */
int64_t conversion_time_wait_ns(const struct conversion_time *time, int64_t now_ns);

/* After how long should somebody look? 0: no look is due. */
int64_t conversion_time_look_ns(const struct conversion_time *time, int64_t now_ns);

/* A look found a conversion ended, or under way, so long after its start. */
void conversion_time_ended(struct conversion_time *time, int64_t after_ns, int64_t now_ns);
void conversion_time_running(struct conversion_time *time, int64_t after_ns, int64_t now_ns);

/* A conversion took longer than conversion_time_wait_ns. */
void conversion_time_undercut(struct conversion_time *time);

bool conversion_time_is_known(const struct conversion_time *time, int64_t now_ns);

#endif
