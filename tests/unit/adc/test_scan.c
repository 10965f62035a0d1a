/* Values, their pads and their times, on chips that are well. */
#include "rig/sampling_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FOUR_1115 "ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b"

static void expect_all_right(const char *chips, double bus_hz,
                             const struct sim_oscillator *oscillators, bool ahead, unsigned frames)
{
    struct rig *rig = rig_open(chips, bus_hz, oscillators, ahead);
    struct rig_tally tally = rig_run(rig, frames);
    assert_int_equal(tally.wrong, 0);
    assert_int_equal(tally.lost, 0);
    rig_close(rig);
}

static void every_value_is_its_own_pads_on_every_kind_of_chip(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, "ads1015@0x48,ads1015@0x4b", "ads7828@0x48",
                                        "ads7830@0x49,ads7828@0x48"};
    for (unsigned i = 0; i < sizeof chips / sizeof chips[0]; i++) {
        expect_all_right(chips[i], 400000, NULL, true, 800);
        expect_all_right(chips[i], 400000, NULL, false, 100);
        expect_all_right(chips[i], 100000, NULL, true, 100);
    }
}

static void converters_up_to_a_tenth_off_either_way_mix_nothing_up(void **state)
{
    (void)state;
    struct sim_oscillator off[4];
    for (unsigned i = 0; i < 4; i++)
        off[i] = (struct sim_oscillator){.error = 1 / (0.9 + 0.2 * i / 3) - 1, .wake_ns = 25000};
    expect_all_right(FOUR_1115, 400000, off, true, 3000);
    expect_all_right(FOUR_1115, 400000, off, false, 300);
}

static void start_ups_that_differ_each_time_mix_nothing_up(void **state)
{
    (void)state;
    struct sim_oscillator off[4];
    for (uint64_t seed = 1; seed <= 5; seed++) {
        for (unsigned i = 0; i < 4; i++)
            off[i] = (struct sim_oscillator){
                .error = 0.05, .wake_ns = 25000, .wake_jitter_ns = 85000, .seed = seed * 100 + i};
        expect_all_right(FOUR_1115, 400000, off, true, 2000);
    }
}

static uint64_t refused_starts(const struct rig *rig)
{
    uint64_t refused = 0;
    for (unsigned i = 0; i < rig->wiring.chips; i++)
        refused += sim_ads1x15_refused(sim_bus_chip(rig->bus, rig_place(rig, i)));
    return refused;
}

/* Wakes up late in a share of its starts; pads step_v apart. */
static struct rig *rig_rarely_late(double share, double step_v, bool shows_refused)
{
    struct sim_oscillator off[4];
    for (unsigned i = 0; i < 4; i++)
        off[i] = (struct sim_oscillator){.error = 0.05,
                                         .wake_ns = 25000,
                                         .seed = 100 + i,
                                         .rarely = share,
                                         .rare_wake_ns = 85000,
                                         .shows_refused = shows_refused};
    struct rig *rig = rig_open(FOUR_1115, 400000, off, true);
    rig->step_v = step_v;
    return rig;
}

/* Too rare to be learned before it happens. Pads far apart, next to each other, equal in pairs. */
static void a_start_up_that_is_rarely_late_mixes_nothing_up(void **state)
{
    (void)state;
    static const double rarely[] = {0.0005, 0.002, 0.01};
    static const double apart_v[] = {0, 0.005, 0.0005, 0.00006};
    for (unsigned i = 0; i < 12; i++) {
        struct rig *rig = rig_rarely_late(rarely[i % 3], apart_v[i / 3], i % 2);
        struct rig_tally tally = rig_run(rig, 4000);
        assert_int_equal(tally.wrong, 0);
        assert_in_range(tally.lost, 0, 50);
        assert_true(refused_starts(rig) > 0);
        rig_close(rig);
    }
}

/* What was slow was a moment's load, so that the time of a conversion is learned; and then a start
 * comes so long after the value before it that it tells nothing about that. */
static void a_start_that_is_a_call_of_its_own_proves_nothing(void **state)
{
    (void)state;
    static const double apart_v[] = {0, 0.0005, 0.00006};
    for (unsigned i = 0; i < 3; i++) {
        struct rig *rig = rig_rarely_late(0.01, apart_v[i], false);
        sim_bus_set_message_delay_ns(rig->bus, 2 * NS_PER_MS);
        rig_run(rig, 50);
        sim_bus_set_message_delay_ns(rig->bus, 0);
        const struct rig_tally tally = rig_run(rig, 3000);
        assert_int_equal(tally.wrong, 0);
        assert_in_range(tally.lost, 0, 50); /* of 48000 */
        rig_close(rig);
    }
}

/* A look that finds a chip idle tells nothing of a start that was refused and can be read back. Who
 * was too hasty is so no longer. */
static void who_is_idle_has_not_shown_that_it_took_its_start(void **state)
{
    (void)state;
    uint64_t refused = 0;
    for (unsigned i = 0; i < 4; i++) {
        struct rig *rig = rig_rarely_late(0.01, 0.0005, true);
        if (i % 2)
            sim_bus_set_smbus_only(rig->bus);
        sim_bus_set_message_delay_ns(rig->bus, 25 * NS_PER_US * (i / 2));
        assert_int_equal(rig_run(rig, 6000).wrong, 0);
        refused += refused_starts(rig);
        rig_close(rig);
    }
    assert_in_range(refused, 1, 200);
}

/* Whether or not a start that was refused can be read back. */
static void an_early_answer_is_found_out_however_near_the_right_one_it_is(void **state)
{
    (void)state;
    for (int shown = 0; shown < 2; shown++) {
        struct sim_oscillator oscillators[4];
        for (unsigned i = 0; i < 4; i++)
            oscillators[i] = (struct sim_oscillator){.wake_ns = 25000, .shows_refused = shown};
        struct rig *rig = rig_open(FOUR_1115, 400000, oscillators, true);
        rig->step_v = 0.0002;
        rig_run(rig, 1000);
        uint64_t wrong = 0;
        for (unsigned i = 1; i <= 4; i++) { /* leaps of 2 %, which no oscillator makes */
            sim_ads1x15_set_error(sim_bus_chip(rig->bus, rig_place(rig, i % 4)), 0.02 * i);
            wrong += rig_run(rig, 500).wrong;
        }
        assert_int_equal(wrong, 0);
        assert_true(refused_starts(rig) > 0);
        rig_close(rig);
    }
}

static void a_chip_with_one_pad_gives_only_its_values(void **state)
{
    (void)state;
    struct wire wire = {.pad = "1", .chip = "ads1115@0x48", .input = 2};
    struct rig *rig = rig_open("ads1115@0x48", 400000, NULL, true);
    struct wiring wiring;
    assert_int_equal(wiring_read(&wire, 1, &wiring, NULL), 0);
    struct scan *scan = scan_open(&wiring, rig->bus, rig->clock, true);
    for (unsigned i = 0; i < 3000; i++) {
        rig_set_offset(rig, 0.01 * (i / 3 % 5));
        float now = rig_expected(rig, 2);
        scan_run(scan, &rig->frame);
        if (i % 3 == 2) {
            assert_int_equal(rig->frame.state[0], PAD_VALID);
            assert_true(fabsf(rig->frame.value[0] - now) < 0.5F);
        }
    }
    scan_close(scan);
    rig_close(rig);
}

static void an_oscillator_that_drifts_is_followed(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    rig_run(rig, 1000);
    uint64_t wrong = 0;
    for (unsigned i = 0; i < 100; i++) { /* 2 % in two minutes: a chip brought in from the cold */
        sim_ads1x15_set_error(sim_bus_chip(rig->bus, rig_place(rig, 2)), 0.0002 * i);
        wrong += rig_run(rig, 240).wrong;
    }
    assert_int_equal(wrong, 0);
    rig_close(rig);
}

static void no_value_is_older_than_the_scan_before(void **state)
{
    (void)state;
    for (int ahead = 0; ahead < 2; ahead++) {
        struct rig *rig = rig_open(FOUR_1115, 400000, NULL, ahead);
        rig_run(rig, 1000);
        for (unsigned i = 0; i < 50; i++) {
            rig_set_offset(rig, 0.1 * (i % 7));
            if (ahead)
                scan_run(rig->scan, &rig->frame); /* begun before the change */
            struct rig_tally tally = rig_run(rig, 1);
            assert_int_equal(tally.wrong + tally.lost, 0);
        }
        rig_close(rig);
    }
}

static void a_scan_after_a_long_pause_is_fresh(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    rig_run(rig, 1000);
    rig->now_ns += NS_PER_S;
    rig_set_offset(rig, 0.3);
    struct rig_tally tally = rig_run(rig, 1);
    assert_int_equal(tally.wrong + tally.lost, 0);
    rig_close(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_is_its_own_pads_on_every_kind_of_chip),
        cmocka_unit_test(converters_up_to_a_tenth_off_either_way_mix_nothing_up),
        cmocka_unit_test(start_ups_that_differ_each_time_mix_nothing_up),
        cmocka_unit_test(a_start_up_that_is_rarely_late_mixes_nothing_up),
        cmocka_unit_test(a_start_that_is_a_call_of_its_own_proves_nothing),
        cmocka_unit_test(who_is_idle_has_not_shown_that_it_took_its_start),
        cmocka_unit_test(an_early_answer_is_found_out_however_near_the_right_one_it_is),
        cmocka_unit_test(a_chip_with_one_pad_gives_only_its_values),
        cmocka_unit_test(an_oscillator_that_drifts_is_followed),
        cmocka_unit_test(no_value_is_older_than_the_scan_before),
        cmocka_unit_test(a_scan_after_a_long_pause_is_fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
