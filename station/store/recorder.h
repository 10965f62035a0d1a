/* Writes recordings of frames, as recording.h reads them. */
#ifndef MATSTATION_STORE_RECORDER_H
#define MATSTATION_STORE_RECORDER_H

#include "base/error.h"
#include "base/frame.h"

#include <stdbool.h>
#include <stdint.h>

struct recorder;

struct recorder_options {
    const char *path; /* -: standard output; ending in .gz: packed */
    unsigned pads;
    const char *const *name; /* of each pad */
    uint64_t limit_bytes;    /* it ends there or a day after its first frame; 0: at neither */
    bool threaded; /* a thread of its own writes: the caller never waits for the card. What a card
                      does not take for minutes is given up, and the recording says so:
                      "#! gap FROM TO FRAMES". What was written is durable 3 s later. False: the
                      caller writes, and nothing is given up. */
};

/* NULL: the file cannot be made; error says why. One thread calls all of these. */
struct recorder *recorder_open(const struct recorder_options *options, struct error *error);

/* A line "#! key value". */
void recorder_note(struct recorder *recorder, const char *key, const char *value);

/* -1: something could not be written so far. */
int recorder_put(struct recorder *recorder, const struct frame *frame);

/* Waits until all is written and durable, and closes. -1: not all of it could be; error says why.
 * NULL is fine. */
int recorder_close(struct recorder *recorder, struct error *error);

#endif
