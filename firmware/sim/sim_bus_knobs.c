/* What a test may turn on a simulated bus: its speed, its adapter, its faults. */
#include "sim/sim_bus_inside.h"

#include <stddef.h>

static struct seat *seat_at(struct i2c_bus *bus, struct sim_place place)
{
    struct sim_bus *sim = sim_of(bus);
    for (unsigned i = 0; i < sim->seats_used; i++) {
        const struct sim_place *other = &sim->seats[i].place;
        if (other->address == place.address && other->switch_address == place.switch_address &&
            other->branch == place.branch)
            return &sim->seats[i];
    }
    return NULL;
}

struct sim_chip *sim_bus_chip(struct i2c_bus *bus, struct sim_place place)
{
    const struct seat *seat = seat_at(bus, place);
    return seat ? seat->chip : NULL;
}

void sim_bus_set_overhead_ns(struct i2c_bus *bus, int64_t overhead_ns)
{
    sim_of(bus)->overhead_ns = overhead_ns;
}

void sim_bus_set_hz(struct i2c_bus *bus, double bus_hz)
{
    sim_of(bus)->bit_ns = NS_PER_S / bus_hz;
}

void sim_bus_unplug_chip(struct i2c_bus *bus, struct sim_place place, bool unplugged)
{
    struct seat *seat = seat_at(bus, place);
    if (!seat)
        return;
    if (seat->unplugged && !unplugged)
        seat->chip->ops->power_on(seat->chip, clock_now_ns(&sim_of(bus)->clock));
    seat->unplugged = unplugged;
}

void sim_bus_garble_chip(struct i2c_bus *bus, struct sim_place place, bool garbled)
{
    struct seat *seat = seat_at(bus, place);
    if (seat)
        seat->garbled = garbled;
}

void sim_bus_hang_chip(struct i2c_bus *bus, struct sim_place place, bool hanging)
{
    struct seat *seat = seat_at(bus, place);
    if (seat)
        seat->hanging = hanging;
}

void sim_bus_set_message_delay_ns(struct i2c_bus *bus, int64_t delay_ns)
{
    sim_of(bus)->message_delay_ns = delay_ns;
}

void sim_bus_set_smbus_only(struct i2c_bus *bus)
{
    sim_of(bus)->way = ADAPTER_SMBUS;
}

void sim_bus_set_messages_most(struct i2c_bus *bus, unsigned most)
{
    sim_of(bus)->messages_most = most;
}

/* Back, it has nothing connected. */
void sim_bus_unplug_switch(struct i2c_bus *bus, uint8_t switch_address, bool unplugged)
{
    struct sim_switch *found = sim_bus_switch(sim_of(bus), switch_address);
    if (!found)
        return;
    found->branches = 0;
    found->unplugged = unplugged;
}

void sim_bus_hang(struct i2c_bus *bus, bool hanging)
{
    sim_of(bus)->hanging = hanging;
}

void sim_bus_unplug(struct i2c_bus *bus, bool unplugged)
{
    sim_of(bus)->unplugged = unplugged;
}

void sim_bus_set_timeout_ns(struct i2c_bus *bus, int64_t timeout_ns)
{
    sim_of(bus)->timeout_ns = timeout_ns;
}

void sim_bus_fail_at_random(struct i2c_bus *bus, uint32_t per_million, uint64_t seed)
{
    sim_of(bus)->fail_per_million = per_million;
    sim_of(bus)->fail_seed = seed;
}

uint64_t sim_bus_failed(const struct i2c_bus *bus)
{
    return ((const struct sim_bus *)bus)->failed;
}
