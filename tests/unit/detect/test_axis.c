#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/axis.h"

#include <math.h>

enum { BINS = 4, MOMENTS = 200 };

static const double step_s = 0.05;
static unsigned chance = 1;

static float noise(void)
{
    chance = chance * 1664525u + 1013904223u;
    return (float)(chance >> 8) / 8388608.0f - 1.0f;
}

/* Bin 0 and 1 share a stroke of 3 s a pass; 2 and 3 flicker far more, and drift when told to. */
static void roll(float load[MOMENTS][BINS], float drift)
{
    for (unsigned i = 0; i < MOMENTS; i++) {
        float stroke = (float)cos(M_PI * i * step_s / 3);
        float flicker = noise();
        load[i][0] = 5 + stroke + 0.02f * noise();
        load[i][1] = 5 - stroke + 0.02f * noise();
        load[i][2] = 8 + 2 * flicker + drift * (float)i;
        load[i][3] = 8 - 2 * flicker;
    }
}

static void learn(struct axis *axis, float load[MOMENTS][BINS])
{
    axis_reset(axis, BINS);
    for (unsigned i = 30; i < MOMENTS; i++)
        axis_learn(axis, load[i], load[i - 3], load[i - 6], load[i - 30], step_s);
}

static void the_axis_is_where_loads_travel_not_where_they_flicker(void **state)
{
    (void)state;
    static struct axis axis;
    float load[MOMENTS][BINS];
    roll(load, 0);
    learn(&axis, load);
    assert_true(axis_find(&axis));
    assert_true(axis.weight[0] * axis.weight[1] < 0);
    assert_true(fabs(axis.weight[0]) > 10 * fabs(axis.weight[2]));
    assert_true(fabs(axis.weight[0]) > 10 * fabs(axis.weight[3]));
}

static void what_creeps_is_no_stroke(void **state)
{
    (void)state;
    static struct axis axis;
    float load[MOMENTS][BINS];
    roll(load, 0.05f);
    learn(&axis, load);
    assert_true(axis_find(&axis));
    assert_true(fabs(axis.weight[0]) > 4 * fabs(axis.weight[2]));
}

static void of_nothing_that_moves_no_axis_is_known(void **state)
{
    (void)state;
    static struct axis axis;
    float load[MOMENTS][BINS] = {0};
    learn(&axis, load);
    assert_false(axis_find(&axis));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_axis_is_where_loads_travel_not_where_they_flicker),
        cmocka_unit_test(what_creeps_is_no_stroke),
        cmocka_unit_test(of_nothing_that_moves_no_axis_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
