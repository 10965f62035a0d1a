/* A stage for the simulated person: a mat, coarse figures of its own, a view to act on. */
#ifndef MATSTATION_TESTS_PERSON_STAGE_H
#define MATSTATION_TESTS_PERSON_STAGE_H

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

static inline void grid(struct mat *mat, unsigned rows, unsigned columns)
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
static inline void draw_bridge(struct figure *figure)
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

static inline void draw_plank(struct figure *figure)
{
    struct limb_angles limbs = {.shoulder_flexion = 90, .elbow_flexion = 90, .toe_flexion = 60};
    *figure = (struct figure){.id = "plank_front", .keys = 1};
    figure->key[0] = (struct figure_key){
        .pose =
            {.pitch = -80, .heading = 180, .x_m = 1.0F, .y_m = 0.3F, .left = limbs, .right = limbs},
        .touching = BOTH(ELBOW) | BOTH(BALL)};
}

/* Face down over the roller, to and fro. */
static inline void draw_rolling(struct figure *figure)
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

static inline struct stage *stage_new(void)
{
    struct stage *stage = calloc(1, sizeof *stage);
    assert_non_null(stage);
    stage->exercise[BRIDGE] = (struct exercise){.id = "glute_bridge",
                                                .posture = POSTURE_SUPINE,
                                                .counts = COUNTS_REPETITIONS,
                                                .watch = WATCH_BRIDGE,
                                                .tempo = {2, 1, 2}};
    stage->exercise[PLANK] = (struct exercise){
        .id = "plank_front", .posture = POSTURE_PRONE, .counts = COUNTS_HOLD, .watch = WATCH_PLANK};
    stage->exercise[ROLLING] = (struct exercise){.id = "smr_quad_hipflexor",
                                                 .posture = POSTURE_PRONE,
                                                 .sides = SIDES_EACH,
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

static inline void stage_open(struct stage *stage, uint64_t seed)
{
    struct error error;
    stage->person =
        person_open(&stage->scenario, seed, &stage->mat, &stage->catalogue, NULL, &error);
    assert_non_null(stage->person);
    stage->time_ns = NS_PER_S;
}

static inline void stage_close(struct stage *stage)
{
    person_close(stage->person);
    free(stage);
}

static inline void go(struct stage *stage, double seconds)
{
    for (int64_t end = stage->time_ns + (int64_t)(seconds * 1e9); stage->time_ns < end;
         stage->time_ns += STEP_NS)
        person_step(stage->person, stage->time_ns, &stage->view, &stage->output);
}

static inline float total(const struct stage *stage)
{
    float sum = 0;
    for (unsigned i = 0; i < stage->output.pads; i++)
        sum += stage->output.force_n[i];
    return sum;
}

/* Load on the rows from head to feet, of 8. */
static inline float rows(const struct stage *stage, unsigned from, unsigned to)
{
    float sum = 0;
    for (unsigned i = from * 4; i < (to + 1) * 4; i++)
        sum += stage->output.force_n[i];
    return sum;
}

static inline void show(struct stage *stage, enum phase phase, int exercise)
{
    stage->view.screen = phase == PHASE_PLACE ? SCREEN_PLACE : SCREEN_EXERCISE;
    stage->view.phase = phase;
    stage->view.exercise = exercise;
}

#endif
