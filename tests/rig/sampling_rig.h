/* A simulated bus in virtual time with a scan on it, whose every pad has its own voltage: so that a
 * value tells which pad it came from. For tests and measurements. */
#ifndef MATSTATION_TESTS_RIG_SAMPLING_RIG_H
#define MATSTATION_TESTS_RIG_SAMPLING_RIG_H

#include "adc/scan.h"
#include "adc/wiring.h"
#include "base/clock.h"
#include "base/random.h"
#include "sim/sim_bus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rig;

struct rig_input {
    struct rig *rig;
    const struct wired_chip *wired;
};

struct rig {
    int64_t now_ns;
    struct clock clock;
    int64_t late_ns; /* sleeps end half of it late, and by chance that much more, or 20 times */
    uint64_t chance;
    struct wire wires[PADS_MAX];
    unsigned pads;
    struct wiring wiring;
    struct rig_input inputs[CHIPS_MAX];
    struct i2c_bus *bus;
    struct scan *scan;
    struct frame frame;
    double offset_v;     /* on all pads, to see the age of a value: since offset_ns, */
    double old_offset_v; /* and before */
    int64_t offset_ns;
    double step_v; /* from one pad to the next; 0: all over the range */
    unsigned bare; /* every so manieth pad is at exactly 0 V; 0: none is, */
};                 /* but where the offset takes it there */

/* Mostly pads are far enough apart for eight bits, and none is at zero. */
static inline double rig_volts_then(const struct rig *rig, unsigned pad, int64_t time_ns)
{
    double step_v = rig->step_v > 0 ? rig->step_v : 2.2 / (rig->pads + 1);
    double offset_v = time_ns < rig->offset_ns ? rig->old_offset_v : rig->offset_v;
    if (rig->bare && pad % rig->bare == 0)
        return 0;
    return fmax(0.1 + step_v * (pad + 1) + offset_v, 0);
}

static inline double rig_volts(const struct rig *rig, unsigned pad)
{
    return rig_volts_then(rig, pad, rig->now_ns);
}

/* From now on. */
static inline void rig_set_offset(struct rig *rig, double volts)
{
    rig->old_offset_v = rig->offset_v;
    rig->offset_v = volts;
    rig->offset_ns = rig->now_ns;
}

static inline double rig_input_volts(void *self, unsigned input, int64_t time_ns)
{
    const struct rig_input *at = self;
    for (unsigned i = 0; i < at->wired->inputs; i++)
        if (at->wired->input[i] == input)
            return rig_volts_then(at->rig, at->wired->pad[i], time_ns);
    return 0;
}

/* What a converter of this kind says to a voltage, from its data sheet. */
static inline float rig_counts(const struct adc_kind *kind, double volts)
{
    if (strcmp(kind->name, "ads1115") == 0)
        return (float)floor(volts / 4.096 * 32768 + 0.5);
    if (strcmp(kind->name, "ads1015") == 0)
        return (float)floor(floor(volts / 4.096 * 32768 + 0.5) / 16);
    return (float)floor(volts / 2.5 * (strcmp(kind->name, "ads7830") == 0 ? 256 : 4096) + 0.5);
}

static inline const struct wired_chip *rig_chip_of(const struct rig *rig, unsigned pad)
{
    for (unsigned i = 0; i < rig->wiring.chips; i++)
        for (unsigned k = 0; k < rig->wiring.chip[i].inputs; k++)
            if (rig->wiring.chip[i].pad[k] == pad)
                return &rig->wiring.chip[i];
    return NULL;
}

static inline float rig_expected(const struct rig *rig, unsigned pad)
{
    return rig_counts(rig_chip_of(rig, pad)->kind, rig_volts(rig, pad));
}

static inline struct sim_place rig_place(const struct rig *rig, unsigned chip)
{
    const struct wired_chip *wired = &rig->wiring.chip[chip];
    return (struct sim_place){wired->address, wired->switch_address, wired->branch};
}

static inline struct sim_chip *rig_open_chip(const struct adc_kind *kind, struct sim_input input,
                                             struct sim_oscillator oscillator)
{
    if (kind == &ads1115_kind)
        return sim_ads1115_open(input, oscillator);
    if (kind == &ads1015_kind)
        return sim_ads1015_open(input, oscillator);
    return kind == &ads7828_kind ? sim_ads7828_open(input) : sim_ads7830_open(input);
}

static inline int64_t rig_now_ns(void *self)
{
    return ((const struct rig *)self)->now_ns;
}

static inline void rig_sleep_until_ns(void *self, int64_t time_ns)
{
    struct rig *rig = self;
    if (time_ns <= rig->now_ns)
        return;
    rig->now_ns = time_ns;
    if (!rig->late_ns)
        return;
    double times =
        -log(1 - random_unit(&rig->chance)) * (random_unit(&rig->chance) < 0.01 ? 20 : 1);
    rig->now_ns += (int64_t)((0.5 + times) * (double)rig->late_ns);
}

/* So many inputs of each chip are wired, a pad each; -1: it cannot be. */
static inline int rig_wire(struct rig *rig, const char *chips, unsigned inputs, struct error *error)
{
    int wires = wiring_all_inputs(chips, rig->wires, PADS_MAX, error);
    for (int i = 0; i < wires; i++)
        if (rig->wires[i].input < inputs)
            rig->wires[rig->pads++] = rig->wires[i];
    return wires < 0 ? -1 : wiring_read(rig->wires, rig->pads, &rig->wiring, error);
}

/* oscillators: one a chip, or NULL: all nominal, 25 us to wake. Ends the program when it cannot. */
static inline struct rig *rig_open_some(const char *chips, unsigned inputs, double bus_hz,
                                        const struct sim_oscillator *oscillators, bool ahead)
{
    struct rig *rig = calloc(1, sizeof *rig);
    struct error error = {"no memory"};
    if (!rig || rig_wire(rig, chips, inputs, &error) < 0) {
        fprintf(stderr, "%s\n", error.text);
        exit(1);
    }
    rig->clock = (struct clock){rig_now_ns, rig_sleep_until_ns, rig};
    rig->bus = sim_bus_open(bus_hz, rig->clock);
    for (unsigned i = 0; i < rig->wiring.chips; i++) {
        rig->inputs[i] = (struct rig_input){rig, &rig->wiring.chip[i]};
        struct sim_oscillator nominal = {.wake_ns = 25 * NS_PER_US};
        struct sim_chip *chip = rig_open_chip(rig->wiring.chip[i].kind,
                                              (struct sim_input){rig_input_volts, &rig->inputs[i]},
                                              oscillators ? oscillators[i] : nominal);
        sim_bus_add(rig->bus, rig_place(rig, i), chip);
    }
    rig->scan = scan_open(&rig->wiring, rig->bus, rig->clock, ahead);
    return rig;
}

static inline struct rig *rig_open(const char *chips, double bus_hz,
                                   const struct sim_oscillator *oscillators, bool ahead)
{
    return rig_open_some(chips, INPUTS_MAX, bus_hz, oscillators, ahead);
}

static inline void rig_close(struct rig *rig)
{
    scan_close(rig->scan);
    bus_close(rig->bus);
    free(rig);
}

struct rig_tally {
    uint64_t frames;
    uint64_t wrong; /* passed on as valid, and not what this pad's converter says */
    uint64_t lost;  /* marked as lost */
    int64_t began_ns, ended_ns;
};

/* Scans n times, holding every value against its pad's voltage. */
static inline struct rig_tally rig_run(struct rig *rig, uint64_t n)
{
    struct rig_tally tally = {.began_ns = rig->now_ns};
    float expected[PADS_MAX];
    for (unsigned i = 0; i < rig->pads; i++)
        expected[i] = rig_expected(rig, i);
    for (; tally.frames < n; tally.frames++) {
        if (!scan_run(rig->scan, &rig->frame))
            rig->now_ns += 10 * NS_PER_MS;
        for (unsigned i = 0; i < rig->pads; i++) {
            if (rig->frame.state[i] != PAD_VALID)
                tally.lost++;
            else if (rig->frame.value[i] < expected[i] || rig->frame.value[i] > expected[i])
                tally.wrong++;
        }
    }
    tally.ended_ns = rig->now_ns;
    return tally;
}

static inline double rig_rate_hz(const struct rig_tally *tally)
{
    return (double)tally->frames * NS_PER_S / (double)(tally->ended_ns - tally->began_ns);
}

#endif
