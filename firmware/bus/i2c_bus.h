/* An I2C bus, whoever moves its wires: the kernel's adapter, a branch behind a switch, a simulated
 * one. The sampler owns it: one thread. */
#ifndef MATSTATION_BUS_I2C_BUS_H
#define MATSTATION_BUS_I2C_BUS_H

#include <stdbool.h>
#include <stdint.h>

enum bus_result {
    BUS_DONE,
    BUS_NACK,    /* nobody acknowledged */
    BUS_TIMEOUT, /* the bus was stuck until the adapter gave up */
    BUS_ERROR,   /* any other failed transfer */
    BUS_GONE,    /* the adapter itself is not there */
    BUS_TAKEN,   /* another program of the station's has it */
};

struct bus_message {
    uint8_t *bytes;
    uint8_t length;
    bool read;
};

struct i2c_bus;

struct i2c_bus_ops {
    /* All messages go to one address, in one call without a stop between them. At most one is a
     * read, and it comes last: that is all that the adapters of every Pi can do. */
    enum bus_result (*transfer)(struct i2c_bus *bus, uint8_t address, struct bus_message *messages,
                                unsigned count);
    /* Makes the branch that this bus stands for the connected one; NULL where there is nothing to
     * switch. Transfers do it by themselves: calling it before keeps them short. */
    enum bus_result (*select)(struct i2c_bus *bus);
    /* Tries to find an adapter that is gone, or the state of one that failed. */
    enum bus_result (*recover)(struct i2c_bus *bus);
    void (*close)(struct i2c_bus *bus);
};

/* The first member of each kind of bus. The counters are what went over the wire or tried to. */
struct i2c_bus {
    const struct i2c_bus_ops *ops;
    uint64_t calls;
    uint64_t bits;
};

enum { BITS_A_BYTE = 9 };

/* Clocks on the wire: a start and an address a message, nine a byte, one stop. */
static inline unsigned bus_bits(const struct bus_message *messages, unsigned count)
{
    unsigned bits = 1;
    for (unsigned i = 0; i < count; i++)
        bits += 1 + BITS_A_BYTE * (1U + messages[i].length);
    return bits;
}

static inline enum bus_result bus_transfer(struct i2c_bus *bus, uint8_t address,
                                           struct bus_message *messages, unsigned count)
{
    bus->calls++;
    bus->bits += bus_bits(messages, count);
    return bus->ops->transfer(bus, address, messages, count);
}

static inline enum bus_result bus_write_byte(struct i2c_bus *bus, uint8_t address, uint8_t byte)
{
    struct bus_message message = {&byte, 1, false};
    return bus_transfer(bus, address, &message, 1);
}

/* A register of 16 bits behind its number, the greater byte first. */
static inline enum bus_result bus_write_register(struct i2c_bus *bus, uint8_t address,
                                                 uint8_t which, uint16_t value)
{
    uint8_t bytes[] = {which, (uint8_t)(value >> 8), (uint8_t)(value & 0xff)};
    struct bus_message message = {bytes, sizeof bytes, false};
    return bus_transfer(bus, address, &message, 1);
}

static inline enum bus_result bus_read_register(struct i2c_bus *bus, uint8_t address, uint8_t which,
                                                uint16_t *value)
{
    uint8_t bytes[2] = {0};
    struct bus_message messages[] = {{&which, 1, false}, {bytes, sizeof bytes, true}};
    enum bus_result result = bus_transfer(bus, address, messages, 2);
    *value = (uint16_t)(bytes[0] << 8 | bytes[1]);
    return result;
}

static inline enum bus_result bus_select(struct i2c_bus *bus)
{
    return bus->ops->select ? bus->ops->select(bus) : BUS_DONE;
}

static inline enum bus_result bus_recover(struct i2c_bus *bus)
{
    return bus->ops->recover ? bus->ops->recover(bus) : BUS_DONE;
}

static inline void bus_close(struct i2c_bus *bus)
{
    if (bus)
        bus->ops->close(bus);
}

#endif
