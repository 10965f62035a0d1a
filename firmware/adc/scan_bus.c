#include "adc/scan_bus.h"

#include "bus/bus_speed.h"

#include <stddef.h>

enum {
    SLOW_CALL = 16, /* weighs as much as so many good ones */
    SLOW_CALLS_MOST = 40,
    SLOW_CALLS_AGAIN = 32, /* when one call is tried anew */
};

/* Rounding, and the clock's own resolution. */
static const double shortest_plausible = 0.995;
/* A core clock that changes takes the bus with it by a third or more. */
static const double slower_by = 1.2;
static const int64_t lateness_step_ns = 250;
static const int64_t measure_every_ns = NS_PER_S;
/* What was slow may have been a moment's load. */
static const int64_t separate_for_ns = 30 * NS_PER_S;

static void note_lateness(struct scan_bus *bus, int64_t late_ns)
{
    bus->late_ns += late_ns > bus->late_ns ? lateness_step_ns : -3 * lateness_step_ns;
    bus->late_ns = bus->late_ns > 0 ? bus->late_ns : 0;
}

/* Every sleep ends some time late, so it is begun for that much less. */
void scan_bus_sleep_until(struct scan_bus *bus, int64_t due_ns)
{
    int64_t early_ns = due_ns - bus->late_ns;
    if (early_ns > scan_bus_now_ns(bus)) {
        clock_sleep_until_ns(&bus->clock, early_ns);
        note_lateness(bus, scan_bus_now_ns(bus) - early_ns);
    }
    clock_sleep_until_ns(&bus->clock, due_ns);
}

/* Whether or not the chip acknowledged, the bus is free. */
void scan_bus_account(struct scan_bus *bus, enum pad_state state, int64_t took_ns)
{
    bus->asked = true;
    bus->held_up = bus->held_up || state != PAD_VALID;
    if (state == PAD_VALID || state == PAD_NACK) {
        bus->timeouts_in_a_row = 0;
        bus->timeouts_cost_ns = 0;
    } else if (state == PAD_TIMEOUT) {
        bus->timeouts_in_a_row++;
        bus->timeouts_cost_ns += took_ns;
    }
}

void scan_bus_stop_learning(struct scan_bus *bus, const struct scan_chip *chip)
{
    if (bus->learning == chip)
        bus->learning = NULL;
}

void scan_bus_forget(struct scan_bus *bus)
{
    bus->bit_ns = 0;
    bus->measured_ns = 0;
    bus->usual_bit_ns = 0;
    bus->fastest_bit_ns = 0;
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
    bus->second_ns = now;
    if (bus->separate && now - bus->separate_ns > separate_for_ns) {
        bus->separate = false;
        bus->slow_calls = SLOW_CALLS_AGAIN;
    }
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

bool scan_bus_was_too_fast(struct scan_bus *bus, unsigned bits, int64_t took_ns)
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
    bus->separate = bus->slow_calls > SLOW_CALLS_MOST;
    bus->separate_ns = scan_bus_now_ns(bus);
    return true;
}

void scan_bus_note(struct scan_bus *bus, unsigned bits, int64_t took_ns)
{
    double bit_ns = (double)took_ns / bits;
    if (bus->fastest_bit_ns <= 0 || bit_ns < bus->fastest_bit_ns)
        bus->fastest_bit_ns = bit_ns;
}

bool scan_bus_is_sure(struct scan_bus *bus, const struct adc_kind *kind, int64_t took_ns)
{
    return !scan_bus_was_too_fast(bus, kind->bits_of_fetch, took_ns) &&
           !was_too_slow(bus, kind, took_ns);
}
