#include "adc/scan_bus.h"

#include "bus/bus_speed.h"

enum {
    SLOW_CALL = 16, /* weighs as much as so many good ones */
    SLOW_CALLS_MOST = 40,
};

/* Rounding, and the clock's own resolution. */
static const double shortest_plausible = 0.995;
/* A core clock that changes takes the bus with it by a third or more. */
static const double slower_by = 1.2;
static const int64_t measure_every_ns = NS_PER_S;

void scan_bus_sleep_until(struct scan_bus *bus, int64_t due_ns)
{
    if (due_ns <= scan_bus_now_ns(bus))
        return;
    clock_sleep_until_ns(&bus->clock, due_ns);
    int64_t late = scan_bus_now_ns(bus) - due_ns;
    bus->overslept_ns += (late - bus->overslept_ns) / 8;
}

void scan_bus_forget(struct scan_bus *bus)
{
    bus->bit_ns = 0;
    bus->measured_ns = 0;
    bus->usual_bit_ns = 0;
    bus->fastest_bit_ns = 0;
    bus->cost_ns = 0;
    bus->least_cost_ns = INT64_MAX;
    bus->separate = false;
    bus->slow_calls = 0;
}

static bool seems_slower(const struct scan_bus *bus)
{
    return bus->usual_bit_ns > 0 && bus->fastest_bit_ns > slower_by * bus->usual_bit_ns;
}

/* At the end of each second; true: it is to be measured again. */
static bool second_is_over(struct scan_bus *bus, int64_t now)
{
    if (now - bus->second_ns < measure_every_ns)
        return false;
    bool again = seems_slower(bus);
    if (bus->usual_bit_ns <= 0 || again)
        bus->usual_bit_ns = again ? 0 : bus->fastest_bit_ns;
    bus->fastest_bit_ns = 0;
    if (bus->least_cost_ns < INT64_MAX)
        bus->cost_ns = again ? 0 : bus->least_cost_ns;
    bus->least_cost_ns = INT64_MAX;
    bus->second_ns = now;
    return again;
}

void scan_bus_measure(struct scan_bus *bus, struct i2c_bus *wire, const struct adc_kind *kind,
                      uint8_t address)
{
    int64_t now = scan_bus_now_ns(bus);
    bool again = second_is_over(bus, now);
    bool unknown =
        bus->bit_ns <= 0 && (!bus->measured_ns || now - bus->measured_ns >= measure_every_ns);
    if (!again && !unknown)
        return;
    bus->measured_ns = now;
    bus->bit_ns = bus_measure_bit_ns(wire, address, kind->harmless, &bus->clock);
}

/* A transfer that was over sooner than the wire was believed to allow: then its start came sooner
 * than believed, too, and nothing is sure. */
static bool was_too_fast(struct scan_bus *bus, unsigned bits, int64_t took_ns)
{
    if (bus->bit_ns <= 0 || (double)took_ns >= shortest_plausible * bits * bus->bit_ns)
        return false;
    bus->bit_ns = (double)took_ns / bits;
    bus->usual_bit_ns = 0;
    return true;
}

/* A transfer that took so long that the conversion which it started may have ended before it read
 * the value of the one before. */
static bool was_too_slow(struct scan_bus *bus, const struct adc_kind *kind, int64_t took_ns)
{
    unsigned others = kind->bits_of_fetch - (kind->bits_to_value - kind->bits_to_start);
    if (took_ns - scan_bus_bits_ns(bus, others) < kind->shortest_ns) {
        bus->slow_calls -= bus->slow_calls > 0;
        return false;
    }
    bus->slow_calls += SLOW_CALL;
    bus->separate = bus->separate || bus->slow_calls > SLOW_CALLS_MOST;
    return true;
}

void scan_bus_note(struct scan_bus *bus, unsigned bits, int64_t took_ns)
{
    double bit_ns = (double)took_ns / bits;
    if (bus->fastest_bit_ns <= 0 || bit_ns < bus->fastest_bit_ns)
        bus->fastest_bit_ns = bit_ns;
    int64_t cost_ns = took_ns - scan_bus_bits_ns(bus, bits);
    cost_ns = cost_ns > 0 ? cost_ns : 0;
    if (cost_ns < bus->least_cost_ns)
        bus->least_cost_ns = cost_ns;
    if (cost_ns < bus->cost_ns)
        bus->cost_ns = cost_ns;
}

bool scan_bus_is_sure(struct scan_bus *bus, const struct adc_kind *kind, int64_t took_ns)
{
    return !was_too_fast(bus, kind->bits_of_fetch, took_ns) && !was_too_slow(bus, kind, took_ns);
}
