/* What is told of a person's doings, against what the person was made to do. */
#include "unit/person/stage.h"

#include <stdio.h>

enum { LINES = 400 };

struct told {
    unsigned lines;
    char line[LINES][400];
};

static void tell(void *self, const char *line)
{
    struct told *told = self;
    assert_true(told->lines < LINES);
    assert_true(strlen(line) < sizeof told->line[0]);
    strcpy(told->line[told->lines++], line);
}

static bool is_event(const char *line, const char *event)
{
    char wanted[40];
    snprintf(wanted, sizeof wanted, "\"event\":\"%s\"", event);
    return strstr(line, wanted) != NULL;
}

static unsigned count(const struct told *told, const char *event, const char *with)
{
    unsigned found = 0;
    for (unsigned i = 0; i < told->lines; i++)
        found += is_event(told->line[i], event) && strstr(told->line[i], with);
    return found;
}

static double number(const char *line, const char *key)
{
    char wanted[40];
    snprintf(wanted, sizeof wanted, "\"%s\":", key);
    const char *at = strstr(line, wanted);
    return at ? strtod(at + strlen(wanted), NULL) : NAN;
}

/* Plays one act, then steps off; the caller frees. */
static struct told *play(struct scenario_act act, const struct scenario_slip *slip)
{
    struct stage *stage = stage_new();
    struct told *told = calloc(1, sizeof *told);
    assert_non_null(told);
    stage->scenario.acts = 2;
    stage->scenario.act[0] = act;
    stage->scenario.act[1] = (struct scenario_act){.what = "away", .seconds = 1};
    if (slip) {
        stage->scenario.slips = 1;
        stage->scenario.slip[0] = *slip;
    }
    struct truth truth = {tell, told};
    struct error error;
    stage->person =
        person_open(&stage->scenario, 5, &stage->mat, &stage->catalogue, &truth, &error);
    assert_non_null(stage->person);
    for (int i = 0; i < 20000 && !stage->output.finished; i++)
        go(stage, 0.01);
    assert_true(stage->output.finished);
    stage_close(stage);
    return told;
}

static void test_bridges_are_told_as_repetitions_and_holds(void **state)
{
    (void)state;
    struct told *told = play(
        (struct scenario_act){
            .what = "glute_bridge", .repetitions = 4, .cycle_s = 5, .top_s = 1, .base_s = 1},
        NULL);
    assert_int_equal(count(told, "rep", ""), 4);
    assert_int_equal(count(told, "hold", "hips_down"), 4);
    for (unsigned i = 0; i < told->lines; i++) {
        const char *line = told->line[i];
        if (!is_event(line, "rep") && !is_event(line, "hold"))
            continue;
        assert_true(number(line, "from_s") < number(line, "to_s"));
        assert_true(number(line, "to_s") <= number(line, "t"));
    }
    assert_true(number(told->line[told->lines - 1], "reps") == 4);
    free(told);
}

static void test_a_repetition_that_is_broken_off_is_told_as_that(void **state)
{
    (void)state;
    const struct scenario_act bridges = {.what = "glute_bridge", .repetitions = 4, .cycle_s = 5};
    const struct scenario_slip slip = {
        .what = SLIP_STEP_OFF, .exercise = "glute_bridge", .at_s = 8, .for_s = 60, .time_n = 1};
    struct told *told = play(bridges, &slip);
    assert_int_equal(count(told, "rep_broken", ""), 1);
    double posed = NAN, part = NAN;
    for (unsigned i = 0; i < told->lines && isnan(part); i++) {
        posed = is_event(told->line[i], "pose") ? number(told->line[i], "phase") : posed;
        part = is_event(told->line[i], "rep_broken") ? number(told->line[i], "part") : NAN;
    }
    assert_true(part > 0.5 && part < 0.9);
    assert_true(part >= posed && part - posed < 0.3); /* within the second after the pose */
    free(told);
    told = play(bridges, NULL);
    assert_int_equal(count(told, "rep_broken", ""), 0);
    free(told);
}

/* The one that was broken off is done anew; nobody hurries to make up for the time. */
static void test_who_leaves_a_set_goes_on_with_it(void **state)
{
    (void)state;
    const enum slip leaves[] = {SLIP_STEP_OFF, SLIP_SITS};
    for (unsigned i = 0; i < 2; i++) {
        const struct scenario_slip slip = {
            .what = leaves[i], .exercise = "glute_bridge", .at_s = 8, .for_s = 6, .time_n = 1};
        struct told *told = play(
            (struct scenario_act){.what = "glute_bridge", .repetitions = 4, .cycle_s = 5}, &slip);
        assert_int_equal(count(told, "rep_broken", ""), 1);
        assert_int_equal(count(told, "rep", ""), 4);
        for (unsigned n = 0; n < told->lines; n++)
            if (is_event(told->line[n], "rep"))
                assert_true(number(told->line[n], "to_s") - number(told->line[n], "from_s") > 3);
        free(told);
    }
}

static void test_rolling_goes_to_and_fro_half_as_far_as_the_body(void **state)
{
    (void)state;
    struct told *told = play(
        (struct scenario_act){
            .what = "smr_quad_hipflexor", .spots = 1, .roll_s = 24, .pause_s = 10, .pass_s = 3},
        NULL);
    unsigned feet = count(told, "stroke", "\"feet\""), head = count(told, "stroke", "\"head\"");
    assert_true(feet >= 3 && head >= 3 && feet + head <= 9);
    unsigned whole = 0;
    for (unsigned i = 0; i < told->lines; i++)
        if (is_event(told->line[i], "stroke")) {
            double way = fabs(number(told->line[i], "to_mm") - number(told->line[i], "from_mm"));
            assert_true(way < 110); /* the figure's body goes 200 mm to and fro */
            whole += way > 85;
        }
    assert_true(whole >= feet + head - 2);
    free(told);
}

static void test_a_pause_is_told_as_long_as_it_was(void **state)
{
    (void)state;
    struct told *told = play(
        (struct scenario_act){.what = "smr_quad_hipflexor", .spots = 2, .roll_s = 8, .pause_s = 12},
        NULL);
    assert_int_equal(count(told, "pause", ""), 2);
    for (unsigned i = 0; i < told->lines; i++)
        if (is_event(told->line[i], "pause"))
            assert_true(fabs(number(told->line[i], "credited_s") - 12) < 0.2);
    free(told);
}

static void test_what_breaks_a_plank_is_told(void **state)
{
    (void)state;
    const struct scenario_act plank = {.what = "plank_front", .seconds = 25};
    struct scenario_slip slip = {
        .what = SLIP_KNEE_DOWN, .exercise = "plank_front", .at_s = 12, .for_s = 2};
    struct told *told = play(plank, &slip);
    assert_int_equal(count(told, "hold", "knee_down"), 1);
    free(told);
    slip.what = SLIP_HIPS_DOWN;
    told = play(plank, &slip);
    assert_int_equal(count(told, "hold", "hips_down"), 1);
    free(told);
    slip.what = SLIP_STEP_OFF;
    slip.for_s = 10;
    told = play(plank, &slip);
    assert_int_equal(count(told, "mat_off", ""), 2);
    free(told);
}

static void test_a_cat_is_something_on_the_mat_and_nobody(void **state)
{
    (void)state;
    const struct scenario_slip slip = {.what = SLIP_CAT, .at_s = 2, .for_s = 6};
    struct told *told = play((struct scenario_act){.what = "away", .seconds = 15}, &slip);
    assert_int_equal(count(told, "mat_on", ""), 1);
    assert_int_equal(count(told, "mat_off", ""), 1);
    assert_int_equal(count(told, "contact", ""), 0);
    free(told);
}

static void test_the_wrong_side_is_told(void **state)
{
    (void)state;
    const struct scenario_slip slip = {
        .what = SLIP_WRONG_SIDE, .exercise = "smr_quad_hipflexor", .at_s = 0, .for_s = 60};
    struct told *told =
        play((struct scenario_act){.what = "smr_quad_hipflexor", .side = SIDE_LEFT, .seconds = 10},
             &slip);
    assert_true(count(told, "pose", "\"side\":\"right\"") > 5);
    free(told);
}

static void test_somebody_at_the_foot_end_is_a_lean_to_the_feet(void **state)
{
    (void)state;
    const struct scenario_slip slip = {.what = SLIP_SECOND_PERSON, .at_s = 15, .for_s = 5};
    struct told *told = play((struct scenario_act){.what = "lie", .seconds = 20}, &slip);
    const char *at = NULL;
    for (unsigned i = 0; i < told->lines; i++)
        if (is_event(told->line[i], "lean") && number(told->line[i], "t") < 25 &&
            number(told->line[i], "t") > 15)
            at = at ? at : told->line[i];
    assert_non_null(at);
    assert_non_null(strstr(at, "\"direction\":\"feet\""));
    assert_true(number(at, "share") > 0.6 && number(at, "share") < 1);
    assert_true(fabs(number(at, "t") - 16) < 0.1);
    assert_true(count(told, "lean", "centre") >= 2);
    assert_int_equal(count(told, "slip", "\"what\":\"second_person\",\"on\":true"), 1);
    assert_int_equal(count(told, "slip", "\"what\":\"second_person\",\"on\":false"), 1);
    free(told);
}

static void test_moving_or_still_is_told_within_a_second(void **state)
{
    (void)state;
    const struct scenario_slip slip = {.what = SLIP_CHAIR, .at_s = 2, .for_s = 10};
    struct told *told = play((struct scenario_act){.what = "away", .seconds = 15}, &slip);
    double on = NAN, motion = NAN;
    for (unsigned i = 0; i < told->lines; i++) {
        bool tells = is_event(told->line[i], "moving") || is_event(told->line[i], "still");
        on = is_event(told->line[i], "mat_on") ? number(told->line[i], "t") : on;
        motion = isnan(motion) && tells ? number(told->line[i], "t") : motion;
    }
    assert_true(motion - on <= 1);
    free(told);
}

static void test_the_summary_has_every_field(void **state)
{
    (void)state;
    static const char *const field[] = {
        "frames",  "dropped", "gaps",   "seconds", "on_mat_s", "moving_s",   "still_s",   "pauses",
        "pause_s", "holds",   "hold_s", "strokes", "reps",     "left_share", "confidence"};
    struct told *told =
        play((struct scenario_act){.what = "glute_bridge", .repetitions = 3, .cycle_s = 5}, NULL);
    const char *last = told->line[told->lines - 1];
    assert_true(is_event(last, "summary"));
    for (unsigned i = 0; i < sizeof field / sizeof *field; i++)
        if (isnan(number(last, field[i])))
            fail_msg("%s is missing", field[i]);
    assert_non_null(strstr(last, "\"exercise\":\"glute_bridge\""));
    assert_true(fabs(number(last, "left_share") - 0.5) < 0.05);
    assert_true(number(last, "frames") > 100 * number(last, "seconds"));
    free(told);
}

static void test_a_pose_is_told_every_second(void **state)
{
    (void)state;
    struct told *told = play((struct scenario_act){.what = "lie", .seconds = 10}, NULL);
    double last = NAN;
    for (unsigned i = 0; i < told->lines; i++) {
        if (!is_event(told->line[i], "pose"))
            continue;
        double t = number(told->line[i], "t");
        assert_true(isnan(last) || fabs(t - last - 1) < 0.011);
        last = t;
    }
    assert_true(last > 5);
    free(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bridges_are_told_as_repetitions_and_holds),
        cmocka_unit_test(test_a_repetition_that_is_broken_off_is_told_as_that),
        cmocka_unit_test(test_who_leaves_a_set_goes_on_with_it),
        cmocka_unit_test(test_rolling_goes_to_and_fro_half_as_far_as_the_body),
        cmocka_unit_test(test_a_pause_is_told_as_long_as_it_was),
        cmocka_unit_test(test_what_breaks_a_plank_is_told),
        cmocka_unit_test(test_a_cat_is_something_on_the_mat_and_nobody),
        cmocka_unit_test(test_the_wrong_side_is_told),
        cmocka_unit_test(test_somebody_at_the_foot_end_is_a_lean_to_the_feet),
        cmocka_unit_test(test_moving_or_still_is_told_within_a_second),
        cmocka_unit_test(test_the_summary_has_every_field),
        cmocka_unit_test(test_a_pose_is_told_every_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
