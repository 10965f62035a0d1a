#include "signal/signal.h"

#include "signal/order.h"

#include <math.h>
#include <stdlib.h>

struct signal {
    unsigned pads;
    struct order order;
    float raw[PADS_MAX];
    uint8_t state[PADS_MAX];
    float typical;
};

struct signal *signal_open(const struct mat *mat, const struct calibration *calibration,
                           struct error *error)
{
    (void)calibration;
    struct signal *signal = calloc(1, sizeof *signal);
    if (!signal) {
        error_set(error, "no memory for %u pads", mat->pads);
        return NULL;
    }
    signal->pads = mat->pads;
    return signal;
}

void signal_close(struct signal *signal)
{
    free(signal);
}

static void learn_typical(struct signal *signal, const struct loads *loads)
{
    float most = 0;
    for (unsigned i = 0; i < loads->pads; i++)
        most = fmaxf(most, loads->usable[i] ? loads->load[i] : 0);
    signal->typical = fmaxf(most * 0.7f, signal->typical * 0.999f);
}

bool signal_step(struct signal *signal, const struct frame *frame, struct loads *loads)
{
    int64_t gap_ns;
    if (!order_step(&signal->order, frame->time_ns, &gap_ns))
        return false;
    loads->time_ns = frame->time_ns;
    loads->gap_ns = gap_ns;
    loads->pads = signal->pads;
    loads->total = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        bool valid = i < frame->pads && frame->state[i] == PAD_VALID && isfinite(frame->value[i]);
        signal->state[i] = i < frame->pads ? frame->state[i] : PAD_OFFLINE;
        if (valid)
            signal->raw[i] = fmaxf(frame->value[i], 0);
        loads->usable[i] = valid;
        loads->load[i] = valid ? signal->raw[i] : 0;
        loads->fault[i] = PAD_SOUND;
        loads->total += loads->load[i];
    }
    learn_typical(signal, loads);
    loads->typical = signal->typical;
    for (unsigned i = 0; i < signal->pads; i++)
        loads->contact[i] = loads->usable[i] && loads->load[i] > 0.25f * signal->typical;
    return true;
}

uint64_t signal_dropped(const struct signal *signal)
{
    return signal->order.dropped;
}

void signal_pad_report(const struct signal *signal, unsigned pad, struct pad_report *report)
{
    *report = (struct pad_report){
        .raw = signal->raw[pad],
        .load = signal->raw[pad],
        .state = (enum pad_state)signal->state[pad],
    };
}
