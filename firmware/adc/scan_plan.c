#include "adc/scan_plan.h"

#include "adc/scan_window.h"

#include <stddef.h>

/* Where the wire is so slow that every conversion has ended anyway, there is nothing to learn. */
static bool look_would_teach(const struct scan_chip *chip, const struct scan_bus *bus,
                             int64_t now_ns)
{
    return bus->ahead && now_ns < scan_window_surely_ns(chip) &&
           (!bus->learning || bus->learning == chip) &&
           conversion_time_look_ns(&chip->time, chip->conversion.latest_ns);
}

enum look_reason scan_plan_look(const struct scan_chip *chip, const struct scan_bus *bus,
                                int64_t now_ns)
{
    bool tells = scan_chip_tells_by_input(chip);
    if (chip->stage == STAGE_ENDED || !chip->wired.kind->look)
        return LOOK_NONE;
    if (chip->distrusted || (scan_chip_is_unsettled(chip) && !tells))
        return LOOK_FOR_END;
    if (tells && (scan_chip_is_unsettled(chip) || answers_want_look(&chip->answers)))
        return LOOK_FOR_START;
    return look_would_teach(chip, bus, now_ns) ? LOOK_TO_LEARN : LOOK_NONE;
}

enum scan_call scan_plan_call(const struct scan_chip *chip, const struct scan_bus *bus,
                              int64_t now_ns)
{
    if (chip->stage == STAGE_LOST)
        return CALL_SETUP;
    if (!chip->wired.kind->start)
        return CALL_READ;
    if (chip->stage == STAGE_IDLE)
        return scan_chip_is_unsettled(chip) ? CALL_LOOK : CALL_START;
    return scan_plan_look(chip, bus, now_ns) != LOOK_NONE ? CALL_LOOK : CALL_FETCH;
}

unsigned scan_plan_input_after(const struct scan_chip *chip, const struct scan_bus *bus)
{
    const struct wired_chip *wired = &chip->wired;
    if (chip->position + 1U < wired->inputs)
        return wired->input[chip->position + 1U];
    return bus->ahead ? wired->input[0] : NO_INPUT;
}

/* As soon as the chip is believed to have ended? Only where an answer that came too early would
 * show: not where the start behind it is a call of its own, which the chip may have become ready
 * for meanwhile. */
static bool haste_is_safe(const struct scan_chip *chip, const struct scan_bus *bus)
{
    return bus->ahead && !bus->separate && !chip->distrusted && !scan_chip_is_unsettled(chip) &&
           answers_allow_haste(&chip->answers) &&
           (scan_chip_tells_by_input(chip) || !answers_want_look(&chip->answers));
}

/* The start of the next conversion, which comes first in the call, may not come too early. */
static int64_t fetch_due_ns(const struct scan_chip *chip, const struct scan_bus *bus)
{
    int64_t surely_ns = scan_window_surely_ns(chip), likely_ns = scan_window_likely_ns(chip);
    bool hasty = haste_is_safe(chip, bus) && likely_ns < surely_ns;
    bool starts = !bus->separate && scan_plan_input_after(chip, bus) != NO_INPUT;
    unsigned lead = starts ? chip->wired.kind->bits_to_start : 0;
    return (hasty ? likely_ns : surely_ns) - scan_bus_bits_ns(bus, lead);
}

/* What has no time of its own is due as long as can be. */
static int64_t due_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now_ns)
{
    if (!chip->wired.kind->start)
        return chip->stage == STAGE_LOST || now_ns >= chip->reference.settled_ns
                   ? 0
                   : chip->reference.settled_ns;
    if (!scan_chip_converts(chip))
        return chip->idle_ns;
    enum look_reason reason = scan_plan_look(chip, bus, now_ns);
    return reason != LOOK_NONE ? scan_window_look_ns(chip, bus, reason) : fetch_due_ns(chip, bus);
}

/* What hangs on the bus itself can be asked whichever branch is connected. */
static bool is_elsewhere(const struct scan_bus *bus, const struct wired_chip *wired)
{
    const struct wired_chip *connected = bus->connected;
    return wired->switch_address &&
           (!connected || connected->switch_address != wired->switch_address ||
            connected->branch != wired->branch);
}

/* The lower comes first; among equals, whoever is due longest. Chips that convert in the background
 * come before those that answer at once, so that they convert meanwhile; those on the connected
 * branch before those on others, to save switching. */
static unsigned rank(const struct scan_chip *chip, const struct scan_bus *bus, bool due)
{
    unsigned elsewhere = is_elsewhere(bus, &chip->wired);
    if (!due)
        return 4;
    return chip->wired.kind->start ? elsewhere : 2 + elsewhere;
}

/* A look at this chip is due so soon that a transfer begun at from_ns would delay it. */
static bool wants_silence(const struct scan_chip *chip, const struct scan_bus *bus, int64_t from_ns)
{
    if (scan_chip_is_done(chip) || !scan_chip_converts(chip) ||
        scan_plan_look(chip, bus, from_ns) == LOOK_NONE)
        return false;
    int64_t until_ns = due_ns(chip, bus, from_ns) - from_ns;
    int64_t fetch_ns = scan_bus_bits_ns(bus, chip->wired.kind->bits_of_fetch);
    return until_ns > 0 && until_ns < fetch_ns + fetch_ns / 4; /* it may return late */
}

struct scan_chip *scan_plan_next(struct scan_chip *chips, unsigned count,
                                 const struct scan_bus *bus, int64_t *next_ns)
{
    struct scan_chip *best = NULL;
    unsigned best_rank = 0;
    int64_t now_ns = scan_bus_now_ns(bus);
    for (unsigned i = 0; i < count; i++) {
        struct scan_chip *chip = &chips[i];
        if (scan_chip_is_done(chip))
            continue;
        int64_t its_ns = due_ns(chip, bus, now_ns);
        unsigned its_rank = rank(chip, bus, its_ns <= now_ns);
        if (!best || its_rank < best_rank || (its_rank == best_rank && its_ns < *next_ns)) {
            best = chip;
            best_rank = its_rank;
            *next_ns = its_ns;
        }
    }
    struct scan_chip *learning = bus->learning;
    int64_t from_ns = now_ns > *next_ns ? now_ns : *next_ns;
    if (best && learning && wants_silence(learning, bus, from_ns)) {
        *next_ns = due_ns(learning, bus, from_ns);
        return learning;
    }
    return best;
}
