/* The scan as a whole: whose turn it is until all have had theirs, and what a stuck bus or a
 * missing adapter makes of it. To be read in this order: scan_chip.h, the stages of a chip;
 * scan_plan.h, which call comes next; scan_window.h, when conversions end; scan_fetch.c,
 * scan_look.c and scan_reference.c, the calls themselves; scan_faults.h, what is lost when
 * something fails; scan_bus.h, what the chips of one bus share. */
#include "adc/scan.h"

#include "adc/scan_chip.h"
#include "adc/scan_plan.h"
#include "bus/tca9548a.h"

#include <stdio.h>
#include <stdlib.h>

/* So much lost to a stuck bus, and the rest of the scan is not asked any more. */
enum { TIMEOUTS_TO_GIVE_UP = 4 };
static const int64_t timeouts_cost_to_give_up_ns = 200 * NS_PER_MS;
static const int64_t first_stale_ns = 5 * NS_PER_MS;

struct scan {
    struct i2c_bus *root;
    struct bus_switches *switches;
    struct scan_bus bus;
    unsigned pads;
    unsigned chips;
    struct scan_chip chip[CHIPS_MAX];
    struct chip_watch adapter;
    unsigned stuck_in_a_row; /* scans that were given up, since the last success */
};

static int open_chip(struct scan *scan, const struct wired_chip *wired)
{
    struct i2c_bus *bus = scan->root;
    if (wired->switch_address)
        bus = switches_branch(scan->switches, wired->switch_address, wired->branch);
    if (!bus)
        return -1;
    scan_chip_open(&scan->chip[scan->chips++], wired, bus);
    return 0;
}

struct scan *scan_open(const struct wiring *wiring, struct i2c_bus *bus, struct clock clock,
                       bool ahead)
{
    struct scan *scan = calloc(1, sizeof *scan);
    if (!scan)
        return NULL;
    scan->root = bus;
    scan->bus = (struct scan_bus){.clock = clock, .ahead = ahead, .stale_ns = first_stale_ns};
    scan->pads = wiring->pads;
    scan->switches = switches_open(bus);
    if (!scan->switches)
        goto failed;
    for (unsigned i = 0; i < wiring->chips; i++)
        if (open_chip(scan, &wiring->chip[i]) < 0)
            goto failed;
    return scan;
failed:
    scan_close(scan);
    return NULL;
}

void scan_close(struct scan *scan)
{
    if (!scan)
        return;
    for (unsigned i = 0; i < scan->chips; i++)
        if (scan->chip[i].bus != scan->root)
            bus_close(scan->chip[i].bus);
    switches_close(scan->switches);
    free(scan);
}

static int64_t now_ns(const struct scan *scan)
{
    return clock_now_ns(&scan->bus.clock);
}

static bool bus_is_stuck(const struct scan *scan)
{
    return scan->bus.timeouts_in_a_row >= TIMEOUTS_TO_GIVE_UP ||
           scan->bus.timeouts_cost_ns >= timeouts_cost_to_give_up_ns;
}

static bool all_offline(const struct scan *scan)
{
    for (unsigned i = 0; i < scan->chips; i++)
        if (scan->chip[i].watch.state != CHIP_OFFLINE)
            return false;
    return true;
}

/* When nobody answers any more, it may be the adapter that is gone. */
static void look_after_adapter(struct scan *scan)
{
    int64_t now = now_ns(scan);
    if (!all_offline(scan)) {
        chip_watch_succeeded(&scan->adapter);
        return;
    }
    if (chip_watch_resting(&scan->adapter, now))
        return;
    enum bus_result result = bus_recover(scan->root);
    scan->adapter.state = CHIP_OFFLINE;
    chip_watch_failed(&scan->adapter, adc_state(result), now, now_ns(scan) - now);
    scan_bus_forget(&scan->bus);
    if (result == BUS_DONE)
        for (unsigned i = 0; i < scan->chips; i++)
            chip_watch_wake(&scan->chip[i].watch);
}

static void begin(struct scan *scan, struct frame *frame)
{
    int64_t now = now_ns(scan);
    frame->pads = scan->pads;
    for (unsigned i = 0; i < scan->pads; i++) {
        frame->value[i] = 0.0F;
        frame->state[i] = PAD_EMPTY;
    }
    for (unsigned i = 0; i < scan->chips; i++) {
        struct scan_chip *chip = &scan->chip[i];
        scan_chip_begin(chip);
        if (chip_watch_resting(&chip->watch, now))
            scan_chip_give_up(chip, frame, PAD_OFFLINE);
    }
}

/* The bus was stuck for several scans, so it was not the chips that failed. */
static void bus_is_free(struct scan *scan)
{
    for (unsigned i = 0; i < scan->chips && scan->stuck_in_a_row > 1; i++)
        chip_watch_wake(&scan->chip[i].watch);
    scan->stuck_in_a_row = 0;
}

static void give_up_all(struct scan *scan, struct frame *frame, enum pad_state state)
{
    for (unsigned i = 0; i < scan->chips; i++)
        scan_chip_give_up(&scan->chip[i], frame, state);
}

/* The last fetch of a scan starts the first conversion of the next. That one is used while it is no
 * older than a scan takes that nothing held up: an older value would be of before its frame. */
static void note_length(struct scan *scan, int64_t took_ns)
{
    if (!scan->bus.held_up && scan->bus.asked)
        scan->bus.stale_ns = took_ns;
}

bool scan_run(struct scan *scan, struct frame *frame)
{
    scan->bus.asked = false;
    scan->bus.held_up = false;
    look_after_adapter(scan);
    begin(scan, frame);
    int64_t began_ns = now_ns(scan);
    struct scan_chip *chip;
    int64_t due_ns = 0;
    while ((chip = scan_plan_next(scan->chip, scan->chips, &scan->bus, &due_ns))) {
        scan_bus_sleep_until(&scan->bus, due_ns);
        if (chip->wired.switch_address)
            scan->bus.connected = &chip->wired;
        scan_chip_turn(chip, &scan->bus, frame);
        if (bus_is_stuck(scan)) {
            give_up_all(scan, frame, PAD_TIMEOUT);
            scan->bus.timeouts_cost_ns = 0;
            scan->stuck_in_a_row++;
        } else if (scan->bus.timeouts_in_a_row == 0 && scan->stuck_in_a_row > 0) {
            bus_is_free(scan);
        }
        if (chip_watch_resting(&chip->watch, now_ns(scan)))
            scan_chip_give_up(chip, frame, PAD_OFFLINE);
    }
    frame->time_ns = now_ns(scan);
    note_length(scan, frame->time_ns - began_ns);
    return scan->bus.asked;
}

static void chip_health(const struct scan_chip *chip, int64_t now, struct chip_health *health)
{
    snprintf(health->name, sizeof health->name, "%s", chip->wired.name);
    health->state = chip->watch.state;
    health->rate_hz = conversion_time_is_known(&chip->time, now)
                          ? (double)NS_PER_S / (double)chip->time.enough_ns
                          : 0;
    for (unsigned i = 0; i < PAD_STATES; i++)
        health->failures[i] = chip->watch.failures[i];
}

void scan_health(const struct scan *scan, struct machine_health *health)
{
    int64_t now = now_ns(scan);
    health->chips = scan->chips;
    for (unsigned i = 0; i < scan->chips; i++)
        chip_health(&scan->chip[i], now, &health->chip[i]);
    health->bus_open = !all_offline(scan);
    health->bus_hz = scan->bus.bit_ns > 0 ? NS_PER_S / scan->bus.bit_ns : 0;
    health->bus_calls = scan->root->calls;
    health->bus_bits = scan->root->bits;
    health->look_calls = scan->bus.looks;
    health->look_bits = scan->bus.look_bits;
}
