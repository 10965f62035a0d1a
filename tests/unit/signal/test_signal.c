#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "signal/signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HERTZ = 100 };

/* A mat under test: set the loads, let time pass. */
struct bench {
    struct mat mat;
    struct signal *signal;
    struct frame frame;
    struct loads loads;
    float load[PADS_MAX];
    float noise;
    int hertz;
    unsigned random;
};

static struct bench *bench;

static int open_bench(void **state)
{
    (void)state;
    bench = calloc(1, sizeof *bench);
    return bench == NULL;
}

static int close_bench(void **state)
{
    (void)state;
    signal_close(bench->signal);
    free(bench);
    return 0;
}

/* The mat is described already. */
static void begin_on_mat(const struct calibration *calibration)
{
    signal_close(bench->signal);
    bench->signal = signal_open(&bench->mat, calibration, NULL);
    assert_non_null(bench->signal);
    bench->frame.pads = bench->mat.pads;
    bench->noise = 1;
    bench->hertz = HERTZ;
    bench->random = 1;
}

static void begin(unsigned rows, unsigned columns, const struct calibration *calibration)
{
    mat_grid(&bench->mat, rows, columns);
    begin_on_mat(calibration);
}

static float random_part(void)
{
    bench->random = bench->random * 1664525u + 1013904223u;
    return (float)(bench->random >> 8) / 16777216.0f - 0.5f;
}

static void step(void)
{
    bench->frame.time_ns += 1000000000 / bench->hertz;
    for (unsigned i = 0; i < bench->frame.pads; i++)
        bench->frame.value[i] = fmaxf(bench->load[i] + bench->noise * 2 * random_part(), 0);
    assert_true(signal_step(bench->signal, &bench->frame, &bench->loads));
}

static void pass(float seconds)
{
    for (int i = 0; i < (int)(seconds * (float)bench->hertz); i++)
        step();
}

static void load_all(float load)
{
    for (unsigned i = 0; i < bench->mat.pads; i++)
        bench->load[i] = load;
}

static unsigned contacts(void)
{
    unsigned count = 0;
    for (unsigned i = 0; i < bench->loads.pads; i++)
        count += bench->loads.contact[i];
    return count;
}

static void an_empty_mat_with_offset_and_noise_has_no_contact(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    for (unsigned i = 0; i < 16; i++)
        bench->load[i] = 40 + (float)i;
    for (int i = 0; i < 3000; i++) {
        step();
        assert_int_equal(contacts(), 0);
    }
}

static void a_mat_that_starts_loaded_has_contact_at_once(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->load[4] = bench->load[5] = 900;
    bench->load[6] = 400;
    pass(0.3f);
    assert_int_equal(contacts(), 3);
}

static void load_each(const float *load)
{
    for (unsigned i = 0; i < bench->mat.pads; i++)
        bench->load[i] = load[i];
}

static void who_lies_on_all_of_a_mat_from_the_start_is_no_empty_mat(void **state)
{
    (void)state;
    static const float lies[] = {642,  676,  2225, 2249, 2779, 2802, 2903, 2943,
                                 2951, 2975, 7543, 7776, 7812, 7987, 8652, 8670};
    begin(8, 2, NULL);
    load_each(lies);
    pass(0.3f);
    assert_true(contacts() > 3);
}

static void an_empty_mat_of_unlike_pads_two_of_them_dead_has_no_contact(void **state)
{
    (void)state;
    static const float empty[] = {0, 0, 35, 40, 42, 50, 55, 60, 61, 64, 70, 72, 80, 85, 88, 250};
    begin(8, 2, NULL);
    bench->noise = 0;
    load_each(empty);
    pass(3);
    assert_int_equal(contacts(), 0);
}

static void contact_comes_within_a_fifth_of_a_second_and_goes_within_a_third(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(2);
    bench->load[3] = 500;
    pass(0.2f);
    assert_int_equal(contacts(), 1);
    pass(5);
    bench->load[3] = 0;
    pass(0.3f);
    assert_int_equal(contacts(), 0);
}

static void a_knock_shorter_than_a_tenth_of_a_second_is_no_contact(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(1);
    for (int i = 0; i < 20; i++) {
        bench->load[3] = 500;
        pass(0.08f);
        bench->load[3] = 0;
        pass(0.4f);
        assert_int_equal(contacts(), 0);
    }
}

static void half_an_hour_of_creep_is_never_learned_as_empty(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->hertz = 10;
    pass(5);
    bench->load[2] = 600;
    for (int i = 0; i < 1800; i++) {
        pass(1);
        bench->load[2] = 600 + 300 * (1 - expf(-(float)i / 60));
        assert_true(bench->loads.contact[2] || i == 0);
    }
    assert_true(bench->loads.load[2] > 850);
}

static void who_lies_lightly_after_standing_is_never_learned_as_empty(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(5);
    for (unsigned i = 0; i < 16; i += 2) {
        bench->load[i] = bench->load[i + 1] = 3500;
        pass(2);
        bench->load[i] = bench->load[i + 1] = 0;
    }
    load_all(430);
    pass(120);
    assert_true(bench->loads.total > 6000);
}

static void a_loaded_pad_that_slackens_by_a_third_stays_in_contact(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->load[2] = bench->load[3] = bench->load[9] = 600;
    pass(5);
    bench->load[2] = 400;
    pass(20);
    assert_true(bench->loads.contact[2]);
}

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
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)
    const struct CMUnitTest tests[] = {
        CASE(an_empty_mat_with_offset_and_noise_has_no_contact),
        CASE(a_mat_that_starts_loaded_has_contact_at_once),
        CASE(who_lies_on_all_of_a_mat_from_the_start_is_no_empty_mat),
        CASE(an_empty_mat_of_unlike_pads_two_of_them_dead_has_no_contact),
        CASE(contact_comes_within_a_fifth_of_a_second_and_goes_within_a_third),
        CASE(a_knock_shorter_than_a_tenth_of_a_second_is_no_contact),
        CASE(half_an_hour_of_creep_is_never_learned_as_empty),
        CASE(who_lies_lightly_after_standing_is_never_learned_as_empty),
        CASE(a_loaded_pad_that_slackens_by_a_third_stays_in_contact),
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
