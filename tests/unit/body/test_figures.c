/* Every figure that ships, held against what a body can do and where it must rest. */
#include "body/figure.h"
#include "body/segments.h"
#include "load/load.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOMENTS = 48 };

static const struct body bodies[] = {{SEX_FEMALE, 1.50f, 45},
                                     {SEX_FEMALE, 1.65f, 62},
                                     {SEX_MALE, 1.75f, 72},
                                     {SEX_MALE, 1.95f, 120}};
enum { BODIES = sizeof bodies / sizeof bodies[0] };

static struct catalogue catalogue;

static void say(void *self, const char *line)
{
    (void)self;
    print_error("%s\n", line);
}

static int load_all(void **state)
{
    (void)state;
    struct complaints complaints = {say, NULL, 0};
    struct error error;
    return load_catalogue("assets", &catalogue, &complaints, &error);
}

static int unload_all(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

static float gap_m(const struct stance *stance, const struct body *body, enum joint joint)
{
    return stance->at[joint].z - body_joint_radius_m(body, joint);
}

static const struct figure *figure_of(const char *id)
{
    const struct figure *figure = catalogue_find_figure(&catalogue, id);
    if (!figure)
        fail_msg("no figure %s", id);
    return figure;
}

static void every_exercise_has_its_figure(void **state)
{
    (void)state;
    assert_true(catalogue.exercises >= 26);
    for (size_t i = 0; i < catalogue.exercises; i++)
        figure_of(catalogue.exercise[i].figure);
    figure_of("lying");
    figure_of("standing");
}

static void no_joint_ever_bends_further_than_a_body_can(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.figures; i++)
        for (int moment = 0; moment < 2 * MOMENTS; moment++) {
            struct pose pose;
            float found = 0, phase = (float)(moment / 2) / MOMENTS;
            figure_pose(&catalogue.figure[i], phase, moment & 1, &pose, NULL);
            const struct angle_limit *limit = pose_out_of_range(&pose, &found);
            if (limit)
                fail_msg("%s at %.2f: %s is %.0f", catalogue.figure[i].id, (double)phase,
                         limit->name, (double)found);
        }
}

static void what_should_rest_on_the_mat_does_for_every_body(void **state)
{
    (void)state;
    float worst = 0;
    for (size_t i = 0; i < catalogue.figures; i++)
        for (unsigned b = 0; b < BODIES; b++)
            for (int moment = 0; moment < MOMENTS; moment++) {
                struct stance stance;
                unsigned touching;
                float phase = (float)moment / MOMENTS;
                figure_stance(&catalogue.figure[i], phase, moment & 1, &bodies[b], &stance, NULL,
                              &touching);
                for (enum joint joint = 0; joint < JOINTS; joint++) {
                    float gap = gap_m(&stance, &bodies[b], joint);
                    if (!(touching & 1u << joint))
                        continue;
                    worst = fmaxf(worst, fabsf(gap));
                    if (fabsf(gap) > 0.06f)
                        fail_msg("%s at %.2f, body %u: %s is %.3f m off the mat",
                                 catalogue.figure[i].id, (double)phase, b, joint_names[joint],
                                 (double)gap);
                }
            }
    print_message("worst gap %.3f m\n", (double)worst);
}

/* Stiff fingers dip a little where real ones would bend. */
static void nothing_sinks_into_the_mat(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.figures; i++)
        for (int moment = 0; moment < MOMENTS; moment++) {
            struct stance stance;
            float phase = (float)moment / MOMENTS;
            figure_stance(&catalogue.figure[i], phase, false, &body_standard, &stance, NULL, NULL);
            for (enum joint joint = 0; joint < JOINTS; joint++)
                if (gap_m(&stance, &body_standard, joint) < -0.042f)
                    fail_msg("%s at %.2f: %s is %.3f m under the mat", catalogue.figure[i].id,
                             (double)phase, joint_names[joint],
                             (double)-gap_m(&stance, &body_standard, joint));
        }
}

/* A hand that comes down to the mat lies there or is lifted for a purpose: it does not hover
 * because the trunk that carries its arm tips. */
static void a_hand_on_the_mat_does_not_hover(void **state)
{
    (void)state;
    static const enum joint wrists[] = {JOINT_WRIST_L, JOINT_WRIST_R};
    for (size_t i = 0; i < catalogue.figures; i++)
        for (int side = 0; side < 2; side++) {
            float low = 9, high = -9, way = 0;
            struct vec3 first = {0, 0, 0};
            for (int moment = 0; moment < MOMENTS; moment++) {
                struct stance stance;
                figure_stance(&catalogue.figure[i], (float)moment / MOMENTS, false, &body_standard,
                              &stance, NULL, NULL);
                struct vec3 at = stance.at[wrists[side]];
                float gap = gap_m(&stance, &body_standard, wrists[side]);
                first = moment ? first : at;
                low = fminf(low, gap);
                high = fmaxf(high, gap);
                way = fmaxf(way, hypotf(at.x - first.x, at.y - first.y));
            }
            if (low < 0.03f && high - low > 0.03f && way < 0.15f)
                fail_msg("%s: %s is between %.3f and %.3f m over the mat", catalogue.figure[i].id,
                         joint_names[wrists[side]], (double)low, (double)high);
        }
}

static void a_hand_that_carries_lies_flat(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.figures; i++)
        for (int moment = 0; moment < MOMENTS; moment++) {
            struct stance stance;
            unsigned touching;
            float phase = (float)moment / MOMENTS;
            figure_stance(&catalogue.figure[i], phase, false, &body_standard, &stance, NULL,
                          &touching);
            for (int right = 0; right < 2; right++) {
                enum joint wrist = right ? JOINT_WRIST_R : JOINT_WRIST_L;
                float gap =
                    gap_m(&stance, &body_standard, right ? JOINT_FINGERS_R : JOINT_FINGERS_L);
                if (touching & 1u << wrist && gap > 0.05f)
                    fail_msg("%s at %.2f: the fingers at %s stand up %.3f m",
                             catalogue.figure[i].id, (double)phase, joint_names[wrist],
                             (double)gap);
            }
        }
}

/* The points on which each exercise carries the body, and those that must be clear of the mat. */
static const struct {
    const char *id;
    float phase;
    unsigned rests, clear;
} carried[] = {
#define L(NAME) 1u << JOINT_##NAME##_L
#define R(NAME) 1u << JOINT_##NAME##_R
#define B(NAME) (L(NAME) | R(NAME))
#define M(NAME) 1u << JOINT_##NAME
    {"plank_front", 0, B(ELBOW) | B(BALL), B(KNEE) | M(PELVIS) | M(CHEST)},
    {"plank_front_knees", 0, B(ELBOW) | B(KNEE), M(PELVIS) | M(CHEST)},
    {"plank_side", 0, L(ELBOW) | L(WRIST), M(PELVIS) | L(KNEE) | R(ANKLE)},
    {"plank_side_knees", 0, L(ELBOW) | L(KNEE), M(PELVIS)},
    {"glute_bridge", 0, B(SHOULDER) | M(PELVIS) | B(HEEL), B(KNEE)},
    {"glute_bridge", 0.5f, B(SHOULDER) | B(HEEL), M(PELVIS) | B(KNEE)},
    {"bridge_hold", 0, B(SHOULDER) | B(HEEL), M(PELVIS) | B(KNEE)},
    {"pelvic_tilt", 0, B(SHOULDER) | M(PELVIS) | B(HEEL), B(KNEE)},
    {"knees_to_chest", 0, B(SHOULDER) | M(PELVIS), B(HEEL) | B(KNEE)},
    {"spinal_twist", 0, B(SHOULDER) | L(HIP) | L(KNEE), 0},
    {"figure_four", 0, B(SHOULDER) | M(PELVIS), B(HEEL) | B(KNEE)},
    {"hamstring_strap", 0, B(SHOULDER) | M(PELVIS) | R(HEEL), L(ANKLE)},
    {"dead_bug", 0.25f, B(SHOULDER) | M(PELVIS), B(ANKLE)},
    {"hamstring_curl", 0.5f, B(SHOULDER), M(PELVIS) | B(HEEL)},
    {"cat_cow", 0, B(KNEE) | B(WRIST), M(PELVIS) | M(CHEST)},
    {"cat_cow", 0.5f, B(KNEE) | B(WRIST), M(PELVIS) | M(CHEST)},
    {"hip_circle", 0.5f, R(KNEE) | B(WRIST), L(KNEE)},
    {"bird_dog", 0.5f, L(KNEE) | R(WRIST), R(KNEE) | L(WRIST)},
    {"smr_glute", 0, R(HEEL) | R(BALL) | L(WRIST), L(ANKLE) | M(PELVIS)},
    {"smr_piriformis", 0, R(HEEL) | R(BALL) | L(WRIST), L(ANKLE) | M(PELVIS)},
    {"smr_tfl_itb", 0, L(ELBOW) | R(HEEL), L(HIP) | L(KNEE)},
    {"smr_quad_hipflexor", 0, B(ELBOW) | B(WRIST), M(PELVIS) | B(HIP)},
    {"smr_erector", 0, B(SHOULDER) | B(HEEL), B(KNEE)},
    {"hipflexor_kneeling", 0, L(KNEE) | R(HEEL) | R(BALL), M(PELVIS)},
    {"couch_stretch", 0, L(KNEE) | R(HEEL), L(ANKLE) | M(PELVIS)},
    {"pigeon", 0, L(KNEE) | R(KNEE) | B(WRIST), 0},
    {"clamshell", 0.5f, R(SHOULDER) | R(HIP) | R(KNEE), L(KNEE)},
    {"leg_swing", 0.5f, R(HEEL) | R(BALL), L(HEEL)},
    {"band_walk", 0.12f, R(HEEL), L(HEEL)},
    {"romanian_deadlift", 0.5f, B(HEEL) | B(BALL), B(FINGERS)},
    {"hamstring_standing", 0, R(HEEL) | R(BALL), L(HEEL)},
    {"press_up_prone", 0.5f, M(PELVIS) | B(WRIST), M(CHEST)},
    {"superman", 0.5f, M(PELVIS), B(ANKLE) | B(WRIST)},
    {"lying", 0, M(HEAD) | B(SHOULDER) | M(PELVIS) | B(HEEL), 0},
    {"standing", 0, B(HEEL) | B(BALL), B(FINGERS)},
};

static void each_exercise_rests_on_its_own_points(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof carried / sizeof carried[0]; i++) {
        struct stance stance;
        figure_stance(figure_of(carried[i].id), carried[i].phase, false, &body_standard, &stance,
                      NULL, NULL);
        for (enum joint joint = 0; joint < JOINTS; joint++) {
            float gap = gap_m(&stance, &body_standard, joint);
            if (carried[i].rests & 1u << joint && fabsf(gap) > 0.045f)
                fail_msg("%s: %s is %.3f m off the mat", carried[i].id, joint_names[joint],
                         (double)gap);
            if (carried[i].clear & 1u << joint && gap < 0.04f)
                fail_msg("%s: %s is only %.3f m over the mat", carried[i].id, joint_names[joint],
                         (double)gap);
        }
    }
}

static void what_lies_on_the_roller_lies_on_it_for_every_body(void **state)
{
    (void)state;
    unsigned seen = 0;
    for (size_t i = 0; i < catalogue.figures; i++) {
        const struct figure *figure = &catalogue.figure[i];
        if (!figure->props || !figure->prop[0].under || figure->prop[0].kind != PROP_ROLLER)
            continue;
        seen++;
        for (unsigned b = 0; b < BODIES; b++)
            for (int moment = 0; moment < MOMENTS; moment++) {
                struct stance stance;
                float along;
                figure_stance(figure, (float)moment / MOMENTS, false, &bodies[b], &stance, &along,
                              NULL);
                const struct prop *prop = &figure->prop[0];
                struct vec3 at = vec3_mix(stance.at[prop->from], stance.at[prop->to], along);
                float flesh = body_joint_radius_m(&bodies[b], prop->from) * (1 - along) +
                              body_joint_radius_m(&bodies[b], prop->to) * along;
                float gap = at.z - flesh - 2 * prop->radius_m;
                if (fabsf(gap) > 0.04f)
                    fail_msg("%s, body %u: %.3f m off the roller", figure->id, b, (double)gap);
            }
    }
    assert_int_equal(seen, 5);
}

static void the_roller_goes_half_as_far_as_the_body(void **state)
{
    (void)state;
    static const char *const rolled[] = {"smr_glute", "smr_tfl_itb", "smr_quad_hipflexor"};
    for (unsigned i = 0; i < 3; i++) {
        const struct figure *figure = figure_of(rolled[i]);
        struct stance near, far;
        float along, farther;
        figure_stance(figure, 0, false, &body_standard, &near, &along, NULL);
        figure_stance(figure, 0.5f, false, &body_standard, &far, &farther, NULL);
        struct vec3 one = figure_prop_centre(&figure->prop[0], &near, along);
        struct vec3 two = figure_prop_centre(&figure->prop[0], &far, farther);
        float body = far.at[JOINT_PELVIS].x - near.at[JOINT_PELVIS].x;
        float share = (two.x - one.x) / body;
        if (fabsf(share - 0.5f) > 0.15f)
            fail_msg("%s: the roller goes %.2f of the body's way", rolled[i], (double)share);
    }
}

static void no_part_jumps_at_any_moment(void **state)
{
    (void)state;
    enum { STEPS = 400 };
    for (size_t i = 0; i < catalogue.figures; i++) {
        const struct figure *figure = &catalogue.figure[i];
        struct stance before, now;
        figure_stance(figure, 0, false, &body_standard, &before, NULL, NULL);
        for (int step = 1; step <= STEPS; step++) {
            figure_stance(figure, (float)step / STEPS, false, &body_standard, &now, NULL, NULL);
            float dt = figure->cycle_s / STEPS;
            for (int joint = 0; joint < JOINTS; joint++) {
                float speed = vec3_length(vec3_sub(now.at[joint], before.at[joint])) / dt;
                if (speed > 2.5f)
                    fail_msg("%s at %.3f: %s goes %.1f m/s", figure->id, (double)step / STEPS,
                             joint_names[joint], (double)speed);
            }
            before = now;
        }
    }
}

static void a_planted_hand_or_foot_goes_straight_from_key_to_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.figures; i++) {
        const struct figure *figure = &catalogue.figure[i];
        for (unsigned k = 0; k < figure->keys; k++) {
            const struct figure_key *from = &figure->key[k];
            const struct figure_key *to = &figure->key[(k + 1) % figure->keys];
            float end = k + 1 < figure->keys ? to->at : to->at + 1;
            struct stance a, b, now;
            struct pose pose;
            pose_stance(&from->pose, &body_standard, &a);
            pose_stance(&to->pose, &body_standard, &b);
            figure_pose(figure, (from->at + end) / 2, false, &pose, NULL);
            pose_stance(&pose, &body_standard, &now);
            for (enum limb limb = 0; limb < LIMBS; limb++) {
                if (!(figure->planted & 1u << limb))
                    continue;
                enum joint joint = limb_end(limb);
                struct vec3 middle = vec3_mix(a.at[joint], b.at[joint], 0.5f);
                float off = vec3_length(vec3_sub(now.at[joint], middle));
                if (off > 0.015f)
                    fail_msg("%s after key %u: %s slides %.3f m", figure->id, k, joint_names[joint],
                             (double)off);
            }
        }
    }
}

static void every_cycle_takes_a_calm_time_and_stays_near_the_mat(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.figures; i++) {
        const struct figure *figure = &catalogue.figure[i];
        assert_true(figure->cycle_s >= 3 && figure->cycle_s <= 10);
        for (unsigned k = 0; k < figure->keys; k++) {
            struct stance stance;
            figure_stance(figure, figure->key[k].at, false, &body_standard, &stance, NULL, NULL);
            for (int joint = 0; joint < JOINTS; joint++) {
                struct vec3 at = stance.at[joint];
                if (at.x < -0.4f || at.x > 2.2f || at.y < -0.6f || at.y > 1.2f || at.z > 2)
                    fail_msg("%s: %s is far from the mat", figure->id, joint_names[joint]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_exercise_has_its_figure),
        cmocka_unit_test(no_joint_ever_bends_further_than_a_body_can),
        cmocka_unit_test(what_should_rest_on_the_mat_does_for_every_body),
        cmocka_unit_test(nothing_sinks_into_the_mat),
        cmocka_unit_test(a_hand_on_the_mat_does_not_hover),
        cmocka_unit_test(a_hand_that_carries_lies_flat),
        cmocka_unit_test(each_exercise_rests_on_its_own_points),
        cmocka_unit_test(what_lies_on_the_roller_lies_on_it_for_every_body),
        cmocka_unit_test(the_roller_goes_half_as_far_as_the_body),
        cmocka_unit_test(no_part_jumps_at_any_moment),
        cmocka_unit_test(a_planted_hand_or_foot_goes_straight_from_key_to_key),
        cmocka_unit_test(every_cycle_takes_a_calm_time_and_stays_near_the_mat),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
