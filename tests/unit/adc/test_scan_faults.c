/* What is lost, and what is not, when chips and bus fail. */
#include "rig/sampling_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FOUR_1115 "ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b"
#define FOUR_7828 "ads7828@0x48,ads7828@0x49,ads7828@0x4a,ads7828@0x4b"

static struct rig *settled(const char *chips, bool ahead)
{
    struct rig *rig = rig_open(chips, 400000, NULL, ahead);
    struct rig_tally tally = rig_run(rig, 800);
    assert_int_equal(tally.wrong + tally.lost, 0);
    return rig;
}

/* Of the last frame: the state of all of one chip's pads, when it is the same. */
static int state_of_chip(const struct rig *rig, unsigned chip)
{
    const struct wired_chip *wired = &rig->wiring.chip[chip];
    for (unsigned i = 1; i < wired->inputs; i++)
        if (rig->frame.state[wired->pad[i]] != rig->frame.state[wired->pad[0]])
            return -1;
    return rig->frame.state[wired->pad[0]];
}

static void expect_others_valid(const struct rig *rig, unsigned chip)
{
    for (unsigned i = 0; i < rig->wiring.chips; i++)
        if (i != chip)
            assert_int_equal(state_of_chip(rig, i), PAD_VALID);
}

static void a_failed_transfer_costs_at_most_two_values_and_no_wrong_one(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, "ads1015@0x48,ads1015@0x49", FOUR_7828};
    for (unsigned i = 0; i < 3; i++) {
        for (int ahead = 0; ahead < 2; ahead++) {
            struct rig *rig = settled(chips[i], ahead);
            sim_bus_set_timeout_ns(rig->bus, NS_PER_MS);
            sim_bus_fail_at_random(rig->bus, 10000, 7 + i);
            struct rig_tally tally = rig_run(rig, 10000);
            assert_int_equal(tally.wrong, 0);
            assert_true(tally.lost > 100);
            assert_true(tally.lost <= 2 * sim_bus_failed(rig->bus));
            rig_close(rig);
        }
    }
}

/* Also where a switch that misses a call leaves its branch connected beside another one. */
static void one_transfer_in_ten_failing_gives_no_wrong_value(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, "tca9548a@0x70.0/ads1115@0x48,"
                                                   "tca9548a@0x71.0/ads7828@0x48"};
    for (unsigned i = 0; i < 2; i++) {
        struct rig *rig = settled(chips[i], true);
        sim_bus_set_timeout_ns(rig->bus, NS_PER_MS);
        sim_bus_fail_at_random(rig->bus, 100000, 3);
        assert_int_equal(rig_run(rig, 10000).wrong, 0);
        rig_close(rig);
    }
}

static void a_chip_that_does_not_acknowledge_loses_only_its_own_values(void **state)
{
    (void)state;
    for (int ahead = 0; ahead < 2; ahead++) {
        struct rig *rig = settled(FOUR_1115, ahead);
        sim_bus_unplug_chip(rig->bus, rig_place(rig, 1), true);
        rig_run(rig, 1);
        assert_int_equal(state_of_chip(rig, 1), PAD_NACK);
        struct rig_tally tally = rig_run(rig, 100);
        assert_int_equal(tally.wrong, 0);
        assert_int_equal(tally.lost, 100 * 4);
        expect_others_valid(rig, 1);
        struct machine_health health;
        scan_health(rig->scan, &health);
        assert_int_equal(health.chip[1].state, CHIP_OFFLINE);
        assert_true(health.chip[1].failures[PAD_NACK] >= 8);
        assert_int_equal(health.chip[0].state, CHIP_OK);
        rig_close(rig);
    }
}

static void a_chip_that_returns_is_read_again_within_two_seconds(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_1115, true);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 2), true);
    rig_run(rig, 4000); /* long enough for the longest rest */
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 2), false);
    int64_t returned_ns = rig->now_ns;
    uint64_t wrong = 0;
    do
        wrong += rig_run(rig, 1).wrong;
    while (state_of_chip(rig, 2) != PAD_VALID && rig->now_ns - returned_ns < 3 * NS_PER_S);
    assert_int_equal(wrong, 0);
    assert_true(rig->now_ns - returned_ns < 2 * NS_PER_S + 100 * NS_PER_MS);
    assert_int_equal(rig_run(rig, 500).wrong, 0);
    rig_close(rig);
}

/* Two chips hang the bus after a third has begun the next scan's first conversion. */
static void what_was_begun_in_a_scan_that_was_held_up_is_begun_anew(void **state)
{
    (void)state;
    struct rig *rig = settled("ads1115@0x48,ads7828@0x49,ads7828@0x4a", true);
    sim_bus_set_timeout_ns(rig->bus, 10 * NS_PER_MS);
    for (unsigned i = 1; i <= 10; i++) {
        for (unsigned chip = 1; chip <= 2; chip++)
            sim_bus_hang_chip(rig->bus, rig_place(rig, chip), true);
        rig_run(rig, 1);
        for (unsigned chip = 1; chip <= 2; chip++)
            sim_bus_hang_chip(rig->bus, rig_place(rig, chip), false);
        rig_set_offset(rig, 0.1 * i);
        assert_int_equal(rig_run(rig, 1).wrong, 0);
        rig->now_ns += NS_PER_S;
        rig_run(rig, 5);
    }
    rig_close(rig);
}

static void a_dead_chip_costs_the_others_less_than_a_twentieth(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_1115, true);
    struct rig_tally whole = rig_run(rig, 1000);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 0), true);
    struct rig_tally dead = rig_run(rig, 2000);
    assert_true(rig_rate_hz(&dead) > 0.95 * rig_rate_hz(&whole));
    rig_close(rig);
}

static void a_chip_that_hangs_the_bus_costs_the_others_less_than_a_twentieth(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_1115, true);
    struct rig_tally whole = rig_run(rig, 1000);
    sim_bus_hang_chip(rig->bus, rig_place(rig, 3), true);
    struct rig_tally hung = rig_run(rig, 4000);
    assert_int_equal(hung.wrong, 0);
    assert_true(rig_rate_hz(&hung) > 0.95 * rig_rate_hz(&whole));
    expect_others_valid(rig, 3);
    rig_close(rig);
}

static void a_stuck_bus_marks_all_and_comes_back(void **state)
{
    (void)state;
    for (int64_t timeout_ms = 10; timeout_ms <= 1000; timeout_ms *= 10) {
        struct rig *rig = settled(FOUR_1115, false);
        sim_bus_set_timeout_ns(rig->bus, timeout_ms * NS_PER_MS);
        sim_bus_hang(rig->bus, true);
        int64_t stuck_ns = rig->now_ns;
        rig_run(rig, 1);
        assert_true(rig->now_ns - stuck_ns < 2 * NS_PER_S);
        for (unsigned i = 0; i < rig->pads; i++)
            assert_int_equal(rig->frame.state[i], PAD_TIMEOUT);
        assert_int_equal(rig_run(rig, 30).lost, 30 * 16);
        sim_bus_hang(rig->bus, false);
        int64_t free_ns = rig->now_ns;
        while (rig_run(rig, 1).lost && rig->now_ns - free_ns < 10 * NS_PER_S)
            ;
        assert_true(rig->now_ns - free_ns < 3 * NS_PER_S);
        assert_int_equal(rig_run(rig, 100).wrong, 0);
        rig_close(rig);
    }
}

static void a_dead_chip_does_not_make_a_freed_bus_look_stuck(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_1115, false);
    sim_bus_hang(rig->bus, true);
    rig_run(rig, 1);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 0), true);
    sim_bus_hang(rig->bus, false);
    rig_run(rig, 1);
    assert_int_equal(state_of_chip(rig, 0), PAD_NACK);
    expect_others_valid(rig, 0);
    rig_close(rig);
}

static void an_adapter_pulled_out_is_looked_for_and_found(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_7828, true);
    sim_bus_unplug(rig->bus, true);
    assert_int_equal(rig_run(rig, 300).lost, 300 * 32);
    struct machine_health health;
    scan_health(rig->scan, &health);
    assert_false(health.bus_open);
    sim_bus_unplug(rig->bus, false);
    int64_t back_ns = rig->now_ns;
    while (rig_run(rig, 1).lost && rig->now_ns - back_ns < 10 * NS_PER_S)
        ;
    assert_true(rig->now_ns - back_ns < 3 * NS_PER_S);
    rig_close(rig);
}

static void conversions_that_do_not_end_never_give_an_old_value(void **state)
{
    (void)state;
    for (int ahead = 0; ahead < 2; ahead++) {
        struct rig *rig = settled(FOUR_1115, ahead);
        sim_ads1x15_freeze(sim_bus_chip(rig->bus, rig_place(rig, 1)), true);
        struct rig_tally tally = rig_run(rig, 200);
        assert_int_equal(tally.wrong, 0);
        expect_others_valid(rig, 1);
        assert_int_equal(state_of_chip(rig, 1), PAD_OFFLINE);
        struct machine_health health;
        scan_health(rig->scan, &health);
        assert_true(health.chip[1].failures[PAD_NOT_READY] > 0);
        sim_ads1x15_freeze(sim_bus_chip(rig->bus, rig_place(rig, 1)), false);
        rig->now_ns += 3 * NS_PER_S;
        tally = rig_run(rig, 100);
        assert_int_equal(tally.wrong, 0);
        assert_int_equal(state_of_chip(rig, 1), PAD_VALID);
        rig_close(rig);
    }
}

static void a_chip_that_loses_its_power_for_a_moment_never_passes_a_zero_on(void **state)
{
    (void)state;
    for (int ahead = 0; ahead < 2; ahead++) {
        struct rig *rig = settled(FOUR_1115, ahead);
        uint64_t lost = 0;
        for (unsigned i = 0; i < 300; i++) {
            struct sim_place place = rig_place(rig, i % 4);
            rig->now_ns += i * 13 * NS_PER_US;
            sim_bus_unplug_chip(rig->bus, place, true);
            sim_bus_unplug_chip(rig->bus, place, false);
            struct rig_tally tally = rig_run(rig, 2);
            assert_int_equal(tally.wrong, 0);
            lost += tally.lost;
        }
        assert_true(lost <= 600);
        rig_close(rig);
    }
}

/* A bare pad says what a chip says that has lost its power. Where each chip has one pad, or a few.
 */
static void a_zero_that_is_the_pads_own_is_passed_on(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 12; i++) {
        static const double bus_hz[] = {400000, 100000};
        const char *chips = i % 4 < 2 ? "ads1115@0x48" : FOUR_1115;
        struct rig *rig = rig_open_some(chips, 1 + i / 4, bus_hz[i % 2], NULL, true);
        rig->late_ns = i % 4 < 2 ? 0 : 40 * NS_PER_US;
        rig_run(rig, 1000);
        for (unsigned k = 0; k < 100; k++) {
            rig_set_offset(rig, k % 2 ? 0 : -3);
            assert_int_equal(rig_run(rig, 1).lost, 0); /* partly begun before the change */
            const struct rig_tally tally = rig_run(rig, 1 + k % 3);
            assert_int_equal(tally.wrong + tally.lost, 0);
        }
        rig_close(rig);
    }
}

/* Another program had left them converting on their own, slowly or fast, another input. */
static void a_chip_that_runs_on_its_own_is_stopped_before_it_is_believed(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 16; i++) {
        struct sim_oscillator oscillator = {.wake_ns = 25000, .shows_refused = i / 8};
        struct rig *rig = rig_open("ads1115@0x48", 400000, &oscillator, i % 2);
        unsigned rate = i / 2 % 4 * 7 / 3; /* 8 to 860 a second */
        bus_write_register(rig->bus, 0x48, 1, (uint16_t)(0x7203 | rate << 5));
        rig->now_ns += (i * 37 % 11) * NS_PER_MS;
        assert_int_equal(rig_run(rig, 300).wrong, 0);
        rig->now_ns += 3 * NS_PER_S;
        rig_run(rig, 2);
        struct rig_tally tally = rig_run(rig, 10);
        assert_int_equal(tally.wrong + tally.lost, 0);
        rig_close(rig);
    }
}

/* At 128 a second, as after power-on, or faster. */
static void a_chip_that_runs_on_its_own_is_waited_for_and_not_set_aside(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 8; i++) {
        struct rig *rig = rig_open("ads1115@0x48", 400000, NULL, i % 2);
        bus_write_register(rig->bus, 0x48, 1, (uint16_t)(0x7203 | (4 + i / 2) << 5));
        rig_run(rig, 3);
        struct rig_tally tally = rig_run(rig, 10);
        assert_int_equal(tally.wrong + tally.lost, 0);
        rig_close(rig);
    }
}

static void an_answer_that_the_chip_cannot_give_is_nonsense(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, FOUR_7828};
    for (unsigned i = 0; i < 2; i++) {
        struct rig *rig = settled(chips[i], false);
        sim_bus_garble_chip(rig->bus, rig_place(rig, 2), true);
        rig_run(rig, 1);
        expect_others_valid(rig, 2);
        assert_int_not_equal(state_of_chip(rig, 2), PAD_VALID);
        struct machine_health health;
        scan_health(rig->scan, &health);
        assert_true(health.chip[2].failures[PAD_NONSENSE] > 0);
        rig_close(rig);
    }
}

static void a_switch_that_is_gone_takes_only_its_branches_with_it(void **state)
{
    (void)state;
    struct rig *rig = settled("ads7828@0x48,tca9548a@0x70.0/ads1115@0x49,"
                              "tca9548a@0x70.1/ads1115@0x49,tca9548a@0x71.0/ads1115@0x49",
                              true);
    sim_bus_unplug_switch(rig->bus, 0x70, true);
    struct rig_tally tally = rig_run(rig, 100);
    assert_int_equal(tally.wrong, 0);
    assert_int_equal(state_of_chip(rig, 0), PAD_VALID);
    assert_int_equal(state_of_chip(rig, 1), PAD_OFFLINE);
    assert_int_equal(state_of_chip(rig, 2), PAD_OFFLINE);
    assert_int_equal(state_of_chip(rig, 3), PAD_VALID);
    sim_bus_unplug_switch(rig->bus, 0x70, false);
    rig->now_ns += 3 * NS_PER_S;
    tally = rig_run(rig, 100);
    assert_int_equal(tally.wrong, 0);
    assert_int_equal(rig_run(rig, 1).lost, 0);
    rig_close(rig);
}

static void a_bus_that_is_missing_at_the_start_is_found_later(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_1115, 400000, NULL, false);
    sim_bus_unplug(rig->bus, true);
    assert_int_equal(rig_run(rig, 100).lost, 100 * 16);
    sim_bus_unplug(rig->bus, false);
    rig->now_ns += 3 * NS_PER_S;
    rig_run(rig, 3);
    struct rig_tally tally = rig_run(rig, 10);
    assert_int_equal(tally.wrong + tally.lost, 0);
    rig_close(rig);
}

/* All three messages of a fetch in one call; two at most; one; none, but SMBus. */
static void every_way_of_an_adapter_gives_the_same_values(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_1115, "ads1015@0x48,ads7830@0x49", FOUR_7828,
                                        "tca9548a@0x70.2/ads1115@0x48"};
    for (unsigned i = 0; i < 16; i++) {
        struct rig *rig = rig_open(chips[i % 4], 400000, NULL, true);
        if (i / 4 < 3)
            sim_bus_set_messages_most(rig->bus, 3 - i / 4);
        else
            sim_bus_set_smbus_only(rig->bus);
        struct rig_tally tally = rig_run(rig, 800);
        assert_int_equal(tally.wrong + tally.lost, 0);
        rig_close(rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failed_transfer_costs_at_most_two_values_and_no_wrong_one),
        cmocka_unit_test(one_transfer_in_ten_failing_gives_no_wrong_value),
        cmocka_unit_test(a_chip_that_does_not_acknowledge_loses_only_its_own_values),
        cmocka_unit_test(a_chip_that_returns_is_read_again_within_two_seconds),
        cmocka_unit_test(what_was_begun_in_a_scan_that_was_held_up_is_begun_anew),
        cmocka_unit_test(a_dead_chip_costs_the_others_less_than_a_twentieth),
        cmocka_unit_test(a_chip_that_hangs_the_bus_costs_the_others_less_than_a_twentieth),
        cmocka_unit_test(a_stuck_bus_marks_all_and_comes_back),
        cmocka_unit_test(a_dead_chip_does_not_make_a_freed_bus_look_stuck),
        cmocka_unit_test(an_adapter_pulled_out_is_looked_for_and_found),
        cmocka_unit_test(conversions_that_do_not_end_never_give_an_old_value),
        cmocka_unit_test(a_chip_that_loses_its_power_for_a_moment_never_passes_a_zero_on),
        cmocka_unit_test(a_zero_that_is_the_pads_own_is_passed_on),
        cmocka_unit_test(a_chip_that_runs_on_its_own_is_stopped_before_it_is_believed),
        cmocka_unit_test(a_chip_that_runs_on_its_own_is_waited_for_and_not_set_aside),
        cmocka_unit_test(an_answer_that_the_chip_cannot_give_is_nonsense),
        cmocka_unit_test(a_switch_that_is_gone_takes_only_its_branches_with_it),
        cmocka_unit_test(a_bus_that_is_missing_at_the_start_is_found_later),
        cmocka_unit_test(every_way_of_an_adapter_gives_the_same_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
