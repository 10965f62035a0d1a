#include "adc/scan_chip.h"

#include "adc/scan_books.h"
#include "adc/scan_look.h"

#include <math.h>
#include <stdlib.h>

void scan_chip_open(struct scan_chip *chip, const struct wired_chip *wired, struct i2c_bus *bus)
{
    *chip = (struct scan_chip){.wired = *wired, .bus = bus};
    for (unsigned i = 0; i < INPUTS_MAX; i++)
        chip->last[i] = -1;
    answers_forget(&chip->answers);
    conversion_time_begin(&chip->time, wired->kind->shortest_ns, wired->kind->longest_ns);
}

void scan_chip_begin(struct scan_chip *chip)
{
    chip->position = 0;
    chip->doubtful = 0;
    chip->says_zero = false;
    chip->settled = false;
    chip->moved = -1;
    if (chip->converting_input != chip->wired.input[0])
        chip->converting = false;
    chip->carried = chip->converting;
}

void scan_chip_give_up(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    books_take_back(chip, frame, state);
    if (chip->position < chip->wired.inputs)
        chip->converting = false;
    while (chip->position < chip->wired.inputs)
        books_give(chip, frame, state, 0);
}

static enum pad_state set_up(struct scan_chip *chip, struct scan_bus *bus)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = kind->setup(chip->bus, chip->wired.address);
    books_account(chip, bus, state, began);
    if (state != PAD_VALID)
        return state;
    chip->ready = true;
    chip->settled_ns = scan_bus_now_ns(bus) + kind->settles_ns;
    chip->settled = true;
    chip->distrusted = kind->look;
    chip->converting = false;
    answers_forget(&chip->answers);
    return PAD_VALID;
}

/* The start was acknowledged no sooner than its clocks take from the beginning of the call, and no
 * later than the clocks behind it take before the call returned. A clock took no longer than the
 * call's share of it, whatever was measured: so the first never lies behind the second. */
static void note_start(struct scan_chip *chip, const struct scan_bus *bus, unsigned input,
                       int64_t began_ns, unsigned bits)
{
    unsigned before = chip->wired.kind->bits_to_start;
    int64_t ended_ns = scan_bus_now_ns(bus);
    double bit_ns = fmin(bus->bit_ns, (double)(ended_ns - began_ns) / bits);
    chip->converting = true;
    chip->carried = false;
    chip->converting_input = (uint8_t)input;
    chip->looked = false;
    chip->earliest_ns = began_ns + (int64_t)(before * bit_ns);
    chip->latest_ns = ended_ns - (int64_t)((bits - before) * bit_ns);
}

/* When the conversion under way has ended: by what the slowest chip may need; or by what was
 * learned of this one, where an answer that came too early would show. What was learned counts from
 * the earliest time at which the start can have been acknowledged, since a call that returned late
 * had mostly begun in time. */
static int64_t ended_ns(const struct scan_chip *chip, const struct scan_bus *bus)
{
    bool hasty = bus->ahead && !chip->distrusted && !chip->doubtful &&
                 answers_allow_haste(&chip->answers) &&
                 (scan_tells_by_input(chip) || !answers_want_look(&chip->answers));
    int64_t surely = chip->latest_ns + chip->time.longest_ns;
    int64_t likely = chip->earliest_ns + conversion_time_wait_ns(&chip->time, chip->latest_ns);
    return hasty && likely < surely ? likely : surely;
}

static unsigned input_after(const struct scan_chip *chip, const struct scan_bus *bus)
{
    const struct wired_chip *wired = &chip->wired;
    if (chip->position + 1U < wired->inputs)
        return wired->input[chip->position + 1U];
    return bus->ahead ? wired->input[0] : NO_INPUT;
}

static int64_t due_at_once_ns(const struct scan_chip *chip, int64_t now)
{
    return chip->ready && now < chip->settled_ns ? chip->settled_ns : 0;
}

int64_t scan_chip_due_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now)
{
    const struct adc_kind *kind = chip->wired.kind;
    if (!kind->start)
        return due_at_once_ns(chip, now);
    if (!chip->converting)
        return chip->idle_ns;
    int64_t look = scan_look_after_ns(chip, bus, now);
    if (look)
        return chip->earliest_ns + look - scan_bus_bits_ns(bus, kind->bits_to_look);
    bool starts = !bus->separate && input_after(chip, bus) != NO_INPUT;
    unsigned lead = starts ? kind->bits_to_start : 0;
    return ended_ns(chip, bus) - scan_bus_bits_ns(bus, lead);
}

bool scan_chip_wants_silence(const struct scan_chip *chip, const struct scan_bus *bus,
                             int64_t from_ns)
{
    if (scan_chip_is_done(chip) || !chip->converting || !scan_look_after_ns(chip, bus, from_ns))
        return false;
    int64_t due = scan_chip_due_ns(chip, bus, from_ns);
    int64_t fetch_ns = scan_bus_bits_ns(bus, chip->wired.kind->bits_of_fetch);
    return due > from_ns && due - from_ns < fetch_ns + fetch_ns / 4; /* it may return late */
}

/* surely: the chip was idle. */
static enum pad_state start(struct scan_chip *chip, struct scan_bus *bus, unsigned input,
                            bool surely)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = kind->start(kind, chip->bus, chip->wired.address, input);
    books_account(chip, bus, state, began);
    chip->idle_ns = scan_bus_now_ns(bus) + chip->time.longest_ns;
    if (state == PAD_VALID)
        note_start(chip, bus, input, began, kind->bits_of_start);
    answers_started(&chip->answers, surely);
    return state;
}

static void start_anew(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    answers_forget(&chip->answers);
    enum pad_state state = start(chip, bus, chip->wired.input[chip->position], true);
    if (state != PAD_VALID)
        books_give(chip, frame, state, 0);
}

/* A chip that lost its power may have said the zero that its result is then. */
static void keep_answer(struct scan_chip *chip, struct frame *frame, int32_t counts, bool doubted)
{
    chip_watch_succeeded(&chip->watch);
    if (doubted || counts == 0)
        chip->doubtful |= (uint8_t)(1U << chip->position);
    chip->says_zero = chip->says_zero || counts == 0;
    books_give(chip, frame, PAD_VALID, counts);
}

/* One fetch as it went. */
struct fetched {
    enum pad_state state;
    int32_t counts;
    unsigned next;    /* the input that it started; NO_INPUT: none */
    int64_t began_ns; /* when its call began, and how long that took */
    int64_t took_ns;
    bool hasty; /* sooner than the slowest chip may need, and nobody had looked */
};

static struct fetched ask(struct scan_chip *chip, const struct scan_bus *bus, unsigned next)
{
    const struct adc_kind *kind = chip->wired.kind;
    struct fetched fetched = {.next = next, .began_ns = scan_bus_now_ns(bus)};
    fetched.state = kind->fetch(kind, chip->bus, chip->wired.address,
                                chip->wired.input[chip->position], next, &fetched.counts);
    fetched.took_ns = scan_bus_now_ns(bus) - fetched.began_ns;
    unsigned lead = next == NO_INPUT ? 0 : kind->bits_to_start;
    int64_t waited_ns = fetched.began_ns + scan_bus_bits_ns(bus, lead) - chip->latest_ns;
    fetched.hasty = !chip->looked && waited_ns < chip->time.longest_ns - NS_PER_US;
    return fetched;
}

static enum verdict weigh(struct scan_chip *chip, struct scan_bus *bus,
                          const struct fetched *fetched)
{
    const struct adc_kind *kind = chip->wired.kind;
    if (fetched->state != PAD_VALID)
        return WORTHLESS;
    if (fetched->next != NO_INPUT) {
        scan_bus_note(bus, kind->bits_of_fetch, fetched->took_ns);
        if (!scan_bus_is_sure(bus, kind, fetched->took_ns))
            return WORTHLESS;
    }
    enum verdict verdict = answers_weigh(&chip->answers, fetched->counts);
    bool tells = !fetched->hasty || scan_tells_by_input(chip);
    return verdict == DOUBTED && !tells ? WORTHLESS : verdict;
}

/* The conversion that the fetch began, for the next input or the next scan. */
static void note_next(struct scan_chip *chip, const struct scan_bus *bus,
                      const struct fetched *fetched)
{
    if (fetched->next == NO_INPUT)
        return;
    chip->idle_ns = scan_bus_now_ns(bus) + chip->time.longest_ns;
    if (fetched->state == PAD_VALID)
        note_start(chip, bus, fetched->next, fetched->began_ns, chip->wired.kind->bits_of_fetch);
    answers_started(&chip->answers, !fetched->hasty);
}

/* A value of which nobody can tell whose it is, is asked for again. */
static void fetch(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    unsigned after = input_after(chip, bus);
    if (!chip->looked)
        books_stop_learning(chip, bus);
    struct fetched fetched = ask(chip, bus, bus->separate ? NO_INPUT : after);
    books_account(chip, bus, fetched.state, fetched.began_ns);
    chip->converting = false;
    enum verdict verdict = weigh(chip, bus, &fetched);
    note_next(chip, bus, &fetched);
    if (verdict != WORTHLESS) {
        keep_answer(chip, frame, fetched.counts, verdict == DOUBTED);
        if (bus->separate && after != NO_INPUT)
            (void)start(chip, bus, after, !fetched.hasty || verdict == BELIEVED);
        return;
    }
    books_ask_again(chip);
    if (fetched.state != PAD_VALID)
        books_give(chip, frame, fetched.state, 0);
}

/* More than noise, and than what one reading may miss of a slow change. */
static int32_t much_for(const struct scan_chip *chip, int32_t counts)
{
    return chip->wired.kind->full_scale / 512 + 1 + counts / 64;
}

static bool has_moved(const struct scan_chip *chip, int32_t counts)
{
    int32_t last = chip->last[chip->position];
    return last < 0 || abs(counts - last) > much_for(chip, last);
}

/* A reference that settles rises, so that the same pad reads lower by most of what its first
 * reading was too high. A reading at full scale tells nothing. */
static bool seems_to_settle(const struct scan_chip *chip, int32_t first, int32_t again)
{
    return first >= chip->wired.kind->full_scale || first - again > much_for(chip, first) / 2;
}

/* A chip that lost its power for a moment answers with a reference that has yet to settle, and all
 * its counts are too high; no register tells. So the first of its values in a scan that has moved
 * is read twice, so far apart that a reference which settles would show. Where it does, nothing
 * that the chip said in this scan is believed, and all is read anew once the reference has
 * settled. True: there is nothing to be given yet. */
static bool doubts_reference(struct scan_chip *chip, int32_t counts, int64_t now)
{
    const struct adc_kind *kind = chip->wired.kind;
    const int32_t first = chip->moved;
    if (chip->settled || (first < 0 && !has_moved(chip, counts)))
        return false;
    if (first < 0) {
        chip->moved = counts;
        chip->settled_ns = now + kind->shows_ns;
        return true;
    }
    chip->moved = -1;
    chip->settled = true;
    if (!seems_to_settle(chip, first, counts))
        return false;
    chip->settled_ns = now + kind->settles_ns;
    chip->position = 0;
    return true;
}

static void convert(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    unsigned input = chip->wired.input[chip->position];
    int32_t counts = 0;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state =
        kind->fetch(kind, chip->bus, chip->wired.address, input, NO_INPUT, &counts);
    int64_t ended = scan_bus_now_ns(bus);
    books_account(chip, bus, state, began);
    if (state != PAD_VALID) {
        chip->last[chip->position] = -1;
        chip->moved = -1;
        books_give(chip, frame, state, 0);
        return;
    }
    scan_bus_note(bus, kind->bits_of_fetch, ended - began);
    if (doubts_reference(chip, counts, ended))
        return;
    chip_watch_succeeded(&chip->watch);
    books_give(chip, frame, state, counts);
}

static bool look_is_due(const struct scan_chip *chip, const struct scan_bus *bus)
{
    if (!chip->converting)
        return chip->doubtful;
    return scan_look_after_ns(chip, bus, scan_bus_now_ns(bus)) > 0;
}

/* What was begun for this scan before it, and then had to wait. */
static bool is_stale(const struct scan_chip *chip, const struct scan_bus *bus)
{
    return chip->converting && chip->carried &&
           scan_bus_now_ns(bus) - chip->latest_ns > bus->stale_ns;
}

void scan_chip_turn(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    if (!chip->ready) {
        enum pad_state state = set_up(chip, bus);
        if (state != PAD_VALID) {
            books_fail(chip, frame, state);
            return;
        }
        if (chip->wired.kind->settles_ns)
            return;
    }
    scan_bus_measure(bus, chip->bus, chip->wired.kind, chip->wired.address);
    (void)bus_select(chip->bus); /* a failure comes again with the transfer */
    if (is_stale(chip, bus)) {
        chip->converting = false;
        return;
    }
    if (!chip->wired.kind->start)
        convert(chip, bus, frame);
    else if (look_is_due(chip, bus))
        scan_look(chip, bus, frame);
    else if (!chip->converting)
        start_anew(chip, bus, frame);
    else
        fetch(chip, bus, frame);
}
