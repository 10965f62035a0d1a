#include "bus/i2c_linux.h"

#include "bus/adapter.h"

#include <errno.h>
#include <fcntl.h>
#include <i2c/smbus.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    MESSAGES_MAX = 4,
    TIMEOUT_10MS = 2, /* the longest transfer, 113 bits, takes 1.13 ms at 100 kHz */
};

struct i2c_linux {
    struct i2c_bus bus;
    char *path;
    int file;
    enum adapter_way way;
};

static struct i2c_linux *linux_of(struct i2c_bus *bus)
{
    return (struct i2c_linux *)bus;
}

static int call(void *self, uint8_t address, struct bus_message *messages, unsigned count)
{
    const struct i2c_linux *linux_bus = self;
    struct i2c_msg converted[MESSAGES_MAX];
    if (count > MESSAGES_MAX)
        return -EINVAL;
    for (unsigned i = 0; i < count; i++)
        converted[i] = (struct i2c_msg){
            .addr = address,
            .flags = messages[i].read ? I2C_M_RD : 0,
            .len = messages[i].length,
            .buf = messages[i].bytes,
        };
    struct i2c_rdwr_ioctl_data together = {converted, count};
    return ioctl(linux_bus->file, I2C_RDWR, &together) < 0 ? -errno : 0;
}

static int address_smbus(const struct i2c_linux *linux_bus, uint8_t address)
{
    return ioctl(linux_bus->file, I2C_SLAVE, (unsigned long)address) < 0 ? -errno : 0;
}

static int read_byte(void *self, uint8_t address)
{
    const struct i2c_linux *linux_bus = self;
    int status = address_smbus(linux_bus, address);
    return status < 0 ? status : i2c_smbus_read_byte(linux_bus->file);
}

static int write_byte(void *self, uint8_t address, uint8_t byte)
{
    const struct i2c_linux *linux_bus = self;
    int status = address_smbus(linux_bus, address);
    return status < 0 ? status : i2c_smbus_write_byte(linux_bus->file, byte);
}

static int read_byte_data(void *self, uint8_t address, uint8_t command)
{
    const struct i2c_linux *linux_bus = self;
    int status = address_smbus(linux_bus, address);
    return status < 0 ? status : i2c_smbus_read_byte_data(linux_bus->file, command);
}

static int read_word_data(void *self, uint8_t address, uint8_t command)
{
    const struct i2c_linux *linux_bus = self;
    int status = address_smbus(linux_bus, address);
    return status < 0 ? status : i2c_smbus_read_word_data(linux_bus->file, command);
}

static int write_word_data(void *self, uint8_t address, uint8_t command, uint16_t word)
{
    const struct i2c_linux *linux_bus = self;
    int status = address_smbus(linux_bus, address);
    return status < 0 ? status : i2c_smbus_write_word_data(linux_bus->file, command, word);
}

static enum bus_result linux_transfer(struct i2c_bus *bus, uint8_t address,
                                      struct bus_message *messages, unsigned count)
{
    struct i2c_linux *linux_bus = linux_of(bus);
    if (linux_bus->file < 0)
        return BUS_GONE;
    const struct adapter_calls calls = {
        .call = call,
        .self = linux_bus,
        .smbus = {read_byte, write_byte, read_byte_data, read_word_data, write_word_data,
                  linux_bus},
    };
    return bus_result_of_errno(
        -adapter_transfer(&linux_bus->way, &calls, address, messages, count));
}

static void close_file(struct i2c_linux *linux_bus)
{
    if (linux_bus->file >= 0)
        close(linux_bus->file);
    linux_bus->file = -1;
}

static enum bus_result open_adapter(struct i2c_linux *linux_bus, unsigned long *functions)
{
    linux_bus->file = open(linux_bus->path, O_RDWR | O_CLOEXEC);
    if (linux_bus->file < 0)
        return BUS_GONE;
    if (flock(linux_bus->file, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK)
        return BUS_TAKEN;
    return ioctl(linux_bus->file, I2C_FUNCS, functions) < 0 ? BUS_GONE : BUS_DONE;
}

static enum bus_result linux_recover(struct i2c_bus *bus)
{
    struct i2c_linux *linux_bus = linux_of(bus);
    unsigned long functions = 0;
    close_file(linux_bus);
    const enum bus_result result = open_adapter(linux_bus, &functions);
    if (result != BUS_DONE) {
        close_file(linux_bus);
        return result;
    }
    linux_bus->way = functions & I2C_FUNC_I2C ? ADAPTER_WHOLE : ADAPTER_SMBUS;
    /* The default of a second would stop the sampling that long. An adapter that refuses another
     * keeps its own. */
    (void)ioctl(linux_bus->file, I2C_TIMEOUT, (unsigned long)TIMEOUT_10MS);
    return BUS_DONE;
}

static void linux_close(struct i2c_bus *bus)
{
    struct i2c_linux *linux_bus = linux_of(bus);
    close_file(linux_bus);
    free(linux_bus->path);
    free(linux_bus);
}

static const struct i2c_bus_ops linux_ops = {
    .transfer = linux_transfer,
    .recover = linux_recover,
    .close = linux_close,
};

struct i2c_bus *i2c_linux_open(const char *path)
{
    struct i2c_linux *linux_bus = calloc(1, sizeof *linux_bus);
    if (!linux_bus)
        return NULL;
    linux_bus->bus.ops = &linux_ops;
    linux_bus->file = -1;
    linux_bus->path = strdup(path);
    if (!linux_bus->path) {
        free(linux_bus);
        return NULL;
    }
    linux_recover(&linux_bus->bus);
    return &linux_bus->bus;
}
