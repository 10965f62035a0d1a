#include "adc/scan_look.h"

#include "adc/scan_books.h"

enum { BITS_OF_RESTARTED = 48 };

static bool proof_is_wanted(const struct scan_chip *chip)
{
    return scan_tells_by_input(chip) && (chip->doubtful || answers_want_look(&chip->answers));
}

/* When a look would tell how long conversions take; 0: it is not wanted. Where the wire is so slow
 * that every conversion has ended anyway, there is nothing to learn. */
static int64_t learn_after_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now)
{
    if (!bus->ahead || now >= chip->latest_ns + chip->time.longest_ns)
        return 0;
    if (bus->learning && bus->learning != chip)
        return 0;
    return conversion_time_look_ns(&chip->time, chip->latest_ns);
}

int64_t scan_look_after_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now)
{
    if (chip->looked || !chip->wired.kind->look)
        return 0;
    if (chip->distrusted || (chip->doubtful && !scan_tells_by_input(chip)))
        return chip->latest_ns + chip->time.longest_ns - chip->earliest_ns;
    int64_t learn = learn_after_ns(chip, bus, now);
    return learn ? learn : (proof_is_wanted(chip) ? LOOK_AT_ONCE_NS : 0);
}

/* Conversions that do not end, so that an idle chip takes no start. */
static void found_frozen(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                         int64_t began_ns)
{
    books_account(chip, bus, PAD_NOT_READY, began_ns);
    chip->distrusted = true;
    books_fail(chip, frame, PAD_NOT_READY);
}

/* The registers are as after power-on. */
static void found_restarted(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                            int64_t began_ns)
{
    books_account(chip, bus, PAD_NONSENSE, began_ns);
    chip->ready = false;
    books_take_back(chip, frame, PAD_NONSENSE);
}

/* The chip was still converting when the fetch before came, and did not take the start in it. What
 * that fetch brought is taken back where it was doubted; what was believed had proved itself by
 * differing from the answer before. The start is made again once the chip has ended. */
static void found_refused(struct scan_chip *chip, struct frame *frame)
{
    conversion_time_undercut(&chip->time);
    books_take_back(chip, frame, PAD_NOT_READY);
    books_ask_again(chip);
}

/* A look that failed says nothing; the conversion goes on. */
static void look_failed(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                        enum pad_state state, int64_t began_ns)
{
    bool converting = chip->converting;
    struct answers answers = chip->answers;
    books_account(chip, bus, state, began_ns);
    books_take_back(chip, frame, state);
    chip->converting = converting && chip->ready;
    if (chip->converting)
        chip->answers = answers;
}

/* What it says about how long conversions take, by when start and look were most likely
 * acknowledged: what calls cost before that is the same for a look as for a fetch. Only a chip that
 * is found running may have been started late. */
static void learn(struct scan_chip *chip, struct scan_bus *bus, bool busy, int64_t began_ns)
{
    int64_t ended = scan_bus_now_ns(bus);
    unsigned before = chip->wired.kind->bits_to_look;
    int64_t after_ns = began_ns + scan_bus_bits_ns(bus, before) - chip->earliest_ns;
    if (bus->ahead && after_ns < chip->time.longest_ns - NS_PER_US)
        bus->learning = chip;
    if (busy)
        conversion_time_running(&chip->time, after_ns - (chip->latest_ns - chip->earliest_ns),
                                ended);
    else
        conversion_time_ended(&chip->time, after_ns, ended);
    if (conversion_time_look_ns(&chip->time, ended) == 0)
        books_stop_learning(chip, bus);
}

static unsigned asked_for(const struct scan_chip *chip)
{
    return chip->converting ? chip->converting_input : chip->wired.input[chip->position - 1U];
}

/* Idle so soon after a start that it cannot have taken it. No data sheet says that the input of a
 * start which was refused cannot be read back. */
static bool ended_too_soon(const struct scan_chip *chip, const struct scan_bus *bus)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t at_most =
        scan_bus_now_ns(bus) - scan_bus_bits_ns(bus, kind->bits_after_look) - chip->earliest_ns;
    return chip->converting && !chip->answers.taken && at_most < kind->shortest_ns - NS_PER_US;
}

static void look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    bool busy = false;
    unsigned input = NO_INPUT;
    int64_t began = scan_bus_now_ns(bus);
    bool timed = scan_look_after_ns(chip, bus, began) != LOOK_AT_ONCE_NS;
    enum pad_state state = kind->look(chip->bus, chip->wired.address, &busy, &input);
    bus->looks++;
    bus->look_bits += kind->bits_of_look;
    if (state != PAD_VALID) {
        look_failed(chip, bus, frame, state, began);
        return;
    }
    int64_t at_least = began + scan_bus_bits_ns(bus, kind->bits_to_look) - chip->latest_ns;
    bool late = at_least >= chip->time.longest_ns - NS_PER_US;
    bool refused = input != asked_for(chip) || (!busy && ended_too_soon(chip, bus));
    if (input == NO_INPUT) {
        found_restarted(chip, bus, frame, began);
    } else if ((busy && (late || !chip->converting)) || (refused && chip->answers.taken)) {
        found_frozen(chip, bus, frame, began);
    } else if (refused) {
        books_account(chip, bus, state, began);
        found_refused(chip, frame);
    } else {
        books_account(chip, bus, state, began);
        if (scan_tells_by_input(chip))
            answers_taken(&chip->answers);
        if (chip->converting && timed)
            learn(chip, bus, busy, began);
        chip->looked = !busy;
        chip->distrusted = chip->distrusted && busy;
        if (!chip->says_zero)
            chip->doubtful = 0;
    }
}

/* Has the chip kept what setup wrote? */
static void look_for_restart(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    bool lost = false;
    int64_t began = scan_bus_now_ns(bus);
    enum pad_state state = chip->wired.kind->restarted(chip->bus, chip->wired.address, &lost);
    bus->looks++;
    bus->look_bits += BITS_OF_RESTARTED;
    if (state != PAD_VALID)
        look_failed(chip, bus, frame, state, began);
    else if (lost)
        found_restarted(chip, bus, frame, began);
    else
        books_account(chip, bus, state, began);
    chip->doubtful = 0;
    chip->says_zero = false;
}

void scan_look(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    look(chip, bus, frame);
    if (chip->doubtful && chip->says_zero)
        look_for_restart(chip, bus, frame);
}
