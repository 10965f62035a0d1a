#include "adc/scan_window.h"

#include <math.h>

/* Times are rounded, here and in the clock. */
static const int64_t rounding_ns = NS_PER_US;

/* A clock took no longer than the call's share of it, whatever was measured: so the window never
 * ends before it begins. */
void scan_window_open(struct scan_chip *chip, const struct scan_bus *bus, unsigned input,
                      int64_t began_ns, unsigned bits)
{
    unsigned before = chip->wired.kind->bits_to_start;
    int64_t ended_ns = scan_bus_now_ns(bus);
    double bit_ns = fmin(bus->bit_ns, (double)(ended_ns - began_ns) / bits);
    chip->stage = STAGE_CONVERTING;
    chip->conversion = (struct conversion){
        .input = (uint8_t)input,
        .earliest_ns = began_ns + (int64_t)(before * bit_ns),
        .latest_ns = ended_ns - (int64_t)((bits - before) * bit_ns),
        .before_ns = scan_window_surely_ns(chip),
    };
}

int64_t scan_window_likely_ns(const struct scan_chip *chip)
{
    return chip->conversion.earliest_ns +
           conversion_time_wait_ns(&chip->time, chip->conversion.latest_ns);
}

int64_t scan_window_look_ns(const struct scan_chip *chip, const struct scan_bus *bus,
                            enum look_reason reason)
{
    const struct conversion *conversion = &chip->conversion;
    int64_t told_ns = conversion->earliest_ns;
    if (reason == LOOK_FOR_END)
        told_ns = scan_window_surely_ns(chip);
    else if (reason == LOOK_TO_LEARN)
        told_ns += conversion_time_look_ns(&chip->time, conversion->latest_ns);
    else if (conversion->before_ns > told_ns)
        told_ns = conversion->before_ns;
    return told_ns - scan_bus_bits_ns(bus, chip->wired.kind->bits_to_look);
}

bool scan_window_is_over(const struct scan_chip *chip, const struct scan_bus *bus, int64_t began_ns,
                         unsigned bits)
{
    return began_ns + scan_bus_bits_ns(bus, bits) >= scan_window_surely_ns(chip) - rounding_ns;
}

bool scan_window_is_the_last(const struct scan_chip *chip, const struct scan_bus *bus,
                             int64_t began_ns)
{
    int64_t told_ns = began_ns + scan_bus_bits_ns(bus, chip->wired.kind->bits_to_look);
    return told_ns >= chip->conversion.before_ns;
}

bool scan_window_is_too_soon(const struct scan_chip *chip, const struct scan_bus *bus)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t told_ns = scan_bus_now_ns(bus) - scan_bus_bits_ns(bus, kind->bits_after_look);
    return told_ns - chip->conversion.earliest_ns < kind->shortest_ns - rounding_ns;
}

/* The scan before may have been shorter than a conversion that is not fetched in haste: such a one,
 * and the call that fetches it, hold nothing up. */
bool scan_window_is_stale(const struct scan_chip *chip, const struct scan_bus *bus)
{
    if (!scan_chip_converts(chip) || !chip->conversion.carried)
        return false;
    int64_t age_ns = scan_bus_now_ns(bus) - chip->conversion.latest_ns;
    int64_t needs_ns =
        chip->time.longest_ns + scan_bus_bits_ns(bus, chip->wired.kind->bits_of_fetch);
    return age_ns > bus->stale_ns && age_ns > needs_ns;
}
