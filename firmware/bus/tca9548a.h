/* TCA9548A: one address, eight branches, each a bus of its own. A switch is a transfer of its own,
 * made only when another branch is wanted. */
#ifndef MATSTATION_BUS_TCA9548A_H
#define MATSTATION_BUS_TCA9548A_H

#include "bus/i2c_bus.h"

enum { SWITCH_FIRST = 0x70, SWITCH_LAST = 0x77, SWITCH_BRANCHES = 8 };

/* What is known of the switches on one bus. Chips behind different switches may share an address,
 * so at most one switch has a branch connected. */
struct bus_switches;

/* root outlives the switches. NULL when memory is short; the caller closes, after the branches. */
struct bus_switches *switches_open(struct i2c_bus *root);
void switches_close(struct bus_switches *switches);

/* A branch, counted from 0, of the switch at an address from SWITCH_FIRST to SWITCH_LAST. NULL when
 * memory is short; the caller closes with bus_close. */
struct i2c_bus *switches_branch(struct bus_switches *switches, uint8_t address, uint8_t branch);

#endif
