#include "bus/tca9548a.h"

#include <stdlib.h>

enum {
    SWITCHES_MAX = 8,
    NONE = 255,
    /* Were one call in ten missed by chance, so many in a row would be once in a million. */
    TRIES_TILL_GONE = 6,
};

struct bus_switches {
    struct i2c_bus *root;
    uint8_t address[SWITCHES_MAX];
    unsigned count;
    /* The one switch with a branch connected. Not known at first, and after a failure: a switch
     * that lost its power has none connected, one of an earlier run may have any. */
    bool known;
    unsigned connected;
    uint8_t branch;
};

struct branch {
    struct i2c_bus bus;
    struct bus_switches *switches;
    unsigned which;
    uint8_t branch;
};

static enum bus_result connect(struct bus_switches *switches, unsigned which, unsigned branches)
{
    return bus_write_byte(switches->root, switches->address[which], (uint8_t)branches);
}

/* A switch that is gone has nothing connected, either. One that only missed this call may have, and
 * two chips of one address would answer as one, without an error. */
static enum bus_result disconnect(struct bus_switches *switches, unsigned which)
{
    enum bus_result result = BUS_NACK;
    for (unsigned i = 0; i < TRIES_TILL_GONE && result == BUS_NACK; i++)
        result = connect(switches, which, 0);
    return result == BUS_NACK ? BUS_DONE : result;
}

static enum bus_result disconnect_others(struct bus_switches *switches, unsigned which)
{
    enum bus_result result = BUS_DONE;
    for (unsigned i = 0; i < switches->count && result == BUS_DONE; i++)
        if (i != which && (!switches->known || i == switches->connected))
            result = disconnect(switches, i);
    return result;
}

static enum bus_result branch_select(struct i2c_bus *bus)
{
    const struct branch *branch = (const struct branch *)bus;
    struct bus_switches *switches = branch->switches;
    if (switches->known && switches->connected == branch->which &&
        switches->branch == branch->branch)
        return BUS_DONE;
    enum bus_result result = disconnect_others(switches, branch->which);
    if (result == BUS_DONE)
        result = connect(switches, branch->which, 1U << branch->branch);
    switches->known = result == BUS_DONE;
    switches->connected = branch->which;
    switches->branch = branch->branch;
    return result;
}

static enum bus_result branch_transfer(struct i2c_bus *bus, uint8_t address,
                                       struct bus_message *messages, unsigned count)
{
    struct bus_switches *switches = ((struct branch *)bus)->switches;
    enum bus_result result = branch_select(bus);
    if (result == BUS_DONE)
        result = bus_transfer(switches->root, address, messages, count);
    if (result != BUS_DONE)
        switches->known = false;
    return result;
}

static enum bus_result branch_recover(struct i2c_bus *bus)
{
    struct bus_switches *switches = ((struct branch *)bus)->switches;
    switches->known = false;
    return bus_recover(switches->root);
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

static unsigned find_or_add(struct bus_switches *switches, uint8_t address)
{
    for (unsigned i = 0; i < switches->count; i++)
        if (switches->address[i] == address)
            return i;
    if (switches->count == SWITCHES_MAX)
        return NONE;
    switches->address[switches->count] = address;
    return switches->count++;
}

struct i2c_bus *switches_branch(struct bus_switches *switches, uint8_t address, uint8_t branch)
{
    unsigned which = find_or_add(switches, address);
    struct branch *opened = which == NONE ? NULL : calloc(1, sizeof *opened);
    if (!opened)
        return NULL;
    opened->bus.ops = &branch_ops;
    opened->switches = switches;
    opened->which = which;
    opened->branch = branch;
    return &opened->bus;
}
