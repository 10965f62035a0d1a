/* Load on the mat, through the foam, onto pads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "person/spread.h"

#include <math.h>
#include <stdlib.h>

static struct spread *spread_of(unsigned rows, unsigned columns)
{
    struct mat *mat = calloc(1, sizeof *mat);
    struct spread *spread = calloc(1, sizeof *spread);
    assert_true(mat && spread);
    mat_grid(mat, rows, columns);
    spread_init(spread, mat);
    free(mat);
    return spread;
}

static struct footing one(float x_m, float y_m, float length_m, float width_m)
{
    return (struct footing){
        .bearings = 1,
        .bearing[0] = {
            .x_m = x_m, .y_m = y_m, .length_m = length_m, .width_m = width_m, .force_n = 100}};
}

static float total(const float *force_n, unsigned pads)
{
    float sum = 0;
    for (unsigned i = 0; i < pads; i++)
        sum += force_n[i];
    return sum;
}

static void test_pads_that_cover_the_mat_carry_all_of_it(void **state)
{
    (void)state;
    static const unsigned grids[][2] = {{1, 1}, {8, 2}, {8, 4}, {32, 16}, {32, 32}};
    for (unsigned g = 0; g < sizeof grids / sizeof *grids; g++) {
        struct spread *spread = spread_of(grids[g][0], grids[g][1]);
        for (float x = 0.05F; x < 1.78F; x += 0.12F) {
            float force_n[PADS_MAX] = {0};
            struct footing footing = one(x, 0.3F, 0.06F, 0.08F);
            spread_footing(spread, &footing, force_n);
            assert_true(fabsf(total(force_n, spread->pads) - 100) < 0.1F);
        }
        free(spread);
    }
}

static void test_what_lies_beyond_the_edge_rests_on_the_floor(void **state)
{
    (void)state;
    struct spread *spread = spread_of(8, 4);
    float half[PADS_MAX] = {0}, none[PADS_MAX] = {0};
    struct footing footing = one(1.8F, 0.3F, 0.1F, 0.1F);
    spread_footing(spread, &footing, half);
    assert_true(fabsf(total(half, spread->pads) - 50) < 0.5F);
    footing = one(1.9F, 0.3F, 0.1F, 0.1F);
    spread_footing(spread, &footing, none);
    assert_true(total(none, spread->pads) == 0.0F);
    free(spread);
}

static void test_load_on_a_border_is_shared_by_both_pads(void **state)
{
    (void)state;
    struct spread *spread = spread_of(8, 4);
    float force_n[PADS_MAX] = {0};
    struct footing footing = one(0.225F, 0.075F, 0.02F, 0.02F);
    spread_footing(spread, &footing, force_n);
    assert_true(fabsf(force_n[0] - force_n[4]) < 0.1F);
    assert_true(force_n[0] > 49.0F);
    free(spread);
}

static void test_load_over_a_gap_reaches_the_pads_beside_it_and_the_floor(void **state)
{
    (void)state;
    struct mat *mat = calloc(1, sizeof *mat);
    struct spread *spread = calloc(1, sizeof *spread);
    assert_true(mat && spread);
    mat->length_mm = 1800;
    mat->width_mm = 600;
    mat->pads = 2;
    mat->pad[0] = (struct pad){.x_mm = 0, .y_mm = 0, .length_mm = 880, .width_mm = 600};
    mat->pad[1] = (struct pad){.x_mm = 920, .y_mm = 0, .length_mm = 880, .width_mm = 600};
    spread_init(spread, mat);
    float force_n[PADS_MAX] = {0};
    struct footing footing = one(0.9F, 0.3F, 0.02F, 0.02F);
    spread_footing(spread, &footing, force_n);
    assert_true(force_n[0] > 5.0F && fabsf(force_n[0] - force_n[1]) < 0.1F);
    assert_true(force_n[0] + force_n[1] < 50.0F);
    free(spread);
    free(mat);
}

static void test_leaning_moves_the_centre_and_keeps_the_sum(void **state)
{
    (void)state;
    struct footing footing = {.bearings = 4};
    for (unsigned i = 0; i < 4; i++)
        footing.bearing[i] = (struct bearing){
            .x_m = i / 2 ? 1.0F : 0.8F, .y_m = i % 2 ? 0.4F : 0.2F, .force_n = 150};
    footing_lean(&footing, 0.01F, -0.02F);
    float x = 0, y = 0;
    for (unsigned i = 0; i < 4; i++) {
        x += footing.bearing[i].x_m * footing.bearing[i].force_n / 600;
        y += footing.bearing[i].y_m * footing.bearing[i].force_n / 600;
    }
    assert_true(fabsf(footing_weight_n(&footing) - 600) < 0.01F);
    assert_true(fabsf(x - 0.91F) < 1e-3F && fabsf(y - 0.28F) < 1e-3F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pads_that_cover_the_mat_carry_all_of_it),
        cmocka_unit_test(test_what_lies_beyond_the_edge_rests_on_the_floor),
        cmocka_unit_test(test_load_on_a_border_is_shared_by_both_pads),
        cmocka_unit_test(test_load_over_a_gap_reaches_the_pads_beside_it_and_the_floor),
        cmocka_unit_test(test_leaning_moves_the_centre_and_keeps_the_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
