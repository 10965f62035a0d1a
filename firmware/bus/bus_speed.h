/* How fast a bus really is: nothing in user space may be believed about it. */
#ifndef MATSTATION_BUS_BUS_SPEED_H
#define MATSTATION_BUS_BUS_SPEED_H

#include "base/clock.h"
#include "bus/i2c_bus.h"

/* Nanoseconds a clock of the wire, from the difference between a longer and a shorter transfer to a
 * chip that answers, each at its fastest of several: what a call costs besides the wire falls out.
 * command is a byte that the chip may be sent at any time. Some 40 transfers.
 * 0 when the chip did not answer. */
double bus_measure_bit_ns(struct i2c_bus *bus, uint8_t address, uint8_t command,
                          const struct clock *clock);

#endif
