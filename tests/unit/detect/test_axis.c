#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/axis.h"
#include "detect/wave.h"

#include <math.h>
#include <stdlib.h>

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
        axis_learn(axis, load[i], load[i - 2], load[i - 30], step_s);
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

static const struct wave wave = {.low = 0, .high = 1, .pass_s = 3};

/* There or back; near a turn no stop has a date. */
static bool is_under_way(double phase)
{
    return fabs(phase - M_PI) > 0.5;
}

/* Rolls until it stops at stop_s, or from then on. */
static void tell(struct moment moment[MOMENTS], double stop_s, double phase, bool leaving)
{
    for (unsigned i = 0; i < MOMENTS; i++) {
        double since_s = i * step_s - stop_s;
        double rolled_s = (leaving ? since_s > 0 : since_s < 0) ? since_s : 0;
        moment[i].time_ns = (int64_t)(i * step_s * 1e9);
        moment[i].place = (float)(0.5 - 0.5 * cos(phase + M_PI * rolled_s / 3)) + 0.05f * noise();
    }
}

static void a_stop_is_dated_by_the_whole_stroke_before_it(void **state)
{
    (void)state;
    struct moment moment[MOMENTS];
    for (double phase = 0.6; phase < 5.8; phase += 0.4) {
        if (!is_under_way(phase))
            continue;
        tell(moment, 6, phase, false);
        float rest = (float)(0.5 - 0.5 * cos(phase));
        int64_t stop_ns = wave_stop(&wave, moment, MOMENTS, rest, 6500000000, 0);
        assert_true(llabs(stop_ns - 6000000000) < 250000000);
    }
}

static void so_is_going_on(void **state)
{
    (void)state;
    struct moment moment[MOMENTS];
    for (double phase = 0.6; phase < 5.8; phase += 0.4) {
        if (!is_under_way(phase))
            continue;
        tell(moment, 6, phase, true);
        float rest = (float)(0.5 - 0.5 * cos(phase));
        int64_t left_ns = wave_stop(&wave, moment, 140, rest, 6300000000, 1);
        assert_true(llabs(left_ns - 6000000000) < 250000000);
    }
}

static void leaving_a_spot_takes_a_part_of_a_pass(void **state)
{
    (void)state;
    const double middle_s = (M_PI / 2 - acos(0.2)) / M_PI * 3, end_s = acos(0.8) / M_PI * 3;
    assert_float_equal(wave_crossing_s(&wave, 0.5f, 0.1f), middle_s, 1e-4);
    assert_float_equal(wave_crossing_s(&wave, 0, 0.1f), end_s, 1e-4);
    assert_float_equal(wave_crossing_s(&wave, 1, 0.1f), end_s, 1e-4);
}

static void without_a_wave_the_guess_stands(void **state)
{
    (void)state;
    static const struct wave none[] = {
        {0}, {.low = 0, .high = 1}, {.low = 1, .high = 1, .pass_s = 3}};
    struct moment moment[MOMENTS];
    tell(moment, 6, 1, false);
    for (unsigned i = 0; i < sizeof none / sizeof *none; i++) {
        assert_int_equal(wave_stop(&none[i], moment, MOMENTS, 1.05f, 6543210987, 0), 6543210987);
        assert_true(wave_crossing_s(&none[i], 1.05f, 0.1f) <= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_axis_is_where_loads_travel_not_where_they_flicker),
        cmocka_unit_test(what_creeps_is_no_stroke),
        cmocka_unit_test(of_nothing_that_moves_no_axis_is_known),
        cmocka_unit_test(a_stop_is_dated_by_the_whole_stroke_before_it),
        cmocka_unit_test(so_is_going_on),
        cmocka_unit_test(leaving_a_spot_takes_a_part_of_a_pass),
        cmocka_unit_test(without_a_wave_the_guess_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
