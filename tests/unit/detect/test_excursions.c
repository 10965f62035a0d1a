/* Repetitions that are ways from a place of rest and back: counted once each, and nothing else. */
#include "unit/detect/mover.h"

static void every_excursion_is_counted_fast_and_slow(void **state)
{
    (void)state;
    for (double seconds = 2; seconds <= 12; seconds += 2) {
        struct mover mover;
        mover_arrive(&mover, 1);
        mover_repeat(&mover, 10, 1, seconds);
        assert_int_equal(mover.count, 10);
    }
}

static void the_first_counts_when_nobody_rests_before_it(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 0);
    mover_repeat(&mover, 6, 1, 4);
    assert_int_equal(mover.count, 6);
}

static void either_way_in_turn_counts_each(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    for (unsigned i = 0; i < 4; i++) {
        mover_repeat(&mover, 1, 1, 5);
        mover_repeat(&mover, 1, -1, 5);
    }
    assert_int_equal(mover.count, 8);
}

static void the_place_of_rest_may_drift(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    for (unsigned i = 0; i < 10; i++) {
        mover_repeat(&mover, 1, 1, 4);
        mover.drift += 0.008f;
    }
    assert_int_equal(mover.count, 10);
}

static void breathing_is_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 2);
    mover_repeat(&mover, 20, 0.1f, 4);
    assert_int_equal(mover.count, 0);
}

static void what_is_hardly_more_than_breathing_is_unclear(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 4, 1, 4);
    assert_true(mover.last_clear > 0.9f);
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 4, 0.26f, 4);
    assert_int_equal(mover.count, 4);
    assert_true(mover.last_clear > 0 && mover.last_clear < 0.5f);
}

static void shifting_a_little_and_getting_up_are_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 5, 1, 4);
    mover_repeat(&mover, 1, 0.35f, 4);
    mover_repeat(&mover, 1, -0.6f, 4);
    for (int i = 0; i < 3 * HERTZ; i++)
        mover_show(&mover, 0, fminf((float)i / (2 * HERTZ), 1));
    assert_int_equal(mover.count, 5);
}

static void sitting_up_and_back_is_none_and_says_nothing_of_those_that_follow(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 6, 1, 5);
    mover_go(&mover, 0, -2, 2);
    mover_stay(&mover, -2, 3);
    mover_go(&mover, -2, 0, 2);
    mover_stay(&mover, 0, 1);
    assert_int_equal(mover.count, 6);
    mover_repeat(&mover, 5, 1, 5);
    assert_int_equal(mover.count, 11);
}

static void a_long_wait_before_says_nothing_of_what_comes(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 40);
    mover_repeat(&mover, 8, 1, 3);
    assert_int_equal(mover.count, 8);
}

static void who_holds_long_is_still_back_at_home(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1.5);
    for (unsigned i = 0; i < 10; i++) {
        mover_go(&mover, 0, 2, 0.5);
        mover_stay(&mover, 2, 4.5);
        mover_go(&mover, 2, 0, 0.5);
        mover_stay(&mover, 0, 0.3);
    }
    assert_int_equal(mover.count, 10);
}

static void it_is_told_from_leaving_to_being_back(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 3, 1, 4);
    int64_t begun_ns = mover.scene.time_ns;
    mover_repeat(&mover, 1, 1, 4);
    assert_int_equal(mover.count, 4);
    assert_in_range(mover.last_from_ns - begun_ns, 100000000, 800000000);
    assert_in_range(mover.last_to_ns - begun_ns, 2300000000, 3600000000);
}

static void across_a_break_there_is_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 3, 1, 4);
    mover_go(&mover, 0, 1, 1);
    mover.scene.time_ns += 5000000000;
    excursions_break(&mover.excursions);
    mover_stay(&mover, 0, 3);
    assert_int_equal(mover.count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_excursion_is_counted_fast_and_slow),
        cmocka_unit_test(the_first_counts_when_nobody_rests_before_it),
        cmocka_unit_test(either_way_in_turn_counts_each),
        cmocka_unit_test(the_place_of_rest_may_drift),
        cmocka_unit_test(breathing_is_none),
        cmocka_unit_test(what_is_hardly_more_than_breathing_is_unclear),
        cmocka_unit_test(shifting_a_little_and_getting_up_are_none),
        cmocka_unit_test(sitting_up_and_back_is_none_and_says_nothing_of_those_that_follow),
        cmocka_unit_test(a_long_wait_before_says_nothing_of_what_comes),
        cmocka_unit_test(who_holds_long_is_still_back_at_home),
        cmocka_unit_test(it_is_told_from_leaving_to_being_back),
        cmocka_unit_test(across_a_break_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
