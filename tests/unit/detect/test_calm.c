#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/calm.h"

#include <math.h>

enum { BINS = 4, STEP_NS = 50000000, MOMENTS = 100, SIDE = 2 };
static unsigned chance;

static float noise(void)
{
    chance = chance * 1664525u + 1013904223u;
    return (float)(chance >> 8) / 8388608.0f - 1.0f;
}

/* Rests: two bins flicker much, and together; two little, each for itself. From moment 70 on the
 * bins have moved by so much. */
static void rest(struct track *track, const float *moved)
{
    track_reset(track, BINS);
    for (unsigned i = 0; i < MOMENTS; i++) {
        float shared = 0.01f * noise();
        float load[BINS] = {0.25f + shared, 0.25f - shared, 0.25f, 0.25f};
        for (unsigned k = 0; k < BINS; k++)
            load[k] += 0.0005f * noise() + (i >= 70 ? moved[k] : 0);
        track_add(track, (int64_t)i * STEP_NS, 0, 0, load, load);
    }
}

static const float still[BINS];

static void changes_at_rest_are_one_in_their_mean_square(void **state)
{
    (void)state;
    static struct track track;
    static struct calm calm;
    double sum = 0;
    chance = 1;
    rest(&track, still);
    assert_true(calm_learn(&calm, &track, SIDE, 0, MOMENTS));
    for (unsigned i = SIDE; i + SIDE <= MOMENTS; i++)
        sum += (double)calm_stir(&calm, &track, i) / (MOMENTS - 2 * SIDE + 1);
    assert_true(fabs(sum - 1) < 0.01);
}

static void what_rest_does_not_do_stands_out_however_small_it_is(void **state)
{
    (void)state;
    static const float along[BINS] = {0.008f, -0.008f}, across[BINS] = {0, 0, 0.008f, -0.008f};
    static struct track track;
    static struct calm calm;
    chance = 1;
    rest(&track, along);
    assert_true(calm_learn(&calm, &track, SIDE, 0, 60));
    assert_true(calm_stir(&calm, &track, 70) < 5);
    rest(&track, across);
    assert_true(calm_stir(&calm, &track, 70) > 40);
    assert_true(calm_stir(&calm, &track, 50) < 5);
}

static void more_moments_on_either_side_show_what_is_smaller(void **state)
{
    (void)state;
    static const float moved[BINS] = {0, 0, 0.001f, -0.001f};
    static struct track track;
    static struct calm few, many;
    chance = 1;
    rest(&track, moved);
    assert_true(calm_learn(&few, &track, SIDE, 0, 60));
    assert_true(calm_learn(&many, &track, 4 * SIDE, 0, 60));
    assert_true(calm_stir(&many, &track, 70) > 2 * calm_stir(&few, &track, 70));
}

static void without_moments_on_both_sides_it_is_none(void **state)
{
    (void)state;
    static struct track track;
    static struct calm calm;
    chance = 1;
    rest(&track, still);
    assert_true(calm_learn(&calm, &track, SIDE, 0, MOMENTS));
    assert_true(calm_stir(&calm, &track, SIDE - 1) == 0);
    assert_true(calm_stir(&calm, &track, SIDE) > 0);
    assert_true(calm_stir(&calm, &track, MOMENTS - SIDE) > 0);
    assert_true(calm_stir(&calm, &track, MOMENTS - SIDE + 1) == 0);
}

static void from_too_few_moments_or_none_that_change_nothing_is_learned(void **state)
{
    (void)state;
    static const float load[BINS] = {0.25f, 0.25f, 0.25f, 0.25f};
    static struct track track;
    static struct calm calm;
    chance = 1;
    rest(&track, still);
    assert_false(calm_learn(&calm, &track, SIDE, 10, 10 + 4 * SIDE - 1));
    assert_true(calm_learn(&calm, &track, SIDE, 10, 10 + 4 * SIDE));
    track_reset(&track, BINS);
    for (unsigned i = 0; i < MOMENTS; i++)
        track_add(&track, (int64_t)i * STEP_NS, 0, 0, load, load);
    assert_false(calm_learn(&calm, &track, SIDE, 0, MOMENTS));
}

/* The one that is looked at has not moved yet; two others have, a little. */
static void what_any_pad_flickers_by_is_calm_though_this_one_has_not(void **state)
{
    (void)state;
    static struct track track;
    static struct calm calm;
    track_reset(&track, BINS);
    for (unsigned i = 0; i < MOMENTS; i++) {
        float sway = 1e-3f * sinf((float)i), flickers = i >= 80 ? 0.5e-3f * 0.2f : 0;
        float load[BINS] = {0.3f + sway, 0.3f - sway, 0.2f, 0.2f + flickers};
        track_add(&track, (int64_t)i * STEP_NS, 0, 0, load, load);
    }
    assert_true(calm_learn(&calm, &track, SIDE, 0, 70));
    assert_true(calm_stir(&calm, &track, 80) < calm.most / 2);
}

static void the_most_is_that_of_what_was_learned(void **state)
{
    (void)state;
    static struct track track;
    static struct calm calm;
    float most = 0;
    chance = 1;
    rest(&track, still);
    assert_true(calm_learn(&calm, &track, SIDE, 0, 60));
    for (unsigned i = SIDE; i + SIDE <= 60; i++)
        most = fmaxf(most, calm_stir(&calm, &track, i));
    assert_true(fabsf(calm.most - most) < 1e-3f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_at_rest_are_one_in_their_mean_square),
        cmocka_unit_test(what_rest_does_not_do_stands_out_however_small_it_is),
        cmocka_unit_test(more_moments_on_either_side_show_what_is_smaller),
        cmocka_unit_test(without_moments_on_both_sides_it_is_none),
        cmocka_unit_test(what_any_pad_flickers_by_is_calm_though_this_one_has_not),
        cmocka_unit_test(the_most_is_that_of_what_was_learned),
        cmocka_unit_test(from_too_few_moments_or_none_that_change_nothing_is_learned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
