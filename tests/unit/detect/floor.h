/* A mat to lay loads on, frame by frame, and the events that the detector makes of it. */
#ifndef MATSTATION_TESTS_FLOOR_H
#define MATSTATION_TESTS_FLOOR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/detector.h"
#include "signal/signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FLOOR_EVENTS = 4096 };

struct floor {
    struct mat mat;
    struct signal *signal;
    struct detector *detector;
    struct frame frame;
    struct loads loads;
    struct observation seen;
    struct event event[FLOOR_EVENTS];
    unsigned events;
    float load[PADS_MAX];
    float noise; /* largest */
    float hertz;
    double seconds;
    unsigned random;
};

static inline float floor_random(struct floor *floor)
{
    floor->random = floor->random * 1664525u + 1013904223u;
    return (float)(floor->random >> 8) / 8388608.0f - 1.0f;
}

static inline struct floor *floor_open(unsigned rows, unsigned columns)
{
    struct floor *floor = calloc(1, sizeof *floor);
    assert_non_null(floor);
    mat_grid(&floor->mat, rows, columns);
    floor->signal = signal_open(&floor->mat, NULL, NULL);
    floor->detector = detector_open(&floor->mat, NULL, NULL);
    assert_non_null(floor->signal);
    assert_non_null(floor->detector);
    floor->frame.pads = floor->mat.pads;
    floor->noise = 1;
    floor->hertz = 50;
    floor->random = 1;
    return floor;
}

static inline void floor_close(struct floor *floor)
{
    detector_close(floor->detector);
    signal_close(floor->signal);
    free(floor);
}

static inline void floor_keep_events(struct floor *floor)
{
    for (unsigned i = 0; i < floor->seen.events && floor->events < FLOOR_EVENTS; i++)
        floor->event[floor->events++] = floor->seen.event[i];
}

/* One frame, this long after the last. */
static inline void floor_step(struct floor *floor, double interval_s)
{
    floor->seconds += interval_s;
    floor->frame.time_ns = (int64_t)(floor->seconds * 1e9);
    for (unsigned i = 0; i < floor->mat.pads; i++) {
        float value = floor->load[i] + floor->noise * floor_random(floor);
        floor->frame.value[i] = value > 0 ? value : 0;
    }
    if (!signal_step(floor->signal, &floor->frame, &floor->loads))
        return;
    detector_step(floor->detector, &floor->loads, &floor->seen);
    floor_keep_events(floor);
}

static inline void floor_pass(struct floor *floor, double seconds)
{
    for (double end = floor->seconds + seconds - 1e-9; floor->seconds < end;)
        floor_step(floor, 1 / (double)floor->hertz);
}

static inline void floor_finish(struct floor *floor)
{
    detector_finish(floor->detector, &floor->seen);
    floor_keep_events(floor);
}

static inline unsigned floor_count(const struct floor *floor, enum event_kind kind)
{
    unsigned count = 0;
    for (unsigned i = 0; i < floor->events; i++)
        count += floor->event[i].kind == kind;
    return count;
}

/* The n-th event of a kind, from 0; fails the test where there are not so many. */
static inline const struct event *floor_event(const struct floor *floor, enum event_kind kind,
                                              unsigned n)
{
    for (unsigned i = 0; i < floor->events; i++) {
        if (floor->event[i].kind == kind && n-- == 0)
            return &floor->event[i];
    }
    fail_msg("no such %s event", event_name(kind));
    return NULL;
}

#endif
