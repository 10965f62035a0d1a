/* A simulated I2C bus: every clock of the wire takes its time, every byte reaches its chip at the
 * time at which it would. On a manual clock time is exact; on a real one a transfer sleeps as long
 * as the wire would take. */
#ifndef MATSTATION_SIM_SIM_BUS_H
#define MATSTATION_SIM_SIM_BUS_H

#include "base/clock.h"
#include "bus/adapter.h"
#include "bus/i2c_bus.h"
#include "sim/sim_chip.h"

/* NULL when memory is short. The clock outlives the bus. bus_close closes it with its chips. */
struct i2c_bus *sim_bus_open(double bus_hz, struct clock clock);

/* Where a chip is: straight on the bus, or on a branch of a TCA9548A, which is made as needed. */
struct sim_place {
    uint8_t address;
    uint8_t switch_address; /* 0: straight on the bus */
    uint8_t branch;
};

/* The bus owns the chip from now on, also when -1 says that there is no room. A NULL chip is -1. */
int sim_bus_add(struct i2c_bus *bus, struct sim_place place, struct sim_chip *chip);

/* The chip at a place; NULL: none. */
struct sim_chip *sim_bus_chip(struct i2c_bus *bus, struct sim_place place);

/* What a call costs besides the wire, half before and half after. */
void sim_bus_set_overhead_ns(struct i2c_bus *bus, int64_t overhead_ns);
void sim_bus_set_hz(struct i2c_bus *bus, double bus_hz);
/* Before each message of a call: a machine that is too slow to keep the wire busy. */
void sim_bus_set_message_delay_ns(struct i2c_bus *bus, int64_t delay_ns);
/* An adapter that knows only SMBus: the transfers take the way that they take there. */
void sim_bus_set_smbus_only(struct i2c_bus *bus);
/* An adapter that refuses calls of more messages. */
void sim_bus_set_messages_most(struct i2c_bus *bus, unsigned most);

/* Faults. Each holds until it is taken back. */
void sim_bus_unplug_chip(struct i2c_bus *bus, struct sim_place place, bool unplugged);
void sim_bus_garble_chip(struct i2c_bus *bus, struct sim_place place, bool garbled);
void sim_bus_hang_chip(struct i2c_bus *bus, struct sim_place place, bool hanging);
void sim_bus_unplug_switch(struct i2c_bus *bus, uint8_t switch_address, bool unplugged);
void sim_bus_hang(struct i2c_bus *bus, bool hanging);
void sim_bus_unplug(struct i2c_bus *bus, bool unplugged);
void sim_bus_set_timeout_ns(struct i2c_bus *bus, int64_t timeout_ns);

/* So many of a million transfers fail, each at any point of it and in any way. */
void sim_bus_fail_at_random(struct i2c_bus *bus, uint32_t per_million, uint64_t seed);

/* Transfers that failed by the faults above. */
uint64_t sim_bus_failed(const struct i2c_bus *bus);

#endif
