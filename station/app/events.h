/* The detector's events as JSON Lines, and the sums of a whole recording. */
#ifndef MATSTATION_APP_EVENTS_H
#define MATSTATION_APP_EVENTS_H

#include "catalogue/mat.h"
#include "detect/event.h"
#include "detect/observation.h"

#include <stdint.h>
#include <stdio.h>

/* The last line of an analysis. Zeroed to begin with. */
struct tally {
    uint64_t frames, dropped, bad_rows, gaps;
    int64_t first_ns, last_ns;
    int64_t on_mat_ns, person_ns, moving_ns, still_ns;
    uint64_t pauses, holds, strokes, reps;
    int64_t pause_ns, hold_ns;
    double left_share_ns; /* share x ns */
    int64_t left_ns;
    bool on_mat, person, moving; /* in the last frame */
    float left_share;
    char exercise[ID_MAX];
    float confidence;
};

/* One kept frame; its time counts as the frame before it was. */
void tally_step(struct tally *tally, const struct observation *seen);
void tally_count(struct tally *tally, const struct event *event);
void tally_print(FILE *file, const struct tally *tally);

void event_print(FILE *file, const struct event *event, const struct mat *mat);

#endif
