/* An I2C bus that cannot be read, in the owner's words. */
#ifndef MATSTATION_APP_BUS_H
#define MATSTATION_APP_BUS_H

#include "base/error.h"
#include "bus/i2c_bus.h"

/* What opening it shows: DONE, GONE or TAKEN. Without memory it is GONE. */
enum bus_result bus_look(const char *path);

/* "cannot be opened; ...": what keeps it from being read, and what to do. */
const char *bus_words(enum bus_result failure);

/* "the bus PATH cannot be opened; ...". */
int bus_complain(const char *path, enum bus_result failure, struct error *error);

/* -1: another program has it, as a running station does; error says how to end that one. For what
 * has nothing to say without the bus: a station waits until it is free. */
int bus_check_free(const char *path, struct error *error);

#endif
