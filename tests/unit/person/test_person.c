/* A person in front of a screen: views made by hand, forces that must follow. */
#include "unit/person/stage.h"

static void test_steps_on_when_the_screen_idles(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage_open(stage, 1);
    go(stage, 0.5);
    assert_true(total(stage) == 0.0F);
    go(stage, 5.0);
    assert_true(fabsf(total(stage) - 74.0F * 9.81F) < 8.0F);
    stage_close(stage);
}

static void test_lifts_the_hips_in_a_bridge(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage_open(stage, 1);
    show(stage, PHASE_PLACE, BRIDGE);
    go(stage, 12.0);
    float down = rows(stage, 3, 4);
    assert_true(down > 150.0F);
    show(stage, PHASE_REPETITIONS, BRIDGE);
    float least = down;
    for (int i = 0; i < 80; i++) {
        go(stage, 0.1);
        least = fminf(least, rows(stage, 3, 4));
    }
    assert_true(least < 0.35F * down);
    stage_close(stage);
}

static void test_hips_come_down_when_the_scenario_says_so(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.slips = 1;
    stage->scenario.slip[0] = (struct scenario_slip){
        .what = SLIP_HIPS_DOWN, .exercise = "plank_front", .at_s = 12, .for_s = 3};
    stage_open(stage, 1);
    show(stage, PHASE_PLACE, PLANK);
    go(stage, 12.0);
    show(stage, PHASE_HOLD, PLANK);
    go(stage, 11.0);
    assert_true(rows(stage, 3, 4) < 40.0F);
    go(stage, 3.5);
    assert_true(rows(stage, 3, 4) > 100.0F);
    go(stage, 4.0);
    assert_true(rows(stage, 3, 4) < 40.0F);
    stage_close(stage);
}

static void test_rolls_then_stays_on_a_spot(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage_open(stage, 3);
    show(stage, PHASE_PLACE, ROLLING);
    go(stage, 12.0);
    show(stage, PHASE_SEARCH, ROLLING);
    float least = 1e9F, most = 0;
    for (int i = 0; i < 60; i++) {
        go(stage, 0.1);
        least = fminf(least, rows(stage, 4, 4));
        most = fmaxf(most, rows(stage, 4, 4));
    }
    assert_true(most - least > 40.0F);
    go(stage, 8.0);
    least = 1e9F;
    most = 0;
    for (int i = 0; i < 100; i++) {
        go(stage, 0.1);
        least = fminf(least, rows(stage, 4, 4));
        most = fmaxf(most, rows(stage, 4, 4));
    }
    assert_true(most - least < 40.0F);
    stage_close(stage);
}

static void test_chooses_the_card_wanted_with_two_presses(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.cards = 1;
    strcpy(stage->scenario.card[0], "glute_bridge");
    stage_open(stage, 1);
    stage->view.screen = SCREEN_CARDS;
    stage->view.cards = 3;
    strcpy(stage->view.card[0].id, "today");
    strcpy(stage->view.card[1].id, "glute_bridge");
    strcpy(stage->view.card[2].id, "more");
    int64_t down_ns = 0;
    bool chosen = false;
    for (int i = 0; i < 2000 && !chosen; i++) {
        go(stage, 0.01);
        if (stage->output.button_down) {
            down_ns += STEP_NS;
            chosen = down_ns >= NS_PER_S;
        } else {
            if (down_ns)
                stage->view.selected = (stage->view.selected + 1) % stage->view.cards;
            down_ns = 0;
        }
    }
    assert_true(chosen);
    assert_int_equal(stage->view.selected, 1);
    stage_close(stage);
}

static void test_same_seed_same_forces(void **state)
{
    (void)state;
    float sum[3];
    for (int i = 0; i < 3; i++) {
        struct stage *stage = stage_new();
        stage_open(stage, i < 2 ? 7 : 8);
        show(stage, PHASE_PLACE, BRIDGE);
        go(stage, 9.0);
        sum[i] = stage->output.force_n[9];
        stage_close(stage);
    }
    assert_true(sum[0] == sum[1]);
    assert_true(sum[0] != sum[2]);
}

static void test_a_script_needs_no_screen_and_ends(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.acts = 1;
    stage->scenario.act[0] =
        (struct scenario_act){.what = "glute_bridge", .repetitions = 3, .cycle_s = 4};
    stage_open(stage, 1);
    go(stage, 12.0);
    assert_false(stage->output.finished);
    go(stage, 15.0);
    assert_true(stage->output.finished);
    stage_close(stage);
}

static void test_a_script_nobody_can_do_is_refused_with_its_line(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    strcpy(stage->scenario.file, "x.cfg");
    stage->scenario.acts = 1;
    stage->scenario.act[0] = (struct scenario_act){.what = "handstand", .seconds = 3, .line = 12};
    struct error error;
    assert_null(person_open(&stage->scenario, 1, &stage->mat, &stage->catalogue, NULL, &error));
    assert_non_null(strstr(error.text, "x.cfg:12:"));
    free(stage);
}

static void expect_refused(struct stage *stage, const char *file_and_line, const char *says)
{
    struct error error = {""};
    strcpy(stage->scenario.file, "x.cfg");
    assert_null(person_open(&stage->scenario, 1, &stage->mat, &stage->catalogue, NULL, &error));
    if (!strstr(error.text, file_and_line) || !strstr(error.text, says))
        fail_msg("%s", error.text);
    free(stage);
}

/* A script of one act, in which something else is to go wrong. */
static void expect_refused_with(const char *what, struct scenario_act act,
                                const struct scenario_slip *slip, const char *says)
{
    struct stage *stage = stage_new();
    act.line = 7;
    strcpy(act.what, what);
    stage->scenario.acts = 1;
    stage->scenario.act[0] = act;
    if (slip) {
        stage->scenario.slips = 1;
        stage->scenario.slip[0] = *slip;
        stage->scenario.slip[0].line = 9;
    }
    expect_refused(stage, slip ? "x.cfg:9:" : "x.cfg:7:", says);
}

static void test_a_script_that_contradicts_itself_is_refused(void **state)
{
    (void)state;
    const struct scenario_act held = {.seconds = 10};
    expect_refused_with("glute_bridge", (struct scenario_act){.spots = 2, .roll_s = 4}, NULL,
                        "rolls on nothing");
    expect_refused_with("plank_front", (struct scenario_act){.repetitions = 4}, NULL,
                        "does not move");
    struct scenario_slip slip = {.what = SLIP_KNEE_DOWN, .at_s = 2, .for_s = 1};
    expect_refused_with("glute_bridge", held, &slip, "nothing in this script");
    slip.what = SLIP_SITS;
    strcpy(slip.exercise, "plank_front");
    expect_refused_with("glute_bridge", held, &slip, "0 times");
    slip.time_n = 2;
    expect_refused_with("plank_front", held, &slip, "1 times");
    slip.time_n = 1;
    slip.at_s = 30;
    expect_refused_with("plank_front", held, &slip, "over after 10 s");
}

static void test_a_session_that_no_body_can_do_is_refused_before_it_begins(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->figure[PLANK].key[0].pose.pitch = NAN;
    expect_refused(stage, "x.cfg:", "plank_front");
}

static void test_the_reaction_comes_before_the_movement(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.manner.reaction_s = 3;
    stage->scenario.manner.sway = stage->scenario.manner.tremor = 0;
    stage->scenario.manner.breaths_per_min = 0;
    stage_open(stage, 1);
    show(stage, PHASE_PLACE, BRIDGE);
    go(stage, 20.0);
    float before = rows(stage, 3, 4);
    show(stage, PHASE_REPETITIONS, BRIDGE);
    go(stage, 2.0);
    assert_true(fabsf(rows(stage, 3, 4) - before) < 1.0F);
    go(stage, 4.0);
    assert_true(fabsf(rows(stage, 3, 4) - before) > 50.0F);
    stage_close(stage);
}

static void test_lies_the_other_way_round_where_turned(void **state)
{
    (void)state;
    float head[2];
    for (int turned = 0; turned < 2; turned++) {
        struct stage *stage = stage_new();
        stage->scenario.place.turned = turned;
        stage_open(stage, 1);
        show(stage, PHASE_PLACE, BRIDGE);
        go(stage, 12.0);
        head[turned] = rows(stage, 0, 2) / total(stage);
        stage_close(stage);
    }
    assert_true(head[0] > 0.25F && head[1] < 0.2F);
}

static void test_asleep_nothing_on_the_screen_matters(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.slips = 1;
    stage->scenario.slip[0] = (struct scenario_slip){
        .what = SLIP_ASLEEP, .exercise = "smr_quad_hipflexor", .at_s = 5, .for_s = 600};
    stage_open(stage, 1);
    show(stage, PHASE_PLACE, ROLLING);
    go(stage, 12.0);
    show(stage, PHASE_SEARCH, ROLLING);
    go(stage, 8.0);
    float asleep = rows(stage, 4, 4);
    show(stage, PHASE_PLACE, BRIDGE);
    go(stage, 60.0);
    assert_true(fabsf(rows(stage, 4, 4) - asleep) < 20.0F);
    stage_close(stage);
}

static void test_goes_to_the_door_and_comes_back(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.slips = 1;
    stage->scenario.slip[0] = (struct scenario_slip){
        .what = SLIP_STEP_OFF, .exercise = "plank_front", .at_s = 5, .for_s = 20};
    stage_open(stage, 1);
    show(stage, PHASE_PLACE, PLANK);
    go(stage, 12.0);
    show(stage, PHASE_HOLD, PLANK);
    go(stage, 15.0);
    assert_true(total(stage) == 0.0F);
    go(stage, 25.0);
    assert_true(total(stage) > 400.0F);
    stage_close(stage);
}

static void test_a_child_is_lighter_and_walks_away(void **state)
{
    (void)state;
    struct stage *stage = stage_new();
    stage->scenario.start_s = 100;
    stage->scenario.slips = 1;
    stage->scenario.slip[0] = (struct scenario_slip){.what = SLIP_CHILD, .at_s = 1, .for_s = 4};
    stage_open(stage, 1);
    float most = 0;
    for (int i = 0; i < 45; i++) {
        go(stage, 0.1);
        most = fmaxf(most, total(stage));
    }
    assert_true(most > 150.0F && most < 180.0F);
    go(stage, 2.0);
    assert_true(total(stage) == 0.0F);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_on_when_the_screen_idles),
        cmocka_unit_test(test_lifts_the_hips_in_a_bridge),
        cmocka_unit_test(test_hips_come_down_when_the_scenario_says_so),
        cmocka_unit_test(test_rolls_then_stays_on_a_spot),
        cmocka_unit_test(test_chooses_the_card_wanted_with_two_presses),
        cmocka_unit_test(test_same_seed_same_forces),
        cmocka_unit_test(test_the_reaction_comes_before_the_movement),
        cmocka_unit_test(test_lies_the_other_way_round_where_turned),
        cmocka_unit_test(test_asleep_nothing_on_the_screen_matters),
        cmocka_unit_test(test_goes_to_the_door_and_comes_back),
        cmocka_unit_test(test_a_child_is_lighter_and_walks_away),
        cmocka_unit_test(test_a_script_needs_no_screen_and_ends),
        cmocka_unit_test(test_a_script_that_contradicts_itself_is_refused),
        cmocka_unit_test(test_a_session_that_no_body_can_do_is_refused_before_it_begins),
        cmocka_unit_test(test_a_script_nobody_can_do_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
