#include "adc/scan.h"

#include "adc/chip_watch.h"
#include "bus/bus_speed.h"
#include "bus/tca9548a.h"

#include <stdio.h>
#include <stdlib.h>

struct scan_chip {
    struct wired_chip wired;
    struct i2c_bus *bus;
    struct chip_watch watch;
    bool ready;        /* set up since it was last lost */
    unsigned position; /* the next of its inputs in this scan */
    /* The conversion under way. Its start was acknowledged not before started_ns, and not after
     * acknowledged_ns. */
    bool converting;
    uint8_t converting_input;
    int64_t acknowledged_ns;
};

struct scan {
    struct i2c_bus *root;
    struct clock clock;
    bool ahead;
    struct bus_switches *switches;
    unsigned pads;
    unsigned chips;
    struct scan_chip chip[CHIPS_MAX];
    double bit_ns;          /* 0: not known yet */
    struct i2c_bus *branch; /* where the last transfer went */
    bool asked;
    unsigned timeouts_in_a_row;
    int64_t timeouts_cost_ns;
    struct chip_watch bus_watch;
};

/* So much lost to a stuck bus, and the rest of the scan is not asked any more. */
enum { TIMEOUTS_TO_GIVE_UP = 4 };
static const int64_t timeouts_cost_to_give_up_ns = 200 * NS_PER_MS;
/* A conversion that waited longer than this is started anew. */
static const int64_t stale_ns = 50 * NS_PER_MS;

static int open_chip(struct scan *scan, const struct wired_chip *wired)
{
    struct scan_chip *chip = &scan->chip[scan->chips];
    *chip = (struct scan_chip){.wired = *wired, .bus = scan->root};
    if (wired->switch_address) {
        chip->bus = switches_branch(scan->switches, wired->switch_address, wired->branch);
        if (!chip->bus)
            return -1;
    }
    scan->chips++;
    return 0;
}

struct scan *scan_open(const struct wiring *wiring, struct i2c_bus *bus, struct clock clock,
                       bool ahead)
{
    struct scan *scan = calloc(1, sizeof *scan);
    if (!scan)
        return NULL;
    scan->root = bus;
    scan->clock = clock;
    scan->ahead = ahead;
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
    return clock_now_ns(&scan->clock);
}

static int64_t bits_ns(const struct scan *scan, unsigned bits)
{
    return (int64_t)(bits * scan->bit_ns);
}

/* Keeps the books of one transfer, begun at before_ns. */
static void account(struct scan *scan, struct scan_chip *chip, enum pad_state state,
                    int64_t before_ns)
{
    scan->asked = true;
    int64_t cost = now_ns(scan) - before_ns;
    if (state == PAD_VALID) {
        chip_watch_succeeded(&chip->watch);
        scan->timeouts_in_a_row = 0;
        scan->timeouts_cost_ns = 0;
        return;
    }
    chip->converting = false;
    chip_watch_failed(&chip->watch, state, now_ns(scan), cost);
    if (chip->watch.state == CHIP_OFFLINE)
        chip->ready = false;
    if (state == PAD_TIMEOUT) {
        scan->timeouts_in_a_row++;
        scan->timeouts_cost_ns += cost;
    }
}

static bool bus_is_stuck(const struct scan *scan)
{
    return scan->timeouts_in_a_row >= TIMEOUTS_TO_GIVE_UP ||
           scan->timeouts_cost_ns >= timeouts_cost_to_give_up_ns;
}

static void give_value(struct scan_chip *chip, struct frame *frame, enum pad_state state,
                       int32_t counts)
{
    unsigned pad = chip->wired.pad[chip->position++];
    frame->state[pad] = (uint8_t)state;
    frame->value[pad] = state == PAD_VALID ? (float)counts : 0.0F;
}

static void give_up(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    while (chip->position < chip->wired.inputs)
        give_value(chip, frame, state, 0);
}

static bool set_up(struct scan *scan, struct scan_chip *chip, enum pad_state *state)
{
    if (chip->ready)
        return true;
    int64_t before = now_ns(scan);
    *state = chip->wired.kind->setup(chip->bus, chip->wired.address);
    account(scan, chip, *state, before);
    chip->ready = *state == PAD_VALID;
    if (chip->ready && scan->bit_ns <= 0)
        scan->bit_ns = bus_measure_bit_ns(chip->bus, chip->wired.address,
                                          chip->wired.kind->harmless, &scan->clock);
    return chip->ready;
}

/* The clocks after the start's acknowledge are over before the call returns. */
static void note_start(struct scan *scan, struct scan_chip *chip, unsigned input,
                       unsigned bits_after)
{
    chip->converting = true;
    chip->converting_input = (uint8_t)input;
    chip->acknowledged_ns = now_ns(scan) - bits_ns(scan, bits_after);
}

static unsigned input_after(const struct scan *scan, const struct scan_chip *chip)
{
    const struct wired_chip *wired = &chip->wired;
    if (chip->position + 1U < wired->inputs)
        return wired->input[chip->position + 1U];
    return scan->ahead ? wired->input[0] : NO_INPUT;
}

/* When the next fetch may be called: its own start must not be acknowledged, nor its value be read,
 * before the conversion has surely ended. */
static int64_t due_ns(const struct scan *scan, const struct scan_chip *chip)
{
    const struct adc_kind *kind = chip->wired.kind;
    if (!kind->start || !chip->converting)
        return 0;
    unsigned lead = input_after(scan, chip) == NO_INPUT ? 0 : kind->bits_to_start;
    return chip->acknowledged_ns + kind->longest_ns - bits_ns(scan, lead);
}

static void start(struct scan *scan, struct scan_chip *chip, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    unsigned input = chip->wired.input[chip->position];
    int64_t before = now_ns(scan);
    enum pad_state state = kind->start(chip->bus, chip->wired.address, input);
    account(scan, chip, state, before);
    if (state == PAD_VALID)
        note_start(scan, chip, input, 1);
    else
        give_value(chip, frame, state, 0);
}

static void fetch(struct scan *scan, struct scan_chip *chip, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    unsigned input = chip->wired.input[chip->position];
    unsigned next = input_after(scan, chip);
    int32_t counts = 0;
    int64_t before = now_ns(scan);
    enum pad_state state = kind->fetch(chip->bus, chip->wired.address, input, next, &counts);
    account(scan, chip, state, before);
    chip->converting = false;
    if (state == PAD_VALID && kind->start && next != NO_INPUT)
        note_start(scan, chip, next, kind->bits_of_fetch - kind->bits_to_start);
    give_value(chip, frame, state, counts);
}

/* One call on the bus for one chip. */
static void turn(struct scan *scan, struct scan_chip *chip, struct frame *frame)
{
    enum pad_state state = PAD_VALID;
    scan->branch = chip->bus;
    if (!set_up(scan, chip, &state)) {
        give_value(chip, frame, state, 0);
        return;
    }
    (void)bus_select(chip->bus); /* a failure comes again with the transfer */
    if (chip->wired.kind->start && !chip->converting)
        start(scan, chip, frame);
    else
        fetch(scan, chip, frame);
}

/*
 * Who is next. Chips that convert in the background come before those that answer at once, so that
 * they convert meanwhile; among those that are due, those on the connected branch come first, to
 * save switching, then those that are due longest. NULL when the scan is complete.
 */
static struct scan_chip *next_chip(struct scan *scan, int64_t now)
{
    struct scan_chip *best = NULL;
    int64_t best_rank = INT64_MAX;
    for (unsigned i = 0; i < scan->chips; i++) {
        struct scan_chip *chip = &scan->chip[i];
        if (chip->position >= chip->wired.inputs)
            continue;
        int64_t due = due_ns(scan, chip);
        int64_t late = due < now ? now - due : 0;
        int64_t rank = due > now ? NS_PER_S + due - now : -(late < NS_PER_MS ? late : NS_PER_MS);
        if (due <= now && chip->bus != scan->branch)
            rank += 10 * NS_PER_MS;
        if (!chip->wired.kind->start)
            rank = (chip->bus != scan->branch ? 200 : 100) * NS_PER_MS;
        if (rank < best_rank) {
            best = chip;
            best_rank = rank;
        }
    }
    return best;
}

static bool all_offline(const struct scan *scan)
{
    for (unsigned i = 0; i < scan->chips; i++)
        if (scan->chip[i].watch.state != CHIP_OFFLINE)
            return false;
    return true;
}

/* When nobody answers any more, it may be the adapter that is gone. */
static void look_after_bus(struct scan *scan)
{
    int64_t now = now_ns(scan);
    if (!all_offline(scan) || chip_watch_resting(&scan->bus_watch, now))
        return;
    enum bus_result result = bus_recover(scan->root);
    scan->bus_watch.state = CHIP_OFFLINE;
    chip_watch_failed(&scan->bus_watch, adc_state(result), now, now_ns(scan) - now);
    scan->bit_ns = 0;
    if (result == BUS_DONE)
        for (unsigned i = 0; i < scan->chips; i++)
            chip_watch_wake(&scan->chip[i].watch);
}

static void begin(struct scan *scan, struct frame *frame)
{
    int64_t now = now_ns(scan);
    for (unsigned i = 0; i < scan->pads; i++) {
        frame->value[i] = 0.0F;
        frame->state[i] = PAD_EMPTY;
    }
    for (unsigned i = 0; i < scan->chips; i++) {
        struct scan_chip *chip = &scan->chip[i];
        chip->position = 0;
        if (chip->converting && (now - chip->acknowledged_ns > stale_ns ||
                                 chip->converting_input != chip->wired.input[0]))
            chip->converting = false;
        if (chip_watch_resting(&chip->watch, now))
            give_up(chip, frame, PAD_OFFLINE);
    }
}

static void skip_rest(struct scan *scan, struct frame *frame, enum pad_state state)
{
    for (unsigned i = 0; i < scan->chips; i++)
        give_up(&scan->chip[i], frame, state);
}

bool scan_run(struct scan *scan, struct frame *frame)
{
    scan->asked = false;
    frame->pads = scan->pads;
    look_after_bus(scan);
    begin(scan, frame);
    struct scan_chip *chip;
    while ((chip = next_chip(scan, now_ns(scan)))) {
        clock_sleep_until_ns(&scan->clock, due_ns(scan, chip));
        turn(scan, chip, frame);
        if (bus_is_stuck(scan)) {
            skip_rest(scan, frame, PAD_TIMEOUT);
            scan->timeouts_cost_ns = 0;
        }
        if (chip->watch.state == CHIP_OFFLINE)
            give_up(chip, frame, PAD_OFFLINE);
    }
    frame->time_ns = now_ns(scan);
    return scan->asked;
}

void scan_health(const struct scan *scan, struct machine_health *health)
{
    health->chips = scan->chips;
    health->bus_hz = scan->bit_ns > 0 ? NS_PER_S / scan->bit_ns : 0;
    health->bus_open = !all_offline(scan);
    for (unsigned i = 0; i < scan->chips; i++) {
        const struct scan_chip *chip = &scan->chip[i];
        struct chip_health *told = &health->chip[i];
        snprintf(told->name, sizeof told->name, "%s", chip->wired.name);
        told->state = chip->watch.state;
        told->rate_hz = 0;
        for (unsigned k = 0; k < PAD_STATES; k++)
            told->failures[k] = chip->watch.failures[k];
    }
}
