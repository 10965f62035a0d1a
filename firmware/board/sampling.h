/* What every board with a bus is made of: scan, sampler, ring, and a thread where one is wanted. */
#ifndef MATSTATION_BOARD_SAMPLING_H
#define MATSTATION_BOARD_SAMPLING_H

#include "adc/wiring.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/health.h"
#include "bus/i2c_bus.h"

#include <stdbool.h>

struct sampling;

struct sampling_options {
    const struct wiring *wiring; /* copied */
    struct i2c_bus *bus;         /* outlives the sampling */
    struct clock clock;
    double rate_hz;
    bool threaded;
};

/* A thread starts at once. NULL and one line when memory is short. */
struct sampling *sampling_open(const struct sampling_options *options, struct error *error);
void sampling_close(struct sampling *sampling);

/* Without a thread: runs every scan that is planned up to now. */
void sampling_step(struct sampling *sampling, int64_t now_ns);

bool sampling_next_frame(struct sampling *sampling, struct frame *frame);
void sampling_health(struct sampling *sampling, struct machine_health *health);

#endif
