/* A kind of analogue-to-digital converter, as the scan sees it. A new chip is a driver with such a
 * table, and a line in adc.c. */
#ifndef MATSTATION_ADC_ADC_H
#define MATSTATION_ADC_ADC_H

#include "base/frame.h"
#include "bus/i2c_bus.h"

#include <stdbool.h>
#include <stdint.h>

enum { INPUTS_MAX = 8, NO_INPUT = 255 };

/* Where all kinds may be, by how their address pins are wired. */
enum { ADC_FIRST = 0x48, ADC_LAST = 0x4b };

/*
 * Two sorts. One converts while it is asked and answers in the same transfer: conversion times are
 * 0, start and look are NULL. The other converts in the background: a conversion is started, and
 * may be fetched only when it has ended, since a chip that is asked too early hands out the
 * previous value, and does not take the next start.
 *
 * Every function makes one call on the bus and returns PAD_VALID or what went wrong. `kind` is the
 * table that the function stands in.
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
    /* Of a look: all its clocks; and those before and after the moment that it tells about. */
    unsigned bits_of_look, bits_to_look, bits_after_look;
    int64_t settles_ns;   /* from the first command after power-on until its values count */
    int64_t shows_ns;     /* so far apart, two readings of one pad differ while it does not */
    uint8_t harmless;     /* a byte that may be written to it at any time */
    uint16_t config_rate; /* the driver's own: the chip's code for its rate */
    uint8_t unused_bits;  /* the driver's own: at the low end of a result, always zero */

    /* Makes a chip that was found, or came back, ready: it converts nothing then. */
    enum pad_state (*setup)(struct i2c_bus *bus, uint8_t address);
    enum pad_state (*start)(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                            unsigned input);
    /* Gets the value of `input`, and starts `next` unless it is NO_INPUT. Counts go up to
     * full_scale, and from noise a little below zero. */
    enum pad_state (*fetch)(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                            unsigned input, unsigned next, int32_t *counts);
    /* Is a conversion under way, and of which input was the last that the chip took? NO_INPUT: it
     * took none since it lost its power. */
    enum pad_state (*look)(struct i2c_bus *bus, uint8_t address, bool *busy, unsigned *input);
    /* Has the chip lost its registers since setup? */
    enum pad_state (*restarted)(struct i2c_bus *bus, uint8_t address, bool *restarted);
};

/* By name, "ads1115"; NULL: there is no such chip. */
const struct adc_kind *adc_kind(const char *name);

/* What a failed transfer makes of the value. */
enum pad_state adc_state(enum bus_result result);

extern const struct adc_kind ads1115_kind, ads1015_kind, ads7828_kind, ads7830_kind;

#endif
