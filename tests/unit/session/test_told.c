/* What is said and shown on the way: cues between the steps, free rolling. */
#include "unit/session/at_home.h"

static void who_is_in_place_is_not_asked_to_get_there(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "hips");
    assert_true(scripted_until(&s, PHASE_PLACE, 20));
    scripted_run(&s, 1);
    assert_int_equal(s.view->phase, PHASE_PLACE);
    assert_string_equal(s.view->cue, catalogue_text(&s.catalogue, 0, "cue.ready"));
    s.obedient = false;
    s.seen.loaded = 1u << ZONE_HANDS;
    scripted_tick(&s);
    assert_string_equal(s.view->cue, catalogue_text(&s.catalogue, 0, "cue.place.knees"));
}

static void with_the_ball_nobody_is_told_to_roll(void **state)
{
    (void)state;
    scripted_set(&s, "easier.smr_glute", "1");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    run_until("plank_front");
    assert_false(scripted_said(&s, "say.search"));
}

static void between_two_steps_too_getting_up_is_told(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "evening");
    run_until("spinal_twist");
    assert_false(scripted_said(&s, "say.get_up"));
    run_until("smr_glute");
    scripted_run(&s, 15);
    assert_true(scripted_said(&s, "say.get_up"));
}

static void roll_freely(void)
{
    s.obedient = true;
    scripted_open(&s, 1, "free_rolling");
    assert_true(scripted_until_screen(&s, SCREEN_FREE_ROLLING, 60));
}

static void free_rolling_names_the_region_or_says_that_it_is_unclear(void **state)
{
    (void)state;
    roll_freely();
    assert_string_equal(s.view->subtitle, "Place unclear");
    s.obedient = false;
    s.seen.roller.region = REGION_GLUTES;
    scripted_run(&s, 6);
    assert_string_equal(s.view->subtitle, "Glutes");
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 30);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    const struct step_record *step = &scripted_last(&s, RECORD_STEP_END)->u.step;
    assert_string_equal(step->exercise, "free_rolling");
    assert_int_equal(step->region, REGION_GLUTES);
    assert_int_equal(step->planned_ms, 0);
    assert_true(step->credited_ms > 29000 && step->credited_ms < 31000);
}

static void doubt_about_the_region_must_last_before_it_is_unclear_again(void **state)
{
    (void)state;
    roll_freely();
    s.obedient = false;
    s.seen.roller.region = REGION_GLUTES;
    scripted_run(&s, 6);
    s.seen.roller.region = REGION_UNCLEAR;
    scripted_run(&s, 10);
    assert_string_equal(s.view->subtitle, "Glutes");
    scripted_run(&s, 4);
    assert_string_equal(s.view->subtitle, "Place unclear");
}

static unsigned regions_begun(void)
{
    return scripted_count(&s, RECORD_STEP_BEGIN);
}

static void coming_back_to_the_same_region_goes_on_with_it(void **state)
{
    (void)state;
    roll_freely();
    s.obedient = false;
    s.seen.roller.region = REGION_GLUTES;
    scripted_run(&s, 6);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until_screen(&s, SCREEN_FREE_ROLLING, 60));
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    const int64_t from_ns = s.now_ns;
    scripted_run(&s, 20);
    assert_int_equal(regions_begun(), 1);
    scripted_press(&s, PRESS_SHORT);
    const uint32_t credited_ms = scripted_last(&s, RECORD_STEP_PROGRESS)->u.step.credited_ms;
    assert_true(abs((int)(credited_ms - (s.now_ns - from_ns) / NS_PER_MS)) <= 100);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until_screen(&s, SCREEN_FREE_ROLLING, 60));
    s.seen.roller.region = REGION_TFL_ITB;
    scripted_run(&s, 6);
    assert_int_equal(regions_begun(), 2);
}

static void rolling_one_area_for_over_two_minutes_is_warned_of(void **state)
{
    (void)state;
    roll_freely();
    s.obedient = false;
    scripted_run(&s, 125);
    assert_true(scripted_said(&s, "say.area_done"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(who_is_in_place_is_not_asked_to_get_there),
        HOME_TEST(with_the_ball_nobody_is_told_to_roll),
        HOME_TEST(between_two_steps_too_getting_up_is_told),
        HOME_TEST(free_rolling_names_the_region_or_says_that_it_is_unclear),
        HOME_TEST(doubt_about_the_region_must_last_before_it_is_unclear_again),
        HOME_TEST(coming_back_to_the_same_region_goes_on_with_it),
        HOME_TEST(rolling_one_area_for_over_two_minutes_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
