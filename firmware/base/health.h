/* How the machine itself is: what the test page, the selftest and the fault lines are made of. */
#ifndef MATSTATION_BASE_HEALTH_H
#define MATSTATION_BASE_HEALTH_H

#include "base/frame.h"

#include <stdbool.h>
#include <stdint.h>

enum { CHIPS_MAX = 64, LATENESS_BINS = 24, CHIP_NAME_MAX = 48 };

enum chip_state { CHIP_OK, CHIP_FAILING, CHIP_OFFLINE };

struct chip_health {
    char name[CHIP_NAME_MAX]; /* as in the mat file: "ads1115@0x48" */
    enum chip_state state;
    uint64_t failures[PAD_STATES]; /* transfers that failed, by cause */
    double rate_hz;                /* conversions per second, learned; 0 = not known */
};

/* A copy made for the reader; plain data. */
struct machine_health {
    unsigned chips;
    struct chip_health chip[CHIPS_MAX];
    bool bus_open;
    double bus_hz;      /* measured clock; 0 = not known */
    uint64_t bus_calls; /* transfers, and the clocks that they took on the wire */
    uint64_t bus_bits;
    uint64_t look_calls; /* of these, looks whether a conversion has ended */
    uint64_t look_bits;
    double frame_rate_hz; /* measured over the last seconds */
    double wanted_rate_hz;
    uint64_t frames;
    uint64_t skipped;          /* planned scans that never ran because an earlier one ran late */
    uint64_t dropped;          /* frames that the reader was too slow for */
    int64_t sampler_cpu_ns;    /* spent by the sampler's thread; 0: it has none */
    int64_t sampler_turned_ns; /* when the sampler's loop last went round, frames or none */
    bool real_time;            /* SCHED_FIFO granted */
    bool memory_locked;
    /* Bin i counts scans that began less than 2^i us late; the last, all later ones. */
    uint64_t lateness[LATENESS_BINS];
    bool button; /* a button line is open */
    bool button_stuck;
    bool simulated;
    char bus_name[64];
};

#endif
