#include "sim/sim_bus_inside.h"

#include "base/random.h"

#include <errno.h>
#include <stdlib.h>

enum { GENERAL_CALL = 0 };

/* One transfer as it proceeds. */
struct wire_time {
    double ns;
    double bit_ns;
};

static int64_t after(struct wire_time *time, unsigned bits)
{
    time->ns += bits * time->bit_ns;
    return (int64_t)time->ns;
}

struct sim_switch *sim_bus_switch(struct sim_bus *sim, uint8_t address)
{
    for (unsigned i = 0; i < sim->switches_used; i++)
        if (sim->switches[i].address == address)
            return &sim->switches[i];
    return NULL;
}

static bool reachable(struct sim_bus *sim, const struct sim_place *place)
{
    if (!place->switch_address)
        return true;
    const struct sim_switch *found = sim_bus_switch(sim, place->switch_address);
    return found && found->branches >> place->branch & 1;
}

static bool heeds_general_calls(const struct seat *seat)
{
    return seat->chip->ops->general_call;
}

static bool is_addressed(struct sim_bus *sim, const struct seat *seat, uint8_t address)
{
    if (seat->unplugged || !reachable(sim, &seat->place))
        return false;
    return address == GENERAL_CALL ? heeds_general_calls(seat) : seat->place.address == address;
}

static enum bus_result switch_message(struct sim_switch *reached, const struct bus_message *message)
{
    if (message->read) {
        for (unsigned i = 0; i < message->length; i++)
            message->bytes[i] = reached->branches;
    } else if (message->length > 0) {
        reached->branches = message->bytes[message->length - 1];
    }
    return BUS_DONE;
}

/* Those that are addressed: whether any is, and whether one of them holds the wires down. */
static enum bus_result address_all(struct sim_bus *sim, uint8_t address, bool read, int64_t time_ns)
{
    enum bus_result result = BUS_NACK;
    for (unsigned i = 0; i < sim->seats_used; i++) {
        struct seat *seat = &sim->seats[i];
        if (!is_addressed(sim, seat, address))
            continue;
        if (seat->hanging)
            return BUS_TIMEOUT;
        if (address == GENERAL_CALL || seat->chip->ops->address(seat->chip, read, time_ns))
            result = BUS_DONE;
    }
    return result;
}

/* On open-drain wires every zero wins: chips that share an address are read as one of which nobody
 * knows whose bits they are, and no error says so. */
static uint8_t read_all(struct sim_bus *sim, uint8_t address, unsigned index, int64_t time_ns)
{
    uint8_t byte = 0xff;
    for (unsigned i = 0; i < sim->seats_used; i++) {
        struct seat *seat = &sim->seats[i];
        if (is_addressed(sim, seat, address))
            byte &= seat->chip->ops->read(seat->chip, index, time_ns) ^ (seat->garbled ? 0xd5 : 0);
    }
    return byte;
}

static void write_all(struct sim_bus *sim, uint8_t address, unsigned index, uint8_t byte,
                      int64_t time_ns)
{
    for (unsigned i = 0; i < sim->seats_used; i++) {
        struct seat *seat = &sim->seats[i];
        if (!is_addressed(sim, seat, address))
            continue;
        if (address == GENERAL_CALL)
            seat->chip->ops->general_call(seat->chip, byte, time_ns);
        else
            seat->chip->ops->write(seat->chip, index, byte, time_ns);
    }
}

static enum bus_result chip_message(struct sim_bus *sim, uint8_t address,
                                    const struct bus_message *message, struct wire_time *time)
{
    enum bus_result result = address_all(sim, address, message->read, (int64_t)time->ns);
    for (unsigned i = 0; i < message->length && result == BUS_DONE; i++) {
        if (message->read) {
            message->bytes[i] = read_all(sim, address, i, (int64_t)time->ns);
            after(time, BITS_A_BYTE);
        } else {
            write_all(sim, address, i, message->bytes[i], after(time, BITS_A_BYTE));
        }
    }
    return result;
}

static enum bus_result one_message(struct sim_bus *sim, uint8_t address,
                                   const struct bus_message *message, struct wire_time *time)
{
    time->ns += (double)sim->message_delay_ns;
    after(time, 1 + BITS_A_BYTE);
    struct sim_switch *reached = sim_bus_switch(sim, address);
    if (!reached)
        return address == GENERAL_CALL && message->read ? BUS_NACK
                                                        : chip_message(sim, address, message, time);
    if (reached->unplugged)
        return BUS_NACK;
    after(time, BITS_A_BYTE * message->length);
    return switch_message(reached, message);
}

static enum bus_result random_failure(struct sim_bus *sim)
{
    static const enum bus_result kinds[] = {BUS_NACK, BUS_ERROR, BUS_TIMEOUT};
    return kinds[random_next(&sim->fail_seed) % 3];
}

/* A failing transfer does its first messages, and then ends. */
static enum bus_result all_messages(struct sim_bus *sim, uint8_t address,
                                    struct bus_message *messages, unsigned count,
                                    struct wire_time *time)
{
    bool fails =
        sim->fail_per_million && random_next(&sim->fail_seed) % 1000000 < sim->fail_per_million;
    unsigned last = fails ? (unsigned)(random_next(&sim->fail_seed) % count) : count;
    enum bus_result result = BUS_DONE;
    for (unsigned i = 0; i < count && result == BUS_DONE; i++)
        result = i == last ? random_failure(sim) : one_message(sim, address, &messages[i], time);
    return result;
}

static enum bus_result wire_transfer(struct i2c_bus *bus, uint8_t address,
                                     struct bus_message *messages, unsigned count)
{
    struct sim_bus *sim = sim_of(bus);
    if (sim->unplugged) {
        sim->failed++;
        return BUS_GONE;
    }
    int64_t half_ns = sim->overhead_ns / 2;
    double began = (double)(clock_now_ns(&sim->clock) + half_ns);
    struct wire_time time = {began, sim->bit_ns};
    enum bus_result result =
        sim->hanging ? BUS_TIMEOUT : all_messages(sim, address, messages, count, &time);
    after(&time, 1);
    if (result == BUS_TIMEOUT)
        time.ns += (double)sim->timeout_ns;
    if (result != BUS_DONE)
        sim->failed++;
    clock_sleep_until_ns(&sim->clock, (int64_t)time.ns + half_ns);
    return result;
}

/* The calls of an adapter, by its wire; -errno as the kernel's drivers use it. */
static int adapter_call(void *self, uint8_t address, struct bus_message *messages, unsigned count)
{
    static const int errors[] = {[BUS_DONE] = 0,
                                 [BUS_NACK] = -EREMOTEIO,
                                 [BUS_TIMEOUT] = -ETIMEDOUT,
                                 [BUS_ERROR] = -EIO,
                                 [BUS_GONE] = -ENODEV};
    unsigned most = sim_of(self)->messages_most;
    if (most && count > most)
        return -EOPNOTSUPP;
    return errors[wire_transfer(self, address, messages, count)];
}

/* What the kernel makes of an SMBus call on such an adapter knows no limit but its own. */
static int smbus_call(void *self, uint8_t address, struct bus_message *messages, unsigned count)
{
    struct sim_bus *sim = sim_of(self);
    unsigned most = sim->messages_most;
    sim->messages_most = 0;
    int status = adapter_call(self, address, messages, count);
    sim->messages_most = most;
    return status;
}

static int smbus_read_byte(void *self, uint8_t address)
{
    uint8_t byte = 0;
    struct bus_message message = {&byte, 1, true};
    int status = smbus_call(self, address, &message, 1);
    return status < 0 ? status : byte;
}

static int smbus_write_byte(void *self, uint8_t address, uint8_t byte)
{
    struct bus_message message = {&byte, 1, false};
    return smbus_call(self, address, &message, 1);
}

static int smbus_read_byte_data(void *self, uint8_t address, uint8_t command)
{
    uint8_t byte = 0;
    struct bus_message messages[] = {{&command, 1, false}, {&byte, 1, true}};
    int status = smbus_call(self, address, messages, 2);
    return status < 0 ? status : byte;
}

static int smbus_read_word_data(void *self, uint8_t address, uint8_t command)
{
    uint8_t bytes[2] = {0};
    struct bus_message messages[] = {{&command, 1, false}, {bytes, 2, true}};
    int status = smbus_call(self, address, messages, 2);
    return status < 0 ? status : bytes[0] | bytes[1] << 8;
}

static int smbus_write_word_data(void *self, uint8_t address, uint8_t command, uint16_t word)
{
    uint8_t bytes[] = {command, (uint8_t)(word & 0xff), (uint8_t)(word >> 8)};
    struct bus_message message = {bytes, 3, false};
    return smbus_call(self, address, &message, 1);
}

static enum bus_result sim_transfer(struct i2c_bus *bus, uint8_t address,
                                    struct bus_message *messages, unsigned count)
{
    const struct adapter_calls calls = {
        .call = adapter_call,
        .self = bus,
        .smbus = {smbus_read_byte, smbus_write_byte, smbus_read_byte_data, smbus_read_word_data,
                  smbus_write_word_data, bus},
    };
    return bus_result_of_errno(
        -adapter_transfer(&sim_of(bus)->way, &calls, address, messages, count));
}

static enum bus_result sim_recover(struct i2c_bus *bus)
{
    return sim_of(bus)->unplugged ? BUS_GONE : BUS_DONE;
}

static void sim_close(struct i2c_bus *bus)
{
    struct sim_bus *sim = sim_of(bus);
    for (unsigned i = 0; i < sim->seats_used; i++)
        sim->seats[i].chip->ops->close(sim->seats[i].chip);
    free(sim);
}

static const struct i2c_bus_ops sim_bus_ops = {
    .transfer = sim_transfer,
    .recover = sim_recover,
    .close = sim_close,
};

struct i2c_bus *sim_bus_open(double bus_hz, struct clock clock)
{
    struct sim_bus *sim = calloc(1, sizeof *sim);
    if (!sim)
        return NULL;
    sim->bus.ops = &sim_bus_ops;
    sim->clock = clock;
    sim->bit_ns = NS_PER_S / bus_hz;
    sim->timeout_ns = 20 * NS_PER_MS;
    return &sim->bus;
}

static int add_switch(struct sim_bus *sim, uint8_t address)
{
    if (!address || sim_bus_switch(sim, address))
        return 0;
    if (sim->switches_used == SIM_SWITCHES_MAX)
        return -1;
    sim->switches[sim->switches_used++] = (struct sim_switch){.address = address};
    return 0;
}

int sim_bus_add(struct i2c_bus *bus, struct sim_place place, struct sim_chip *chip)
{
    struct sim_bus *sim = sim_of(bus);
    if (!chip)
        return -1;
    if (sim->seats_used == SIM_CHIPS_MAX || add_switch(sim, place.switch_address) < 0) {
        chip->ops->close(chip);
        return -1;
    }
    sim->seats[sim->seats_used++] = (struct seat){.place = place, .chip = chip};
    return 0;
}
