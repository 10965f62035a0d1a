/* From raw frames to loads that can be believed: time put in order, spikes out, each pad's span
 * learned or calibrated, contact with hysteresis, health of every pad. Pure: frames in, loads out.
 */
#ifndef MATSTATION_SIGNAL_SIGNAL_H
#define MATSTATION_SIGNAL_SIGNAL_H

#include "base/error.h"
#include "base/frame.h"
#include "catalogue/mat.h"
#include "signal/calibration.h"

#include <stdbool.h>
#include <stdint.h>

enum pad_fault {
    PAD_SOUND,
    PAD_FAULT_OPEN,
    PAD_FAULT_SHORT,
    PAD_FAULT_STUCK,
    PAD_FAULT_SATURATED,
    PAD_FAULT_NOISY,
    PAD_FAULT_MISSING,
    PAD_FAULT_AGEING,
};

/* One frame after cleaning. Units of load: those of the input, or newtons once calibrated. */
struct loads {
    int64_t time_ns;
    int64_t gap_ns; /* > 0: nothing was seen for so long before this frame */
    unsigned pads;
    float load[PADS_MAX];  /* above the pad's empty value as far as it is known; >= 0 */
    float value[PADS_MAX]; /* the last one believed, whatever part of it is empty mat */
    bool usable[PADS_MAX]; /* there is a value in this frame and the pad is sound */
    bool contact[PADS_MAX];
    uint8_t fault[PADS_MAX]; /* enum pad_fault */
    float total;             /* of the usable pads */
    float typical;           /* the running size of load on this mat (a high percentile) */
    float newton;            /* one unit of load is about so many newtons; 0: nobody knows */
    bool measured;           /* by a calibration; else it is what such pads usually show */
};

struct signal;

/* The mat is copied. calibration may be NULL. The caller closes. Allocates here and never later. */
struct signal *signal_open(const struct mat *mat, const struct calibration *calibration,
                           struct error *error);
void signal_close(struct signal *signal);

/* For a mat whose values are of known size. supply: what a pad without resistance would show, as
 * supply_count in struct calibration (which goes before it). most: the highest value that the
 * converters can say. empty_below: while all values are below this one, nobody is on the mat.
 * Without it all are 0: recordings may be in any unit. */
void signal_set_electrics(struct signal *signal, float supply, float most, float empty_below);

/* The same for values in percent of the converters' span, as the station records them. */
void signal_set_percent(struct signal *signal, float supply_pct);

/* False: the frame was dropped (its time is not after the last kept one), loads is untouched. */
bool signal_step(struct signal *signal, const struct frame *frame, struct loads *loads);

/* Frames dropped so far. */
uint64_t signal_dropped(const struct signal *signal);

/* Calibrated and raw state of one pad for the test page. */
struct pad_report {
    float raw, load, noise, span;
    enum pad_fault fault;
    enum pad_state state;
};
void signal_pad_report(const struct signal *signal, unsigned pad, struct pad_report *report);

#endif
