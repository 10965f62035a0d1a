#include "adc/scan_limit.h"

static const double wake_s = 25e-6;
enum { BITS_OF_SWITCH = 20 };

static bool is_first_of_branch(const struct wiring *wiring, unsigned chip)
{
    const struct wired_chip *its = &wiring->chip[chip];
    for (unsigned i = 0; i < chip; i++)
        if (wiring->chip[i].switch_address == its->switch_address &&
            wiring->chip[i].branch == its->branch)
            return false;
    return its->switch_address != 0;
}

/* With one branch alone there is nothing to switch. */
static unsigned switches_a_round(const struct wiring *wiring)
{
    unsigned branches = 0;
    for (unsigned i = 0; i < wiring->chips; i++)
        branches += is_first_of_branch(wiring, i);
    return branches > 1 ? branches : 0;
}

double scan_limit_hz(const struct wiring *wiring, double bus_hz)
{
    double bits = 0, converting_s = 0, rounds = 0;
    for (unsigned i = 0; i < wiring->chips; i++) {
        const struct wired_chip *chip = &wiring->chip[i];
        bits += chip->inputs * chip->kind->bits_of_fetch;
        if (chip->kind->nominal_hz > 0) {
            double s = chip->inputs * (1 / chip->kind->nominal_hz + wake_s);
            converting_s = s > converting_s ? s : converting_s;
        }
        rounds = chip->inputs > rounds ? chip->inputs : rounds;
    }
    bits += rounds * switches_a_round(wiring) * BITS_OF_SWITCH;
    double wire_s = bus_hz > 0 ? bits / bus_hz : 0;
    double longest_s = wire_s > converting_s ? wire_s : converting_s;
    return longest_s > 0 ? 1 / longest_s : 0;
}
