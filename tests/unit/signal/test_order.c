#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "signal/order.h"
#include "signal/quantile.h"

enum { MS = 1000000 };

static int64_t gap_after(struct order *order, int64_t time_ms)
{
    int64_t gap_ns = -1;
    assert_true(order_step(order, time_ms * MS, &gap_ns));
    return gap_ns / MS;
}

static void time_that_does_not_go_forward_is_dropped_and_counted(void **state)
{
    (void)state;
    struct order order = {0};
    int64_t gap_ns;
    gap_after(&order, 100);
    assert_false(order_step(&order, 100 * MS, &gap_ns));
    assert_false(order_step(&order, 50 * MS, &gap_ns));
    assert_int_equal(order.dropped, 2);
    assert_true(order_step(&order, 101 * MS, &gap_ns));
}

static void after_a_step_back_time_goes_on_from_the_last_kept_frame(void **state)
{
    (void)state;
    struct order order = {0};
    int64_t gap_ns;
    gap_after(&order, 1000);
    assert_false(order_step(&order, 10 * MS, &gap_ns));
    assert_false(order_step(&order, 999 * MS, &gap_ns));
    assert_int_equal(gap_after(&order, 1100), 0);
}

static void half_a_second_without_frames_is_no_gap_yet(void **state)
{
    (void)state;
    struct order order = {0};
    for (int64_t time_ms = 0; time_ms <= 400; time_ms += 10)
        gap_after(&order, time_ms);
    assert_int_equal(gap_after(&order, 900), 0);
    assert_int_equal(gap_after(&order, 1401), 501);
}

static void at_one_frame_a_second_five_seconds_are_no_gap_yet(void **state)
{
    (void)state;
    struct order order = {0};
    for (int64_t time_ms = 0; time_ms <= 9000; time_ms += 1000)
        assert_int_equal(gap_after(&order, time_ms), 0);
    assert_int_equal(gap_after(&order, 14000), 0);
    assert_int_equal(gap_after(&order, 19001), 5001);
}

static void the_first_frame_is_no_gap_wherever_time_begins(void **state)
{
    (void)state;
    struct order order = {0};
    assert_int_equal(gap_after(&order, 1732312345000), 0);
    assert_int_equal(gap_after(&order, 1732312346000), 0);
}

static void a_lifetime_between_two_frames_is_still_a_number(void **state)
{
    (void)state;
    struct order order = {0};
    gap_after(&order, -4000000000000);
    assert_int_equal(gap_after(&order, 4000000000000), 0);
    assert_int_equal(gap_after(&order, 4000000000010), 0);
}

static void a_quantile_is_the_value_at_its_place(void **state)
{
    (void)state;
    float values[] = {5, 1, 4, 2, 3, 9, 8, 7, 6, 0};
    assert_float_equal(quantile(values, 10, 0.5f), 5, 0.0);
    assert_float_equal(quantile(values, 10, 0), 0, 0);
    assert_float_equal(quantile(values, 10, 1), 9, 0);
    assert_float_equal(quantile(values, 0, 0.5f), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_that_does_not_go_forward_is_dropped_and_counted),
        cmocka_unit_test(after_a_step_back_time_goes_on_from_the_last_kept_frame),
        cmocka_unit_test(half_a_second_without_frames_is_no_gap_yet),
        cmocka_unit_test(at_one_frame_a_second_five_seconds_are_no_gap_yet),
        cmocka_unit_test(the_first_frame_is_no_gap_wherever_time_begins),
        cmocka_unit_test(a_lifetime_between_two_frames_is_still_a_number),
        cmocka_unit_test(a_quantile_is_the_value_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
