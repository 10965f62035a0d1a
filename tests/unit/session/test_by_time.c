/* What runs by time because nobody is seen, and what becomes of it when somebody is. */
#include "unit/session/each_test.h"

/* Somebody is there, but nothing of what the exercise asks for. */
static void be_out_of_sight(void)
{
    s.obedient = false;
    memset(&s.seen, 0, sizeof s.seen);
    s.seen.presence = PRESENCE_PERSON;
}

/* A set of bridges that began by time, five seconds a cycle. */
static int64_t begin_by_time(void)
{
    scripted_set(&s, "shown.glute_bridge", "2");
    scripted_open(&s, 1, "short");
    come_to("glute_bridge");
    be_out_of_sight();
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    assert_false(s.view->seen_by_mat);
    return s.now_ns;
}

/* Seen a tenth of a second after its end. */
static void do_one(double from_s, double to_s, int64_t began_ns)
{
    const int64_t to_ns = began_ns + (int64_t)(to_s * 1e9);
    scripted_run(&s, (double)(to_ns - s.now_ns) / 1e9 + 0.1);
    see_event(EVENT_REP, began_ns + (int64_t)(from_s * 1e9), to_ns);
}

static void what_the_tempo_has_counted_the_mat_does_not_count_again(void **state)
{
    (void)state;
    const int64_t began_ns = begin_by_time();
    do_one(0.5, 5.5, began_ns); /* the tempo counted it at 5.0 */
    assert_int_equal(s.view->ring.number, 1);
    assert_true(s.view->seen_by_mat);
    do_one(5.5, 10.5, began_ns);
    assert_int_equal(s.view->ring.number, 2);
    do_one(10.5, 15.5, began_ns);
    assert_int_equal(s.view->ring.number, 3);
}

static void what_the_tempo_has_not_counted_yet_the_mat_does(void **state)
{
    (void)state;
    const int64_t began_ns = begin_by_time();
    do_one(0.2, 4.7, began_ns);
    assert_int_equal(s.view->ring.number, 1);
    do_one(4.7, 9.3, began_ns);
    assert_int_equal(s.view->ring.number, 2);
}

static void who_is_ahead_of_the_tempo_has_the_next_one_counted(void **state)
{
    (void)state;
    const int64_t began_ns = begin_by_time();
    scripted_run(&s, 6);
    assert_int_equal(s.view->ring.number, 1);
    do_one(4.0, 8.5, began_ns); /* most of it after the tempo's first cycle: the second one */
    assert_int_equal(s.view->ring.number, 2);
}

static void the_same_seconds_are_not_credited_twice(void **state)
{
    (void)state;
    const int64_t began_ns = begin_by_time();
    scripted_run(&s, 6);
    do_one(4.0, 8.5, began_ns);
    scripted_press(&s, PRESS_SHORT);
    const struct step_record *step = &scripted_last(&s, RECORD_STEP_PROGRESS)->u.step;
    assert_int_equal(step->by_time_ms, 5000);
    assert_int_equal(step->credited_ms, 3500);
}

static unsigned times_said(const char *key)
{
    const char *text = catalogue_text(&s.catalogue, 0, key);
    unsigned times = 0;
    for (unsigned i = 0; i < s.cues; i++)
        times += !strcmp(s.cue[i].spoken, text);
    return times;
}

/* Beside the mat all goes by tempo or by time. */
static void what_the_mat_does_not_see_is_said_once_for_time_and_once_for_tempo(void **state)
{
    (void)state;
    scripted_open(&s, 1, "desk_break");
    assert_true(scripted_until(&s, PHASE_DEMONSTRATION, 1));
    scripted_run(&s, 11);
    assert_int_equal(times_said("say.by_tempo") + times_said("say.by_time"), 1);
    scripted_run(&s, 900);
    assert_true(s.ended);
    assert_int_equal(times_said("say.by_time"), 1);
    assert_int_equal(times_said("say.by_tempo"), 1);
}

static void who_needs_no_demonstration_any_more_is_told_too(void **state)
{
    (void)state;
    scripted_set(&s, "shown.cat_cow", "2");
    scripted_open(&s, 1, "first_time");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    scripted_run(&s, 5);
    assert_int_equal(times_said("say.by_tempo"), 1);
}

static void what_the_mat_sees_is_not_said_to_run_by_time(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    scripted_run(&s, 400);
    assert_true(s.ended);
    assert_int_equal(times_said("say.by_time") + times_said("say.by_tempo"), 0);
}

/* The program stood still for a minute: nobody was led by it. */
static void stand_still(void)
{
    s.now_ns += 60 * NS_PER_S;
    scripted_tick(&s);
}

static void while_the_program_stands_still_the_tempo_does_too(void **state)
{
    (void)state;
    begin_by_time();
    scripted_run(&s, 6);
    assert_int_equal(s.view->ring.number, 1);
    stand_still();
    scripted_run(&s, 2);
    assert_int_equal(s.view->ring.number, 1);
    scripted_run(&s, 3);
    assert_int_equal(s.view->ring.number, 2);
}

static void while_the_program_stands_still_no_time_counts(void **state)
{
    (void)state;
    s.obedient = false;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_HOLD, 300));
    assert_false(s.view->seen_by_mat);
    const unsigned left = s.view->ring.number;
    stand_still();
    assert_int_equal(s.view->phase, PHASE_HOLD);
    assert_int_equal(s.view->ring.number, left);
}

static void where_nobody_is_ever_seen_nothing_is_credited_as_seen(void **state)
{
    (void)state;
    s.obedient = false;
    scripted_open(&s, 1, "short");
    while (!s.ended)
        scripted_tick(&s);
    for (unsigned i = 0; i < s.records; i++) {
        if (s.record[i].kind != RECORD_STEP_END)
            continue;
        assert_int_equal(s.record[i].u.step.outcome, STEP_BY_TIME);
        assert_int_equal(s.record[i].u.step.credited_ms, 0);
        assert_int_equal(s.record[i].u.step.repetitions, 0);
        assert_int_equal(s.record[i].u.step.holds + s.record[i].u.step.pauses, 0);
    }
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.credited_ms, 0);
    assert_true(scripted_last(&s, RECORD_SESSION_END)->u.end.by_time_ms > 60000);
    assert_int_equal(s.view->credited_s, 0);
}

/* With the ball, which the mat does not see at all. */
static void a_caution_is_shown_where_the_mat_sees_nothing_too(void **state)
{
    (void)state;
    scripted_set(&s, "easier.smr_glute", "1");
    scripted_set(&s, "shown.smr_glute_wall", "2");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_PLACE, 20));
    const struct exercise *ball = &s.catalogue.exercise[s.view->exercise];
    assert_string_equal(ball->id, "smr_glute_wall");
    assert_false(s.view->seen_by_mat);
    assert_string_equal(s.view->note, ball->texts[0].caution);
    assert_true(scripted_until(&s, PHASE_SEARCH, 20));
    assert_string_equal(s.view->note, ball->texts[0].caution_short);
    assert_true(scripted_until(&s, PHASE_PAUSE, 20));
    assert_string_equal(s.view->note, catalogue_text(&s.catalogue, 0, "note.by_time"));
}

/* A plank that began by time, out of sight. */
static void begin_hold_by_time(void)
{
    scripted_open(&s, 1, "short");
    come_to("plank_front");
    be_out_of_sight();
    assert_true(scripted_until(&s, PHASE_HOLD, 90));
    assert_false(s.view->seen_by_mat);
}

static void be_in_place(bool in_place)
{
    s.seen.hold.in_place = in_place;
    s.seen.hold.since_ns = s.now_ns;
    s.seen.hold.why = in_place ? WHY_UNKNOWN : WHY_KNEE_DOWN;
}

static void a_hold_by_time_is_counted_by_the_mat_once_it_is_surely_seen(void **state)
{
    (void)state;
    begin_hold_by_time();
    scripted_run(&s, 2);
    be_in_place(true);
    scripted_run(&s, 2.5);
    assert_false(s.view->seen_by_mat);
    scripted_run(&s, 1);
    assert_true(s.view->seen_by_mat);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 20));
    const struct step_record *step = last_step();
    assert_int_equal(step->outcome, STEP_DONE);
    assert_true(step->by_time_ms >= 4900 && step->by_time_ms <= 5200);
    assert_int_equal(step->by_time_ms + step->credited_ms, 10000);
    assert_int_equal(step->holds, 1);
    assert_int_equal(step->longest_hold_ms, step->credited_ms);
    assert_int_equal(scripted_last(&s, RECORD_HOLD)->u.part.credited_ms, step->credited_ms);
}

static void a_hold_that_the_mat_has_taken_over_breaks_as_any_other(void **state)
{
    (void)state;
    begin_hold_by_time();
    be_in_place(true);
    scripted_run(&s, 5);
    be_in_place(false);
    assert_true(scripted_until(&s, PHASE_BROKEN, 1));
    assert_int_equal(s.view->phase, PHASE_BROKEN);
}

static void a_glimpse_of_a_hold_by_time_takes_nothing_over(void **state)
{
    (void)state;
    begin_hold_by_time();
    be_in_place(true);
    scripted_run(&s, 2);
    be_in_place(false);
    scripted_run(&s, 2);
    assert_int_equal(s.view->phase, PHASE_HOLD);
    assert_false(s.view->seen_by_mat);
}

static void a_pause_by_time_is_counted_by_the_mat_once_it_is_seen(void **state)
{
    (void)state;
    scripted_set(&s, "shown.smr_glute", "2");
    s.obedient = false;
    scripted_open(&s, 1, "short");
    be_out_of_sight();
    assert_true(scripted_until(&s, PHASE_PAUSE, 120));
    assert_false(s.view->seen_by_mat);
    scripted_run(&s, 5);
    s.seen.loaded = 1u << ZONE_ROLLER;
    s.seen.roller.present = s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns - NS_PER_S;
    scripted_run(&s, 1.8);
    assert_false(s.view->seen_by_mat);
    scripted_run(&s, 0.4);
    assert_true(s.view->seen_by_mat);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 20));
    const struct step_record *step = last_step();
    assert_true(step->by_time_ms >= 6900 && step->by_time_ms <= 7200);
    assert_int_equal(step->by_time_ms + step->credited_ms, 20000);
    assert_int_equal(step->pauses, 1);
    assert_int_equal(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms, step->credited_ms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(what_the_mat_does_not_see_is_said_once_for_time_and_once_for_tempo),
        SESSION_TEST(who_needs_no_demonstration_any_more_is_told_too),
        SESSION_TEST(what_the_mat_sees_is_not_said_to_run_by_time),
        SESSION_TEST(what_the_tempo_has_counted_the_mat_does_not_count_again),
        SESSION_TEST(what_the_tempo_has_not_counted_yet_the_mat_does),
        SESSION_TEST(who_is_ahead_of_the_tempo_has_the_next_one_counted),
        SESSION_TEST(the_same_seconds_are_not_credited_twice),
        SESSION_TEST(while_the_program_stands_still_the_tempo_does_too),
        SESSION_TEST(while_the_program_stands_still_no_time_counts),
        SESSION_TEST(where_nobody_is_ever_seen_nothing_is_credited_as_seen),
        SESSION_TEST(a_caution_is_shown_where_the_mat_sees_nothing_too),
        SESSION_TEST(a_hold_by_time_is_counted_by_the_mat_once_it_is_surely_seen),
        SESSION_TEST(a_hold_that_the_mat_has_taken_over_breaks_as_any_other),
        SESSION_TEST(a_pause_by_time_is_counted_by_the_mat_once_it_is_seen),
        SESSION_TEST(a_glimpse_of_a_hold_by_time_takes_nothing_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
