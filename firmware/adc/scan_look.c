#include "adc/scan_look.h"

#include "adc/scan_faults.h"
#include "adc/scan_plan.h"
#include "adc/scan_window.h"

enum { BITS_OF_RESTARTED = 48 };

/* One look as it went. */
struct looked {
    enum look_reason reason;
    enum pad_state state;
    bool busy;
    unsigned input;   /* the last that the chip took; NO_INPUT: it lost its registers */
    int64_t began_ns; /* when its call began */
};

static struct looked ask(struct scan_chip *chip, struct scan_bus *bus)
{
    const struct adc_kind *kind = chip->wired.kind;
    struct looked looked = {.input = NO_INPUT, .began_ns = scan_bus_now_ns(bus)};
    looked.reason = scan_plan_look(chip, bus, looked.began_ns);
    looked.state = kind->look(chip->bus, chip->wired.address, &looked.busy, &looked.input);
    if (looked.state == PAD_VALID)
        (void)scan_bus_was_too_fast(bus, kind->bits_of_look,
                                    scan_bus_now_ns(bus) - looked.began_ns);
    bus->looks++;
    bus->look_bits += kind->bits_of_look;
    return looked;
}

/* The input of the last start. */
static unsigned asked_for(const struct scan_chip *chip)
{
    return scan_chip_converts(chip) ? chip->conversion.input
                                    : chip->wired.input[chip->position - 1U];
}

/* Another input than was asked for; or idle so soon after a start that the chip cannot have taken
 * it: no data sheet says that the input of a start which was refused cannot be read back. */
static bool start_was_refused(const struct scan_chip *chip, const struct scan_bus *bus,
                              const struct looked *looked)
{
    bool too_soon = scan_chip_converts(chip) && !chip->answers.taken && !looked->busy &&
                    scan_window_is_too_soon(chip, bus);
    return looked->input != asked_for(chip) || too_soon;
}

/* For the same reason only a chip that converts shows that it took the start, and only once what it
 * converted before has surely ended. One that is idle may never have. */
static bool start_was_taken(const struct scan_chip *chip, const struct scan_bus *bus,
                            const struct looked *looked)
{
    return scan_chip_tells_by_input(chip) && looked->busy &&
           scan_window_is_the_last(chip, bus, looked->began_ns);
}

static bool should_have_ended(const struct scan_chip *chip, const struct scan_bus *bus,
                              const struct looked *looked)
{
    return !scan_chip_converts(chip) ||
           scan_window_is_over(chip, bus, looked->began_ns, chip->wired.kind->bits_to_look);
}

/* What it says about how long conversions take, by when start and look were most likely
 * acknowledged: what calls cost before that is the same for a look as for a fetch. Only a chip that
 * is found running may have been started late. */
static void learn(struct scan_chip *chip, struct scan_bus *bus, const struct looked *looked)
{
    const struct conversion *conversion = &chip->conversion;
    int64_t ended_ns = scan_bus_now_ns(bus);
    int64_t told_ns = looked->began_ns + scan_bus_bits_ns(bus, chip->wired.kind->bits_to_look);
    if (bus->ahead && told_ns - conversion->earliest_ns < chip->time.longest_ns - NS_PER_US)
        bus->learning = chip;
    if (looked->busy)
        conversion_time_running(&chip->time, told_ns - conversion->latest_ns, ended_ns);
    else
        conversion_time_ended(&chip->time, told_ns - conversion->earliest_ns, ended_ns);
    if (conversion_time_look_ns(&chip->time, ended_ns) == 0)
        scan_bus_stop_learning(bus, chip);
}

/* What was in doubt was right if the chip had ended, and so took the start behind it. Of one that
 * is idle since, nobody will know any more; nor whose its next answer would be. */
static void settle_doubts(struct scan_chip *chip, struct frame *frame, bool busy)
{
    if (!scan_chip_converts(chip) || chip->answers.taken) {
        chip->doubtful = 0;
    } else if (chip->doubtful && !busy) {
        faults_take_back_doubtful(chip, frame, PAD_NOT_READY);
        faults_ask_again(chip);
    }
}

static void found_well(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                       const struct looked *looked)
{
    faults_account(chip, bus, PAD_VALID, looked->began_ns);
    if (start_was_taken(chip, bus, looked))
        answers_taken(&chip->answers);
    settle_doubts(chip, frame, looked->busy);
    if (scan_chip_converts(chip) && looked->reason != LOOK_FOR_START)
        learn(chip, bus, looked);
    if (scan_chip_converts(chip) && !looked->busy)
        chip->stage = STAGE_ENDED;
    chip->distrusted = chip->distrusted && looked->busy;
    if (scan_plan_look(chip, bus, scan_bus_now_ns(bus)) == LOOK_TO_LEARN)
        bus->learning = chip; /* the next one shall come in time */
}

static void look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    const struct looked looked = ask(chip, bus);
    bool refused = start_was_refused(chip, bus, &looked);
    if (looked.state != PAD_VALID)
        faults_look_failed(chip, bus, frame, looked.state, looked.began_ns);
    else if (looked.input == NO_INPUT)
        faults_restarted(chip, bus, frame, looked.began_ns);
    else if ((looked.busy && should_have_ended(chip, bus, &looked)) ||
             (refused && chip->answers.taken))
        faults_frozen(chip, bus, frame, looked.began_ns);
    else if (refused)
        faults_refused(chip, bus, frame, looked.began_ns);
    else
        found_well(chip, bus, frame, &looked);
}

/* Has the chip kept what setup wrote? */
static void look_for_restart(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    bool lost = false;
    int64_t began_ns = scan_bus_now_ns(bus);
    enum pad_state state = chip->wired.kind->restarted(chip->bus, chip->wired.address, &lost);
    bus->looks++;
    bus->look_bits += BITS_OF_RESTARTED;
    if (state != PAD_VALID)
        faults_look_failed(chip, bus, frame, state, began_ns);
    else if (lost)
        faults_restarted(chip, bus, frame, began_ns);
    else
        faults_account(chip, bus, state, began_ns);
    chip->zeros = 0;
}

void scan_look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    look(chip, bus, frame);
    if (chip->zeros)
        look_for_restart(chip, bus, frame);
}
