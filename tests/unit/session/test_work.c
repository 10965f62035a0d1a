/* What is credited, and what is not: holds, repetitions, stretches. */
#include "unit/session/each_test.h"

static void come_to_hold(void)
{
    scripted_open(&s, 1, "short");
    come_to("plank_front");
    assert_true(scripted_until(&s, PHASE_HOLD, 60));
    s.obedient = false;
}

static void lose_place(enum why why)
{
    s.seen.hold.in_place = false;
    s.seen.hold.since_ns = s.now_ns;
    s.seen.hold.why = why;
}

static void regain_place(void)
{
    s.seen.hold.in_place = true;
    s.seen.hold.since_ns = s.now_ns;
}

static void a_hold_counts_from_three_seconds_in_place_and_ends_at_its_target(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    come_to("plank_front");
    assert_true(scripted_until(&s, PHASE_ARM, 60));
    const int64_t arm_ns = s.now_ns;
    assert_true(scripted_until(&s, PHASE_HOLD, 10));
    assert_true(llabs(s.now_ns - arm_ns - 3 * NS_PER_S) <= 120 * NS_PER_MS);
    const int64_t hold_ns = s.now_ns;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 20));
    assert_true(llabs(s.now_ns - hold_ns - 10 * NS_PER_S) <= 120 * NS_PER_MS);
    assert_int_equal(last_step()->credited_ms, 10000);
    assert_int_equal(last_step()->broken, 0);
}

static void a_wobble_costs_its_own_time_and_no_more(void **state)
{
    (void)state;
    come_to_hold();
    scripted_run(&s, 4);
    lose_place(WHY_KNEE_DOWN);
    scripted_run(&s, 0.6);
    regain_place();
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 10));
    assert_int_equal(last_step()->broken, 0);
    assert_int_equal(last_step()->credited_ms, 10000);
    assert_int_equal(scripted_last(&s, RECORD_HOLD)->u.part.why, WHY_END);
    assert_true(isnan(scripted_last(&s, RECORD_HOLD)->u.part.x_mm)); /* the log says: not known */
}

static void a_break_is_said_with_its_cause_and_two_are_forgiven(void **state)
{
    (void)state;
    come_to_hold();
    for (unsigned i = 0; i < 2; i++) {
        scripted_run(&s, 2);
        lose_place(WHY_HIPS_DOWN);
        assert_true(scripted_until(&s, PHASE_BROKEN, 1));
        assert_string_equal(s.view->cue, catalogue_text(&s.catalogue, 0, "cue.why.hips_down"));
        scripted_run(&s, 1);
        regain_place();
        assert_true(scripted_until(&s, PHASE_HOLD, 0.2));
    }
    assert_true(scripted_said(&s, "say.why.hips_down"));
    lose_place(WHY_HIPS_DOWN);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 2));
    assert_int_equal(last_step()->broken, 3);
    assert_int_equal(last_step()->why, WHY_HIPS_DOWN);
    assert_true(last_step()->credited_ms >= 3800 && last_step()->credited_ms <= 4400);
}

/* Who is to rest is not asked to lift the hips again. */
static void after_the_last_break_only_what_broke_is_said_and_to_come_down(void **state)
{
    (void)state;
    come_to_hold();
    for (unsigned i = 0; i < 2; i++) {
        lose_place(WHY_HIPS_DOWN);
        assert_true(scripted_until(&s, PHASE_BROKEN, 1));
        regain_place();
        assert_true(scripted_until(&s, PHASE_HOLD, 0.2));
    }
    s.cues = 0;
    lose_place(WHY_HIPS_DOWN);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 2));
    scripted_run(&s, 4);
    assert_true(scripted_said(&s, "say.over.hips_down"));
    assert_true(scripted_said(&s, "say.hold_over"));
    assert_false(scripted_said(&s, "say.why.hips_down"));
}

static void to_come_down_and_rest_is_said_once(void **state)
{
    (void)state;
    scripted_open(&s, 1, "full");
    come_to("plank_front");
    assert_true(scripted_until(&s, PHASE_HOLD, 60));
    s.obedient = false;
    lose_place(WHY_HIPS_DOWN);
    assert_true(scripted_until(&s, PHASE_REST, 4));
    scripted_run(&s, 8);
    assert_true(scripted_said(&s, "say.hold_over"));
    assert_false(scripted_said(&s, "say.rest"));
}

static void a_gap_in_the_frames_is_never_credited(void **state)
{
    (void)state;
    come_to_hold();
    scripted_run(&s, 4);
    s.no_frames = true;
    scripted_run(&s, 3);
    s.no_frames = false;
    s.seen.gap_ns = 3 * NS_PER_S;
    regain_place();
    scripted_tick(&s);
    s.seen.gap_ns = 0;
    const int64_t from_ns = s.now_ns;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 20));
    assert_true(s.now_ns - from_ns > 5 * NS_PER_S);
    assert_int_equal(last_step()->credited_ms, 10000);
}

static void repetitions_are_counted_as_the_mat_sees_them(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    come_to("glute_bridge");
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 120));
    assert_int_equal(last_step()->repetitions, 8);
    assert_int_equal(last_step()->by_tempo_repetitions, 0);
    assert_int_equal(scripted_count(&s, RECORD_REPETITION), 8);
}

static void where_the_load_lay_is_known_of_repetitions_too(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    come_to("glute_bridge");
    s.seen.balance.left_share = 0.9f; /* while getting into place */
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    s.seen.balance.left_share = 0.4f;
    s.seen.balance.head_share = 0.7f;
    while (s.view->ring.number < 4)
        scripted_tick(&s);
    s.seen.balance.left_share = 0.6f;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(last_step()->repetitions, 8);
    assert_float_equal(last_step()->left_share, 0.5, 0.01);
    assert_float_equal(last_step()->head_share, 0.7, 0.001);
}

static void where_the_mat_cannot_count_the_tempo_does_and_says_so(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    come_to("glute_bridge");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    s.obedient = false;
    scripted_run(&s, 29);
    assert_true(s.view->seen_by_mat);
    scripted_run(&s, 3);
    assert_false(s.view->seen_by_mat);
    assert_true(scripted_said(&s, "say.by_tempo"));
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(last_step()->outcome, STEP_BY_TIME);
    assert_int_equal(last_step()->repetitions, 0);
    assert_int_equal(last_step()->by_tempo_repetitions, 8);
    assert_true(isnan(last_step()->left_share));
}

static void come_to_stretch(void)
{
    scripted_open(&s, 1, "first_time");
    come_to("knees_to_chest");
    assert_true(scripted_until(&s, PHASE_STRETCH, 60));
}

static void a_stretch_counts_only_while_its_contact_is_there(void **state)
{
    (void)state;
    come_to_stretch();
    scripted_run(&s, 5);
    s.obedient = false;
    s.seen.loaded = 1u << ZONE_FEET;
    scripted_tick(&s);
    const unsigned left = s.view->ring.number;
    scripted_run(&s, 10);
    assert_int_equal(s.view->ring.number, left);
    assert_false(s.view->ring.credited);
}

static void only_a_stretch_is_breathed_into(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    come_to("breath");
    assert_true(scripted_until(&s, PHASE_BREATH, 60));
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_false(scripted_said(&s, "say.breathe_out"));
    scripted_close(&s);
    scripted_load(&s);
    come_to_stretch();
    scripted_run(&s, 20);
    assert_true(scripted_said(&s, "say.breathe_out"));
}

/* On the knees a plank goes by time, and is a plank still. */
static void who_holds_a_plank_by_time_is_told_to_keep_breathing(void **state)
{
    (void)state;
    scripted_set(&s, "easier.plank_front", "1");
    const int knees = catalogue_find_exercise(&s.catalogue, "plank_front_knees");
    const int full = catalogue_find_programme(&s.catalogue, "full");
    s.catalogue.exercise[knees].dose.seconds = 30;
    for (unsigned i = 0; i < s.catalogue.programme[full].steps; i++)
        s.catalogue.programme[full].step[i].dose.seconds = 30;
    scripted_open(&s, 1, "full");
    come_to("plank_front_knees");
    assert_true(scripted_until(&s, PHASE_STRETCH, 60));
    s.cues = 0;
    scripted_run(&s, 25);
    assert_true(scripted_said(&s, "say.keep_breathing"));
    assert_false(scripted_said(&s, "say.breathe_out"));
}

static void come_to_repetitions(void)
{
    scripted_open(&s, 1, "short");
    come_to("glute_bridge");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    s.obedient = false;
    scripted_run(&s, 2);
}

static void event_of(double from_s_ago, double to_s_ago)
{
    const int64_t now_ns = s.now_ns + TICK_MS * NS_PER_MS;
    see_event(EVENT_REP, now_ns - (int64_t)(from_s_ago * 1e9), now_ns - (int64_t)(to_s_ago * 1e9));
}

static void getting_into_place_and_a_twitch_are_no_repetitions(void **state)
{
    (void)state;
    come_to_repetitions();
    event_of(5, 0.1); /* begun three seconds before the start */
    assert_int_equal(s.view->ring.number, 0);
    event_of(0.6, 0.1);
    assert_int_equal(s.view->ring.number, 0);
    scripted_run(&s, 3);
    event_of(4, 0.1);
    assert_int_equal(s.view->ring.number, 1);
    event_of(3, 0); /* overlaps the last one */
    assert_int_equal(s.view->ring.number, 1);
}

static void a_repetition_just_before_leaving_the_mat_was_the_getting_up(void **state)
{
    (void)state;
    come_to_repetitions();
    s.seen.balance.left_share = 0.4f;
    scripted_run(&s, 3);
    event_of(4, 0.1);
    s.seen.balance.left_share = 0.9f;
    scripted_run(&s, 8);
    event_of(4, 0.1);
    assert_int_equal(s.view->ring.number, 2);
    scripted_run(&s, 3);
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 2);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    const struct step_record *step = &scripted_last(&s, RECORD_STEP_PROGRESS)->u.step;
    assert_int_equal(step->repetitions, 1);
    assert_true(step->credited_ms <= 5000);
    assert_true(step->left_share < 0.41f);
}

static void a_breath_while_getting_up_is_getting_up(void **state)
{
    (void)state;
    scripted_open(&s, 1, "first_time");
    come_to("knees_to_chest");
    assert_true(scripted_until(&s, PHASE_STRETCH, 60));
    s.obedient = false;
    scripted_run(&s, 10);
    s.seen.moving = true;
    scripted_run(&s, 2);
    s.seen.moving = false;
    scripted_run(&s, 0.5);
    s.seen.moving = true;
    scripted_run(&s, 2);
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 2);
    const uint32_t credited_ms = scripted_last(&s, RECORD_STEP_PROGRESS)->u.step.credited_ms;
    assert_true(credited_ms > 9000 && credited_ms < 10000);
}

static void a_contact_lost_for_a_moment_while_getting_up_is_getting_up(void **state)
{
    (void)state;
    come_to_stretch();
    s.obedient = false;
    scripted_run(&s, 10);
    s.seen.moving = true;
    const unsigned loaded = s.seen.loaded;
    for (unsigned i = 0; i < 3; i++) {
        scripted_run(&s, 1);
        s.seen.loaded = 0;
        scripted_run(&s, 0.2);
        s.seen.loaded = loaded;
    }
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 2);
    const uint32_t credited_ms = scripted_last(&s, RECORD_STEP_PROGRESS)->u.step.credited_ms;
    assert_true(credited_ms > 9000 && credited_ms < 10000);
}

static void getting_up_from_a_stretch_is_not_credited(void **state)
{
    (void)state;
    come_to_stretch();
    s.obedient = false;
    scripted_run(&s, 10);
    s.seen.moving = true;
    scripted_run(&s, 4);
    s.seen.moving = false;
    scripted_run(&s, 1);
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 2);
    const struct step_record *still = &scripted_last(&s, RECORD_STEP_PROGRESS)->u.step;
    assert_true(still->credited_ms > 13000); /* moved, then lay still: no getting up */
    s.seen.presence = PRESENCE_PERSON;
    assert_true(scripted_until_screen(&s, SCREEN_EXERCISE, 60));
    const uint32_t before_ms = scripted_last(&s, RECORD_STEP_PROGRESS)->u.step.credited_ms;
    scripted_run(&s, 10);
    s.seen.moving = true;
    scripted_run(&s, 4);
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 2);
    const struct step_record *up = &scripted_last(&s, RECORD_STEP_PROGRESS)->u.step;
    assert_true(up->credited_ms - before_ms < 10000 && up->credited_ms - before_ms > 9000);
}

static void an_exercise_the_mat_sees_badly_runs_by_tempo_and_says_so(void **state)
{
    (void)state;
    scripted_open(&s, 1, "first_time");
    assert_true(scripted_until(&s, PHASE_REPETITIONS, 60));
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "cat_cow");
    assert_string_equal(s.view->note, catalogue_text(&s.catalogue, 0, "note.by_tempo"));
}

static void a_cut_at_any_moment_costs_at_most_a_second(void **state)
{
    (void)state;
    scripted_open(&s, 1, "short");
    int64_t told_ns = 0;
    unsigned looked_at = 0, checked = 0;
    while (!s.ended) {
        scripted_tick(&s);
        const bool counting = s.view->phase == PHASE_PAUSE || s.view->phase == PHASE_HOLD;
        for (; looked_at < s.records; looked_at++)
            if (s.record[looked_at].kind == RECORD_STEP_PROGRESS)
                told_ns = s.now_ns;
        if (!counting || s.now_ns - s.view->phase_since_ns < 1100 * NS_PER_MS)
            continue;
        assert_true(s.now_ns - told_ns <= 1040 * NS_PER_MS);
        checked++;
    }
    assert_true(checked > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(a_hold_counts_from_three_seconds_in_place_and_ends_at_its_target),
        SESSION_TEST(a_wobble_costs_its_own_time_and_no_more),
        SESSION_TEST(a_break_is_said_with_its_cause_and_two_are_forgiven),
        SESSION_TEST(after_the_last_break_only_what_broke_is_said_and_to_come_down),
        SESSION_TEST(to_come_down_and_rest_is_said_once),
        SESSION_TEST(a_gap_in_the_frames_is_never_credited),
        SESSION_TEST(repetitions_are_counted_as_the_mat_sees_them),
        SESSION_TEST(where_the_load_lay_is_known_of_repetitions_too),
        SESSION_TEST(where_the_mat_cannot_count_the_tempo_does_and_says_so),
        SESSION_TEST(a_stretch_counts_only_while_its_contact_is_there),
        SESSION_TEST(only_a_stretch_is_breathed_into),
        SESSION_TEST(who_holds_a_plank_by_time_is_told_to_keep_breathing),
        SESSION_TEST(getting_into_place_and_a_twitch_are_no_repetitions),
        SESSION_TEST(a_repetition_just_before_leaving_the_mat_was_the_getting_up),
        SESSION_TEST(a_breath_while_getting_up_is_getting_up),
        SESSION_TEST(a_contact_lost_for_a_moment_while_getting_up_is_getting_up),
        SESSION_TEST(getting_up_from_a_stretch_is_not_credited),
        SESSION_TEST(an_exercise_the_mat_sees_badly_runs_by_tempo_and_says_so),
        SESSION_TEST(a_cut_at_any_moment_costs_at_most_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
