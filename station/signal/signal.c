#include "signal/signal.h"

#include "signal/empty.h"
#include "signal/state.h"
#include "signal/watch.h"

#include <math.h>
#include <stdlib.h>

/* An unloaded pad is over 10 MOhm (Interlink): it shows well below this part of the span. */
#define EMPTY_BELOW_PCT 3.0F
#define SPAN_PCT 100.0F

static const float TYPICAL_PART = 0.9f;
static const float TYPICAL_RISE_S = 0.5f, TYPICAL_FALL_S = 60;
static const float TYPICAL_LOADED = 0.3f;
static const float MEASURED_PART = 0.75f; /* of the pads: then their loads are newtons */

/* A pad without a span of its own adds next to nothing to the others' newtons. */
static bool is_measured(const struct calibration *calibration)
{
    unsigned known = 0;
    for (unsigned i = 0; i < calibration->pads; i++)
        known += calibration->newton_per_unit[i] > 0;
    return known > 0 && (float)known >= MEASURED_PART * (float)calibration->pads;
}

struct signal *signal_open(const struct mat *mat, const struct calibration *calibration,
                           struct error *error)
{
    struct signal *signal = calloc(1, sizeof *signal);
    if (signal && calibration)
        signal->calibration = malloc(sizeof *signal->calibration);
    if (!signal || (calibration && !signal->calibration)) {
        free(signal);
        error_set(error, "no memory for a mat of %u pads", mat->pads);
        return NULL;
    }
    signal->pads = mat->pads;
    signal->half_supply_n = mat->half_supply_n;
    if (calibration) {
        *signal->calibration = *calibration;
        signal->knowledge = KNOWS_EMPTY;
        for (unsigned i = 0; i < mat->pads && i < calibration->pads; i++) {
            signal->pad[i].empty = calibration->empty[i];
            signal->pad[i].calibrated = true;
            signal->health[i].idle = calibration->empty[i];
        }
        signal->measured = is_measured(calibration);
    }
    return signal;
}

void signal_close(struct signal *signal)
{
    if (signal)
        free(signal->calibration);
    free(signal);
}

static void learn_typical(struct signal *signal, float interval_s)
{
    if (signal->typical <= 0 && signal->knowledge == KNOWS_EMPTY &&
        !empty_until_somebody_came(signal, interval_s))
        return;
    float now = state_load_percentile(signal, TYPICAL_PART);
    if (signal->typical <= 0)
        signal->typical = now;
    else if (now > signal->typical)
        signal->typical += (now - signal->typical) * fminf(interval_s / TYPICAL_RISE_S, 1);
    else if (now > TYPICAL_LOADED * signal->typical)
        signal->typical += (now - signal->typical) * fminf(interval_s / TYPICAL_FALL_S, 1);
}

static void take_values(struct signal *signal, const struct frame *frame, float interval_s)
{
    for (unsigned i = 0; i < signal->pads; i++) {
        struct pad_track *pad = &signal->pad[i];
        signal->state[i] = i < frame->pads ? frame->state[i] : (uint8_t)PAD_OFFLINE;
        if (state_has_value(frame, i))
            pad_track_value(pad, fmaxf(state_linear(signal, frame->value[i]), 0), interval_s);
        signal->any_alive = signal->any_alive || pad->alive;
    }
}

static float write_loads(struct signal *signal, const struct frame *frame, struct loads *loads)
{
    double total = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        const struct pad_track *pad = &signal->pad[i];
        enum pad_fault fault = signal->health[i].fault;
        bool sound = state_believes(fault);
        loads->usable[i] = state_has_value(frame, i) && sound;
        loads->fault[i] = (uint8_t)fault;
        loads->value[i] = pad->value * state_newton_per_unit(signal, i);
        loads->load[i] = loads->usable[i] ? pad->load * state_newton_per_unit(signal, i) : 0;
        loads->contact[i] = pad->contact && sound && pad->begun;
        total += (double)loads->load[i];
    }
    return (float)total;
}

void signal_set_electrics(struct signal *signal, float supply, float most, float empty_below)
{
    signal->supply = supply;
    signal->most = most;
    signal->empty_below = state_linear(signal, empty_below);
}

void signal_set_percent(struct signal *signal, float supply_pct)
{
    signal_set_electrics(signal, supply_pct, SPAN_PCT, EMPTY_BELOW_PCT);
}

bool signal_step(struct signal *signal, const struct frame *frame, struct loads *loads)
{
    int64_t gap_ns, last_ns = signal->order.last_ns;
    bool begun = signal->order.begun;
    if (!order_step(&signal->order, frame->time_ns, &gap_ns))
        return false;
    float interval_s =
        begun && gap_ns == 0 ? (float)((double)(frame->time_ns - last_ns) * 1e-9) : 0;
    signal->rhythm_s = (float)((double)signal->order.interval_ns * 1e-9);
    take_values(signal, frame, interval_s);
    if (signal->knowledge == KNOWS_NOTHING)
        empty_judge_start(signal);
    if (signal->knowledge != KNOWS_NOTHING)
        learn_typical(signal, interval_s);
    struct pad_context context = {
        .typical = signal->typical,
        .interval_s = interval_s,
        .rhythm_s = signal->rhythm_s,
        .any_alive = signal->any_alive,
    };
    for (unsigned i = 0; i < signal->pads; i++) {
        if (state_has_value(frame, i))
            pad_track_contact(&signal->pad[i], &context);
    }
    empty_find_mute(signal);
    empty_follow(signal, interval_s);
    loads->time_ns = frame->time_ns;
    loads->gap_ns = gap_ns;
    loads->pads = signal->pads;
    loads->total = write_loads(signal, frame, loads);
    loads->typical = signal->typical;
    loads->measured = signal->measured;
    loads->newton = signal->measured ? 1 : state_supply(signal) > 0 ? signal->half_supply_n : 0;
    watch_step(signal, frame, interval_s, loads->total);
    return true;
}

uint64_t signal_dropped(const struct signal *signal)
{
    return signal->order.dropped;
}

void signal_pad_report(const struct signal *signal, unsigned pad, struct pad_report *report)
{
    const struct pad_track *track = &signal->pad[pad];
    *report = (struct pad_report){
        .raw = track->raw,
        .load = track->load * state_newton_per_unit(signal, pad),
        .noise = track->noise,
        .span = track->high - track->low,
        .fault = signal->health[pad].fault,
        .state = (enum pad_state)signal->state[pad],
    };
}
