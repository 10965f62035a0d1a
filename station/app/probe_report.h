/* What a probe saw, counted and put into words. */
#ifndef MATSTATION_APP_PROBE_REPORT_H
#define MATSTATION_APP_PROBE_REPORT_H

#include "adc/wiring.h"
#include "base/frame.h"
#include "base/health.h"

#include <stdio.h>

struct probe_tally {
    uint64_t frames;
    uint64_t valid;
    int64_t first_ns, last_ns;
    uint64_t invalid[PADS_MAX][PAD_STATES];
    struct frame last;
    uint64_t settled_frames; /* up to then; 0: not settled */
    int64_t settled_ns;
    struct machine_health settled, health; /* then, or all zero; and at the end */
};

void probe_tally_add(struct probe_tally *tally, const struct frame *frame);

/* From the last frame on it goes as it will go: rates count from here. Otherwise from the first. */
void probe_tally_settle(struct probe_tally *tally, const struct machine_health *health);

void probe_report(FILE *to, const struct probe_tally *tally, const struct wiring *wiring,
                  const struct wire *wires);

/* In plain words, why a value is missing. */
const char *pad_state_words(enum pad_state state);

#endif
