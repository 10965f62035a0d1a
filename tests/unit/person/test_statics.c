/* Weight shared among supports, against examples worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "body/pose.h"
#include "body/segments.h"
#include "person/statics.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BOTH(joint) (1U << JOINT_##joint##_L | 1U << JOINT_##joint##_R)
#define N(mass_kg) ((mass_kg)*GRAVITY_MS2)

static const struct body man = {.sex = SEX_MALE, .stature_m = 1.75F, .mass_kg = 72.0F};

static void put(struct stance *stance, enum joint joint, float x, float height)
{
    bool left = joint_mirror(joint) > joint, right = joint_mirror(joint) < joint;
    float z = height + body_joint_radius_m(&man, joint);
    stance->at[joint] = (struct vec3){x, 0.3F + (left ? -0.12F : right ? 0.12F : 0.0F), z};
}

static void put_both(struct stance *stance, enum joint left, float x, float height)
{
    put(stance, left, x, height);
    put(stance, joint_mirror(left), x, height);
}

static struct load_case case_of(const struct stance *stance, const struct body *body)
{
    return (struct load_case){
        .stance = stance, .body = body, .touching = ~0U, .length_m = 1.8F, .width_m = 0.6F};
}

static float share(const struct footing *footing, enum zone zone)
{
    return footing_zone_n(footing, zone) / footing_weight_n(footing);
}

/*
 * A front plank of a man of 72 kg, side view, x from the head end in m. Elbows under the shoulders
 * at x = 0.45, balls of the feet at x = 1.75, nothing else touches. Masses after de Leva (men), in
 * hundredths of the body, each at its centre of mass:
 *
 *   head         6.94 at neck 0.35 + 0.4998 * (0.11 - 0.35)   = 0.230
 *   upper trunk 15.96 at chest 0.62 + 0.4934 * (0.35 - 0.62)  = 0.487
 *   lower trunk 27.50 at pelvis 0.95 + 0.4981 * (0.62 - 0.95) = 0.786
 *   upper arms   5.42 at shoulder = elbow                     = 0.450
 *   forearms     3.24 at elbow 0.45 + 0.4574 * (0.18 - 0.45)  = 0.327
 *   hands        1.22 at wrist 0.18 + 0.3624 * (0.02 - 0.18)  = 0.122
 *   thighs      28.32 at hip 0.95 + 0.4095 * (1.33 - 0.95)    = 1.106
 *   shanks       8.66 at knee 1.33 + 0.4395 * (1.72 - 1.33)   = 1.501
 *   feet         2.74 at heel 1.76 + 0.4415 * (1.75 - 1.76)   = 1.756
 *
 * Sum of mass times place: 1.596 + 7.773 + 21.615 + 2.439 + 1.059 + 0.149 + 31.322 + 12.999 + 4.811
 * = 83.763, so the centre of mass is at x = 0.8376. Moments about the elbows:
 *   feet * (1.75 - 0.45) = weight * (0.8376 - 0.45), feet = 0.298, forearms = 0.702.
 */
static void test_a_plank_shares_its_weight_as_levers_say(void **state)
{
    (void)state;
    struct stance stance = {.front = {0, 0, -1}};
    put(&stance, JOINT_CROWN, 0.11F, 0.30F);
    put(&stance, JOINT_HEAD, 0.20F, 0.25F);
    put(&stance, JOINT_NECK, 0.35F, 0.30F);
    put(&stance, JOINT_CHEST, 0.62F, 0.22F);
    put(&stance, JOINT_PELVIS, 0.95F, 0.18F);
    put_both(&stance, JOINT_SHOULDER_L, 0.45F, 0.25F);
    put_both(&stance, JOINT_ELBOW_L, 0.45F, 0.0F);
    put_both(&stance, JOINT_WRIST_L, 0.18F, 0.01F);
    put_both(&stance, JOINT_FINGERS_L, 0.02F, 0.01F);
    put_both(&stance, JOINT_HIP_L, 0.95F, 0.18F);
    put_both(&stance, JOINT_KNEE_L, 1.33F, 0.12F);
    put_both(&stance, JOINT_ANKLE_L, 1.72F, 0.09F);
    put_both(&stance, JOINT_HEEL_L, 1.76F, 0.09F);
    put_both(&stance, JOINT_BALL_L, 1.75F, 0.0F);
    put_both(&stance, JOINT_TOES_L, 1.75F, 0.02F);
    struct load_case plank = case_of(&stance, &man);
    plank.touching = BOTH(ELBOW) | BOTH(BALL);
    struct footing footing;
    assert_int_equal(statics_solve(&plank, &footing), 0);
    assert_true(fabsf(share(&footing, ZONE_FEET) / 0.298F - 1) < 0.10F);
    float arms = share(&footing, ZONE_FOREARMS) + share(&footing, ZONE_HANDS);
    assert_true(fabsf(arms / 0.702F - 1) < 0.10F);
}

/*
 * A bridge of the same man. Shoulder blades at x = 0.466 (0.62 of the shoulder joint at 0.42, 0.2
 * of the chest at 0.70, 0.18 of the neck at 0.37), soles from heel 1.35 to ball 1.49. The head lies
 * on its own, the forearms and hands too; of the upper arms each end carries its half.
 *
 *   upper trunk 15.96 at chest 0.70 + 0.4934 * (0.37 - 0.70)  = 0.537
 *   lower trunk 27.50 at pelvis 0.98 + 0.4981 * (0.70 - 0.98) = 0.841
 *   upper arms   2.71 at the shoulder                         = 0.420
 *   thighs      28.32 at hip 0.98 + 0.4095 * (1.33 - 0.98)    = 1.123
 *   shanks       8.66 at knee 1.33 + 0.4395 * (1.39 - 1.33)   = 1.356
 *   feet         2.74 at heel 1.35 + 0.4415 * (1.56 - 1.35)   = 1.443
 *
 * Sum of masses 85.89, of mass times place 8.571 + 23.128 + 1.138 + 31.803 + 11.743 + 3.954 =
 * 80.337, centre at 0.9353. With the soles' pressure in their middle, x = 1.42, moments about the
 * shoulders: soles * (1.42 - 0.466) = 85.89 * (0.9353 - 0.466), soles = 42.3, shoulders = 43.6
 * hundredths of the weight.
 */
static void test_a_bridge_shares_its_weight_as_levers_say(void **state)
{
    (void)state;
    struct stance stance = {.front = {0, 0, 1}};
    put(&stance, JOINT_CROWN, 0.14F, 0.08F);
    put(&stance, JOINT_HEAD, 0.24F, 0.0F);
    put(&stance, JOINT_NECK, 0.37F, 0.04F);
    put(&stance, JOINT_CHEST, 0.70F, 0.10F);
    put(&stance, JOINT_PELVIS, 0.98F, 0.26F);
    put_both(&stance, JOINT_SHOULDER_L, 0.42F, 0.0F);
    put_both(&stance, JOINT_ELBOW_L, 0.70F, 0.0F);
    put_both(&stance, JOINT_WRIST_L, 0.96F, 0.0F);
    put_both(&stance, JOINT_FINGERS_L, 1.14F, 0.0F);
    put_both(&stance, JOINT_HIP_L, 0.98F, 0.26F);
    put_both(&stance, JOINT_KNEE_L, 1.33F, 0.45F);
    put_both(&stance, JOINT_ANKLE_L, 1.39F, 0.04F);
    put_both(&stance, JOINT_HEEL_L, 1.35F, 0.0F);
    put_both(&stance, JOINT_BALL_L, 1.49F, 0.0F);
    put_both(&stance, JOINT_TOES_L, 1.56F, 0.0F);
    struct load_case bridge = case_of(&stance, &man);
    bridge.touching = 1U << JOINT_HEAD | BOTH(SHOULDER) | BOTH(WRIST) | BOTH(HEEL) | BOTH(BALL);
    struct footing footing;
    assert_int_equal(statics_solve(&bridge, &footing), 0);
    assert_true(footing_zone_n(&footing, ZONE_PELVIS) == 0.0F);
    assert_true(fabsf(share(&footing, ZONE_FEET) / 0.423F - 1) < 0.10F);
    assert_true(fabsf(share(&footing, ZONE_SHOULDERS) / 0.436F - 1) < 0.10F);
}

static struct pose lying(float lean)
{
    struct pose pose = {.pitch = 90, .x_m = 0.9F, .y_m = 0.3F, .roll = lean};
    pose.left.shoulder_abduction = pose.right.shoulder_abduction = 15;
    pose.left.hip_flexion = pose.right.hip_flexion = 50;
    pose.left.knee_flexion = pose.right.knee_flexion = 95;
    pose.left.ankle_flexion = pose.right.ankle_flexion = -40;
    return pose;
}

static void test_forces_sum_to_the_weight_of_every_body(void **state)
{
    (void)state;
    for (int sex = 0; sex < 2; sex++)
        for (float stature = 1.5F; stature < 1.96F; stature += 0.15F)
            for (float mass = 45; mass < 121; mass += 25) {
                struct body body = {(enum sex)sex, stature, mass};
                struct pose pose = lying(5);
                struct stance stance;
                pose_stance(&pose, &body, &stance);
                struct load_case load_case = case_of(&stance, &body);
                struct footing footing;
                assert_int_equal(statics_solve(&load_case, &footing), 0);
                assert_true(fabsf(footing_weight_n(&footing) / N(mass) - 1) < 0.001F);
            }
}

static void test_moments_balance_along_and_across(void **state)
{
    (void)state;
    struct pose pose = lying(8);
    struct stance stance;
    pose_stance(&pose, &man, &stance);
    struct load_case load_case = case_of(&stance, &man);
    struct footing footing;
    assert_int_equal(statics_solve(&load_case, &footing), 0);
    float x = 0, y = 0, centre_x = 0, centre_y = 0;
    for (unsigned i = 0; i < footing.bearings; i++) {
        const struct bearing *bearing = &footing.bearing[i];
        x += bearing->force_n * bearing->x_m / N(man.mass_kg);
        y += bearing->force_n * bearing->y_m / N(man.mass_kg);
    }
    const struct segment *segment = body_segments(&man);
    for (int i = 0; i < SEGMENTS; i++) {
        struct vec3 from = stance.at[segment[i].from], to = stance.at[segment[i].to];
        centre_x += segment[i].mass_share * (from.x + segment[i].centre * (to.x - from.x));
        centre_y += segment[i].mass_share * (from.y + segment[i].centre * (to.y - from.y));
    }
    assert_true(fabsf(x - centre_x) < 0.002F);
    assert_true(fabsf(y - centre_y) < 0.002F);
}

static void test_left_and_right_mirror(void **state)
{
    (void)state;
    struct footing footing[2];
    for (int side = 0; side < 2; side++) {
        struct pose pose = lying(12);
        pose.left.hip_abduction = 25;
        if (side)
            pose_mirror(&pose);
        struct stance stance;
        pose_stance(&pose, &man, &stance);
        struct load_case load_case = case_of(&stance, &man);
        assert_int_equal(statics_solve(&load_case, &footing[side]), 0);
    }
    float across[2] = {0, 0};
    for (unsigned i = 0; i < footing[0].bearings; i++)
        for (int side = 0; side < 2; side++)
            across[side] +=
                footing[side].bearing[i].force_n * (footing[side].bearing[i].y_m - 0.3F);
    assert_true(fabsf(across[0]) > 5.0F);
    assert_true(fabsf(across[0] + across[1]) < 0.02F * fabsf(across[0]));
    for (int zone = 0; zone < ZONES; zone++)
        assert_true(fabsf(footing_zone_n(&footing[0], (enum zone)zone) -
                          footing_zone_n(&footing[1], (enum zone)zone)) < 1.0F);
}

static void test_a_roller_carries_what_lies_on_it(void **state)
{
    (void)state;
    struct pose pose = {.pitch = -90, .heading = 180, .x_m = 0.9F, .y_m = 0.3F};
    struct stance stance;
    pose_stance(&pose, &man, &stance);
    for (int joint = 0; joint < JOINTS; joint++)
        stance.at[joint].z += 0.10F;
    struct load_case load_case = case_of(&stance, &man);
    struct vec3 hip = stance.at[JOINT_HIP_L], knee = stance.at[JOINT_KNEE_L];
    load_case.round = (struct round){.x_m = hip.x + 0.3F * (knee.x - hip.x),
                                     .y_m = 0.3F,
                                     .radius_m = 0.075F,
                                     .length_m = 0.45F,
                                     .from = JOINT_HIP_L,
                                     .to = JOINT_KNEE_L,
                                     .along = 0.3F};
    struct footing footing;
    assert_int_equal(statics_solve(&load_case, &footing), 0);
    assert_true(share(&footing, ZONE_ROLLER) > 0.25F);
    float across = 0;
    for (unsigned i = 0; i < footing.bearings; i++)
        if (footing.bearing[i].zone == ZONE_ROLLER)
            across += footing.bearing[i].force_n * (footing.bearing[i].y_m - 0.3F);
    assert_true(fabsf(across) < 1.0F);
}

static void test_who_leans_forward_still_stands(void **state)
{
    (void)state;
    struct pose pose = {.pitch = -14, .x_m = 0.9F, .y_m = 0.3F};
    pose.left.ankle_flexion = pose.right.ankle_flexion = 14;
    struct stance stance;
    pose_stance(&pose, &man, &stance);
    struct load_case load_case = case_of(&stance, &man);
    load_case.touching = BOTH(HEEL) | BOTH(BALL);
    struct footing footing;
    assert_int_equal(statics_solve(&load_case, &footing), 0);
    assert_true(share(&footing, ZONE_FEET) > 0.999F);
    float x = 0;
    for (unsigned i = 0; i < footing.bearings; i++)
        x += footing.bearing[i].force_n * footing.bearing[i].x_m / N(man.mass_kg);
    float heel = stance.at[JOINT_HEEL_L].x, ball = stance.at[JOINT_BALL_L].x;
    assert_true(x > fminf(heel, ball) && x < fmaxf(heel, ball));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_plank_shares_its_weight_as_levers_say),
        cmocka_unit_test(test_a_bridge_shares_its_weight_as_levers_say),
        cmocka_unit_test(test_forces_sum_to_the_weight_of_every_body),
        cmocka_unit_test(test_moments_balance_along_and_across),
        cmocka_unit_test(test_left_and_right_mirror),
        cmocka_unit_test(test_who_leans_forward_still_stands),
        cmocka_unit_test(test_a_roller_carries_what_lies_on_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
