/* The end of a session: getting up, the questions, what the next time takes from it. */
#include "unit/session/at_home.h"

/* The question after it is answered, too. */
static void do_all_of(const char *programme)
{
    s.obedient = true;
    scripted_open(&s, 1, programme);
    while (!s.ended)
        scripted_tick(&s);
    scripted_choose(&s, "same");
    scripted_run(&s, 10);
}

static void who_lay_last_is_told_how_to_get_up(void **state)
{
    (void)state;
    do_all_of("short");
    assert_true(scripted_said(&s, "say.done"));
    assert_false(scripted_said(&s, "say.get_up"));
}

static void who_stands_at_the_end_is_not_told_to_get_up(void **state)
{
    (void)state;
    do_all_of("desk_break");
    assert_true(scripted_said(&s, "done.title"));
    assert_false(scripted_said(&s, "say.done"));
}

/* Nought of five minutes would be all that somebody reads who did the whole desk break. */
static void what_ran_by_time_stands_beside_what_was_credited(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "desk_break");
    while (!s.ended)
        scripted_tick(&s);
    scripted_choose(&s, "same");
    assert_int_equal(s.view->screen, SCREEN_DONE);
    assert_int_equal(s.view->credited_s, 0);
    assert_string_equal(s.view->line[s.view->lines - 1], "And 4\xC2\xA0min by time");
}

/* The log's news, after a slow card has cost so many records since the program began. */
static void tell_of_log(bool saved, uint64_t given_up)
{
    s.snapshot.saved = saved;
    s.snapshot.given_up = given_up;
    const struct session_input input = {.time_ns = s.now_ns, .snapshot = &s.snapshot};
    session_step(s.session, &input, &s.output);
}

static void only_what_is_saved_whole_is_said_to_be_saved(void **state)
{
    (void)state;
    s.snapshot.given_up = 7; /* of another session */
    do_all_of("short");
    assert_int_equal(s.view->screen, SCREEN_DONE);
    tell_of_log(true, 7);
    assert_true(s.view->saved);
    assert_string_equal(s.view->note, "Saved");
    tell_of_log(true, 8);
    assert_false(s.view->saved);
    assert_string_equal(s.view->note, "Saved, but not all of it");
    tell_of_log(false, 8);
    assert_false(s.view->saved);
    assert_string_equal(s.view->note, "Could not be saved");
}

static void what_a_failing_log_lost_before_the_session_is_not_of_it(void **state)
{
    (void)state;
    open_cards(1);
    strcpy(s.snapshot.trouble_key, "trouble.log_gone");
    tell_of_log(false, 3);
    *s.snapshot.trouble_key = 0;
    s.obedient = true;
    scripted_choose(&s, "short");
    while (!s.ended)
        scripted_tick(&s);
    scripted_choose(&s, "same");
    scripted_run(&s, 10);
    tell_of_log(true, 3);
    assert_string_equal(s.view->note, "Saved");
}

static void the_question_stays_unanswered_after_twenty_seconds_of_silence(void **state)
{
    (void)state;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    assert_int_equal(s.view->card_set, CARDS_FEELING);
    scripted_run(&s, 19);
    assert_int_equal(s.view->card_set, CARDS_FEELING);
    scripted_run(&s, 2);
    assert_int_equal(s.view->screen, SCREEN_DONE);
    assert_int_equal(scripted_count(&s, RECORD_ANSWER), 0);
}

static void stiffness_is_asked_once_a_week(void **state)
{
    (void)state;
    s.snapshot.person[0].history.stiffness[0] = NAN;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    scripted_choose(&s, "same");
    assert_int_equal(s.view->card_set, CARDS_STIFFNESS);
    assert_int_equal(s.view->cards, 11);
    scripted_choose(&s, "4");
    assert_string_equal(scripted_last(&s, RECORD_ANSWER)->u.answer.answer, "4");
    assert_int_equal(s.view->screen, SCREEN_DONE);
}

static void worse_twice_in_two_weeks_shows_the_signs(void **state)
{
    (void)state;
    s.snapshot.person[0].history.worse_in_two_weeks = 1;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    scripted_choose(&s, "worse");
    assert_int_equal(s.view->screen, SCREEN_PROFESSIONAL);
    s.cues = 0;
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_DONE);
    scripted_run(&s, 20);
    assert_true(scripted_said(&s, "done.title"));
    assert_int_equal(s.view->screen, SCREEN_IDLE);
}

/* The log may learn of the answer while the next question waits. */
static void worse_once_is_not_taken_for_twice(void **state)
{
    (void)state;
    static struct snapshot news;
    s.snapshot.person[0].history.stiffness[0] = NAN;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    scripted_choose(&s, "worse");
    assert_int_equal(s.view->card_set, CARDS_STIFFNESS);
    news = s.snapshot;
    news.person[0].history.worse_in_two_weeks = 1;
    const struct session_input input = {.time_ns = s.now_ns, .snapshot = &news};
    session_step(s.session, &input, &s.output);
    scripted_choose(&s, "4");
    assert_int_equal(s.view->screen, SCREEN_DONE);
}

static void two_clean_sessions_add_five_seconds_to_a_hold(void **state)
{
    (void)state;
    scripted_set(&s, "clean.plank_front", "1");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    while (!s.ended)
        scripted_tick(&s);
    assert_true(was_set("hold_s.plank_front", "15"));
    scripted_choose(&s, "same");
    assert_string_equal(s.view->line[1],
                        "Front plank: two clean sessions, next time 15\xC2\xA0seconds");
}

static void worse_takes_five_seconds_off_a_hold_again(void **state)
{
    (void)state;
    scripted_set(&s, "hold_s.plank_front", "25");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    while (!s.ended)
        scripted_tick(&s);
    scripted_choose(&s, "worse");
    assert_true(was_set("hold_s.plank_front", "20"));
}

static void do_all(const char *programme)
{
    s.obedient = true;
    scripted_open(&s, 1, programme);
    while (!s.ended)
        scripted_tick(&s);
}

static void after_worse_nobody_is_promised_more(void **state)
{
    (void)state;
    scripted_set(&s, "clean.plank_front", "1");
    do_all("short");
    scripted_choose(&s, "worse");
    assert_true(was_set("hold_s.plank_front", "10"));
    assert_int_equal(s.view->screen, SCREEN_DONE);
    assert_int_equal(s.view->lines, 1);
}

/* Grown where a programme asks for one set; another asks for three of its own accord. */
static void sets_that_grew_lessen_no_programme(void **state)
{
    (void)state;
    scripted_set(&s, "sets.glute_bridge", "2");
    s.obedient = true;
    scripted_open(&s, 1, "full");
    run_until("glute_bridge");
    assert_int_equal(s.view->sets, 3);
    scripted_close(&s);
    load_home(NULL);
    scripted_set(&s, "sets.glute_bridge", "2");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    run_until("glute_bridge");
    assert_int_equal(s.view->sets, 2);
}

static void worse_takes_a_set_off_only_where_one_was_added(void **state)
{
    (void)state;
    scripted_set(&s, "sets.glute_bridge", "3");
    do_all("short");
    scripted_choose(&s, "worse");
    assert_true(was_set("sets.glute_bridge", "2"));
    scripted_close(&s);
    load_home(NULL);
    do_all("lower_back");
    scripted_choose(&s, "worse");
    for (unsigned i = 0; i < s.records; i++)
        if (s.record[i].kind == RECORD_SETTING)
            assert_null(strstr(s.record[i].u.setting.key, "sets."));
}

/* A day of less is done in full, and for the second time. */
static void a_smaller_session_takes_nothing_from_what_was_reached(void **state)
{
    (void)state;
    s.snapshot.person[0].history.felt_worse = true;
    scripted_set(&s, "hold_s.plank_front", "25");
    scripted_set(&s, "clean.plank_front", "1");
    do_all("short");
    for (unsigned i = 0; i < s.records; i++)
        if (s.record[i].kind == RECORD_SETTING)
            assert_string_not_equal(s.record[i].u.setting.key, "hold_s.plank_front");
    scripted_choose(&s, "same");
    assert_int_equal(s.view->lines, 1);
}

/* A hold may: it begins at ten seconds. */
static void in_the_first_two_weeks_no_set_is_added(void **state)
{
    (void)state;
    s.snapshot.person[0].history.days_since_first = 5;
    scripted_set(&s, "clean.glute_bridge", "1");
    scripted_set(&s, "clean.plank_front", "1");
    do_all("short");
    assert_false(was_set("sets.glute_bridge", "2"));
    assert_true(was_set("hold_s.plank_front", "15"));
    scripted_close(&s);
    load_home(NULL);
    scripted_set(&s, "clean.glute_bridge", "1");
    do_all("short");
    assert_true(was_set("sets.glute_bridge", "2"));
}

/* Lies there, and the mat sees no plank. */
static void what_the_mat_never_saw_was_not_clean(void **state)
{
    (void)state;
    scripted_set(&s, "clean.plank_front", "1");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    run_until("plank_front");
    s.obedient = false;
    s.seen.hold.in_place = false;
    s.seen.loaded = 1u << ZONE_PELVIS;
    run_until("glute_bridge");
    assert_int_equal(last_step()->outcome, STEP_BY_TIME);
    s.obedient = true;
    while (!s.ended)
        scripted_tick(&s);
    assert_false(was_set("hold_s.plank_front", "15"));
    assert_true(was_set("clean.plank_front", "0"));
}

/* Each is credited what it took. */
static void all_repetitions_are_all_of_it_however_brisk(void **state)
{
    (void)state;
    scripted_set(&s, "clean.glute_bridge", "1");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    run_until("glute_bridge");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    s.obedient = false;
    for (unsigned i = 0; i < 8; i++) {
        scripted_run(&s, 3.96);
        see_event(EVENT_REP, s.now_ns - 3 * NS_PER_S, s.now_ns);
    }
    assert_int_equal(last_step()->repetitions, 8);
    assert_true(last_step()->credited_ms < last_step()->planned_ms * 9 / 10);
    s.obedient = true;
    while (!s.ended)
        scripted_tick(&s);
    assert_true(was_set("sets.glute_bridge", "2"));
}

static void an_exercise_that_comes_twice_was_clean_once(void **state)
{
    (void)state;
    static struct programme own;
    const int programme = catalogue_find_programme(&s.catalogue, "short");
    own = s.catalogue.programme[programme];
    own.step[0] = own.step[2] = own.step[1];
    s.catalogue.programme[programme] = own;
    do_all("short");
    assert_true(was_set("clean.plank_front", "1"));
    assert_false(was_set("hold_s.plank_front", "15"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(who_lay_last_is_told_how_to_get_up),
        HOME_TEST(who_stands_at_the_end_is_not_told_to_get_up),
        HOME_TEST(what_ran_by_time_stands_beside_what_was_credited),
        HOME_TEST(only_what_is_saved_whole_is_said_to_be_saved),
        HOME_TEST(what_a_failing_log_lost_before_the_session_is_not_of_it),
        HOME_TEST(the_question_stays_unanswered_after_twenty_seconds_of_silence),
        HOME_TEST(stiffness_is_asked_once_a_week),
        HOME_TEST(worse_twice_in_two_weeks_shows_the_signs),
        HOME_TEST(worse_once_is_not_taken_for_twice),
        HOME_TEST(two_clean_sessions_add_five_seconds_to_a_hold),
        HOME_TEST(worse_takes_five_seconds_off_a_hold_again),
        HOME_TEST(after_worse_nobody_is_promised_more),
        HOME_TEST(sets_that_grew_lessen_no_programme),
        HOME_TEST(worse_takes_a_set_off_only_where_one_was_added),
        HOME_TEST(a_smaller_session_takes_nothing_from_what_was_reached),
        HOME_TEST(in_the_first_two_weeks_no_set_is_added),
        HOME_TEST(what_the_mat_never_saw_was_not_clean),
        HOME_TEST(all_repetitions_are_all_of_it_however_brisk),
        HOME_TEST(an_exercise_that_comes_twice_was_clean_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
