#include "body/place.h"
#include "body/segments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct body bodies[] = {{SEX_FEMALE, 1.50f, 45},
                                     {SEX_FEMALE, 1.735f, 61.9f},
                                     {SEX_MALE, 1.741f, 73},
                                     {SEX_MALE, 1.95f, 120}};
enum { BODIES = sizeof bodies / sizeof bodies[0] };

#define assert_near(A, B, WITHIN)                                                                  \
    do {                                                                                           \
        double near_a = (double)(A), near_b = (double)(B);                                         \
        if (!(fabs(near_a - near_b) <= (WITHIN)))                                                  \
            fail_msg("%s is %g, not %g", #A, near_a, near_b);                                      \
    } while (0)

static void the_masses_of_all_segments_sum_to_the_body(void **state)
{
    (void)state;
    for (unsigned i = 0; i < BODIES; i++) {
        float sum = 0;
        const struct segment *segment = body_segments(&bodies[i]);
        for (unsigned k = 0; k < SEGMENTS; k++) {
            sum += segment[k].mass_share;
            assert_true(segment[k].centre > 0.3f && segment[k].centre < 0.7f);
        }
        assert_near(sum, 1, 0.0005);
    }
}

static void limbs_are_as_long_as_de_leva_measured(void **state)
{
    (void)state;
    struct lengths l;
    body_lengths(&bodies[2], &l);
    assert_near(l.thigh, 0.4222, 0.0005);
    assert_near(l.shank, 0.4403, 0.0005);
    assert_near(l.upper_arm, 0.2817, 0.0005);
    assert_near(l.forearm, 0.2689, 0.0005);
    assert_near(l.hand, 0.1899, 0.0005);
    assert_near(l.foot, 0.2581, 0.0005);
    assert_near(l.head, 0.2429, 0.0005);
    body_lengths(&bodies[1], &l);
    assert_near(l.thigh, 0.3685, 0.0005);
    assert_near(l.shank, 0.4386, 0.0005);
    assert_near(l.upper_arm, 0.2751, 0.0005);
    assert_near(l.forearm, 0.2643, 0.0005);
}

static void a_standing_body_is_as_tall_as_its_stature(void **state)
{
    (void)state;
    const struct pose upright = {0};
    for (unsigned i = 0; i < BODIES; i++) {
        struct stance stance;
        pose_stance(&upright, &bodies[i], &stance);
        assert_near(stance.at[JOINT_CROWN].z, bodies[i].stature_m, 0.002);
        assert_near(stance.at[JOINT_HEEL_L].z, body_joint_radius_m(&bodies[i], JOINT_HEEL_L),
                    0.001);
        assert_near(stance.at[JOINT_BALL_R].z, body_joint_radius_m(&bodies[i], JOINT_BALL_R),
                    0.001);
    }
}

static void a_heavier_body_is_thicker_and_not_longer(void **state)
{
    (void)state;
    const struct body light = {SEX_MALE, 1.8f, 60}, heavy = {SEX_MALE, 1.8f, 120};
    struct lengths one, two;
    body_lengths(&light, &one);
    body_lengths(&heavy, &two);
    assert_memory_equal(&one, &two, sizeof one);
    assert_near(body_joint_radius_m(&heavy, JOINT_PELVIS) /
                    body_joint_radius_m(&light, JOINT_PELVIS),
                sqrt(2), 0.001);
    assert_near(body_joint_radius_m(&heavy, JOINT_HEEL_L),
                body_joint_radius_m(&light, JOINT_HEEL_L), 1e-6);
}

static void lying_ways_are_as_the_header_says(void **state)
{
    (void)state;
    struct stance s;
    pose_stance(&(struct pose){.pitch = 90}, &body_standard, &s);
    assert_near(s.front.z, 1, 1e-4);
    assert_true(s.at[JOINT_CROWN].x < s.at[JOINT_PELVIS].x - 0.5f);
    pose_stance(&(struct pose){.pitch = -90, .heading = 180}, &body_standard, &s);
    assert_near(s.front.z, -1, 1e-4);
    assert_true(s.at[JOINT_CROWN].x < s.at[JOINT_PELVIS].x - 0.5f);
    pose_stance(&(struct pose){.pitch = 90, .roll = 90}, &body_standard, &s);
    assert_true(s.at[JOINT_HIP_L].z < s.at[JOINT_HIP_R].z - 0.1f);
}

static void angles_turn_the_way_the_header_says(void **state)
{
    (void)state;
    struct stance s;
    struct pose pose = {.left = {.hip_flexion = 90}};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_KNEE_L].x > s.at[JOINT_HIP_L].x + 0.4f);
    pose = (struct pose){.left = {.knee_flexion = 90}};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_ANKLE_L].x < s.at[JOINT_KNEE_L].x - 0.4f);
    pose = (struct pose){.left = {.hip_abduction = 40}, .right = {.hip_abduction = 40}};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_ANKLE_L].y > 0.5f && s.at[JOINT_ANKLE_R].y < -0.5f);
    pose = (struct pose){.left = {.hip_flexion = 90, .hip_rotation = 45, .knee_flexion = 90}};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_ANKLE_L].y < s.at[JOINT_KNEE_L].y - 0.2f);
    pose = (struct pose){.left = {.elbow_flexion = 90}};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_WRIST_L].x > s.at[JOINT_ELBOW_L].x + 0.2f);
    pose = (struct pose){.spine_flexion = 40, .spine_side = 20};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_NECK].x > 0.1f && s.at[JOINT_NECK].y > 0.05f);
    pose = (struct pose){.left = {.ankle_flexion = 20}};
    pose_stance(&pose, &body_standard, &s);
    assert_true(s.at[JOINT_BALL_L].z > s.at[JOINT_HEEL_L].z);
}

static struct pose some_pose(unsigned seed)
{
    uint64_t x = 88172645463325252ull + seed;
    float n[24];
    for (int i = 0; i < 24; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        n[i] = (float)(x % 2001) / 1000 - 1;
    }
    return (struct pose){
        .heading = 180 * n[0],
        .pitch = 90 * n[1],
        .roll = 90 * n[2],
        .x_m = n[3],
        .y_m = n[4],
        .spine_flexion = 40 * n[5],
        .spine_side = 30 * n[6],
        .spine_twist = 40 * n[7],
        .neck_flexion = 30 * n[8],
        .neck_turn = 60 * n[9],
        .left = {60 * n[10], 30 * n[11], 40 * n[12], 70 + 60 * n[13], 20 * n[14], 0, 60 * n[15],
                 40 * n[16], 60 * n[17], 70 + 60 * n[18], 20 * n[19]},
        .right = {60 * n[19], 30 * n[18], 40 * n[17], 70 + 60 * n[16], 20 * n[15], 0, 60 * n[14],
                  40 * n[13], 60 * n[12], 70 + 60 * n[11], 20 * n[10]},
    };
}

static void a_mirrored_pose_is_the_mirror_image(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 50; seed++) {
        struct pose pose = some_pose(seed), mirrored = pose;
        pose_mirror(&mirrored);
        struct stance one, two;
        pose_stance(&pose, &body_standard, &one);
        pose_stance(&mirrored, &body_standard, &two);
        struct turn heading = turn_about_up(pose.heading);
        for (int joint = 0; joint < JOINTS; joint++) {
            struct vec3 pelvis = one.at[JOINT_PELVIS], image = vec3_sub(one.at[joint], pelvis);
            image = vec3_sub(image, vec3_scale(heading.left, 2 * vec3_dot(image, heading.left)));
            struct vec3 other =
                vec3_sub(two.at[joint_mirror((enum joint)joint)], two.at[JOINT_PELVIS]);
            assert_near(vec3_length(vec3_sub(image, other)), 0, 1e-4);
        }
        pose_mirror(&mirrored);
        assert_memory_equal(&pose, &mirrored, sizeof pose);
    }
}

static void a_reached_point_is_reached(void **state)
{
    (void)state;
    unsigned reached = 0;
    for (unsigned seed = 0; seed < 200; seed++) {
        struct pose from = some_pose(seed), to = some_pose(seed + 1000), pose = from;
        struct placed placed, there;
        pose_place(&from, &body_standard, 1, &placed);
        to.heading = from.heading;
        to.pitch = from.pitch;
        to.roll = from.roll;
        to.x_m = from.x_m;
        to.y_m = from.y_m;
        to.spine_flexion = from.spine_flexion;
        to.spine_side = from.spine_side;
        to.spine_twist = from.spine_twist;
        pose_place(&to, &body_standard, 1, &there);
        for (enum limb limb = 0; limb < LIMBS; limb++) {
            struct vec3 end = there.stance.at[limb_end(limb)];
            struct vec3 towards = vec3_sub(there.stance.at[limb_middle(limb)], end);
            float missing = limb_reach(&placed, &body_standard, limb, end, towards,
                                       limb_angles_of(&pose, limb));
            struct placed now;
            pose_place(&pose, &body_standard, 1, &now);
            float away = vec3_length(vec3_sub(now.stance.at[limb_end(limb)], end));
            assert_near(away, missing, 0.002);
            reached += missing <= 0;
        }
    }
    assert_true(reached > 700);
}

static void a_point_out_of_reach_is_missed_by_what_is_said(void **state)
{
    (void)state;
    struct pose pose = {0};
    struct placed placed;
    pose_place(&pose, &body_standard, 1, &placed);
    struct vec3 far = vec3_add(placed.stance.at[JOINT_HIP_L], (struct vec3){2, 0, 0});
    float missing =
        limb_reach(&placed, &body_standard, LIMB_LEG_L, far, (struct vec3){0, 0, 1}, &pose.left);
    assert_near(missing, 2 - 0.867, 0.01);
}

static void every_bone_keeps_its_length_in_every_pose(void **state)
{
    (void)state;
    for (unsigned i = 0; i < BODIES; i++) {
        struct stance straight, bent;
        pose_stance(&(struct pose){0}, &bodies[i], &straight);
        const struct segment *segment = body_segments(&bodies[i]);
        for (unsigned seed = 0; seed < 20; seed++) {
            struct pose pose = some_pose(seed);
            pose_stance(&pose, &bodies[i], &bent);
            for (unsigned k = 0; k < SEGMENTS; k++) {
                struct vec3 a = vec3_sub(straight.at[segment[k].to], straight.at[segment[k].from]);
                struct vec3 b = vec3_sub(bent.at[segment[k].to], bent.at[segment[k].from]);
                assert_near(vec3_length(a), vec3_length(b), 1e-4);
            }
        }
    }
}

static void an_angle_no_body_does_is_named(void **state)
{
    (void)state;
    float found = 0;
    struct pose pose = {.left = {.knee_flexion = 60}};
    assert_null(pose_out_of_range(&pose, &found));
    pose.left.knee_flexion = -30;
    const struct angle_limit *limit = pose_out_of_range(&pose, &found);
    assert_non_null(limit);
    assert_string_equal(limit->name, "left knee_flexion");
    assert_near(found, -30, 0);
    pose = (struct pose){.spine_twist = NAN};
    assert_non_null(pose_out_of_range(&pose, &found));
}

static void between_two_poses_headings_turn_the_short_way(void **state)
{
    (void)state;
    struct pose out;
    pose_between(&(struct pose){.heading = 170}, &(struct pose){.heading = -170}, 0.5f, &out);
    assert_near(fabsf(out.heading), 180, 0.01);
    pose_between(&(struct pose){.left = {.knee_flexion = 10}},
                 &(struct pose){.left = {.knee_flexion = 90}}, 0.25f, &out);
    assert_near(out.left.knee_flexion, 30, 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_masses_of_all_segments_sum_to_the_body),
        cmocka_unit_test(limbs_are_as_long_as_de_leva_measured),
        cmocka_unit_test(a_standing_body_is_as_tall_as_its_stature),
        cmocka_unit_test(a_heavier_body_is_thicker_and_not_longer),
        cmocka_unit_test(lying_ways_are_as_the_header_says),
        cmocka_unit_test(angles_turn_the_way_the_header_says),
        cmocka_unit_test(a_mirrored_pose_is_the_mirror_image),
        cmocka_unit_test(a_reached_point_is_reached),
        cmocka_unit_test(a_point_out_of_reach_is_missed_by_what_is_said),
        cmocka_unit_test(every_bone_keeps_its_length_in_every_pose),
        cmocka_unit_test(an_angle_no_body_does_is_named),
        cmocka_unit_test(between_two_poses_headings_turn_the_short_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
