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

static void easier_of_the_easier_way_is_remembered_too(void **state)
{
    (void)state;
    scripted_set(&s, "easier.pigeon", "1");
    scripted_set(&s, "easier.figure_four", "1");
    begin_own("pigeon");
    assert_string_equal(done_now(), "figure_four_seated");
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
    scripted_press(&s, PRESS_SHORT);
    if (s.view->screen != SCREEN_CARDS)
        scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "easier");
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
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "easier");
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
        HOME_TEST(what_cannot_be_done_the_easier_way_stays_smaller),
        HOME_TEST(nobody_is_told_of_a_way_that_is_not_there),
        HOME_TEST(what_is_easier_is_said_before_how_to_get_there),
        HOME_TEST(easier_holds_until_it_is_taken_back),
        HOME_TEST(what_hurt_is_allowed_before_it_is_taken_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
