#include "adc/scan_chip.h"

#include <stdlib.h>

enum {
    /* Of a look: the chip lays out its answer at the acknowledge of its address, or with the first
     * bit at the latest. */
    BITS_OF_LOOK = 48,
    BITS_BEFORE_ANSWER = 29,
    BITS_AFTER_ANSWER = 18,
    /* A change that a person may make, and more than noise does. */
    STRIKING_COUNTS = 64,
};

/* A conversion that waited longer than this is started anew. */
static const int64_t stale_ns = 50 * NS_PER_MS;
/* So often a chip is looked at, whatever it says. */
static const int64_t trust_for_ns = 400 * NS_PER_MS;

void scan_chip_open(struct scan_chip *chip, const struct wired_chip *wired, struct i2c_bus *bus)
{
    *chip = (struct scan_chip){.wired = *wired, .bus = bus, .last_answer = -1};
    for (unsigned i = 0; i < INPUTS_MAX; i++)
        chip->last[i] = -1;
    conversion_time_begin(&chip->time, wired->kind->shortest_ns, wired->kind->longest_ns);
}

void scan_chip_begin(struct scan_chip *chip, int64_t now)
{
    chip->position = 0;
    chip->doubtful = 0;
    if (chip->converting &&
        (now - chip->latest_ns > stale_ns || chip->converting_input != chip->wired.input[0]))
        chip->converting = false;
}

static void give_value(struct scan_chip *chip, struct frame *frame, enum pad_state state,
                       int32_t counts)
{
    unsigned pad = chip->wired.pad[chip->position];
    frame->state[pad] = (uint8_t)state;
    frame->value[pad] = state == PAD_VALID ? (float)counts : 0.0F;
    if (state == PAD_VALID)
        chip->last[chip->position] = counts;
    chip->position++;
}

static void take_back_doubtful(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    for (unsigned i = 0; i < chip->wired.inputs; i++) {
        if (!(chip->doubtful >> i & 1))
            continue;
        unsigned pad = chip->wired.pad[i];
        frame->state[pad] = (uint8_t)state;
        frame->value[pad] = 0.0F;
        chip->last[i] = -1;
    }
    chip->doubtful = 0;
}

void scan_chip_give_up(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    take_back_doubtful(chip, frame, state);
    while (chip->position < chip->wired.inputs)
        give_value(chip, frame, state, 0);
}

static void stop_learning(const struct scan_chip *chip, struct scan_bus *bus)
{
    if (bus->learning == chip)
        bus->learning = NULL;
}

/* Keeps the books of one transfer. That a chip takes a start says little: only a value makes good
 * for failures. */
static void account(struct scan_chip *chip, struct scan_bus *bus, enum pad_state state,
                    int64_t began_ns)
{
    bus->asked = true;
    if (state == PAD_VALID || state == PAD_NACK) { /* either way the bus is free */
        bus->timeouts_in_a_row = 0;
        bus->timeouts_cost_ns = 0;
    }
    if (state == PAD_VALID)
        return;
    int64_t now = scan_bus_now_ns(bus);
    stop_learning(chip, bus);
    chip->converting = false;
    chip_watch_failed(&chip->watch, state, now, now - began_ns);
    if (chip->watch.state == CHIP_OFFLINE)
        chip->ready = false;
    if (state == PAD_TIMEOUT) {
        bus->timeouts_in_a_row++;
        bus->timeouts_cost_ns += now - began_ns;
    }
}

static enum pad_state set_up(struct scan_chip *chip, struct scan_bus *bus)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = kind->setup(chip->bus, chip->wired.address);
    account(chip, bus, state, began);
    if (state != PAD_VALID)
        return state;
    chip->ready = true;
    chip->settled_ns = scan_bus_now_ns(bus) + kind->settles_ns;
    chip->distrusted = kind->busy;
    chip->converting = false;
    chip->last_answer = -1;
    return PAD_VALID;
}

/* The clocks before the acknowledge were not over sooner after the call began, and those after it
 * were over before the call returned. */
static void note_start(struct scan_chip *chip, const struct scan_bus *bus, unsigned input,
                       int64_t began_ns, unsigned bits)
{
    unsigned before = chip->wired.kind->bits_to_start;
    chip->converting = true;
    chip->converting_input = (uint8_t)input;
    chip->looked = false;
    chip->earliest_ns = began_ns + scan_bus_bits_ns(bus, before);
    chip->latest_ns = scan_bus_now_ns(bus) - scan_bus_bits_ns(bus, bits - before);
}

static void note_perhaps(struct scan_chip *chip, const struct scan_bus *bus, unsigned input)
{
    chip->perhaps_input = (uint8_t)input;
    chip->perhaps_until_ns = scan_bus_now_ns(bus) + chip->time.longest_ns;
}

static int64_t wait_ns(const struct scan_chip *chip, const struct scan_bus *bus)
{
    return bus->ahead && !chip->distrusted && !chip->doubtful
               ? conversion_time_wait_ns(&chip->time, chip->latest_ns)
               : chip->time.longest_ns;
}

/* After how long this conversion is to be looked at; 0: not at all. Where the wire is so slow that
 * every conversion has ended anyway, there is nothing to learn. */
static int64_t look_after_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now)
{
    if (chip->looked || !chip->wired.kind->busy)
        return 0;
    if (chip->distrusted || chip->doubtful || chip->latest_ns - chip->trusted_ns > trust_for_ns)
        return chip->time.longest_ns;
    if (!bus->ahead || now >= chip->latest_ns + chip->time.longest_ns)
        return 0;
    if (bus->learning && bus->learning != chip)
        return 0;
    return conversion_time_look_ns(&chip->time, chip->latest_ns);
}

static unsigned input_after(const struct scan_chip *chip, const struct scan_bus *bus)
{
    const struct wired_chip *wired = &chip->wired;
    if (chip->position + 1U < wired->inputs)
        return wired->input[chip->position + 1U];
    return bus->ahead ? wired->input[0] : NO_INPUT;
}

int64_t scan_chip_due_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now)
{
    const struct adc_kind *kind = chip->wired.kind;
    if (!kind->start)
        return chip->ready && now < chip->settled_ns ? chip->settled_ns : 0;
    if (!chip->converting)
        return chip->doubtful || chip->perhaps_input == chip->wired.input[chip->position]
                   ? 0
                   : chip->perhaps_until_ns;
    int64_t look = look_after_ns(chip, bus, now);
    if (look)
        return chip->latest_ns + look - chip->look_lead_ns - bus->overslept_ns;
    bool starts = !bus->separate && input_after(chip, bus) != NO_INPUT;
    unsigned lead = starts ? kind->bits_to_start : 0;
    return chip->latest_ns + wait_ns(chip, bus) - scan_bus_bits_ns(bus, lead);
}

bool scan_chip_wants_silence(const struct scan_chip *chip, const struct scan_bus *bus,
                             int64_t from_ns)
{
    if (scan_chip_is_done(chip) || !chip->converting || !look_after_ns(chip, bus, from_ns))
        return false;
    int64_t due = scan_chip_due_ns(chip, bus, from_ns);
    return due > from_ns && due - from_ns < scan_bus_bits_ns(bus, chip->wired.kind->bits_of_fetch);
}

static enum pad_state start(struct scan_chip *chip, struct scan_bus *bus, unsigned input)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = kind->start(chip->bus, chip->wired.address, input);
    account(chip, bus, state, began);
    note_perhaps(chip, bus, input);
    chip->hasty = false;
    if (state == PAD_VALID)
        note_start(chip, bus, input, began, kind->bits_of_start);
    return state;
}

static void start_anew(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    enum pad_state state = start(chip, bus, chip->wired.input[chip->position]);
    if (state != PAD_VALID)
        give_value(chip, frame, state, 0);
}

/* A chip that lost its power says zero; one whose conversions do not end, or that did not take the
 * start, says again what it said last. Where that is no small change for this pad, it is looked
 * into before the scan is complete. */
static bool is_doubtful(const struct scan_chip *chip, int32_t counts)
{
    int32_t last = chip->last[chip->position];
    bool telling = counts == 0 || counts == chip->last_answer;
    return chip->wired.kind->busy && telling && last >= 0 && abs(counts - last) > STRIKING_COUNTS;
}

static void keep_answer(struct scan_chip *chip, struct frame *frame, int32_t counts)
{
    chip_watch_succeeded(&chip->watch);
    if (is_doubtful(chip, counts))
        chip->doubtful |= (uint8_t)(1U << chip->position);
    chip->last_answer = counts;
    give_value(chip, frame, PAD_VALID, counts);
}

static bool is_far(int32_t counts, int32_t last)
{
    return last < 0 || abs(counts - last) > STRIKING_COUNTS;
}

/* A chip that took longer than was learned says again what it said last, does not take the next
 * start, and so says to the next input what belongs to this one. Either shows where it matters: the
 * same counts again, far from what this pad said before; or, after the same counts again, some that
 * are far from what this pad said before, and near those of the pad before it. */
static bool was_undercut(struct scan_chip *chip, int32_t counts, bool hasty)
{
    bool repeated = (hasty || chip->hasty) && counts == chip->last_answer;
    bool shifted = chip->repeated && !is_far(counts, chip->last[chip->repeated_position]);
    chip->hasty = hasty;
    chip->repeated = repeated;
    chip->repeated_position = (uint8_t)chip->position;
    return (repeated || shifted) && is_far(counts, chip->last[chip->position]);
}

/* The conversion that was fetched too early began at started_ns, and may go on. */
static void wait_out(struct scan_chip *chip, int64_t started_ns, int32_t counts)
{
    bool telling = counts > 0 && counts < chip->wired.kind->full_scale;
    conversion_time_undercut(&chip->time, telling);
    chip->repeated = false;
    chip->converting = false;
    chip->perhaps_input = chip->wired.input[chip->position];
    chip->perhaps_until_ns = started_ns + chip->time.longest_ns;
    chip->last_answer = counts;
}

static void fetch(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    unsigned input = chip->wired.input[chip->position];
    unsigned after = input_after(chip, bus);
    unsigned next = bus->separate || !kind->start ? NO_INPUT : after;
    int32_t counts = 0;
    if (!chip->looked)
        stop_learning(chip, bus);
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = kind->fetch(chip->bus, chip->wired.address, input, next, &counts);
    int64_t took = scan_bus_now_ns(bus) - began;
    int64_t started = chip->latest_ns;
    int64_t starts = began + scan_bus_bits_ns(bus, next == NO_INPUT ? 0 : kind->bits_to_start);
    bool hasty =
        kind->busy && !chip->looked && starts - started < chip->time.longest_ns - NS_PER_US;
    account(chip, bus, state, began);
    chip->converting = false;
    if (state == PAD_VALID && (next != NO_INPUT || !kind->start))
        scan_bus_note(bus, kind->bits_of_fetch, took);
    if (next != NO_INPUT)
        note_perhaps(chip, bus, next);
    if (next != NO_INPUT && state == PAD_VALID) {
        if (!scan_bus_is_sure(bus, kind, took))
            state = PAD_NOT_READY;
        note_start(chip, bus, next, began, kind->bits_of_fetch);
    }
    if (state == PAD_VALID && was_undercut(chip, counts, hasty)) {
        wait_out(chip, started, counts);
        state = PAD_NOT_READY;
    }
    if (state == PAD_VALID)
        keep_answer(chip, frame, counts);
    else
        give_value(chip, frame, state, 0);
    if (kind->start && state == PAD_VALID && bus->separate && after != NO_INPUT && next == NO_INPUT)
        (void)start(chip, bus, after);
}

/* Conversions that do not end: what was got from this chip lately may be anything. */
static void found_frozen(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                         int64_t began_ns)
{
    account(chip, bus, PAD_NOT_READY, began_ns);
    take_back_doubtful(chip, frame, PAD_NOT_READY);
    chip->distrusted = true;
    if (chip->position < chip->wired.inputs)
        give_value(chip, frame, PAD_NOT_READY, 0);
}

static void found_failing(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    take_back_doubtful(chip, frame, state);
    if (chip->position < chip->wired.inputs)
        give_value(chip, frame, state, 0);
}

/* A look that failed says nothing; the conversion goes on. */
static void look_failed(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                        enum pad_state state, int64_t began_ns)
{
    bool converting = chip->converting;
    account(chip, bus, state, began_ns);
    take_back_doubtful(chip, frame, state);
    chip->converting = converting && chip->ready;
    chip->looked = !chip->distrusted;
}

static int64_t smoothed(int64_t average, int64_t value)
{
    return average ? average + (value - average) / 8 : value;
}

static void look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    bool busy = false;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = chip->wired.kind->busy(chip->bus, chip->wired.address, &busy);
    int64_t ended = scan_bus_now_ns(bus);
    bus->looks++;
    bus->look_bits += BITS_OF_LOOK;
    if (state != PAD_VALID) {
        look_failed(chip, bus, frame, state, began);
        return;
    }
    int64_t at_least = began + scan_bus_bits_ns(bus, BITS_BEFORE_ANSWER) - chip->latest_ns;
    int64_t at_most = ended - scan_bus_bits_ns(bus, BITS_AFTER_ANSWER) - chip->earliest_ns;
    chip->look_lead_ns = smoothed(chip->look_lead_ns, at_most - (began - chip->latest_ns));
    bool early = at_least < chip->time.longest_ns - NS_PER_US;
    if (busy && !(chip->converting && early)) {
        found_frozen(chip, bus, frame, began);
        return;
    }
    account(chip, bus, state, began);
    if (bus->ahead && chip->converting && early)
        bus->learning = chip;
    if (busy) {
        conversion_time_running(&chip->time, at_least, ended);
        return;
    }
    chip->looked = true;
    chip->distrusted = false;
    chip->trusted_ns = ended;
    if (chip->converting)
        conversion_time_ended(&chip->time, at_most, ended);
    if (conversion_time_look_ns(&chip->time, ended) == 0)
        stop_learning(chip, bus);
}

/* Has the chip kept what setup wrote? */
static void settle_doubts(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    bool lost = false;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = chip->wired.kind->restarted(chip->bus, chip->wired.address, &lost);
    bus->looks++;
    bus->look_bits += BITS_OF_LOOK;
    if (state == PAD_VALID && lost) {
        state = PAD_NONSENSE;
        chip->ready = false;
    }
    account(chip, bus, state, began);
    if (state != PAD_VALID)
        take_back_doubtful(chip, frame, state);
    chip->doubtful = 0;
}

static bool look_is_due(const struct scan_chip *chip, const struct scan_bus *bus)
{
    if (!chip->converting)
        return chip->doubtful;
    return look_after_ns(chip, bus, scan_bus_now_ns(bus)) > 0;
}

void scan_chip_turn(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    if (!chip->ready) {
        enum pad_state state = set_up(chip, bus);
        if (state != PAD_VALID) {
            found_failing(chip, frame, state);
            return;
        }
        if (chip->wired.kind->settles_ns)
            return;
    }
    scan_bus_measure(bus, chip->bus, chip->wired.kind, chip->wired.address);
    (void)bus_select(chip->bus); /* a failure comes again with the transfer */
    if (look_is_due(chip, bus)) {
        look(chip, bus, frame);
        if (chip->doubtful && (chip->looked || !chip->converting))
            settle_doubts(chip, bus, frame);
    } else if (chip->wired.kind->start && !chip->converting) {
        start_anew(chip, bus, frame);
    } else {
        fetch(chip, bus, frame);
    }
}
