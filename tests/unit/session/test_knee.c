/* What becomes of a programme when a knee hurts. */
#include "unit/session/each_test.h"

static struct programme mine;

static int load_with_pain(void **state)
{
    load_session(state);
    s.mat.wall = MAT_END_FEET;
    scripted_set(&s, "knee", "yes");
    return 0;
}

#define KNEE_TEST(name) cmocka_unit_test_setup_teardown(name, load_with_pain, close_session)

/* An owner's own programme of that exercise and the breath, with nothing to be done instead. */
static void open_with(const char *exercise)
{
    const int programme = catalogue_find_programme(&s.catalogue, "short");
    mine = s.catalogue.programme[programme];
    const struct programme_step breath = mine.step[mine.steps - 1];
    const int found = catalogue_find_exercise(&s.catalogue, exercise);
    assert_true(found >= 0);
    mine.steps = 2;
    mine.step[0] = (struct programme_step){
        .exercise = (unsigned)found, .alternative = -1, .dose = s.catalogue.exercise[found].dose};
    mine.step[1] = breath;
    s.catalogue.programme[programme] = mine;
    scripted_open(&s, 1, "short");
    scripted_tick(&s);
}

static void begins_with(const char *exercise)
{
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, exercise);
    assert_int_equal(scripted_count(&s, RECORD_STEP_END), 0);
}

static void the_pigeon_is_done_as_figure_four(void **state)
{
    (void)state;
    open_with("pigeon");
    begins_with("figure_four");
}

static void the_kneeling_stretch_is_done_standing(void **state)
{
    (void)state;
    open_with("hipflexor_kneeling");
    begins_with("hipflexor_lunge");
}

static void the_couch_stretch_is_left_out(void **state)
{
    (void)state;
    open_with("couch_stretch");
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "breath");
    const struct step_record *left_out = &scripted_last(&s, RECORD_STEP_END)->u.step;
    assert_string_equal(left_out->exercise, "couch_stretch");
    assert_int_equal(left_out->outcome, STEP_HEALTH);
}

static void without_pain_all_three_are_done(void **state)
{
    static const char *const ids[] = {"pigeon", "hipflexor_kneeling", "couch_stretch"};
    (void)state;
    strcpy(s.snapshot.person[0].setting[0].value, "no");
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        open_with(ids[i]);
        begins_with(ids[i]);
        session_close(s.session);
        s.session = NULL;
        s.view = NULL;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        KNEE_TEST(the_pigeon_is_done_as_figure_four),
        KNEE_TEST(the_kneeling_stretch_is_done_standing),
        KNEE_TEST(the_couch_stretch_is_left_out),
        KNEE_TEST(without_pain_all_three_are_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
