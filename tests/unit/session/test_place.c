/* Getting into place: the demonstration, what is waited for and how long. */
#include "unit/session/each_test.h"

static void stand_beside(void)
{
    s.obedient = false;
    memset(&s.seen, 0, sizeof s.seen);
}

static void sit_somewhere_else(void)
{
    stand_beside();
    s.seen.presence = PRESENCE_PERSON;
}

static void a_demonstration_is_shown_twice_and_no_more(void **state)
{
    (void)state;
    scripted_set(&s, "shown.smr_glute", "1");
    scripted_set(&s, "shown.plank_front", "2");
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_DEMONSTRATION, 1));
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "2");
    while (strcmp(s.catalogue.exercise[s.view->exercise].id, "plank_front"))
        scripted_tick(&s);
    assert_int_equal(s.view->phase, PHASE_PLACE);
}

static void any_press_skips_the_demonstration_and_pauses_nothing(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_DEMONSTRATION, 1));
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
    assert_int_equal(s.view->phase, PHASE_PLACE);
}

static void without_contact_the_step_runs_by_time_after_thirty_seconds(void **state)
{
    (void)state;
    sit_somewhere_else();
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_PLACE, 10));
    scripted_run(&s, 29);
    assert_int_equal(s.view->phase, PHASE_PLACE);
    assert_true(scripted_said(&s, "say.place_help"));
    assert_true(scripted_until(&s, PHASE_COUNTDOWN, 2));
    assert_false(s.view->seen_by_mat);
    assert_string_equal(s.view->note, catalogue_text(&s.catalogue, 0, "note.by_time"));
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 120));
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.outcome, STEP_BY_TIME);
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.credited_ms, 0);
}

static unsigned times_said(const char *key)
{
    const char *text = catalogue_text(&s.catalogue, 0, key);
    unsigned times = 0;
    for (unsigned i = 0; i < s.cues; i++)
        times += !strcmp(s.cue[i].spoken, text);
    return times;
}

static void who_is_not_seen_hears_that_repetitions_go_by_tempo(void **state)
{
    (void)state;
    sit_somewhere_else();
    scripted_open(&s, 1, "first_time");
    come_to("pelvic_tilt");
    s.cues = 0;
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    scripted_run(&s, 10);
    assert_string_equal(s.view->note, catalogue_text(&s.catalogue, 0, "note.by_tempo"));
    assert_int_equal(times_said("say.by_tempo"), 1);
    assert_int_equal(times_said("say.by_time"), 0);
}

static void what_the_mat_can_never_see_is_told_once(void **state)
{
    (void)state;
    stand_beside();
    scripted_open(&s, 1, "first_time");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    scripted_run(&s, 10);
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "cat_cow");
    assert_int_equal(times_said("say.by_tempo"), 1);
    assert_int_equal(times_said("say.by_time"), 0);
}

static void the_one_help_cue_is_given_once_however_the_contact_flickers(void **state)
{
    (void)state;
    sit_somewhere_else();
    scripted_open(&s, 1, "first_time");
    come_to("pelvic_tilt");
    s.cues = 0;
    assert_true(scripted_until(&s, PHASE_PLACE, 10));
    scripted_run(&s, 22);
    for (unsigned i = 0; i < 2; i++) {
        s.seen.loaded = 1u << ZONE_PELVIS;
        assert_true(scripted_until(&s, PHASE_COUNTDOWN, 2));
        s.seen.loaded = 0;
        assert_true(scripted_until(&s, PHASE_PLACE, 2.5));
        scripted_run(&s, 0.5);
    }
    scripted_run(&s, 4);
    assert_int_equal(times_said("say.place_help"), 1);
}

static void a_contact_that_comes_and_goes_is_waited_for_no_longer(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_COUNTDOWN, 30));
    for (unsigned times = 0; times < 16 && s.view->seen_by_mat; times++) {
        s.obedient = true;
        assert_true(scripted_until(&s, PHASE_COUNTDOWN, 40));
        sit_somewhere_else();
        scripted_run(&s, 6);
        assert_true(s.view->phase == PHASE_PLACE || s.view->phase == PHASE_COUNTDOWN);
    }
    assert_false(s.view->seen_by_mat);
}

static void who_left_the_mat_is_waited_for_and_not_run_for(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SIDE_SWITCH, 120));
    stand_beside();
    scripted_run(&s, 60);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    scripted_run(&s, 60);
    assert_int_equal(scripted_last(&s, RECORD_STEP_PROGRESS)->u.step.by_time_ms, 0);
}

static void the_countdown_goes_back_when_the_contact_is_lost(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_COUNTDOWN, 30));
    sit_somewhere_else();
    assert_true(scripted_until(&s, PHASE_PLACE, 2));
}

static void the_other_side_waits_eight_seconds_and_then_for_contact(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SIDE_SWITCH, 120));
    assert_int_equal(s.view->side, SIDE_RIGHT);
    sit_somewhere_else();
    scripted_run(&s, 7.9);
    assert_int_equal(s.view->phase, PHASE_SIDE_SWITCH);
    scripted_run(&s, 10);
    assert_int_equal(s.view->phase, PHASE_PLACE);
}

static void what_is_done_beside_the_mat_needs_nobody_on_it(void **state)
{
    (void)state;
    stand_beside();
    scripted_open(&s, 1, "desk_break");
    assert_true(scripted_until_screen(&s, SCREEN_CARDS, 420));
    assert_int_equal(s.view->card_set, CARDS_FEELING);
    assert_true(s.ended);
}

static void what_comes_into_sight_late_is_credited_as_seen(void **state)
{
    (void)state;
    sit_somewhere_else();
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    assert_false(s.view->seen_by_mat);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.outcome, STEP_DONE);
    assert_true(scripted_last(&s, RECORD_STEP_END)->u.step.credited_ms >= 19000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(a_demonstration_is_shown_twice_and_no_more),
        SESSION_TEST(any_press_skips_the_demonstration_and_pauses_nothing),
        SESSION_TEST(without_contact_the_step_runs_by_time_after_thirty_seconds),
        SESSION_TEST(who_is_not_seen_hears_that_repetitions_go_by_tempo),
        SESSION_TEST(what_the_mat_can_never_see_is_told_once),
        SESSION_TEST(the_one_help_cue_is_given_once_however_the_contact_flickers),
        SESSION_TEST(a_contact_that_comes_and_goes_is_waited_for_no_longer),
        SESSION_TEST(who_left_the_mat_is_waited_for_and_not_run_for),
        SESSION_TEST(the_countdown_goes_back_when_the_contact_is_lost),
        SESSION_TEST(the_other_side_waits_eight_seconds_and_then_for_contact),
        SESSION_TEST(what_is_done_beside_the_mat_needs_nobody_on_it),
        SESSION_TEST(what_comes_into_sight_late_is_credited_as_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
