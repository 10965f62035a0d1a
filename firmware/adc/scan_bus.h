/* What the chips of one bus share in a scan: its clock, its speed, and what its calls are worth.
 * Private to the scan. */
#ifndef MATSTATION_ADC_SCAN_BUS_H
#define MATSTATION_ADC_SCAN_BUS_H

#include "adc/adc.h"
#include "base/clock.h"

struct scan_chip;
struct wired_chip;

struct scan_bus {
    struct clock clock;
    bool ahead; /* the last fetch of a scan starts the next scan's first conversion */
    const struct wired_chip *connected; /* the last that was asked behind a switch; NULL: none */
    double bit_ns;                      /* a clock of the wire; 0: not measured yet */
    int64_t measured_ns;
    /* Of the fastest call in a second, the time a clock: in the first second after the measurement,
     * and in the one under way. The bus has become slower where this is far above the other. */
    double usual_bit_ns, fastest_bit_ns;
    int64_t second_ns;
    /* Fetch and start are calls of their own, since the adapter, or the machine, is so slow that
     * within one call the next conversion may end before the value of the last is read. */
    bool separate;
    int64_t separate_ns; /* since when; tried again after a while */
    unsigned slow_calls; /* slow ones against good ones: beyond a limit the two are separate */
    bool asked;          /* since this was last set to false */
    bool held_up;        /* by a transfer that failed, since this was last set to false */
    uint64_t looks;      /* transfers that brought no value: looks whether a conversion ended */
    uint64_t look_bits;
    int64_t late_ns;  /* three sleeps in four end later than this */
    int64_t stale_ns; /* a conversion begun before its scan is worth nothing after so long */
    struct scan_chip *learning; /* one at a time, or their looks delay each other */
    unsigned timeouts_in_a_row;
    int64_t timeouts_cost_ns;
};

static inline int64_t scan_bus_now_ns(const struct scan_bus *bus)
{
    return clock_now_ns(&bus->clock);
}

static inline int64_t scan_bus_bits_ns(const struct scan_bus *bus, unsigned bits)
{
    return (int64_t)(bits * bus->bit_ns);
}

/* Wakes up at that time, as nearly as sleeps allow, and never before it. */
void scan_bus_sleep_until(struct scan_bus *bus, int64_t due_ns);

/* Measures the speed with a chip that answers, where it is not known, or seems to have changed; at
 * most once a second. */
void scan_bus_measure(struct scan_bus *bus, struct i2c_bus *wire, const struct adc_kind *kind,
                      uint8_t address);

/* Keeps the record of one call that took so long. */
void scan_bus_account(struct scan_bus *bus, enum pad_state state, int64_t took_ns);

/* Somebody else may learn now. */
void scan_bus_stop_learning(struct scan_bus *bus, const struct scan_chip *chip);

/* Everything is to be found out anew. */
void scan_bus_forget(struct scan_bus *bus);

/* A call of so many clocks took so long: what a change of speed is noticed by. */
void scan_bus_note(struct scan_bus *bus, unsigned bits, int64_t took_ns);

/* Was a call of so many clocks over sooner than the wire was believed to allow? Then what it did
 * came sooner than believed, too; from now on the wire is believed to be as fast as that. */
bool scan_bus_was_too_fast(struct scan_bus *bus, unsigned bits, int64_t took_ns);

/* One fetch that started the next conversion took so long, all clocks of it: has its value surely
 * been read after the one conversion, and before the other? */
bool scan_bus_is_sure(struct scan_bus *bus, const struct adc_kind *kind, int64_t took_ns);

#endif
