/* A frame: one scan of all pads, as it crosses from the sampler to everything above it. */
#ifndef MATSTATION_BASE_FRAME_H
#define MATSTATION_BASE_FRAME_H

#include <stdint.h>

enum { PADS_MAX = 1024 };

/* Why a value may or may not be believed. Anything but PAD_VALID means that there is no value. */
enum pad_state {
    PAD_VALID,
    PAD_OFFLINE,   /* its converter is set aside after failing, and was not asked */
    PAD_NACK,      /* its converter did not acknowledge */
    PAD_TIMEOUT,   /* the bus was stuck */
    PAD_BUS_ERROR, /* any other failed transfer */
    PAD_NOT_READY, /* the conversion was not surely this pad's, or had not ended */
    PAD_NONSENSE,  /* its converter answered what it cannot say */
    PAD_EMPTY,     /* a recording has no value here */
    PAD_STATES
};

/*
 * Fixed in size and free of pointers, so that it can cross a thread or a process.
 * number counts planned scans: a jump of more than one says that scans were skipped.
 * Only the first `pads` values and states are meaningful.
 */
struct frame {
    int64_t time_ns; /* monotonic, end of the scan; of a recording: its own time */
    uint32_t number;
    uint32_t pads;
    float value[PADS_MAX];   /* counts, or the loads of a recording; more = more load */
    uint8_t state[PADS_MAX]; /* enum pad_state */
};

#endif
