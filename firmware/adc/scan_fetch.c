#include "adc/scan_fetch.h"

#include "adc/scan_faults.h"
#include "adc/scan_plan.h"
#include "adc/scan_window.h"

/* surely: the chip was idle. */
static enum pad_state start(struct scan_chip *chip, struct scan_bus *bus, unsigned input,
                            bool surely)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t began_ns = scan_bus_now_ns(bus);
    enum pad_state state = kind->start(kind, chip->bus, chip->wired.address, input);
    faults_account(chip, bus, state, began_ns);
    chip->idle_ns = scan_bus_now_ns(bus) + chip->time.longest_ns;
    if (state == PAD_VALID)
        scan_window_open(chip, bus, input, began_ns, kind->bits_of_start);
    answers_started(&chip->answers, surely);
    return state;
}

void scan_start(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    answers_forget(&chip->answers);
    enum pad_state state = start(chip, bus, chip->wired.input[chip->position], true);
    if (state != PAD_VALID)
        faults_give(chip, frame, state, 0);
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
    fetched.hasty =
        chip->stage == STAGE_CONVERTING && !scan_window_is_over(chip, bus, fetched.began_ns, lead);
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
    bool tells = !fetched->hasty || scan_chip_tells_by_input(chip);
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
        scan_window_open(chip, bus, fetched->next, fetched->began_ns,
                         chip->wired.kind->bits_of_fetch);
    answers_started(&chip->answers, !fetched->hasty);
}

/* A chip that lost its power may have said the zero that its result is then. */
static void keep_answer(struct scan_chip *chip, struct frame *frame, int32_t counts, bool doubted)
{
    chip_watch_succeeded(&chip->watch);
    const uint8_t its = (uint8_t)(1U << chip->position);
    chip->doubtful |= doubted ? its : 0;
    chip->zeros |= counts == 0 ? its : 0;
    faults_give(chip, frame, PAD_VALID, counts);
}

void scan_fetch(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    unsigned after = scan_plan_input_after(chip, bus);
    if (chip->stage != STAGE_ENDED)
        scan_bus_stop_learning(bus, chip);
    struct fetched fetched = ask(chip, bus, bus->separate ? NO_INPUT : after);
    faults_account(chip, bus, fetched.state, fetched.began_ns);
    scan_chip_drop_conversion(chip);
    enum verdict verdict = weigh(chip, bus, &fetched);
    note_next(chip, bus, &fetched);
    if (verdict != WORTHLESS) {
        keep_answer(chip, frame, fetched.counts, verdict == DOUBTED);
        if (bus->separate && after != NO_INPUT)
            (void)start(chip, bus, after, !fetched.hasty || verdict == BELIEVED);
        return;
    }
    faults_ask_again(chip);
    if (fetched.state != PAD_VALID)
        faults_give(chip, frame, fetched.state, 0);
}
