/* From counts to loads: wild and lost values, faults, newtons. */
#include "bench.h"

static void one_wild_value_does_not_reach_the_loads(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->load[2] = 600;
    pass(3);
    bench->load[2] = 30000;
    step();
    assert_true(bench->loads.load[2] < 700);
    bench->load[2] = 600;
    step();
    assert_true(bench->loads.load[2] < 700);
}

static void a_lost_value_is_not_usable_and_not_made_up(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->load[2] = 600;
    pass(1);
    bench->frame.state[2] = PAD_NACK;
    step();
    assert_false(bench->loads.usable[2]);
    assert_float_equal(bench->loads.load[2], 0, 0);
    bench->frame.state[2] = PAD_VALID;
    step();
    assert_true(bench->loads.usable[2]);
}

static void values_that_are_no_numbers_harm_nothing(void **state)
{
    (void)state;
    begin(2, 2, NULL);
    const float wild[] = {NAN, INFINITY, -INFINITY, -5, 1e30f, 0};
    for (int i = 0; i < 600; i++) {
        bench->frame.time_ns += 10000000;
        for (unsigned k = 0; k < 4; k++)
            bench->frame.value[k] = wild[(unsigned)i % 6];
        signal_step(bench->signal, &bench->frame, &bench->loads);
        assert_true(isfinite(bench->loads.total) && bench->loads.total >= 0);
    }
}

static void a_stuck_pad_is_found_once_others_come_and_go(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->noise = 0;
    bench->load[7] = 500;
    for (int i = 0; i < 6; i++) {
        bench->load[2] = i % 2 ? 2000 : 0;
        pass(2);
    }
    assert_int_equal(bench->loads.fault[7], PAD_FAULT_STUCK);
    assert_false(bench->loads.contact[7]);
}

static void a_pad_that_was_never_loaded_is_no_fault(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->noise = 0;
    for (int i = 0; i < 10; i++) {
        bench->load[2] = i % 2 ? 2000 : 0;
        pass(3);
    }
    for (unsigned i = 0; i < 16; i++)
        assert_int_equal(bench->loads.fault[i], PAD_SOUND);
}

/* Two that say nothing, beside some that somebody stands on and some that nobody touches. */
static void stand_from_the_first_second_on(float untouched)
{
    begin(8, 2, NULL);
    signal_set_percent(bench->signal, 100);
    bench->noise = 0.05f;
    load_all(untouched);
    bench->load[3] = bench->load[12] = -1;
    bench->load[6] = bench->load[7] = 40;
    pass(3);
}

static void a_mute_pad_is_found_though_the_mat_was_never_empty(void **state)
{
    (void)state;
    stand_from_the_first_second_on(0.8f);
    for (unsigned i = 0; i < 16; i++)
        assert_int_equal(bench->loads.fault[i], i == 3 || i == 12 ? PAD_FAULT_OPEN : PAD_SOUND);
    bench->load[3] = 20;
    pass(0.1f);
    assert_int_equal(bench->loads.fault[3], PAD_SOUND);
}

static void where_untouched_pads_say_nothing_none_is_mute(void **state)
{
    (void)state;
    stand_from_the_first_second_on(-1);
    for (unsigned i = 0; i < 16; i++)
        assert_int_equal(bench->loads.fault[i], PAD_SOUND);
}

static void a_pad_without_values_is_missing_and_is_sound_again_later(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(1);
    bench->frame.state[5] = PAD_OFFLINE;
    pass(1.2f);
    assert_int_equal(bench->loads.fault[5], PAD_FAULT_MISSING);
    bench->frame.state[5] = PAD_VALID;
    pass(0.1f);
    assert_int_equal(bench->loads.fault[5], PAD_SOUND);
}

static void calibrated_counts_become_newtons(void **state)
{
    (void)state;
    static struct calibration calibration = {.pads = 1, .supply_count = 1000};
    calibration.newton_per_unit[0] = 50;
    calibration.empty[0] = 0.25f;
    begin(1, 1, &calibration);
    bench->noise = 0;
    bench->load[0] = 500;
    pass(0.1f);
    assert_float_equal(bench->loads.load[0], (1 - 0.25) * 50, 0.01);
    assert_true(bench->loads.measured);
    assert_float_equal(bench->loads.newton, 1, 0);
}

/* Half of the supply is one unit of load. */
static void of_known_pads_a_load_is_about_so_many_newtons(void **state)
{
    (void)state;
    static struct calibration only_empty = {.pads = 2, .supply_count = 100};
    begin(2, 1, NULL);
    pass(0.1f);
    assert_float_equal(bench->loads.newton, 0, 0);
    bench->mat.half_supply_n = 300;
    begin_on_mat(&only_empty);
    pass(0.1f);
    assert_false(bench->loads.measured);
    assert_float_equal(bench->loads.newton, 300, 0);
    begin_on_mat(NULL);
    pass(0.1f);
    assert_float_equal(bench->loads.newton, 0, 0); /* in which unit, nobody knows */
    signal_set_percent(bench->signal, 100);
    bench->noise = 0;
    bench->load[0] = 50;
    pass(0.1f);
    assert_float_equal(bench->loads.load[0] * bench->loads.newton, 300, 1);
}

static void a_frame_with_fewer_pads_leaves_the_others_without_value(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    load_all(10);
    bench->frame.pads = 3;
    step();
    assert_true(bench->loads.usable[2]);
    assert_false(bench->loads.usable[3]);
    assert_int_equal(bench->loads.pads, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(one_wild_value_does_not_reach_the_loads),
        CASE(a_lost_value_is_not_usable_and_not_made_up),
        CASE(values_that_are_no_numbers_harm_nothing),
        CASE(a_stuck_pad_is_found_once_others_come_and_go),
        CASE(a_pad_that_was_never_loaded_is_no_fault),
        CASE(a_mute_pad_is_found_though_the_mat_was_never_empty),
        CASE(where_untouched_pads_say_nothing_none_is_mute),
        CASE(a_pad_without_values_is_missing_and_is_sound_again_later),
        CASE(calibrated_counts_become_newtons),
        CASE(of_known_pads_a_load_is_about_so_many_newtons),
        CASE(a_frame_with_fewer_pads_leaves_the_others_without_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
