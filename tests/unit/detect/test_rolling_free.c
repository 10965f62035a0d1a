/* Rolling where nothing, or anything, was asked for. */
#include "unit/detect/on_roller.h"

static void a_short_rest_before_getting_up_is_told_too(void **state)
{
    (void)state;
    for (double rests_s = 2.2; rests_s < 2.5; rests_s += 0.2) {
        floor_close(ground);
        open_ground(NULL);
        ask_anything();
        begin();
        roll(28.4, 3);
        double from_s = ground->seconds;
        stay(rests_s, 3);
        double to_s = ground->seconds;
        assert_false(ground->seen.roller.paused);
        get_up();
        assert_paused_once(from_s, to_s, 0.4);
    }
}

static void who_rolls_without_being_asked_is_seen_all_the_same(void **state)
{
    (void)state;
    detector_ask(ground->detector, &(struct asked){0});
    begin();
    roll(25.4, 3);
    assert_true(ground->seen.roller.present);
    assert_int_equal(ground->seen.roller.region, REGION_GLUTES);
    assert_true(floor_count(ground, EVENT_STROKE) > 3);
    stay(10, 3);
    roll(5, 3);
    const struct event *pause = floor_event(ground, EVENT_PAUSE, 0);
    assert_int_equal(pause->region, REGION_GLUTES);
    assert_true(pause->confidence > 0.5f);
}

static void who_rolls_freely_is_credited_and_the_region_found(void **state)
{
    (void)state;
    ask_anything();
    begin();
    roll(16.4, 3);
    double from_s = ground->seconds;
    stay(10, 3);
    double to_s = ground->seconds;
    roll(5, 3);
    const struct event *pause = floor_event(ground, EVENT_PAUSE, 0);
    assert_true(fabs((double)pause->credited_ns * 1e-9 - (to_s - from_s)) < 0.8);
    assert_int_equal(pause->region, REGION_GLUTES);
}

static void who_rolls_freely_and_far_too_fast_has_not_lain_down_beside_the_roller(void **state)
{
    (void)state;
    ask_anything();
    begin();
    roll(24.4, 5);
    roll(6.3, 0.6);
    double from_s = ground->seconds;
    stay(10, 0.6);
    double to_s = ground->seconds;
    roll(5, 3);
    assert_paused_once(from_s, to_s, 0.8);
}

static void who_is_free_to_roll_and_does_not_is_on_no_roller(void **state)
{
    (void)state;
    ask_anything();
    begin();
    stay(30, 3);
    assert_false(ground->seen.roller.present);
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 0);
}

static void who_does_not_roll_is_on_no_roller_unasked(void **state)
{
    (void)state;
    detector_ask(ground->detector, &(struct asked){0});
    begin();
    stay(30, 3);
    assert_false(ground->seen.roller.present);
    assert_int_equal(ground->seen.roller.region, REGION_UNCLEAR);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_ground, close_ground)
    const struct CMUnitTest tests[] = {
        CASE(a_short_rest_before_getting_up_is_told_too),
        CASE(who_rolls_without_being_asked_is_seen_all_the_same),
        CASE(who_rolls_freely_is_credited_and_the_region_found),
        CASE(who_rolls_freely_and_far_too_fast_has_not_lain_down_beside_the_roller),
        CASE(who_is_free_to_roll_and_does_not_is_on_no_roller),
        CASE(who_does_not_roll_is_on_no_roller_unasked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
