/* The same transfers over an adapter that knows only SMBus: each shape that the drivers use is one
 * SMBus call, or two. SMBus words travel low byte first. */
#ifndef MATSTATION_BUS_SMBUS_H
#define MATSTATION_BUS_SMBUS_H

#include "bus/i2c_bus.h"

/* The calls of an SMBus adapter to one address; each returns 0 or more, or -errno. */
struct smbus_calls {
    int (*read_byte)(void *self, uint8_t address);
    int (*write_byte)(void *self, uint8_t address, uint8_t byte);
    int (*read_byte_data)(void *self, uint8_t address, uint8_t command);
    int (*read_word_data)(void *self, uint8_t address, uint8_t command);
    int (*write_word_data)(void *self, uint8_t address, uint8_t command, uint16_t word);
    void *self;
};

/* 0, or -errno of the call that failed; -EINVAL for a shape that SMBus cannot say. */
int smbus_transfer(const struct smbus_calls *calls, uint8_t address, struct bus_message *messages,
                   unsigned count);

/* What an errno of an adapter means, as i2c-bcm2835, i2c-designware and the kernel's
 * Documentation/i2c/fault-codes.rst use them; 0 is BUS_DONE. */
enum bus_result bus_result_of_errno(int error);

#endif
