#include "detect/region.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* In hundredths of the load, from the mat's head end to its foot end. */
typedef const float picture[SCENE_ROWS][SCENE_COLUMNS];

static picture hands_and_knees = {{0}, {20, 0, 0, 20}, {0}, {0}, {0, 24, 24, 0}, {0, 6, 6, 0}};
static picture face_down = {{0}, {12, 10, 10, 12}, {0}, {0}, {12, 16, 16, 12}};
static picture on_a_side = {{0}, {0, 40, 2, 0}, {0}, {0}, {12, 17, 17, 12}};
/* A hand far behind on one side, a foot in front on the other. */
static picture seat = {{0}, {0}, {16, 16, 0, 0}, {0}, {12, 12, 12, 12}, {0, 0, 4, 4}, {0, 0, 6, 6}};
static picture lying = {{0}, {8, 12, 12, 8}, {2, 4, 4, 2}, {5, 15, 15, 5}, {0}, {0, 4, 4, 0}};
/* With pads as wide as half the mat. */
static picture coarse_hands_and_knees = {{0}, {2, 2, 2, 2},     {8, 8, 8, 8},
                                         {0}, {12, 12, 12, 12}, {3, 3, 3, 3}};
static picture coarse_face_down = {{0}, {11, 11, 11, 11}, {0}, {0}, {14, 14, 14, 14}};
static picture coarse_on_a_side = {{0}, {18, 18, 3, 3}, {0}, {0}, {16, 16, 13, 13}};

static struct mat mat;
static struct scene scene;
static struct region_sight sight;

static int open_fine(void **state)
{
    (void)state;
    memset(&mat, 0, sizeof mat);
    memset(&scene, 0, sizeof scene);
    mat.length_mm = 1800;
    mat.width_mm = 600;
    mat.pad[0].width_mm = 150;
    scene.mat = &mat;
    region_reset(&sight);
    return 0;
}

static int open_coarse(void **state)
{
    open_fine(state);
    mat.pad[0].width_mm = 300;
    return 0;
}

static void look(picture load, double seconds)
{
    scene.total = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            scene.grid[row][column] = load[row][column] / 100;
            scene.total += scene.grid[row][column];
        }
    }
    scene.interval_s = 0.05;
    for (double at = 0; at < seconds; at += scene.interval_s) {
        scene.time_ns += 50000000;
        region_step(&sight, &scene);
    }
}

static void hands_and_knees_are_no_roller(void **state)
{
    (void)state;
    look(hands_and_knees, 20);
    assert_false(sight.roller);
}

static void two_forearms_are_told_from_one(void **state)
{
    (void)state;
    look(face_down, 8);
    assert_true(sight.roller);
    assert_int_equal(sight.region, REGION_QUADS_HIP_FLEXORS);
    look(on_a_side, 8);
    assert_true(sight.roller);
    assert_int_equal(sight.region, REGION_TFL_ITB);
}

static void wide_pads_tell_hands_and_knees_by_how_near_they_are(void **state)
{
    (void)state;
    look(coarse_hands_and_knees, 20);
    assert_false(sight.roller);
}

static void wide_pads_name_both_thighs_but_not_surely(void **state)
{
    (void)state;
    look(coarse_face_down, 8);
    assert_int_equal(sight.region, REGION_QUADS_HIP_FLEXORS);
    assert_true(sight.confidence < 0.6f);
    look(coarse_on_a_side, 8);
    assert_int_equal(sight.region, REGION_TFL_ITB);
    assert_true(sight.confidence > 0.6f);
}

static void a_seat_with_the_hand_far_behind_is_no_thigh(void **state)
{
    (void)state;
    look(seat, 8);
    assert_int_equal(sight.region, REGION_GLUTES);
    assert_int_equal(sight.side, SIDE_RIGHT);
}

/* The shoulders as wide as a roller, the feet as narrow as a forearm, for four seconds each. */
static void who_lifts_the_hips_again_and_again_is_on_no_roller(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {
        look(lying, 4);
        look(on_a_side, 4);
        if (i > 0)
            assert_false(sight.roller);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(hands_and_knees_are_no_roller, open_fine),
        cmocka_unit_test_setup(two_forearms_are_told_from_one, open_fine),
        cmocka_unit_test_setup(wide_pads_tell_hands_and_knees_by_how_near_they_are, open_coarse),
        cmocka_unit_test_setup(wide_pads_name_both_thighs_but_not_surely, open_coarse),
        cmocka_unit_test_setup(a_seat_with_the_hand_far_behind_is_no_thigh, open_coarse),
        cmocka_unit_test_setup(who_lifts_the_hips_again_and_again_is_on_no_roller, open_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
