/* What somebody does not do, for health, equipment, pain or newness, and what brings it back. */
#include "unit/session/at_home.h"

static void a_yes_to_a_health_question_takes_out_roller_ball_and_planks(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "health");
    scripted_choose(&s, "yes");
    for (unsigned i = 0; i < 9; i++)
        scripted_choose(&s, "no");
    assert_non_null(card("doctor_agrees"));
    scripted_choose(&s, "understood");
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_null(strstr(card("evening")->detail, "roller"));
    assert_non_null(strstr(card("evening")->detail, "left out"));
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "caution");
}

static void a_yes_holds_though_the_other_questions_are_left(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "health");
    scripted_choose(&s, "yes");
    scripted_press(&s, PRESS_LEAVE);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_null(strstr(card("evening")->detail, "roller"));
    assert_true(was_set("health", "caution"));
}

static void a_yes_holds_though_nobody_answers_what_it_takes_out(void **state)
{
    (void)state;
    open_cards(0);
    scripted_choose(&s, "more");
    scripted_choose(&s, "people");
    scripted_choose(&s, "guest");
    scripted_choose(&s, "doctor_agrees");
    assert_non_null(strstr(card("evening")->detail, "roller"));
    scripted_choose(&s, "more");
    scripted_choose(&s, "health");
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "no");
    scripted_choose(&s, "yes");
    scripted_choose(&s, "no");
    assert_non_null(card("doctor_agrees"));
    scripted_press(&s, PRESS_LEAVE);
    assert_null(strstr(card("evening")->detail, "roller"));
}

static void a_guest_is_treated_as_a_yes(void **state)
{
    (void)state;
    open_cards(0);
    assert_null(strstr(card("evening")->detail, "roller"));
    assert_non_null(strstr(card("evening")->detail, "left out"));
}

static void a_guest_who_confirms_may_do_everything_in_this_session(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "people");
    scripted_choose(&s, "guest");
    scripted_choose(&s, "doctor_agrees");
    assert_non_null(strstr(card("evening")->detail, "roller"));
    assert_int_equal(scripted_count(&s, RECORD_SETTING), 0);
}

static void be_guest(void)
{
    scripted_choose(&s, "more");
    scripted_choose(&s, "people");
    scripted_choose(&s, "guest");
}

/* At home nobody chooses people anew after a visit. */
static void a_guest_is_gone_when_the_screen_is_idle_again(void **state)
{
    (void)state;
    open_cards(1);
    be_guest();
    scripted_choose(&s, "doctor_agrees");
    assert_int_equal(s.view->person, 0);
    scripted_run(&s, 61);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_int_equal(s.view->person, 1);
}

static void what_one_guest_confirmed_is_not_confirmed_for_the_next(void **state)
{
    (void)state;
    open_cards(0);
    be_guest();
    scripted_choose(&s, "doctor_agrees");
    assert_non_null(strstr(card("evening")->detail, "roller"));
    scripted_run(&s, 61);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_null(strstr(card("evening")->detail, "roller"));
}

/* Who named it at the command line has confirmed that one, and no other. */
static void a_programme_that_was_named_opens_none_that_comes_after_it(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 0, "short");
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "smr_glute");
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    scripted_choose(&s, "same");
    scripted_run(&s, 20);
    scripted_press(&s, PRESS_SHORT);
    if (s.view->screen == SCREEN_IDLE)
        scripted_press(&s, PRESS_SHORT);
    assert_null(strstr(card("evening")->detail, "roller"));
}

static void what_equipment_is_missing_drops_its_exercises(void **state)
{
    (void)state;
    open_cards(1);
    assert_non_null(strstr(card("evening")->detail, "roller"));
    scripted_choose(&s, "more");
    scripted_choose(&s, "equipment");
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "no");
    assert_int_equal(s.view->card_set, CARDS_MORE);
    scripted_choose(&s, "back");
    assert_null(strstr(card("evening")->detail, "roller"));
}

/* The records of steps left out, in their order. */
static void left_out_is(unsigned n, unsigned number, const char *exercise, enum step_outcome why)
{
    for (unsigned i = 0; i < s.records; i++) {
        const struct step_record *step = &s.record[i].u.step;
        const bool out = s.record[i].kind == RECORD_STEP_END &&
                         (step->outcome == STEP_NO_EQUIPMENT || step->outcome >= STEP_HEALTH);
        if (!out || n-- > 0)
            continue;
        assert_string_equal(step->exercise, exercise);
        assert_int_equal(step->outcome, why);
        assert_int_equal(step->step, number);
        assert_int_equal(step->planned_ms, 0);
        return;
    }
    fail_msg("no record of %s", exercise);
}

static void what_is_left_out_stands_in_the_log_and_why(void **state)
{
    (void)state;
    static struct programme own;
    own = s.catalogue.programme[0];
    static const char *const ids[] = {"couch_stretch", "cat_cow", "smr_glute", "smr_erector",
                                      "pigeon"};
    own.steps = 5;
    for (unsigned i = 0; i < 5; i++) {
        own.step[i] = own.step[0];
        own.step[i].alternative = -1;
        own.step[i].exercise = (unsigned)catalogue_find_exercise(&s.catalogue, ids[i]);
    }
    strcpy(own.id, "own");
    scripted_set(&s, "barred.smr_glute", "1");
    strcpy(s.snapshot.setting[1].key, "equipment");
    strcpy(s.snapshot.setting[1].value, "roller,wall");
    s.snapshot.settings = 2;
    s.snapshot.person[0].history.days_since_first = 3;
    open_cards(1);
    s.given = (struct programmes){1, &own};
    s.programmes = &s.given;
    scripted_tick(&s);
    s.obedient = true;
    scripted_choose(&s, "own");
    left_out_is(0, 0, "couch_stretch", STEP_FIRST_WEEKS);
    assert_int_equal(scripted_last(&s, RECORD_STEP_BEGIN)->u.step.step, 1);
    while (!s.ended)
        scripted_tick(&s);
    left_out_is(1, 2, "smr_glute", STEP_HURT_BEFORE);
    left_out_is(2, 3, "smr_erector", STEP_NO_EQUIPMENT);
    left_out_is(3, 4, "pigeon", STEP_FIRST_WEEKS);
    assert_int_equal(s.view->steps, 0);
}

static void what_a_guest_may_not_do_is_left_out_for_health(void **state)
{
    (void)state;
    open_cards(0);
    s.obedient = true;
    scripted_choose(&s, "short");
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "glute_bridge");
    left_out_is(0, 0, "smr_glute", STEP_HEALTH);
    left_out_is(1, 1, "plank_front", STEP_HEALTH);
}

static void what_hurts_the_easier_way_takes_out_the_fuller_one(void **state)
{
    (void)state;
    scripted_set(&s, "easier.smr_glute", "1");
    pause_in(PHASE_PAUSE);
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "smr_glute_wall");
    scripted_choose(&s, "hurts");
    scripted_choose(&s, "yes");
    assert_true(was_set("barred.smr_glute_wall", "1"));
    assert_true(was_set("barred.smr_glute", "1"));
    assert_false(was_set("barred.smr_piriformis", "1"));
}

static void every_exercise_that_hurt_can_be_allowed_again(void **state)
{
    (void)state;
    char key[64];
    const size_t many = 20;
    for (size_t i = 0; i < many; i++) {
        snprintf(key, sizeof key, "barred.%s", s.catalogue.exercise[i].id);
        scripted_set(&s, key, "1");
    }
    const char *last = s.catalogue.exercise[many - 1].id;
    open_more();
    scripted_choose(&s, "allow");
    scripted_choose(&s, "next_page");
    assert_int_equal(s.view->cards, many - (CARDS_MAX - 2) + 2);
    scripted_choose(&s, "first_page");
    assert_int_equal(s.view->cards, CARDS_MAX);
    scripted_choose(&s, "next_page");
    scripted_choose(&s, last);
    snprintf(key, sizeof key, "barred.%s", last);
    assert_true(was_set(key, "0"));
}

static void what_was_barred_can_be_allowed_again(void **state)
{
    (void)state;
    scripted_set(&s, "barred.smr_glute", "1");
    scripted_set(&s, "barred.smr_glute_wall", "1");
    open_cards(1);
    assert_non_null(strstr(card("short")->detail, "left out"));
    scripted_choose(&s, "more");
    scripted_choose(&s, "allow");
    scripted_choose(&s, "smr_glute");
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.key, "barred.smr_glute");
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "0");
    scripted_choose(&s, "back");
    assert_null(strstr(card("short")->detail, "left out"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(a_yes_to_a_health_question_takes_out_roller_ball_and_planks),
        HOME_TEST(a_yes_holds_though_the_other_questions_are_left),
        HOME_TEST(a_yes_holds_though_nobody_answers_what_it_takes_out),
        HOME_TEST(a_guest_is_treated_as_a_yes),
        HOME_TEST(a_guest_who_confirms_may_do_everything_in_this_session),
        HOME_TEST(a_guest_is_gone_when_the_screen_is_idle_again),
        HOME_TEST(what_one_guest_confirmed_is_not_confirmed_for_the_next),
        HOME_TEST(a_programme_that_was_named_opens_none_that_comes_after_it),
        HOME_TEST(what_equipment_is_missing_drops_its_exercises),
        HOME_TEST(what_is_left_out_stands_in_the_log_and_why),
        HOME_TEST(what_a_guest_may_not_do_is_left_out_for_health),
        HOME_TEST(what_hurts_the_easier_way_takes_out_the_fuller_one),
        HOME_TEST(every_exercise_that_hurt_can_be_allowed_again),
        HOME_TEST(what_was_barred_can_be_allowed_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
