/* How fast a scan is, on buses and machines as they are: the speed is learned, and costs no value.
 */
#include "rig/sampling_rig.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FOUR_1115 "ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b"

static void pads_with_one_load_are_read_nearly_as_fast(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    rig->step_v = 1e-9;
    rig_run(rig, 1500);
    struct rig_tally tally = rig_run(rig, 1000);
    assert_int_equal(tally.wrong + tally.lost, 0);
    assert_true(rig_rate_hz(&tally) >= 0.95 * 210.4);
    rig_close(rig);
}

static void the_learned_rate_comes_within_a_twentieth_of_the_limit(void **state)
{
    (void)state;
    static const double factors[][4] = {
        {1, 1, 1, 1}, {0.9, 0.9, 0.9, 0.9}, {1.1, 1.1, 1.1, 1.1}, {0.9, 0.97, 1.03, 1.1}};
    for (unsigned k = 0; k < 4; k++) {
        struct sim_oscillator oscillators[4];
        for (unsigned i = 0; i < 4; i++)
            oscillators[i] =
                (struct sim_oscillator){.error = 1 / factors[k][i] - 1, .wake_ns = 25 * NS_PER_US};
        struct rig *rig = rig_open(FOUR_1115, 400000, oscillators, true);
        rig_run(rig, 1000);
        struct rig_tally tally = rig_run(rig, 1000);
        double limit_hz = 1 / (4 * (1 / (860.0 * factors[k][0]) + 25e-6)); /* the slowest one's */
        assert_int_equal(tally.wrong + tally.lost, 0);
        assert_true(rig_rate_hz(&tally) >= 0.95 * limit_hz);
        struct machine_health health;
        scan_health(rig->scan, &health);
        for (unsigned i = 0; i < 4; i++)
            assert_true(fabs(health.chip[i].rate_hz - 1 / (1 / (860 * factors[k][i]) + 25e-6)) <
                        10);
        rig_close(rig);
    }
}

/* No two answers are the same. */
static struct rig_tally run_moving(struct rig *rig, unsigned frames)
{
    struct rig_tally tally = {.began_ns = rig->now_ns};
    for (; tally.frames < frames; tally.frames++) {
        rig_set_offset(rig, rig->offset_v + 0.0005);
        tally.lost += rig_run(rig, 1).lost;
    }
    tally.ended_ns = rig->now_ns;
    return tally;
}

/* A scan is one conversion then, now longer, as a look is waited for, now shorter. */
static void chips_with_one_pad_are_read_as_fast_as_they_convert(void **state)
{
    (void)state;
    static const char *const chips[] = {"ads1115@0x48", FOUR_1115};
    for (unsigned i = 0; i < 2; i++) {
        struct rig *rig = rig_open_some(chips[i], 1, 400000, NULL, true);
        struct rig_tally learning = run_moving(rig, 1500), learned = run_moving(rig, 2000);
        assert_int_equal(learning.lost + learned.lost, 0);
        assert_true(rig_rate_hz(&learned) >= 0.95 / (1 / 860.0 + 25e-6));
        rig_close(rig);
    }
}

/* Sleeps and calls end late by chance: by 30 us in the middle, then by 60, now and then by half a
 * millisecond. Timing that is safe for every chip gives 178 frames a second without any of that,
 * and then 160. */
static void on_an_uneven_clock_the_rate_is_learned_all_the_same(void **state)
{
    (void)state;
    static const struct {
        int64_t late_ns;
        double learning_hz, learned_hz, off_hz;
    } clocks[] = {{20 * NS_PER_US, 189, 193, 25}, {40 * NS_PER_US, 174, 177, 45}};
    for (unsigned k = 0; k < 6; k++) {
        struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
        rig->late_ns = clocks[k % 2].late_ns;
        rig->chance = 1 + k / 2;
        struct rig_tally learning = rig_run(rig, 1500), learned = rig_run(rig, 1000);
        assert_int_equal(learning.wrong + learned.wrong, 0);
        assert_int_equal(learning.lost + learned.lost, 0);
        assert_true(rig_rate_hz(&learning) > clocks[k % 2].learning_hz);
        assert_true(rig_rate_hz(&learned) > clocks[k % 2].learned_hz);
        struct machine_health health;
        scan_health(rig->scan, &health);
        for (unsigned i = 0; i < 4; i++)
            assert_true(fabs(health.chip[i].rate_hz - 1 / (1 / 860.0 + 25e-6)) <
                        clocks[k % 2].off_hz);
        rig_close(rig);
    }
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
    assert_int_equal(tally.wrong + tally.lost, 0);
    rig_close(rig);
}

/* A chip that returns must be seen to end a conversion; and no fetch starts another, by which the
 * speed would show. */
static void a_bus_that_becomes_faster_makes_no_chip_seem_frozen(void **state)
{
    (void)state;
    struct rig *rig = rig_open_some("ads1115@0x48,ads1115@0x49", 1, 62500, NULL, false);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 1), true);
    rig_run(rig, 50);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 1), false);
    sim_bus_set_hz(rig->bus, 1000000);
    rig->now_ns += 3 * NS_PER_S;
    rig_run(rig, 5);
    struct rig_tally tally = rig_run(rig, 100);
    assert_int_equal(tally.wrong + tally.lost, 0);
    rig_close(rig);
}

/* They break off anywhere. */
static void calls_that_fail_do_not_make_the_bus_seem_faster(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, true);
    rig->step_v = 1e-9; /* looks all the time */
    rig_run(rig, 50);
    sim_bus_set_timeout_ns(rig->bus, NS_PER_MS);
    sim_bus_fail_at_random(rig->bus, 10000, 1);
    rig_run(rig, 2000);
    struct machine_health health;
    scan_health(rig->scan, &health);
    assert_true(fabs(health.bus_hz / 400000 - 1) < 0.01);
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

/* Long enough to try again whether one call will do. */
static void on_a_machine_too_slow_for_one_call_every_value_comes_and_is_its_own(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, "ads1015@0x48,ads7828@0x49",
                                        "ads1015@0x48,ads1015@0x49"};
    for (unsigned i = 0; i < 6; i++) {
        struct rig *rig = rig_open(chips[i / 2], 400000, NULL, i % 2);
        sim_bus_set_message_delay_ns(rig->bus, 2 * NS_PER_MS);
        struct rig_tally tally = rig_run(rig, 200);
        assert_int_equal(tally.wrong + tally.lost, 0);
        rig->now_ns += 40 * NS_PER_S;
        tally = rig_run(rig, 200);
        assert_int_equal(tally.wrong + tally.lost, 0);
        rig_close(rig);
    }
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
        cmocka_unit_test(pads_with_one_load_are_read_nearly_as_fast),
        cmocka_unit_test(the_learned_rate_comes_within_a_twentieth_of_the_limit),
        cmocka_unit_test(chips_with_one_pad_are_read_as_fast_as_they_convert),
        cmocka_unit_test(on_an_uneven_clock_the_rate_is_learned_all_the_same),
        cmocka_unit_test(a_value_takes_one_call_of_85_bits),
        cmocka_unit_test(the_speed_of_the_bus_is_measured_and_not_believed),
        cmocka_unit_test(calls_that_cost_time_mix_nothing_up),
        cmocka_unit_test(a_bus_that_becomes_faster_mixes_nothing_up),
        cmocka_unit_test(a_bus_that_becomes_faster_makes_no_chip_seem_frozen),
        cmocka_unit_test(calls_that_fail_do_not_make_the_bus_seem_faster),
        cmocka_unit_test(a_bus_that_becomes_slower_is_measured_again),
        cmocka_unit_test(on_a_machine_too_slow_for_one_call_every_value_comes_and_is_its_own),
        cmocka_unit_test(scanning_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
