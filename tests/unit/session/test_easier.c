/* What "easier" is, how long it holds, and how it is taken back. */
#include "unit/session/at_home.h"

static struct programme own;

/* One exercise, and the breath. */
static void begin_own(const char *exercise)
{
    const int programme = catalogue_find_programme(&s.catalogue, "short");
    const int found = catalogue_find_exercise(&s.catalogue, exercise);
    own = s.catalogue.programme[programme];
    own.step[1] = own.step[own.steps - 1];
    own.step[0] = (struct programme_step){
        .exercise = (unsigned)found, .alternative = -1, .dose = s.catalogue.exercise[found].dose};
    own.steps = 2;
    s.catalogue.programme[programme] = own;
    s.obedient = true;
    scripted_open(&s, 1, "short");
    scripted_tick(&s);
}

static void have(const char *equipment)
{
    strcpy(s.snapshot.setting[s.snapshot.settings].key, "equipment");
    strcpy(s.snapshot.setting[s.snapshot.settings++].value, equipment);
}

static const char *done_now(void)
{
    return s.catalogue.exercise[s.view->exercise].id;
}

static unsigned planned_s(void)
{
    return scripted_last(&s, RECORD_STEP_BEGIN)->u.step.planned_ms / 1000;
}

static void press_easier(void)
{
    scripted_press(&s, PRESS_SHORT);
    if (s.view->screen != SCREEN_CARDS)
        scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "easier");
}

static void easier_of_the_easier_way_is_remembered_too(void **state)
{
    (void)state;
    scripted_set(&s, "easier.pigeon", "1");
    scripted_set(&s, "easier.figure_four", "1");
    begin_own("pigeon");
    assert_string_equal(done_now(), "figure_four_seated");
}

static void easier_in_the_middle_is_what_the_next_session_will_have(void **state)
{
    (void)state;
    scripted_set(&s, "easier.figure_four", "1");
    begin_own("pigeon");
    press_easier();
    assert_string_equal(done_now(), "figure_four_seated");
}

/* The first weeks hold for them too, who came by "Easier". */
static void easier_in_the_middle_is_a_beginners_dose_for_who_is_new(void **state)
{
    (void)state;
    const int knees = catalogue_find_exercise(&s.catalogue, "plank_front_knees");
    s.catalogue.exercise[knees].beginner.sets = 1;
    s.catalogue.exercise[knees].beginner.seconds = 10;
    s.catalogue.exercise[knees].dose.sets = 3;
    s.catalogue.exercise[knees].dose.seconds = 20;
    s.snapshot.person[0].history.days_since_first = 3;
    open_cards(1);
    own = s.catalogue.programme[catalogue_find_programme(&s.catalogue, "short")];
    s.given = (struct programmes){1, &own};
    own.step[0] = own.step[1];
    s.programmes = &s.given;
    scripted_tick(&s);
    scripted_choose(&s, "short");
    s.obedient = true;
    scripted_tick(&s);
    assert_string_equal(done_now(), "plank_front");
    press_easier();
    assert_string_equal(done_now(), "plank_front_knees");
    assert_int_equal(planned_s(), 10);
}

/* The short programme asks for one set of a plank, and of the glutes for one spot. */
static void what_is_easier_is_never_more_of_it(void **state)
{
    (void)state;
    scripted_set(&s, "easier.plank_front", "1");
    scripted_open(&s, 1, "short");
    scripted_tick(&s);
    assert_int_equal(planned_s(), 20);
    press_easier();
    assert_string_equal(done_now(), "smr_glute_wall");
    assert_int_equal(planned_s(), 20);
    come_to("plank_front_knees");
    assert_int_equal(planned_s(), 10);
}

static void what_was_planned_is_counted_anew_after_easier(void **state)
{
    (void)state;
    have("roller");
    begin_own("smr_glute");
    const uint32_t planned_ms = scripted_last(&s, RECORD_SESSION_BEGIN)->u.begin.planned_ms;
    const uint32_t side_ms = planned_s() * 1000;
    press_easier();
    assert_int_equal(planned_s(), 20);
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_LEAVE);
    assert_true(s.ended);
    const uint32_t less_ms = planned_ms - 2 * (side_ms - 20000);
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.planned_ms, less_ms);
    assert_true(scripted_until_screen(&s, SCREEN_DONE, 60));
    assert_int_equal(s.view->planned_s, less_ms / 1000);
}

static void less_in_the_middle_takes_nothing_from_what_was_reached(void **state)
{
    (void)state;
    scripted_set(&s, "hold_s.bridge_hold", "30");
    scripted_set(&s, "clean.bridge_hold", "1");
    begin_own("bridge_hold");
    press_easier();
    assert_true(scripted_until_screen(&s, SCREEN_CARDS, 400));
    unsigned told = 0;
    for (unsigned i = 0; i < s.records; i++)
        told += s.record[i].kind == RECORD_SETTING &&
                !strcmp(s.record[i].u.setting.key, "hold_s.bridge_hold");
    assert_int_equal(told, 0);
}

static void what_cannot_be_done_the_easier_way_stays_smaller(void **state)
{
    (void)state;
    have("roller");
    scripted_set(&s, "easier.smr_glute", "1");
    begin_own("smr_glute");
    assert_string_equal(done_now(), "smr_glute");
    assert_int_equal(planned_s(), 20);
}

static void nobody_is_told_of_a_way_that_is_not_there(void **state)
{
    (void)state;
    have("roller");
    begin_own("smr_glute");
    press_easier();
    scripted_run(&s, 20);
    assert_true(scripted_said(&s, "say.less"));
    for (unsigned i = 0; i < s.cues; i++)
        assert_null(strstr(s.cue[i].spoken, "Soft ball at a wall"));
}

static void what_is_easier_is_said_before_how_to_get_there(void **state)
{
    (void)state;
    scripted_set(&s, "shown.plank_front_knees", "2");
    begin_own("plank_front");
    assert_true(scripted_until(&s, PHASE_HOLD, 60));
    press_easier();
    scripted_run(&s, 20);
    unsigned told = 0, placed = 0;
    for (unsigned i = 0; i < s.cues; i++) {
        if (!strcmp(s.cue[i].spoken, "With your knees on the mat"))
            told = i;
        if (strstr(s.cue[i].spoken, "knees on the mat."))
            placed = i;
    }
    assert_true(told > 0 && placed > told);
}

static unsigned done_for(const char *exercise, enum side side)
{
    unsigned n = 0;
    for (unsigned i = 0; i < s.records; i++)
        n += s.record[i].kind == RECORD_STEP_END &&
             !strcmp(s.record[i].u.step.exercise, exercise) && s.record[i].u.step.side == side &&
             s.record[i].u.step.credited_ms > 0;
    return n;
}

static void an_easier_way_that_has_two_sides_is_done_for_both(void **state)
{
    (void)state;
    begin_own("knees_to_chest");
    assert_true(scripted_until(&s, PHASE_STRETCH, 60));
    press_easier();
    assert_string_equal(done_now(), "knee_to_chest_one");
    assert_int_equal(s.view->side, SIDE_LEFT);
    assert_true(scripted_until_screen(&s, SCREEN_CARDS, 300));
    assert_int_equal(done_for("knee_to_chest_one", SIDE_LEFT), 1);
    assert_int_equal(done_for("knee_to_chest_one", SIDE_RIGHT), 1);
    assert_int_equal(done_for("breath", SIDE_BOTH), 1);
}

static void an_easier_way_for_both_sides_at_once_is_done_once(void **state)
{
    (void)state;
    const int bridge = catalogue_find_exercise(&s.catalogue, "glute_bridge");
    strcpy(s.catalogue.exercise[bridge].easier, "pelvic_tilt");
    s.catalogue.exercise[bridge].sides = SIDES_EACH;
    begin_own("glute_bridge");
    assert_int_equal(s.view->side, SIDE_LEFT);
    press_easier();
    assert_string_equal(done_now(), "pelvic_tilt");
    assert_int_equal(s.view->side, SIDE_BOTH);
    run_until("breath");
    assert_int_equal(done_for("pelvic_tilt", SIDE_BOTH), 1);
}

static void what_is_left_out_stays_where_it_was(void **state)
{
    (void)state;
    const int programme = catalogue_find_programme(&s.catalogue, "short");
    own = s.catalogue.programme[programme];
    own.step[3] = own.step[own.steps - 1];
    static const char *const ids[] = {"knees_to_chest", "pelvic_tilt", "cat_cow"};
    for (unsigned i = 0; i < 3; i++) {
        const int found = catalogue_find_exercise(&s.catalogue, ids[i]);
        own.step[i] = (struct programme_step){.exercise = (unsigned)found,
                                              .alternative = -1,
                                              .dose = s.catalogue.exercise[found].dose};
    }
    own.steps = 4;
    s.catalogue.programme[programme] = own;
    scripted_set(&s, "barred.cat_cow", "1");
    scripted_open(&s, 1, "short");
    scripted_tick(&s);
    press_easier();
    run_until("pelvic_tilt");
    assert_string_not_equal(last_step()->exercise, "cat_cow");
    run_until("breath");
    assert_string_equal(last_step()->exercise, "cat_cow");
    assert_int_equal(last_step()->outcome, STEP_HURT_BEFORE);
}

static void what_is_finished_is_not_done_again_the_easier_way(void **state)
{
    (void)state;
    begin_own("cat_cow");
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 200));
    press_easier();
    assert_true(was_set("easier.cat_cow", "1"));
    assert_string_equal(done_now(), "breath");
}

static void of_a_finished_side_the_other_one_is_done_the_easier_way(void **state)
{
    (void)state;
    begin_own("figure_four");
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 200));
    press_easier();
    assert_string_equal(done_now(), "figure_four_seated");
    assert_int_equal(s.view->side, SIDE_RIGHT);
}

static void the_easier_way_of_the_same_side_is_not_the_other_side(void **state)
{
    (void)state;
    scripted_set(&s, "shown.figure_four_seated", "2");
    begin_own("figure_four");
    while (s.view->side != SIDE_RIGHT)
        scripted_tick(&s);
    assert_true(scripted_until(&s, PHASE_STRETCH, 60));
    const unsigned cues = s.cues;
    press_easier();
    assert_string_equal(done_now(), "figure_four_seated");
    assert_int_equal(s.view->side, SIDE_RIGHT);
    assert_int_equal(s.view->phase, PHASE_PLACE);
    scripted_run(&s, 10);
    const char *other = catalogue_text(&s.catalogue, 0, "say.side_switch");
    for (unsigned i = cues; i < s.cues; i++)
        assert_string_not_equal(s.cue[i].spoken, other);
}

static void easier_holds_until_it_is_taken_back(void **state)
{
    (void)state;
    scripted_set(&s, "easier.plank_front", "1");
    open_more();
    scripted_choose(&s, "allow");
    assert_string_equal(card("plank_front")->line,
                        catalogue_text(&s.catalogue, 0, "card.allow.full"));
    scripted_choose(&s, "plank_front");
    assert_true(was_set("easier.plank_front", "0"));
    assert_int_equal(s.view->card_set, CARDS_MORE);
}

static void what_hurt_is_allowed_before_it_is_taken_in_full(void **state)
{
    (void)state;
    scripted_set(&s, "easier.plank_front", "1");
    scripted_set(&s, "barred.plank_front", "1");
    open_more();
    scripted_choose(&s, "allow");
    assert_string_equal(card("plank_front")->line,
                        catalogue_text(&s.catalogue, 0, "card.allow.again"));
    scripted_choose(&s, "plank_front");
    assert_true(was_set("barred.plank_front", "0"));
    assert_false(was_set("easier.plank_front", "0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(easier_of_the_easier_way_is_remembered_too),
        HOME_TEST(easier_in_the_middle_is_what_the_next_session_will_have),
        HOME_TEST(easier_in_the_middle_is_a_beginners_dose_for_who_is_new),
        HOME_TEST(what_is_easier_is_never_more_of_it),
        HOME_TEST(what_was_planned_is_counted_anew_after_easier),
        HOME_TEST(less_in_the_middle_takes_nothing_from_what_was_reached),
        HOME_TEST(what_cannot_be_done_the_easier_way_stays_smaller),
        HOME_TEST(nobody_is_told_of_a_way_that_is_not_there),
        HOME_TEST(what_is_easier_is_said_before_how_to_get_there),
        HOME_TEST(an_easier_way_that_has_two_sides_is_done_for_both),
        HOME_TEST(an_easier_way_for_both_sides_at_once_is_done_once),
        HOME_TEST(what_is_left_out_stays_where_it_was),
        HOME_TEST(what_is_finished_is_not_done_again_the_easier_way),
        HOME_TEST(of_a_finished_side_the_other_one_is_done_the_easier_way),
        HOME_TEST(the_easier_way_of_the_same_side_is_not_the_other_side),
        HOME_TEST(easier_holds_until_it_is_taken_back),
        HOME_TEST(what_hurt_is_allowed_before_it_is_taken_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
