/* A kind of analogue-to-digital converter, as the scan sees it. A new chip is a driver with such a
 * table, and a line in adc.c. */
#ifndef MATSTATION_ADC_ADC_H
#define MATSTATION_ADC_ADC_H

#include "base/frame.h"
#include "bus/i2c_bus.h"

#include <stdbool.h>
#include <stdint.h>

enum { INPUTS_MAX = 8, NO_INPUT = 255 };

/*
 * Two sorts. One converts while it is asked and answers in the same transfer: conversion times are
 * 0, start and busy are NULL. The other converts in the background: a conversion is started, and
 * may be fetched only when it has surely ended, since a chip that is asked too early hands out the
 * previous value, and does not take the next start.
 *
 * Every function makes one call on the bus and returns PAD_VALID or what went wrong.
 */
struct adc_kind {
    const char *name;
    unsigned inputs;
    int32_t full_scale;     /* the highest count */
    double full_scale_v;    /* the voltage that it stands for */
    double nominal_hz;      /* conversions per second; 0: within the transfer */
    int64_t shortest_ns;    /* from the acknowledge of its start to the end of a conversion: */
    int64_t longest_ns;     /* of the fastest and of the slowest chip within specification */
    unsigned bits_to_start; /* clocks of a fetch before its start is acknowledged, */
    unsigned bits_to_value; /* and before its value is laid out */
    unsigned bits_of_fetch; /* all clocks of a fetch that also starts */
    unsigned bits_of_start; /* all clocks of a start alone */
    int64_t settles_ns;     /* from setup until its values count */
    uint8_t harmless;       /* a byte that may be written to it at any time */

    /* Makes a chip that was found, or came back, ready. */
    enum pad_state (*setup)(struct i2c_bus *bus, uint8_t address);
    enum pad_state (*start)(struct i2c_bus *bus, uint8_t address, unsigned input);
    /* Gets the value of `input`, and starts `next` unless it is NO_INPUT. Counts are 0 to
     * full_scale. */
    enum pad_state (*fetch)(struct i2c_bus *bus, uint8_t address, unsigned input, unsigned next,
                            int32_t *counts);
    /* Is a conversion under way? */
    enum pad_state (*busy)(struct i2c_bus *bus, uint8_t address, bool *busy);
    /* Has the chip lost its registers since setup? */
    enum pad_state (*restarted)(struct i2c_bus *bus, uint8_t address, bool *restarted);
};

/* By name, "ads1115"; NULL: there is no such chip. */
const struct adc_kind *adc_kind(const char *name);

/* What a failed transfer makes of the value. */
enum pad_state adc_state(enum bus_result result);

extern const struct adc_kind ads1115_kind, ads1015_kind, ads7828_kind, ads7830_kind;

#endif
