#include "unit/detect/floor.h"

/* Lies on some pads and breathes; lying = 0: on the back, 1: rolled over. */
static void lie(struct floor *floor, float lying, double seconds)
{
    static const float back[] = {0, 2, 5, 6, 2, 3, 7, 8, 5, 4, 1, 0, 3, 4, 2, 1};
    static const float side[] = {1, 0, 9, 2, 6, 0, 9, 1, 8, 1, 4, 0, 6, 1, 4, 0};
    float was = floor->load[2] > 0 ? (floor->load[2] / 100 - back[2]) / (side[2] - back[2]) : lying;
    double begun = floor->seconds;
    while (floor->seconds < begun + seconds) {
        float part = (float)fmin((floor->seconds - begun) / fmin(seconds, 3), 1);
        float now = was + (lying - was) * part;
        float breath = 1 + 0.02f * sinf((float)floor->seconds * 1.6f);
        for (unsigned i = 0; i < 16; i++)
            floor->load[i] = 100 * (back[i] + (side[i] - back[i]) * now) * (i % 3 ? breath : 1);
        floor_step(floor, 1 / (double)floor->hertz);
    }
}

static void one_of_the_two_is_said_within_a_second_of_stepping_on(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    floor_pass(floor, 2);
    lie(floor, 0, 1.3);
    const struct event *on = floor_event(floor, EVENT_MAT_ON, 0);
    for (unsigned i = 0; i < floor->events; i++) {
        if (floor->event[i].kind == EVENT_MOVING || floor->event[i].kind == EVENT_STILL) {
            assert_true(floor->event[i].time_ns - on->time_ns <= 1000000000);
            floor_close(floor);
            return;
        }
    }
    fail_msg("neither moving nor still");
}

static void half_an_hour_of_breathing_is_still(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    floor->hertz = 10;
    lie(floor, 0, 1800);
    assert_int_equal(floor_count(floor, EVENT_MOVING), 0);
    assert_int_equal(floor_count(floor, EVENT_STILL), 1);
    floor_close(floor);
}

/* Said so late after it began at the latest; and that it rests, after the three seconds it took. */
static void assert_moved_once(const struct floor *floor, double from_s, double moved_most_s,
                              double rested_most_s)
{
    assert_int_equal(floor_count(floor, EVENT_MOVING), 1);
    const double moved_s = (double)floor_event(floor, EVENT_MOVING, 0)->time_ns * 1e-9 - from_s;
    const double rested_s = (double)floor_event(floor, EVENT_STILL, 1)->time_ns * 1e-9 - from_s;
    assert_true(moved_s >= 0 && moved_s < moved_most_s);
    assert_true(rested_s > 2.5 && rested_s < rested_most_s);
}

static void rolling_over_is_moving_while_it_lasts(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    lie(floor, 0, 10);
    double from_s = floor->seconds;
    lie(floor, 1, 20);
    assert_moved_once(floor, from_s, 0.6, 4);
    floor_close(floor);
}

/* As above, for somebody who had lain for twelve seconds, at so many frames a second. */
static void assert_rolls_once(float hertz, double moved_most_s, double rested_most_s)
{
    struct floor *floor = floor_open(8, 2);
    floor->hertz = hertz;
    lie(floor, 0, 12);
    double from_s = floor->seconds;
    lie(floor, 1, 20);
    assert_moved_once(floor, from_s, moved_most_s, rested_most_s);
    floor_close(floor);
}

/* The window is in time: what is seen must not depend on how often it is looked at. */
static void rolling_over_is_seen_at_any_rate_from_two_to_a_thousand_frames_a_second(void **state)
{
    (void)state;
    static const float rates[] = {2, 5, 20, 100, 1000};
    for (unsigned i = 0; i < sizeof rates / sizeof *rates; i++)
        assert_rolls_once(rates[i], 1.1, 4.6);
}

static void where_frames_are_many_it_rests_soon_after_it_has_come_to_rest(void **state)
{
    (void)state;
    static const float rates[] = {20, 100, 1000};
    for (unsigned i = 0; i < sizeof rates / sizeof *rates; i++)
        assert_rolls_once(rates[i], 0.2, 3.6);
}

/* The first frame that lies otherwise, and the first that lies as the one before. */
static void at_one_frame_a_second_each_is_told_from_the_one_before(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    floor->hertz = 1;
    lie(floor, 0, 30);
    double from_s = floor->seconds;
    lie(floor, 1, 20);
    assert_moved_once(floor, from_s, 2.1, 5.1);
    floor_close(floor);
}

static void they_alternate(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    for (int i = 0; i < 10; i++)
        lie(floor, (float)(i % 2), 8);
    bool moving = true;
    for (unsigned i = 0; i < floor->events; i++) {
        if (floor->event[i].kind != EVENT_MOVING && floor->event[i].kind != EVENT_STILL)
            continue;
        assert_int_equal(floor->event[i].kind, moving ? EVENT_STILL : EVENT_MOVING);
        moving = !moving;
    }
    floor_close(floor);
}

/* Over and back without end, with a second and a half of rest between. */
static void who_repeats_with_short_rests_keeps_moving(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    lie(floor, 0, 12);
    for (int i = 0; i < 12; i++)
        lie(floor, (float)((i + 1) % 2), 4.5);
    assert_true(floor_count(floor, EVENT_MOVING) <= 2);
    lie(floor, 0, 6);
    assert_int_equal(floor_count(floor, EVENT_STILL), floor_count(floor, EVENT_MOVING) + 1);
    floor_close(floor);
}

/* Gets up as soon as it rests: what it does when it comes back repeats nothing. */
static void who_comes_back_rests_as_soon_as_anybody(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    floor_pass(floor, 2);
    lie(floor, 0, 10);
    lie(floor, 1, 3.4);
    memset(floor->load, 0, sizeof floor->load);
    floor_pass(floor, 1);
    assert_int_equal(floor_count(floor, EVENT_MAT_OFF), 1);
    lie(floor, 1, 0.2);
    const double from_s = floor->seconds;
    lie(floor, 0, 8);
    const unsigned rests = floor_count(floor, EVENT_STILL);
    const double rested_s = (double)floor_event(floor, EVENT_STILL, rests - 1)->time_ns * 1e-9;
    assert_true(rested_s - from_s > 2.5 && rested_s - from_s < 4);
    floor_close(floor);
}

static void one_pad_that_jumps_by_itself_is_no_motion(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 4);
    for (unsigned i = 0; i < 32; i++)
        floor->load[i] = i % 3 ? 0 : 300;
    floor_pass(floor, 5);
    for (int i = 0; i < 20; i++) {
        floor->load[9] = i % 2 ? 300 : 900;
        floor_pass(floor, 2);
    }
    assert_int_equal(floor_count(floor, EVENT_MOVING), 0);
    floor_close(floor);
}

static void lost_values_are_no_motion(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    lie(floor, 0, 5);
    for (int i = 0; i < 1500; i++) {
        floor->frame.state[i % 16] = i % 7 == 0 ? PAD_NACK : PAD_VALID;
        floor->frame.state[(i + 5) % 16] = PAD_VALID;
        floor_step(floor, 0.02);
    }
    assert_int_equal(floor_count(floor, EVENT_MOVING), 0);
    assert_int_equal(floor_count(floor, EVENT_MAT_OFF), 0);
    floor_close(floor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_of_the_two_is_said_within_a_second_of_stepping_on),
        cmocka_unit_test(half_an_hour_of_breathing_is_still),
        cmocka_unit_test(rolling_over_is_moving_while_it_lasts),
        cmocka_unit_test(rolling_over_is_seen_at_any_rate_from_two_to_a_thousand_frames_a_second),
        cmocka_unit_test(where_frames_are_many_it_rests_soon_after_it_has_come_to_rest),
        cmocka_unit_test(at_one_frame_a_second_each_is_told_from_the_one_before),
        cmocka_unit_test(they_alternate),
        cmocka_unit_test(who_repeats_with_short_rests_keeps_moving),
        cmocka_unit_test(who_comes_back_rests_as_soon_as_anybody),
        cmocka_unit_test(one_pad_that_jumps_by_itself_is_no_motion),
        cmocka_unit_test(lost_values_are_no_motion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
