/* A person in front of a screen: views made by hand, forces that must follow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "catalogue/scenario.h"
#include "person/person.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STEP_NS (10 * NS_PER_MS)

#define BIT(joint) (1U << JOINT_##joint)
#define BOTH(joint) (BIT(joint##_L) | BIT(joint##_R))

struct stage {
    struct figure figure[3];
    struct exercise exercise[3];
    struct catalogue catalogue;
    struct mat mat;
    struct scenario scenario;
    struct view view;
    struct person *person;
    struct person_output output;
    int64_t time_ns;
};

enum { BRIDGE, PLANK, ROLLING };

static void grid(struct mat *mat, unsigned rows, unsigned columns)
{
    mat->length_mm = 1800;
    mat->width_mm = 600;
    mat->pads = rows * columns;
    for (unsigned i = 0; i < mat->pads; i++) {
        struct pad *pad = &mat->pad[i];
        pad->length_mm = 1800.0F / (float)rows;
        pad->width_mm = 600.0F / (float)columns;
        pad->x_mm = (float)(i / columns) * pad->length_mm;
        pad->y_mm = (float)(i % columns) * pad->width_mm;
    }
}

/* Coarse figures, so that these tests stand on nobody's drawings. */
static void draw_bridge(struct figure *figure)
{
    struct limb_angles down = {.hip_flexion = 50, .knee_flexion = 95, .ankle_flexion = -45};
    struct limb_angles up = {.hip_flexion = 0, .knee_flexion = 95, .ankle_flexion = -30};
    *figure = (struct figure){.id = "glute_bridge", .keys = 2, .cycle_s = 5};
    figure->key[0] = (struct figure_key){
        .pose = {.pitch = 90, .x_m = 0.9F, .y_m = 0.3F, .left = down, .right = down},
        .touching = BIT(HEAD) | BOTH(SHOULDER) | BIT(PELVIS) | BOTH(HEEL) | BOTH(BALL)};
    figure->key[1] = (struct figure_key){
        .at = 0.5F,
        .pose =
            {.pitch = 115, .x_m = 0.9F, .y_m = 0.3F, .neck_flexion = 25, .left = up, .right = up},
        .touching = BIT(HEAD) | BOTH(SHOULDER) | BOTH(HEEL) | BOTH(BALL)};
}

static void draw_plank(struct figure *figure)
{
    struct limb_angles limbs = {.shoulder_flexion = 90, .elbow_flexion = 90, .toe_flexion = 60};
    *figure = (struct figure){.id = "plank_front", .keys = 1};
    figure->key[0] = (struct figure_key){
        .pose =
            {.pitch = -80, .heading = 180, .x_m = 1.0F, .y_m = 0.3F, .left = limbs, .right = limbs},
        .touching = BOTH(ELBOW) | BOTH(BALL)};
}

/* Face down over the roller, to and fro. */
static void draw_rolling(struct figure *figure)
{
    struct limb_angles limbs = {.shoulder_flexion = 90, .elbow_flexion = 90};
    *figure = (struct figure){.id = "smr_quad_hipflexor", .keys = 2, .props = 1};
    figure->prop[0] = (struct prop){.kind = PROP_ROLLER,
                                    .from = JOINT_HIP_L,
                                    .to = JOINT_KNEE_L,
                                    .under = true,
                                    .radius_m = 0.075F};
    for (unsigned i = 0; i < 2; i++)
        figure->key[i] = (struct figure_key){.at = 0.5F * (float)i,
                                             .roller_along = 0.3F + 0.3F * (float)i,
                                             .pose = {.pitch = -88,
                                                      .heading = 180,
                                                      .x_m = 1.0F - 0.2F * (float)i,
                                                      .y_m = 0.3F,
                                                      .left = limbs,
                                                      .right = limbs},
                                             .touching = BOTH(ELBOW)};
}

static struct stage *stage_new(void)
{
    struct stage *stage = calloc(1, sizeof *stage);
    assert_non_null(stage);
    stage->exercise[BRIDGE] = (struct exercise){
        .id = "glute_bridge", .posture = POSTURE_SUPINE, .watch = WATCH_BRIDGE, .tempo = {2, 1, 2}};
    stage->exercise[PLANK] =
        (struct exercise){.id = "plank_front", .posture = POSTURE_PRONE, .watch = WATCH_PLANK};
    stage->exercise[ROLLING] = (struct exercise){.id = "smr_quad_hipflexor",
                                                 .posture = POSTURE_PRONE,
                                                 .tool = TOOL_ROLLER,
                                                 .watch = WATCH_ROLLER};
    draw_bridge(&stage->figure[0]);
    draw_plank(&stage->figure[1]);
    draw_rolling(&stage->figure[2]);
    stage->catalogue = (struct catalogue){
        .exercises = 3, .exercise = stage->exercise, .figures = 3, .figure = stage->figure};
    grid(&stage->mat, 8, 4);
    scenario_default(&stage->scenario);
    stage->view = (struct view){.screen = SCREEN_IDLE, .exercise = -1};
    return stage;
}

static void stage_open(struct stage *stage, uint64_t seed)
{
    struct error error;
    stage->person =
        person_open(&stage->scenario, seed, &stage->mat, &stage->catalogue, NULL, &error);
    assert_non_null(stage->person);
    stage->time_ns = NS_PER_S;
}

static void stage_close(struct stage *stage)
{
    person_close(stage->person);
    free(stage);
}

static void go(struct stage *stage, double seconds)
{
    for (int64_t end = stage->time_ns + (int64_t)(seconds * 1e9); stage->time_ns < end;
         stage->time_ns += STEP_NS)
        person_step(stage->person, stage->time_ns, &stage->view, &stage->output);
}

static float total(const struct stage *stage)
{
    float sum = 0;
    for (unsigned i = 0; i < stage->output.pads; i++)
        sum += stage->output.force_n[i];
    return sum;
}

/* Load on the rows from head to feet, of 8. */
static float rows(const struct stage *stage, unsigned from, unsigned to)
{
    float sum = 0;
    for (unsigned i = from * 4; i < (to + 1) * 4; i++)
        sum += stage->output.force_n[i];
    return sum;
}

static void show(struct stage *stage, enum phase phase, int exercise)
{
    stage->view.screen = phase == PHASE_PLACE ? SCREEN_PLACE : SCREEN_EXERCISE;
    stage->view.phase = phase;
    stage->view.exercise = exercise;
}

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
    strcpy(stage->scenario.card[0], "hips");
    stage_open(stage, 1);
    stage->view.screen = SCREEN_CARDS;
    stage->view.cards = 3;
    strcpy(stage->view.card[0].id, "today");
    strcpy(stage->view.card[1].id, "hips");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_on_when_the_screen_idles),
        cmocka_unit_test(test_lifts_the_hips_in_a_bridge),
        cmocka_unit_test(test_hips_come_down_when_the_scenario_says_so),
        cmocka_unit_test(test_rolls_then_stays_on_a_spot),
        cmocka_unit_test(test_chooses_the_card_wanted_with_two_presses),
        cmocka_unit_test(test_same_seed_same_forces),
        cmocka_unit_test(test_a_script_needs_no_screen_and_ends),
        cmocka_unit_test(test_a_script_nobody_can_do_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
