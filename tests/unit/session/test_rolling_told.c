/* What is said on the roller: too fast, and far too long. */
#include "unit/session/each_test.h"

static void rolling_far_too_fast_is_said(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.passes_per_min = 80;
    scripted_run(&s, 16);
    assert_true(scripted_said(&s, "say.slower"));
}

static void motionless_on_the_roller_for_far_too_long_is_told_louder_and_louder(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 149);
    assert_false(scripted_said(&s, "say.move_off"));
    scripted_run(&s, 30);
    assert_true(scripted_said(&s, "say.move_off"));
    enum urgency most = URGENCY_CALM;
    for (unsigned i = 0; i < s.cues; i++)
        most = s.cue[i].urgency > most ? s.cue[i].urgency : most;
    assert_int_equal(most, URGENCY_SAFETY);
}

static void the_limit_is_that_of_the_area(void **state)
{
    (void)state;
    const int short_one = catalogue_find_programme(&s.catalogue, "short");
    s.catalogue.programme[short_one].step[0].dose.area_limit_s = 60;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    s.obedient = false;
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 89);
    assert_false(scripted_said(&s, "say.move_off"));
    scripted_run(&s, 5);
    assert_true(scripted_said(&s, "say.move_off"));
}

static void who_pauses_and_stays_on_the_roller_is_told_too(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 10);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    scripted_run(&s, 138);
    assert_false(scripted_said(&s, "say.move_off"));
    scripted_run(&s, 5);
    assert_true(scripted_said(&s, "say.move_off"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(rolling_far_too_fast_is_said),
        SESSION_TEST(motionless_on_the_roller_for_far_too_long_is_told_louder_and_louder),
        SESSION_TEST(the_limit_is_that_of_the_area),
        SESSION_TEST(who_pauses_and_stays_on_the_roller_is_told_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
