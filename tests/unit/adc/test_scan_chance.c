/* Whatever befalls chips, wires and machine, in whatever order: no pad is given the value of
 * another one, and each is given its own again once all is mended. Buses, adapters, oscillators and
 * mishaps are drawn by chance, each run from its own seed. */
#include "rig/sampling_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { RUNS = 120, MISHAPS = 25, CHIPS_MOST = 8, LOST_ONE_IN = 50 };

static unsigned pick(uint64_t *chance, unsigned of)
{
    return (unsigned)(random_next(chance) % of);
}

static int64_t upto_ns(uint64_t *chance, int64_t most_ns)
{
    return (int64_t)(random_unit(chance) * (double)most_ns);
}

/* Within a tenth of nominal. */
static double any_error(uint64_t *chance)
{
    return 1 / (0.9 + 0.2 * random_unit(chance)) - 1;
}

static struct sim_oscillator any_oscillator(uint64_t *chance)
{
    struct sim_oscillator drawn = {.error = any_error(chance), .wake_ns = 25 * NS_PER_US};
    drawn.seed = random_next(chance);
    drawn.shows_refused = pick(chance, 2);
    unsigned start_ups = pick(chance, 4);
    if (start_ups == 1)
        drawn.wake_jitter_ns = upto_ns(chance, 85 * NS_PER_US);
    if (start_ups == 2) {
        drawn.rarely = 0.02 * random_unit(chance);
        drawn.rare_wake_ns = upto_ns(chance, 85 * NS_PER_US);
    }
    return drawn;
}

static void draw_machine(struct rig *rig, uint64_t *chance)
{
    rig->chance = random_next(chance);
    if (pick(chance, 3) == 0)
        rig->late_ns = upto_ns(chance, 60 * NS_PER_US);
    if (pick(chance, 3) == 0)
        sim_bus_set_overhead_ns(rig->bus, upto_ns(chance, 300 * NS_PER_US));
    if (pick(chance, 3) == 0)
        sim_bus_set_message_delay_ns(
            rig->bus, upto_ns(chance, pick(chance, 3) ? NS_PER_MS / 10 : 3 * NS_PER_MS));
    if (pick(chance, 6) == 0)
        sim_bus_set_messages_most(rig->bus, 1 + pick(chance, 2));
    if (pick(chance, 10) == 0)
        sim_bus_set_smbus_only(rig->bus);
    sim_bus_set_timeout_ns(rig->bus, NS_PER_MS * (1 + pick(chance, 30)));
}

static struct rig *draw_rig(uint64_t *chance)
{
    static const char *const chips[] = {
        "ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b",
        "ads1015@0x48,ads1015@0x49",
        "ads7828@0x48,ads7828@0x49",
        "ads7830@0x48,ads1115@0x49",
        ("ads7828@0x48,ads1015@0x49,tca9548a@0x70.0/ads1115@0x4a,tca9548a@0x70.7/ads1115@0x4a,"
         "tca9548a@0x71.3/ads7830@0x4a,tca9548a@0x71.3/ads1115@0x4b"),
        "ads1115@0x48",
        "ads1015@0x48,ads1115@0x49,ads1015@0x4a",
    };
    static const double bus_hz[] = {62500, 100000, 250000, 400000, 1000000};
    static const double apart_v[] = {0, 0.005, 0.0005, 0.00006, 1e-9};
    struct sim_oscillator oscillators[CHIPS_MOST];
    for (unsigned i = 0; i < CHIPS_MOST; i++)
        oscillators[i] = any_oscillator(chance);
    static const unsigned inputs[] = {INPUTS_MAX, INPUTS_MAX, 2, 1}, bare[] = {0, 0, 1, 2};
    struct rig *rig = rig_open_some(chips[pick(chance, 7)], inputs[pick(chance, 4)],
                                    bus_hz[pick(chance, 5)], oscillators, pick(chance, 2));
    rig->step_v = apart_v[pick(chance, 5)];
    rig->bare = bare[pick(chance, 4)];
    draw_machine(rig, chance);
    return rig;
}

static void mend_all(struct rig *rig)
{
    for (unsigned i = 0; i < rig->wiring.chips; i++) {
        sim_bus_unplug_chip(rig->bus, rig_place(rig, i), false);
        sim_bus_hang_chip(rig->bus, rig_place(rig, i), false);
        sim_bus_unplug_switch(rig->bus, rig_place(rig, i).switch_address, false);
    }
    sim_bus_hang(rig->bus, false);
    sim_bus_unplug(rig->bus, false);
}

static void lose_power_for_a_moment(struct rig *rig, struct sim_place place)
{
    sim_bus_unplug_chip(rig->bus, place, true);
    sim_bus_unplug_chip(rig->bus, place, false);
}

/* What was begun before the load changed is of before. */
static void change_load(struct rig *rig, double volts)
{
    rig_set_offset(rig, volts);
    scan_run(rig->scan, &rig->frame);
}

static void befall(struct rig *rig, uint64_t *chance)
{
    unsigned chip = pick(chance, rig->wiring.chips);
    struct sim_place place = rig_place(rig, chip);
    switch (pick(chance, 12)) {
    case 0: change_load(rig, pick(chance, 5) ? 0.05 * pick(chance, 5) : -3); break;
    case 1: lose_power_for_a_moment(rig, place); break;
    case 2: sim_bus_unplug_chip(rig->bus, place, true); break;
    case 3: mend_all(rig); break;
    case 4: sim_bus_hang_chip(rig->bus, place, true); break;
    case 5: sim_bus_hang(rig->bus, pick(chance, 2)); break;
    case 6: sim_bus_unplug(rig->bus, pick(chance, 2)); break;
    case 7: sim_bus_fail_at_random(rig->bus, pick(chance, 60000), random_next(chance)); break;
    case 8: rig->now_ns += upto_ns(chance, 3 * NS_PER_S); break;
    case 9:
        if (rig->wiring.chip[chip].kind->start)
            sim_ads1x15_set_error(sim_bus_chip(rig->bus, place), any_error(chance));
        break;
    case 10: sim_bus_set_hz(rig->bus, 62500 + 400000 * random_unit(chance)); break;
    case 11: sim_bus_unplug_switch(rig->bus, place.switch_address, pick(chance, 2)); break;
    }
}

/* Of a reference that is settling, so much may pass as a change of the load (scan_reference.c). */
static float allowed(const struct adc_kind *kind, float counts)
{
    return kind->start ? 0 : (float)(kind->full_scale / 512 + 2) + counts / 64;
}

static void expect_own_values(const struct rig *rig, uint64_t seed)
{
    for (unsigned i = 0; i < rig->pads; i++) {
        float wanted = rig_expected(rig, i), got = rig->frame.value[i];
        if (rig->frame.state[i] == PAD_VALID &&
            fabsf(got - wanted) > allowed(rig_chip_of(rig, i)->kind, wanted))
            fail_msg("seed %u: pad %u says %g and not %g", (unsigned)seed, i, (double)got,
                     (double)wanted);
    }
}

/* A conversion that takes longer than any before it may still cost its values. */
static void expect_nearly_all_values(struct rig *rig, uint64_t seed)
{
    enum { FRAMES = 100 };
    sim_bus_fail_at_random(rig->bus, 0, 0);
    mend_all(rig);
    for (unsigned i = 0; i < 2; i++) { /* a switch that was gone costs the first call behind it */
        rig->now_ns += 3 * NS_PER_S;
        rig_run(rig, 5);
    }
    struct rig_tally tally = rig_run(rig, FRAMES / 2);
    if (tally.wrong)
        expect_own_values(rig, seed);
    for (unsigned i = 0; i < FRAMES / 2; i++) { /* all pads come to zero, and leave it */
        rig_set_offset(rig, i % 2 ? 0.01 * i : -3);
        tally.lost += rig_run(rig, 1).lost;
    }
    if (tally.lost * LOST_ONE_IN > FRAMES * rig->pads)
        fail_msg("seed %u: %u of %u values lost", (unsigned)seed, (unsigned)tally.lost,
                 FRAMES * rig->pads);
}

static void no_pad_is_given_the_value_of_another_one(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        uint64_t chance = seed;
        struct rig *rig = draw_rig(&chance);
        for (unsigned i = 0; i < MISHAPS; i++) {
            befall(rig, &chance);
            for (unsigned frames = 20 + pick(&chance, 100); frames > 0; frames--)
                if (rig_run(rig, 1).wrong)
                    expect_own_values(rig, seed);
        }
        expect_nearly_all_values(rig, seed);
        rig_close(rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_pad_is_given_the_value_of_another_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
