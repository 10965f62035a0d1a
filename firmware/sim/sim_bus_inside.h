/* What a simulated bus is made of. Private to sim_bus.c and sim_bus_knobs.c. */
#ifndef MATSTATION_SIM_SIM_BUS_INSIDE_H
#define MATSTATION_SIM_SIM_BUS_INSIDE_H

#include "sim/sim_bus.h"

enum {
    SIM_CHIPS_MAX = 80,
    SIM_SWITCHES_MAX = 8,
};

struct seat {
    struct sim_place place;
    struct sim_chip *chip;
    bool unplugged, garbled, hanging;
};

/* The branches that a TCA9548A connects, a bit each. */
struct sim_switch {
    uint8_t address;
    uint8_t branches;
    bool unplugged;
};

struct sim_bus {
    struct i2c_bus bus;
    struct clock clock;
    double bit_ns;
    int64_t overhead_ns;
    int64_t timeout_ns;
    int64_t message_delay_ns;
    enum adapter_way way;
    unsigned messages_most; /* a call; 0: any */
    struct seat seats[SIM_CHIPS_MAX];
    unsigned seats_used;
    struct sim_switch switches[SIM_SWITCHES_MAX];
    unsigned switches_used;
    bool hanging, unplugged;
    uint32_t fail_per_million;
    uint64_t fail_seed;
    uint64_t failed;
};

static inline struct sim_bus *sim_of(struct i2c_bus *bus)
{
    return (struct sim_bus *)bus;
}

/* NULL: there is none at that address. */
struct sim_switch *sim_bus_switch(struct sim_bus *sim, uint8_t address);

#endif
