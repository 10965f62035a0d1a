/* A bus of the kernel: /dev/i2c-N. With I2C_RDWR where the adapter has it, in as many calls as
 * it wants, else with the SMBus calls of libi2c. */
#ifndef MATSTATION_BUS_I2C_LINUX_H
#define MATSTATION_BUS_I2C_LINUX_H

#include "bus/i2c_bus.h"

/* One program has a bus at a time: the conversions of two would be taken for each other's. An
 * adapter that is missing now, or another's, is looked for again by bus_recover, which says which;
 * until then every transfer is BUS_GONE. The path is copied. NULL only when memory is short. The
 * caller closes with bus_close. */
struct i2c_bus *i2c_linux_open(const char *path);

#endif
