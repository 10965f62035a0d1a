/* One scan: every wired input of every chip once, interleaved so that converters and wire are both
 * busy. A value is passed on only when it is surely that pad's. */
#ifndef MATSTATION_ADC_SCAN_H
#define MATSTATION_ADC_SCAN_H

#include "adc/wiring.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/health.h"
#include "bus/i2c_bus.h"

#include <stdbool.h>

struct scan;

/*
 * ahead: scans follow each other without a pause, so the last fetch of one scan already starts the
 * first conversion of the next, and each chip's true conversion time is learned. Otherwise every
 * scan starts afresh and waits as long as the slowest chip within specification may need.
 * wiring is copied; bus and clock outlive the scan. NULL when memory is short.
 */
struct scan *scan_open(const struct wiring *wiring, struct i2c_bus *bus, struct clock clock,
                       bool ahead);
void scan_close(struct scan *scan);

/* Fills values, states, pads and time_ns of the frame; nothing is allocated. Sleeps on the clock
 * while conversions run. False when nothing could be asked, because all chips are at rest. */
bool scan_run(struct scan *scan, struct frame *frame);

/* Fills the part of the chips and the bus. Same thread as scan_run. */
void scan_health(const struct scan *scan, struct machine_health *health);

#endif
