/* A mat that does not answer, no pad of it: it is no empty one, and nobody waits for it for ever.
 */
#include "unit/session/at_home.h"

static void come_to_phase(const char *exercise, enum phase phase)
{
    scripted_open(&s, 1, "short");
    come_to(exercise);
    assert_true(scripted_until(&s, phase, 90));
    s.obedient = false;
}

/* As the detector sees it: nothing is loaded. */
static void fall_silent(void)
{
    s.silent = true;
    memset(&s.seen, 0, sizeof s.seen);
}

static void nobody_has_left_a_mat_that_does_not_answer(void **state)
{
    (void)state;
    come_to_phase("plank_front", PHASE_HOLD);
    fall_silent();
    scripted_run(&s, 4);
    assert_int_equal(s.view->screen, SCREEN_EXERCISE);
    assert_int_equal(s.view->phase, PHASE_HOLD);
}

static void a_hold_goes_on_by_time_when_the_mat_falls_silent(void **state)
{
    (void)state;
    come_to_phase("plank_front", PHASE_HOLD);
    scripted_run(&s, 4);
    fall_silent();
    scripted_run(&s, 6);
    assert_false(s.view->seen_by_mat);
    assert_int_equal(scripted_last(&s, RECORD_HOLD)->u.part.why, WHY_GAP);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 20));
    assert_true(last_step()->credited_ms >= 3900 && last_step()->credited_ms <= 4000);
    assert_int_equal(last_step()->credited_ms + last_step()->by_time_ms, 10000);
}

static void nothing_is_credited_while_the_mat_is_silent(void **state)
{
    (void)state;
    come_to_phase("plank_front", PHASE_HOLD);
    scripted_run(&s, 2);
    assert_true(s.view->ring.credited);
    fall_silent();
    scripted_run(&s, 2);
    assert_int_equal(s.view->phase, PHASE_HOLD);
    assert_false(s.view->ring.credited);
}

/* Not half a minute for each set and side. */
static void nobody_waits_for_a_mat_that_does_not_answer(void **state)
{
    (void)state;
    static const struct {
        const char *exercise;
        enum phase phase;
    } works[] = {{"breath", PHASE_BREATH},
                 {"glute_bridge", PHASE_REPETITIONS},
                 {"plank_front", PHASE_ARM},
                 {"smr_glute", PHASE_SEARCH}};
    for (unsigned i = 0; i < sizeof works / sizeof *works; i++) {
        come_to_phase(works[i].exercise, works[i].phase);
        fall_silent();
        scripted_run(&s, 5.5);
        assert_false(s.view->seen_by_mat);
        scripted_run(&s, 9);
        assert_true(scripted_said(&s, "say.mat_silent"));
        scripted_close(&s);
        load_home(state);
    }
    s.obedient = false;
    s.silent = true;
    scripted_set(&s, "shown.smr_glute", "2");
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SEARCH, 10));
}

static void a_silence_is_a_gap_and_never_credited(void **state)
{
    (void)state;
    come_to_phase("breath", PHASE_BREATH);
    scripted_run(&s, 4);
    const struct observation lying = s.seen;
    fall_silent();
    scripted_run(&s, 0.9);
    s.silent = false;
    s.seen = lying;
    scripted_run(&s, 2);
    scripted_press(&s, PRESS_SHORT);
    const struct step_record *step = &scripted_last(&s, RECORD_STEP_PROGRESS)->u.step;
    assert_true(step->credited_ms >= 5900 && step->credited_ms <= 6200);
}

static void a_whole_session_is_done_on_a_mat_that_never_answers(void **state)
{
    (void)state;
    s.obedient = false;
    s.silent = true;
    scripted_open(&s, 1, "short");
    scripted_run(&s, 900);
    assert_true(s.ended);
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.outcome, SESSION_DONE);
}

static void who_wakes_a_station_without_a_mat_is_told_once_and_goes_on_to_the_cards(void **state)
{
    (void)state;
    open_idle(1);
    s.silent = true;
    scripted_run(&s, 3);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_string_equal(s.view->trouble, catalogue_text(&s.catalogue, 0, "trouble.mat"));
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_FAULT);
    assert_true(s.view->lines > 0);
    scripted_tick(&s);
    assert_true(scripted_said(&s, "say.mat_silent"));
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
}

static void a_mat_that_falls_silent_is_told_of_in_a_session(void **state)
{
    (void)state;
    come_to_phase("breath", PHASE_BREATH);
    fall_silent();
    scripted_run(&s, 1);
    assert_string_equal(s.view->trouble, "");
    scripted_run(&s, 9);
    assert_true(scripted_said(&s, "say.mat_silent"));
    assert_string_equal(s.view->trouble, catalogue_text(&s.catalogue, 0, "trouble.mat"));
    s.silent = false;
    scripted_tick(&s);
    assert_string_equal(s.view->trouble, "");
}

/* Whether the test page counts one pad, after this has been told of it. */
static bool is_counted(enum pad_fault fault)
{
    struct event *event = scripted_event(&s, EVENT_PAD_FAULT);
    event->pad = 3;
    event->fault = fault;
    s.now_ns += NS_PER_MS;
    s.seen.time_ns = s.now_ns;
    const struct session_input input = {
        .time_ns = s.now_ns, .observation = &s.seen, .loads = &s.loads};
    session_step(s.session, &input, &s.output);
    s.seen.events = 0;
    assert_int_equal(s.output.records, 1);
    bool counted = false;
    for (unsigned i = 0; i < s.output.view->lines; i++)
        counted |= !strcmp(s.output.view->line[i], "Pads at fault\t1");
    return counted;
}

static void pads_that_break_in_silence_are_told_and_counted(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "test");
    s.silent = true;
    scripted_tick(&s);
    assert_true(is_counted(PAD_FAULT_MISSING));
}

/* As the detector counts: what an ageing pad says still counts. */
static void a_pad_that_ages_is_not_at_fault_yet(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "test");
    assert_false(is_counted(PAD_FAULT_AGEING));
    assert_true(is_counted(PAD_FAULT_OPEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(nobody_has_left_a_mat_that_does_not_answer),
        HOME_TEST(a_hold_goes_on_by_time_when_the_mat_falls_silent),
        HOME_TEST(nothing_is_credited_while_the_mat_is_silent),
        HOME_TEST(nobody_waits_for_a_mat_that_does_not_answer),
        HOME_TEST(a_silence_is_a_gap_and_never_credited),
        HOME_TEST(a_whole_session_is_done_on_a_mat_that_never_answers),
        HOME_TEST(who_wakes_a_station_without_a_mat_is_told_once_and_goes_on_to_the_cards),
        HOME_TEST(a_mat_that_falls_silent_is_told_of_in_a_session),
        HOME_TEST(pads_that_break_in_silence_are_told_and_counted),
        HOME_TEST(a_pad_that_ages_is_not_at_fault_yet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
