/* A session that the power cut off: what of it is gone on with. */
#include "unit/session/at_home.h"

/* Ten minutes ago the power went four seconds into the plank, the third step. */
static void cut_off_in_the_plank(void)
{
    struct unfinished *unfinished = &s.snapshot.unfinished;
    *unfinished = (struct unfinished){.present = true,
                                      .session = 7,
                                      .person = 1,
                                      .steps = 3,
                                      .age_s = 600,
                                      .elapsed_ms = 90000,
                                      .credited_ms = 40000,
                                      .by_time_ms = 1000};
    strcpy(unfinished->programme, "short");
    unfinished->last = (struct step_record){
        .step = 2, .credited_ms = 4000, .elapsed_ms = 30000, .planned_ms = 10000};
    strcpy(unfinished->last.exercise, "plank_front");
    open_idle(1);
}

static void a_session_cut_off_goes_on_where_it_was(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    assert_int_equal(s.view->card_set, CARDS_RESUME);
    scripted_run(&s, 1);
    bool said = false;
    for (unsigned i = 0; i < s.cues; i++)
        said = said || !strcmp(s.cue[i].spoken, "Go on with step 3?");
    assert_true(said);
    scripted_choose(&s, "go_on");
    assert_int_equal(scripted_last(&s, RECORD_SESSION_RESUME)->session, 7);
    assert_int_equal(s.view->step, 2);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.credited_ms, 10000);
}

static void what_was_done_before_a_cut_counts_at_the_end(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    scripted_choose(&s, "go_on");
    assert_int_equal(scripted_last(&s, RECORD_STEP_BEGIN)->u.step.credited_ms, 4000);
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_LEAVE);
    const struct record *end = scripted_last(&s, RECORD_SESSION_END);
    assert_int_equal(end->u.end.credited_ms, 44000);
    assert_int_equal(end->u.end.by_time_ms, 1000);
    assert_true(end->u.end.elapsed_ms >= 120000);
}

static void after_a_guest_who_was_cut_off_its_host_is_there_again(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    session_close(s.session);
    s.snapshot.unfinished.person = 0;
    open_idle(1);
    scripted_choose(&s, "go_on");
    assert_int_equal(s.view->person, 0);
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_LEAVE);
    assert_true(scripted_until_screen(&s, SCREEN_IDLE, 90));
    assert_int_equal(s.view->person, 1);
}

static void a_session_cut_off_too_long_ago_is_not_offered(void **state)
{
    (void)state;
    s.snapshot.unfinished =
        (struct unfinished){.present = true, .session = 7, .person = 1, .steps = 1, .age_s = 1801};
    strcpy(s.snapshot.unfinished.programme, "short");
    open_idle(1);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
}

static void a_session_that_was_closed_is_said_at_start(void **state)
{
    (void)state;
    s.snapshot.closed = 7;
    open_idle(1);
    assert_true(scripted_said(&s, "say.closed"));
}

static void silence_leaves_a_session_that_was_cut_off_to_be_gone_on_with(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    scripted_run(&s, 61);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_RESUME);
    scripted_choose(&s, "go_on");
    assert_int_equal(scripted_last(&s, RECORD_SESSION_RESUME)->session, 7);
}

static void silence_does_not_keep_it_for_longer_than_half_an_hour(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    scripted_run(&s, 1190);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_RESUME);
    scripted_run(&s, 61);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
}

static void what_was_declined_is_not_offered_again(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    scripted_choose(&s, "no");
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
}

static void another_session_is_not_followed_by_the_one_that_was_cut_off(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    scripted_run(&s, 61);
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(scripted_count(&s, RECORD_SESSION_BEGIN), 1);
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_LEAVE);
    while (s.view->screen != SCREEN_IDLE)
        scripted_tick(&s);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
}

/* On the left glute, searching again. */
static void cut_off_on_the_roller(uint32_t on_roller_ms)
{
    cut_off_in_the_plank();
    session_close(s.session);
    struct step_record *last = &s.snapshot.unfinished.last;
    *last = (struct step_record){.kind = KIND_SMR,
                                 .side = SIDE_LEFT,
                                 .planned_ms = 20000,
                                 .elapsed_ms = 150000,
                                 .on_roller_ms = on_roller_ms,
                                 .credited_ms = 8000};
    strcpy(last->exercise, "smr_glute");
    open_idle(1);
    scripted_choose(&s, "go_on");
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    s.obedient = false;
    s.seen.roller.paused = false;
}

static void an_area_has_its_limit_through_a_cut(void **state)
{
    (void)state;
    cut_off_on_the_roller(110000);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 12));
}

/* Two and a half minutes went by, and most of them in getting there. */
static void only_the_time_on_the_roller_counts_for_the_limit(void **state)
{
    (void)state;
    cut_off_on_the_roller(30000);
    assert_false(scripted_until(&s, PHASE_STEP_DONE, 30));
}

/* The first side was given eight seconds of its twenty. */
static struct step_record first_side(void)
{
    struct step_record first = {.kind = KIND_SMR,
                                .side = SIDE_LEFT,
                                .outcome = STEP_DONE,
                                .planned_ms = 20000,
                                .elapsed_ms = 120000,
                                .credited_ms = 8000};
    strcpy(first.exercise, "smr_glute");
    return first;
}

static void finish_the_right_side(void)
{
    open_idle(1);
    scripted_choose(&s, "go_on");
    s.obedient = true;
    scripted_tick(&s);
    assert_int_equal(s.view->side, SIDE_RIGHT);
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_true(last_step()->credited_ms >= 7900 && last_step()->credited_ms <= 8200);
}

static void both_sides_get_the_same_through_a_cut_between_them(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    session_close(s.session);
    s.snapshot.unfinished.last = first_side();
    finish_the_right_side();
}

static void both_sides_get_the_same_through_a_cut_in_the_second(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    session_close(s.session);
    s.snapshot.unfinished.before = first_side();
    s.snapshot.unfinished.last = first_side();
    s.snapshot.unfinished.last.side = SIDE_RIGHT;
    s.snapshot.unfinished.last.outcome = STEP_OPEN;
    s.snapshot.unfinished.last.step = 1;
    s.snapshot.unfinished.last.credited_ms = 2000;
    finish_the_right_side();
}

static void rolling_freely_has_each_areas_limit_through_a_cut(void **state)
{
    (void)state;
    cut_off_in_the_plank();
    session_close(s.session);
    struct unfinished *unfinished = &s.snapshot.unfinished;
    scripted_set(&s, "shown.free_rolling", "2");
    strcpy(unfinished->programme, "free_rolling");
    unfinished->area_ms[REGION_GLUTES] = 70000;
    unfinished->last = first_side();
    unfinished->last.outcome = STEP_OPEN;
    unfinished->last.side = SIDE_BOTH;
    unfinished->last.region = REGION_GLUTES;
    unfinished->last.on_roller_ms = 30000;
    strcpy(unfinished->last.exercise, "free_rolling");
    open_idle(1);
    scripted_choose(&s, "go_on");
    s.seen.presence = PRESENCE_PERSON;
    s.seen.loaded = 1u << ZONE_ROLLER;
    s.seen.roller.present = true;
    s.seen.roller.region = REGION_GLUTES;
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    scripted_run(&s, 15);
    assert_false(scripted_said(&s, "say.area_done"));
    scripted_run(&s, 15);
    assert_true(scripted_said(&s, "say.area_done"));
    scripted_press(&s, PRESS_SHORT);
    const struct step_record *step = &scripted_last(&s, RECORD_STEP_PROGRESS)->u.step;
    assert_true(step->on_roller_ms >= 55000 && step->on_roller_ms <= 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(a_session_cut_off_goes_on_where_it_was),
        HOME_TEST(what_was_done_before_a_cut_counts_at_the_end),
        HOME_TEST(after_a_guest_who_was_cut_off_its_host_is_there_again),
        HOME_TEST(a_session_cut_off_too_long_ago_is_not_offered),
        HOME_TEST(a_session_that_was_closed_is_said_at_start),
        HOME_TEST(silence_leaves_a_session_that_was_cut_off_to_be_gone_on_with),
        HOME_TEST(silence_does_not_keep_it_for_longer_than_half_an_hour),
        HOME_TEST(what_was_declined_is_not_offered_again),
        HOME_TEST(another_session_is_not_followed_by_the_one_that_was_cut_off),
        HOME_TEST(an_area_has_its_limit_through_a_cut),
        HOME_TEST(only_the_time_on_the_roller_counts_for_the_limit),
        HOME_TEST(both_sides_get_the_same_through_a_cut_between_them),
        HOME_TEST(both_sides_get_the_same_through_a_cut_in_the_second),
        HOME_TEST(rolling_freely_has_each_areas_limit_through_a_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
