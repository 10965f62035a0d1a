/* A session that does not go straight on: pauses, pain, easier, leaving, a cut of power. */
#include "unit/session/at_home.h"

/* Somebody stands still on the roller. */
static void come_to_pause(void)
{
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_PAUSE, 60));
}

static void any_press_pauses_and_going_on_keeps_the_credit(void **state)
{
    (void)state;
    come_to_pause();
    scripted_run(&s, 8);
    const unsigned left = s.view->ring.number;
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    assert_int_equal(s.view->cards, 5);
    scripted_run(&s, 20);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_SEARCH, 30));
    assert_true(s.view->ring.number <= left && s.view->ring.number >= left - 1);
}

static void a_pause_in_the_rest_gives_the_next_set_nothing_of_the_last_one(void **state)
{
    (void)state;
    const int programme = catalogue_find_programme(&s.catalogue, "short");
    const int plank = catalogue_find_exercise(&s.catalogue, "plank_front");
    struct programme own = s.catalogue.programme[programme];
    own.step[0] = (struct programme_step){
        .exercise = (unsigned)plank, .alternative = -1, .dose = s.catalogue.exercise[plank].dose};
    s.catalogue.programme[programme] = own;
    pause_in(PHASE_HOLD);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_HOLD, 60));
    scripted_run(&s, 6);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_REST, 60));
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_HOLD, 60));
    const int64_t from_ns = s.now_ns;
    assert_true(scripted_until(&s, PHASE_REST, 60));
    assert_true(s.now_ns - from_ns >= 9 * NS_PER_S);
}

static void leaving_the_mat_pauses_within_a_second_and_coming_back_goes_on(void **state)
{
    (void)state;
    come_to_pause();
    scripted_run(&s, 5);
    s.obedient = false;
    memset(&s.seen, 0, sizeof s.seen);
    scripted_run(&s, 1.1);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    assert_int_equal(s.view->screen, SCREEN_CARDS);
    assert_false(s.view->dim);
    scripted_run(&s, 181);
    assert_true(s.view->dim);
    s.obedient = true;
    scripted_run(&s, 1.2);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
}

static void what_stays_when_its_owner_has_gone_does_not_keep_the_session_going(void **state)
{
    (void)state;
    come_to_pause();
    scripted_run(&s, 5);
    s.obedient = false;
    s.seen.presence = PRESENCE_SOMETHING;
    scripted_run(&s, 1.1);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    scripted_run(&s, 60);
    assert_int_equal(s.view->screen, SCREEN_CARDS);
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 1.2);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
}

static void whoever_presses_is_a_person_whatever_the_mat_says(void **state)
{
    (void)state;
    come_to_pause();
    s.obedient = false;
    const struct observation there = s.seen;
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 5);
    s.seen = there;
    s.seen.presence = PRESENCE_SOMETHING;
    scripted_run(&s, 5);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_PAUSE, 20));
    scripted_run(&s, 5);
    assert_int_equal(s.view->screen, SCREEN_EXERCISE);
}

static void a_stretch_begins_its_repetition_again_after_a_pause(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "evening");
    assert_true(scripted_until(&s, PHASE_STRETCH, 200));
    scripted_run(&s, 12);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_STRETCH, 30));
    assert_int_equal(s.view->ring.number, 30);
}

static void escape_leads_out_of_a_session_and_out_of_the_program(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_HOLD, 200));
    for (unsigned i = 0; i < 6 && s.request != REQUEST_LEAVE; i++)
        scripted_press(&s, PRESS_LEAVE);
    assert_true(s.ended);
    assert_int_equal(s.request, REQUEST_LEAVE);
}

static void away_for_half_an_hour_ends_the_session(void **state)
{
    (void)state;
    pause_in(PHASE_PAUSE);
    s.obedient = false;
    memset(&s.seen, 0, sizeof s.seen);
    scripted_run(&s, 1790);
    assert_false(s.ended);
    scripted_run(&s, 20);
    assert_true(s.ended);
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.outcome, SESSION_CLOSED);
}

static void sharp_pain_ends_it_shows_the_signs_and_keeps_the_exercise_out(void **state)
{
    (void)state;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "hurts");
    assert_int_equal(s.view->card_set, CARDS_HURT);
    assert_true(scripted_said(&s, "say.come_down"));
    scripted_choose(&s, "yes");
    assert_true(s.ended);
    assert_int_equal(s.view->screen, SCREEN_PROFESSIONAL);
    assert_non_null(strstr(s.view->line[0], "At once"));
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.outcome, STEP_HURT);
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.outcome, SESSION_HURT);
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.key, "barred.smr_glute");
    scripted_run(&s, 30);
    assert_true(scripted_said(&s, "say.professional_urgent"));
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_DONE);
}

/* Whoever lies there in pain, and presses nothing. */
static void after_the_signs_it_is_told_how_to_get_up(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "short");
    come_to("glute_bridge");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "hurts");
    scripted_choose(&s, "yes");
    assert_true(scripted_until_screen(&s, SCREEN_DONE, 301));
    scripted_run(&s, 5);
    assert_true(scripted_said(&s, "say.done"));
}

static void hurt_sharply(void)
{
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "hurts");
    scripted_choose(&s, "yes");
    assert_int_equal(s.view->screen, SCREEN_PROFESSIONAL);
}

/* Three long sentences: the last one waits for most of half a minute. */
static void all_the_signs_are_spoken(void **state)
{
    (void)state;
    hurt_sharply();
    scripted_run(&s, 60);
    assert_true(scripted_said(&s, "say.professional_urgent"));
    assert_true(scripted_said(&s, "say.professional_soon"));
    assert_true(scripted_said(&s, "say.professional_who"));
}

static void who_leaves_the_signs_is_not_read_the_rest_of_them(void **state)
{
    (void)state;
    hurt_sharply();
    scripted_run(&s, 5);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    scripted_run(&s, 8);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_true(scripted_said(&s, "say.choose"));
    scripted_run(&s, 50);
    assert_false(scripted_said(&s, "say.professional_soon"));
}

static void easier_takes_the_easier_variant_from_now_on(void **state)
{
    (void)state;
    pause_in(PHASE_HOLD);
    scripted_choose(&s, "easier");
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "plank_front_knees");
    assert_true(was_set("easier.plank_front", "1"));
    unsigned number = 0;
    for (unsigned i = 0; i < s.records; i++)
        if (s.record[i].kind == RECORD_STEP_END &&
            !strcmp(s.record[i].u.step.exercise, "plank_front")) {
            number = s.record[i].u.step.step;
            assert_int_equal(s.record[i].u.step.outcome, STEP_SKIPPED);
        }
    assert_int_equal(scripted_last(&s, RECORD_STEP_BEGIN)->u.step.step, number + 1);
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(any_press_pauses_and_going_on_keeps_the_credit),
        HOME_TEST(a_pause_in_the_rest_gives_the_next_set_nothing_of_the_last_one),
        HOME_TEST(leaving_the_mat_pauses_within_a_second_and_coming_back_goes_on),
        HOME_TEST(what_stays_when_its_owner_has_gone_does_not_keep_the_session_going),
        HOME_TEST(whoever_presses_is_a_person_whatever_the_mat_says),
        HOME_TEST(a_stretch_begins_its_repetition_again_after_a_pause),
        HOME_TEST(escape_leads_out_of_a_session_and_out_of_the_program),
        HOME_TEST(away_for_half_an_hour_ends_the_session),
        HOME_TEST(sharp_pain_ends_it_shows_the_signs_and_keeps_the_exercise_out),
        HOME_TEST(after_the_signs_it_is_told_how_to_get_up),
        HOME_TEST(all_the_signs_are_spoken),
        HOME_TEST(who_leaves_the_signs_is_not_read_the_rest_of_them),
        HOME_TEST(easier_takes_the_easier_variant_from_now_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
