/* Values, their pads and their times, on chips that are well. */
#include "rig/sampling_rig.h"

#include <malloc.h>
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

static void any_mix_of_chips_and_branches_gives_every_pad_its_own_value(void **state)
{
    (void)state;
    static const char chips[] = "ads7828@0x48,ads1015@0x49,tca9548a@0x70.0/ads1115@0x4a,"
                                "tca9548a@0x70.7/ads1115@0x4a,tca9548a@0x71.3/ads7830@0x4a,"
                                "tca9548a@0x71.3/ads1115@0x4b";
    expect_all_right(chips, 400000, NULL, true, 800);
    expect_all_right(chips, 400000, NULL, false, 100);
    expect_all_right(chips, 100000, NULL, true, 50);
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

/* Too rare to be learned before it happens. */
static void a_start_up_that_is_rarely_late_mixes_nothing_up(void **state)
{
    (void)state;
    static const double rarely[] = {0.0005, 0.002, 0.01};
    for (unsigned k = 0; k < 3; k++) {
        struct sim_oscillator off[4];
        for (unsigned i = 0; i < 4; i++)
            off[i] = (struct sim_oscillator){.error = 0.05,
                                             .wake_ns = 25000,
                                             .seed = 100 + i,
                                             .rarely = rarely[k],
                                             .rare_wake_ns = 85000};
        struct rig *rig = rig_open(FOUR_1115, 400000, off, true);
        struct rig_tally tally = rig_run(rig, 4000);
        assert_int_equal(tally.wrong, 0);
        assert_in_range(tally.lost, 1, 50);
        rig_close(rig);
    }
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

static void the_learned_rate_comes_within_a_twentieth_of_the_limit(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    rig_run(rig, 1000);
    struct rig_tally tally = rig_run(rig, 1000);
    double limit_hz = 1 / (4 * (1 / 860.0 + 25e-6));
    assert_true(rig_rate_hz(&tally) >= 0.95 * limit_hz);
    struct machine_health health;
    scan_health(rig->scan, &health);
    for (unsigned i = 0; i < 4; i++)
        assert_true(fabs(health.chip[i].rate_hz - 1 / (1 / 860.0 + 25e-6)) < 10);
    rig_close(rig);
}

static void a_value_takes_one_call_of_85_bits(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    rig_run(rig, 1000);
    struct machine_health before, after;
    scan_health(rig->scan, &before);
    rig_run(rig, 500);
    scan_health(rig->scan, &after);
    uint64_t looks = after.look_calls - before.look_calls;
    uint64_t look_bits = after.look_bits - before.look_bits;
    assert_int_equal(after.bus_calls - before.bus_calls - looks, 500 * 16);
    assert_int_equal(after.bus_bits - before.bus_bits - look_bits, 500 * 16 * 85);
    assert_true(looks < 500);
    rig_close(rig);
}

static void no_value_is_older_than_the_scan_before(void **state)
{
    (void)state;
    for (int ahead = 0; ahead < 2; ahead++) {
        struct rig *rig = rig_open(FOUR_1115, 400000, NULL, ahead);
        rig_run(rig, 1000);
        for (unsigned i = 0; i < 50; i++) {
            rig->offset_v = 0.1 * (i % 7);
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
    rig->offset_v = 0.3;
    struct rig_tally tally = rig_run(rig, 1);
    assert_int_equal(tally.wrong + tally.lost, 0);
    rig_close(rig);
}

static void the_speed_of_the_bus_is_measured_and_not_believed(void **state)
{
    (void)state;
    static const double speeds[] = {62500, 100000, 400000, 1000000};
    for (unsigned i = 0; i < 4; i++) {
        struct rig *rig = rig_open(FOUR_1115, speeds[i], NULL, true);
        sim_bus_set_overhead_ns(rig->bus, 30 * NS_PER_US);
        rig_run(rig, 10);
        struct machine_health health;
        scan_health(rig->scan, &health);
        assert_true(fabs(health.bus_hz / speeds[i] - 1) < 0.01);
        rig_close(rig);
    }
}

static void calls_that_cost_time_mix_nothing_up(void **state)
{
    (void)state;
    for (int64_t us = 5; us <= 320; us *= 4) {
        struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
        sim_bus_set_overhead_ns(rig->bus, us * NS_PER_US);
        assert_int_equal(rig_run(rig, 1500).wrong, 0);
        rig_close(rig);
    }
}

static void a_bus_that_becomes_faster_mixes_nothing_up(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 250000, NULL, true);
    rig_run(rig, 1500);
    sim_bus_set_hz(rig->bus, 400000); /* as when a Pi leaves its idle clock */
    struct rig_tally tally = rig_run(rig, 1500);
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.lost < 16);
    rig_close(rig);
}

static void a_bus_that_becomes_slower_is_measured_again(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, "ads7828@0x48,ads7828@0x49"};
    for (unsigned i = 0; i < 2; i++) {
        struct rig *rig = rig_open(chips[i], 400000, NULL, true);
        sim_bus_set_overhead_ns(rig->bus, 20 * NS_PER_US);
        rig_run(rig, 1500);
        sim_bus_set_hz(rig->bus, 250000);
        struct rig_tally tally = rig_run(rig, 1000);
        assert_int_equal(tally.wrong + tally.lost, 0);
        struct machine_health health;
        scan_health(rig->scan, &health);
        assert_true(fabs(health.bus_hz / 250000 - 1) < 0.01);
        uint64_t calls = health.bus_calls - health.look_calls;
        rig_run(rig, 1000); /* and once is enough */
        scan_health(rig->scan, &health);
        assert_int_equal(health.bus_calls - health.look_calls - calls, 1000 * 16);
        rig_close(rig);
    }
}

static void on_a_machine_too_slow_for_one_call_values_are_still_their_own(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    sim_bus_set_message_delay_ns(rig->bus, 2 * NS_PER_MS);
    struct rig_tally tally = rig_run(rig, 200);
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.lost < 16);
    rig_close(rig);
}

static void scanning_allocates_nothing(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    size_t before = mallinfo2().uordblks;
    rig_run(rig, 100);
    assert_true(mallinfo2().uordblks == before);
    rig_close(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_is_its_own_pads_on_every_kind_of_chip),
        cmocka_unit_test(any_mix_of_chips_and_branches_gives_every_pad_its_own_value),
        cmocka_unit_test(converters_up_to_a_tenth_off_either_way_mix_nothing_up),
        cmocka_unit_test(start_ups_that_differ_each_time_mix_nothing_up),
        cmocka_unit_test(a_start_up_that_is_rarely_late_mixes_nothing_up),
        cmocka_unit_test(an_oscillator_that_drifts_is_followed),
        cmocka_unit_test(the_learned_rate_comes_within_a_twentieth_of_the_limit),
        cmocka_unit_test(a_value_takes_one_call_of_85_bits),
        cmocka_unit_test(no_value_is_older_than_the_scan_before),
        cmocka_unit_test(a_scan_after_a_long_pause_is_fresh),
        cmocka_unit_test(the_speed_of_the_bus_is_measured_and_not_believed),
        cmocka_unit_test(calls_that_cost_time_mix_nothing_up),
        cmocka_unit_test(a_bus_that_becomes_faster_mixes_nothing_up),
        cmocka_unit_test(a_bus_that_becomes_slower_is_measured_again),
        cmocka_unit_test(on_a_machine_too_slow_for_one_call_values_are_still_their_own),
        cmocka_unit_test(scanning_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
