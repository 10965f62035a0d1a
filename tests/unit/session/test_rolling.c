/* What is credited on the roller. */
#include "unit/session/each_test.h"

static void a_pause_on_a_spot_is_credited_from_the_onset_of_stillness(void **state)
{
    (void)state;
    come_to_search();
    scripted_run(&s, 5);
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns - NS_PER_S;
    assert_true(scripted_until(&s, PHASE_PAUSE, 1));
    const int64_t from_ns = s.seen.roller.paused_since_ns;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 30));
    assert_true(llabs(s.now_ns - from_ns - 20 * NS_PER_S) <= 100 * NS_PER_MS);
}

static void find_the_onset_later_by(int64_t later_ns)
{
    come_to_search();
    scripted_run(&s, 5);
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns - NS_PER_S;
    assert_true(scripted_until(&s, PHASE_PAUSE, 1));
    scripted_run(&s, 1);
    s.seen.roller.paused_since_ns += later_ns;
    const int64_t from_ns = s.seen.roller.paused_since_ns;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 30));
    assert_true(llabs(s.now_ns - from_ns - 20 * NS_PER_S) <= 100 * NS_PER_MS);
}

static void an_onset_found_later_takes_back_what_was_credited(void **state)
{
    (void)state;
    find_the_onset_later_by(NS_PER_S / 2);
}

static void an_onset_found_earlier_adds_to_what_is_credited(void **state)
{
    (void)state;
    find_the_onset_later_by(-NS_PER_S / 2);
}

static void pieces_of_a_pause_add_up_and_rolling_between_them_does_not(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_PAUSE, 60));
    s.obedient = false;
    scripted_run(&s, 8);
    s.seen.roller.paused = false;
    assert_true(scripted_until(&s, PHASE_SEARCH, 1));
    const unsigned left = s.view->ring.number;
    scripted_run(&s, 6);
    assert_int_equal(s.view->ring.number, left);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 30));
    assert_int_equal(last_step()->credited_ms / 100, 200);
    assert_int_equal(last_step()->pauses, 2);
}

static void a_turn_that_was_taken_for_a_pause_is_taken_back(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 1);
    s.seen.roller.paused = false;
    assert_true(scripted_until(&s, PHASE_SEARCH, 1));
    const int64_t from_ns = s.now_ns;
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 30));
    assert_true(s.now_ns - from_ns >= 20 * NS_PER_S);
    assert_int_equal(last_step()->pauses, 1);
}

/* However late it was seen that it was none. */
static void of_what_ends_without_a_word_nothing_is_credited(void **state)
{
    (void)state;
    come_to_search();
    scripted_run(&s, 5);
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 3.5);
    s.paused_since_ns = s.now_ns; /* its onset was found anew: it was a turn */
    s.seen.roller.paused = false;
    assert_true(scripted_until(&s, PHASE_SEARCH, 1));
    assert_int_equal(s.view->ring.number, 20);
    scripted_run(&s, 2);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(scripted_last(&s, RECORD_STEP_PROGRESS)->u.step.credited_ms, 0);
    assert_int_equal(scripted_count(&s, RECORD_PAUSE), 0);
}

static void a_pause_counts_to_its_end_and_not_to_when_that_was_seen(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 8);
    const int64_t to_ns = s.now_ns - NS_PER_S;
    s.seen.roller.paused = false;
    s.paused_since_ns = 0; /* the test tells it itself */
    see_event(EVENT_PAUSE, s.seen.roller.paused_since_ns, to_ns);
    assert_true(abs((int)scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms - 7000) <= 80);
    assert_int_equal(scripted_last(&s, RECORD_PAUSE)->u.part.to_ns, to_ns);
}

/* It was over before the mat was sure of it; what was before the search does not count. */
static void a_pause_that_is_told_only_when_it_is_over_counts(void **state)
{
    (void)state;
    come_to_search();
    const int64_t before_ns = s.now_ns - NS_PER_S;
    scripted_run(&s, 6);
    for (unsigned i = 0; i < 2; i++) {
        const int64_t from_ns = i ? s.now_ns - 3 * NS_PER_S : before_ns;
        see_event(EVENT_PAUSE, from_ns, from_ns + 2 * NS_PER_S + NS_PER_S / 2);
    }
    assert_int_equal(s.view->phase, PHASE_SEARCH);
    assert_int_equal(scripted_count(&s, RECORD_PAUSE), 1);
    assert_int_equal(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms, 2500);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(last_step()->credited_ms / 1000, 20);
    assert_int_equal(last_step()->pauses, 2);
}

static void a_pause_that_is_told_when_it_is_over_is_not_credited_across_a_gap(void **state)
{
    (void)state;
    come_to_search();
    scripted_run(&s, 6);
    s.silent = true;
    scripted_run(&s, 0.8);
    s.silent = false;
    scripted_tick(&s);
    const int64_t gap_end_ns = s.now_ns;
    scripted_run(&s, 3);
    const int64_t to_ns = s.now_ns - NS_PER_S / 2;
    see_event(EVENT_PAUSE, gap_end_ns - 3 * NS_PER_S, to_ns);
    const struct record *pause = scripted_last(&s, RECORD_PAUSE);
    assert_int_equal(pause->u.part.credited_ms, (to_ns - gap_end_ns) / NS_PER_MS);
    assert_int_equal(pause->u.part.from_ns, gap_end_ns);
    assert_int_equal(pause->u.part.to_ns, to_ns);
}

static void a_spot_that_is_filled_by_a_pause_told_when_it_is_over_is_done(void **state)
{
    (void)state;
    come_to_search();
    scripted_run(&s, 25);
    see_event(EVENT_PAUSE, s.now_ns - 23 * NS_PER_S, s.now_ns - NS_PER_S);
    assert_true(s.view->phase == PHASE_MOVE_ON || s.view->phase == PHASE_STEP_DONE);
    assert_int_equal(scripted_count(&s, RECORD_PAUSE), 1);
    assert_int_equal(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms, 22000);
}

static void what_was_seen_of_a_pause_stands_where_no_frames_come(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 6);
    s.no_frames = true;
    assert_true(scripted_until(&s, PHASE_SEARCH, 2));
    assert_true(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms >= 5900);
    assert_true(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms <= 6000);
}

static void what_was_seen_of_a_pause_stands_where_its_owner_is_no_longer_seen(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 6);
    s.seen.presence = PRESENCE_SOMETHING;
    assert_true(scripted_until(&s, PHASE_SEARCH, 2));
    assert_true(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms >= 5900);
    assert_true(scripted_last(&s, RECORD_PAUSE)->u.part.credited_ms <= 6100);
}

static void stillness_from_before_anybody_was_there_is_not_credited(void **state)
{
    (void)state;
    come_to_search();
    memset(&s.seen, 0, sizeof s.seen);
    scripted_run(&s, 0.8);
    const int64_t there_ns = s.now_ns;
    s.seen.presence = PRESENCE_PERSON;
    s.seen.roller.present = s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = there_ns - NS_PER_S / 2;
    assert_true(scripted_until(&s, PHASE_PAUSE, 1));
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 30));
    assert_true(s.now_ns - there_ns >= 20 * NS_PER_S);
}

static void the_second_side_gets_no_more_than_the_first_was_given(void **state)
{
    (void)state;
    scripted_open(&s, 1, "evening");
    come_to("smr_glute");
    assert_true(scripted_until(&s, PHASE_PAUSE, 60));
    scripted_run(&s, 10);
    s.obedient = false;
    for (unsigned i = 0; i < 20 && s.view->side == SIDE_LEFT; i++) {
        s.seen.roller.paused = false;
        scripted_run(&s, 10);
        s.seen.roller.paused = true;
        s.seen.roller.paused_since_ns = s.now_ns;
        scripted_run(&s, 1);
    }
    const uint32_t first_ms = last_step()->credited_ms + last_step()->by_time_ms;
    assert_true(first_ms < last_step()->planned_ms);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 150));
    assert_int_equal(last_step()->side, SIDE_RIGHT);
    const uint32_t second_ms = last_step()->credited_ms + last_step()->by_time_ms;
    assert_true(abs((int)second_ms - (int)first_ms) <= 1000);
}

/* Seldom still, and never long enough: the limit of the area ends it. */
static void roll_without_rest(void)
{
    s.obedient = false;
    for (unsigned i = 0; i < 40 && s.view->phase != PHASE_STEP_DONE; i++) {
        s.seen.roller.paused = false;
        if (scripted_until(&s, PHASE_STEP_DONE, 35))
            break;
        s.seen.roller.paused = true;
        s.seen.roller.paused_since_ns = s.now_ns;
        scripted_run(&s, 4);
    }
    assert_int_equal(s.view->phase, PHASE_STEP_DONE);
    s.obedient = true;
}

static void another_area_is_not_cut_short_by_a_side_that_was_skipped(void **state)
{
    (void)state;
    const int programme = catalogue_find_programme(&s.catalogue, "short");
    struct programme own = s.catalogue.programme[programme];
    static const char *const ids[] = {"smr_glute", "smr_quad_hipflexor"};
    for (unsigned i = 0; i < 2; i++) {
        const int found = catalogue_find_exercise(&s.catalogue, ids[i]);
        own.step[i] = (struct programme_step){.exercise = (unsigned)found,
                                              .alternative = -1,
                                              .dose = s.catalogue.exercise[found].dose};
    }
    own.steps = 2;
    s.catalogue.programme[programme] = own;
    scripted_set(&s, "health", "clear");
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    roll_without_rest();
    assert_true(last_step()->credited_ms < last_step()->planned_ms);
    while (s.view->side != SIDE_RIGHT)
        scripted_tick(&s);
    scripted_press(&s, PRESS_SHORT);
    if (s.view->screen != SCREEN_CARDS)
        scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "skip");
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 200));
    assert_string_equal(last_step()->exercise, "smr_quad_hipflexor");
    assert_int_equal(last_step()->credited_ms / 1000, last_step()->planned_ms / 1000);
}

/* As the detector does: it counts from where a step is asked for. */
static void strokes_are_added_up_through_a_pause(void **state)
{
    (void)state;
    come_to_search();
    s.seen.roller.strokes = 12;
    scripted_run(&s, 1);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    s.seen.roller.strokes = 0;
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    s.seen.roller.strokes = 13;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(last_step()->strokes, 25);
}

static void a_caution_stands_in_full_before_the_rolling_and_in_short_beside_it(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    come_to("smr_glute");
    const struct exercise *glutes = &s.catalogue.exercise[s.view->exercise];
    assert_true(*glutes->texts[0].caution && *glutes->texts[0].caution_short);
    assert_true(scripted_until(&s, PHASE_PLACE, 20));
    assert_string_equal(s.view->note, glutes->texts[0].caution);
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    assert_string_equal(s.view->note, glutes->texts[0].caution_short);
    assert_true(scripted_until(&s, PHASE_PAUSE, 60));
    assert_string_equal(s.view->note, glutes->texts[0].caution_short);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(a_pause_on_a_spot_is_credited_from_the_onset_of_stillness),
        SESSION_TEST(an_onset_found_later_takes_back_what_was_credited),
        SESSION_TEST(an_onset_found_earlier_adds_to_what_is_credited),
        SESSION_TEST(pieces_of_a_pause_add_up_and_rolling_between_them_does_not),
        SESSION_TEST(a_turn_that_was_taken_for_a_pause_is_taken_back),
        SESSION_TEST(of_what_ends_without_a_word_nothing_is_credited),
        SESSION_TEST(a_pause_counts_to_its_end_and_not_to_when_that_was_seen),
        SESSION_TEST(a_pause_that_is_told_only_when_it_is_over_counts),
        SESSION_TEST(a_pause_that_is_told_when_it_is_over_is_not_credited_across_a_gap),
        SESSION_TEST(a_spot_that_is_filled_by_a_pause_told_when_it_is_over_is_done),
        SESSION_TEST(what_was_seen_of_a_pause_stands_where_no_frames_come),
        SESSION_TEST(what_was_seen_of_a_pause_stands_where_its_owner_is_no_longer_seen),
        SESSION_TEST(stillness_from_before_anybody_was_there_is_not_credited),
        SESSION_TEST(the_second_side_gets_no_more_than_the_first_was_given),
        SESSION_TEST(another_area_is_not_cut_short_by_a_side_that_was_skipped),
        SESSION_TEST(strokes_are_added_up_through_a_pause),
        SESSION_TEST(a_caution_stands_in_full_before_the_rolling_and_in_short_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
