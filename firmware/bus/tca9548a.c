#include "bus/tca9548a.h"

#include <stdlib.h>

enum { NO_SWITCH = 0 };

struct bus_switches {
    struct i2c_bus *root;
    uint8_t address; /* the switch that has a branch connected, or NO_SWITCH */
    uint8_t branch;
    /* After a failure nothing is known: a switch that lost its power has no branch connected. */
    bool known;
};

struct branch {
    struct i2c_bus bus;
    struct bus_switches *switches;
    uint8_t address;
    uint8_t branch;
};

static enum bus_result write_control(struct bus_switches *switches, uint8_t address, uint8_t bits)
{
    struct bus_message message = {&bits, 1, false};
    return bus_transfer(switches->root, address, &message, 1);
}

static bool is_selected(const struct branch *branch)
{
    const struct bus_switches *switches = branch->switches;
    return switches->known && switches->address == branch->address &&
           switches->branch == branch->branch;
}

static enum bus_result branch_select(struct i2c_bus *bus)
{
    struct branch *branch = (struct branch *)bus;
    struct bus_switches *switches = branch->switches;
    if (is_selected(branch))
        return BUS_DONE;
    enum bus_result result = BUS_DONE;
    switches->known = false;
    if (switches->address != NO_SWITCH && switches->address != branch->address)
        result = write_control(switches, switches->address, 0);
    if (result != BUS_DONE && result != BUS_NACK)
        return result; /* a switch that does not answer has nothing connected, either */
    result = write_control(switches, branch->address, (uint8_t)(1U << branch->branch));
    switches->address = branch->address;
    switches->branch = branch->branch;
    switches->known = result == BUS_DONE;
    return result;
}

static enum bus_result branch_transfer(struct i2c_bus *bus, uint8_t address,
                                       struct bus_message *messages, unsigned count)
{
    struct branch *branch = (struct branch *)bus;
    enum bus_result result = branch_select(bus);
    if (result == BUS_DONE)
        result = bus_transfer(branch->switches->root, address, messages, count);
    if (result != BUS_DONE)
        branch->switches->known = false;
    return result;
}

static enum bus_result branch_recover(struct i2c_bus *bus)
{
    struct branch *branch = (struct branch *)bus;
    branch->switches->known = false;
    return bus_recover(branch->switches->root);
}

static void branch_close(struct i2c_bus *bus)
{
    free(bus);
}

static const struct i2c_bus_ops branch_ops = {
    .transfer = branch_transfer,
    .select = branch_select,
    .recover = branch_recover,
    .close = branch_close,
};

struct bus_switches *switches_open(struct i2c_bus *root)
{
    struct bus_switches *switches = calloc(1, sizeof *switches);
    if (switches)
        switches->root = root;
    return switches;
}

void switches_close(struct bus_switches *switches)
{
    free(switches);
}

struct i2c_bus *switches_branch(struct bus_switches *switches, uint8_t address, uint8_t branch)
{
    struct branch *opened = calloc(1, sizeof *opened);
    if (!opened)
        return NULL;
    opened->bus.ops = &branch_ops;
    opened->switches = switches;
    opened->address = address;
    opened->branch = branch;
    return &opened->bus;
}
