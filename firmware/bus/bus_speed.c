#include "bus/bus_speed.h"

enum { REPETITIONS = 20 };

/* Duration of the fastest, 0 when one failed. */
static int64_t fastest_ns(struct i2c_bus *bus, uint8_t address, const struct clock *clock,
                          struct bus_message *messages, unsigned count)
{
    int64_t fastest = INT64_MAX;
    for (int i = 0; i < REPETITIONS; i++) {
        int64_t before = clock_now_ns(clock);
        if (bus_transfer(bus, address, messages, count) != BUS_DONE)
            return 0;
        int64_t took = clock_now_ns(clock) - before;
        if (took < fastest)
            fastest = took;
    }
    return fastest;
}

/* Both have the same messages, since each of them costs its own time between the wires. */
double bus_measure_bit_ns(struct i2c_bus *bus, uint8_t address, uint8_t command,
                          const struct clock *clock)
{
    uint8_t bytes[2];
    struct bus_message one[] = {{&command, 1, false}, {bytes, 1, true}};
    struct bus_message two[] = {{&command, 1, false}, {bytes, 2, true}};
    if (bus_select(bus) != BUS_DONE)
        return 0;
    int64_t brief = fastest_ns(bus, address, clock, one, 2);
    int64_t longer = brief ? fastest_ns(bus, address, clock, two, 2) : 0;
    unsigned bits = bus_bits(two, 2) - bus_bits(one, 2);
    return longer > brief ? (double)(longer - brief) / bits : 0;
}
