/* A desk with one simulated converter of each kind, on a bus of 400 kHz in virtual time. */
#ifndef MATSTATION_TESTS_SIM_DESK_H
#define MATSTATION_TESTS_SIM_DESK_H

#include "sim/sim_bus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

enum { CONVERSION, CONFIG, LOW_THRESHOLD, HIGH_THRESHOLD };

struct desk {
    int64_t now_ns;
    struct i2c_bus *bus;
    double volts[8];
};

static inline double desk_volts(void *self, unsigned input, int64_t time_ns)
{
    (void)time_ns;
    return ((const struct desk *)self)->volts[input];
}

static inline void lay(struct desk *desk, double error)
{
    *desk = (struct desk){.volts = {0.5, 1.0, 1.5, 2.0, 0.25, 0.75, 1.25, 1.75}};
    desk->bus = sim_bus_open(400000, clock_manual(&desk->now_ns));
    struct sim_input input = {desk_volts, desk};
    struct sim_oscillator oscillator = {.error = error, .wake_ns = 25000};
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x48},
                sim_ads1115_open(input, oscillator));
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x49},
                sim_ads1015_open(input, oscillator));
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x4a}, sim_ads7828_open(input));
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x4b}, sim_ads7830_open(input));
}

static inline void put(struct desk *desk, uint8_t address, uint8_t which, unsigned value)
{
    uint8_t bytes[] = {which, (uint8_t)(value >> 8), (uint8_t)(value & 0xff)};
    struct bus_message message = {bytes, 3, false};
    assert_int_equal(bus_transfer(desk->bus, address, &message, 1), BUS_DONE);
}

static inline unsigned get(struct desk *desk, uint8_t address, uint8_t which)
{
    uint8_t bytes[2];
    struct bus_message messages[] = {{&which, 1, false}, {bytes, 2, true}};
    assert_int_equal(bus_transfer(desk->bus, address, messages, 2), BUS_DONE);
    return (unsigned)bytes[0] << 8 | bytes[1];
}

/* Single-shot, 4.096 V, fastest, input 0 to 3. */
static inline unsigned config(unsigned input)
{
    return 0xc000U | input << 12 | 0x03e3U;
}

/* Without a pointer written before. */
static inline unsigned read_on(struct desk *desk, uint8_t address)
{
    uint8_t bytes[2];
    struct bus_message message = {bytes, 2, true};
    assert_int_equal(bus_transfer(desk->bus, address, &message, 1), BUS_DONE);
    return (unsigned)bytes[0] << 8 | bytes[1];
}

static inline void put_byte(struct desk *desk, uint8_t address, uint8_t byte)
{
    assert_int_equal(bus_write_byte(desk->bus, address, byte), BUS_DONE);
}

#endif
