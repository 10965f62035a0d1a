#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/unrest.h"

#include <math.h>
#include <string.h>

enum { BINS = 16, HERTZ = 20 };
static const double INTERVAL_S = 1.0 / HERTZ;
static const float BEYOND = 5;

/* Loads that flutter, each by its own part; times: of everything, as another unit would. */
struct bench {
    struct unrest unrest;
    struct unrest_change change;
    float load[BINS], flutter[BINS], times;
    float before[BINS], now[BINS];
    unsigned random;
};

static void begin(struct bench *bench, float flutter)
{
    *bench = (struct bench){.times = 1, .random = 1};
    unrest_reset(&bench->unrest, BINS);
    for (unsigned i = 0; i < BINS; i++) {
        bench->load[i] = 50 + 10 * (float)i;
        bench->flutter[i] = flutter;
    }
}

static float chance(struct bench *bench)
{
    bench->random = bench->random * 1664525u + 1013904223u;
    return (float)(bench->random >> 8) / 8388608.0f - 1.0f;
}

static float look(struct bench *bench)
{
    memcpy(bench->before, bench->now, sizeof bench->before);
    for (unsigned i = 0; i < BINS; i++)
        bench->now[i] = bench->times * bench->load[i] * (1 + bench->flutter[i] * chance(bench));
    unrest_compare(&bench->unrest, bench->before, bench->now, &bench->change);
    return unrest_beyond(&bench->unrest, &bench->change);
}

static void rest(struct bench *bench, double seconds)
{
    look(bench);
    for (int i = 0; i < (int)(seconds * HERTZ); i++) {
        look(bench);
        unrest_learn(&bench->unrest, &bench->change, INTERVAL_S);
    }
}

/* Every second one gets heavier by a part, every other lighter. */
static float shift(struct bench *bench, float part)
{
    for (unsigned i = 0; i < BINS; i++)
        bench->load[i] *= i % 2 ? 1 + part : 1 - part;
    return look(bench);
}

static void what_always_flutters_is_not_beyond_the_usual(void **state)
{
    (void)state;
    static const float flutters[] = {0, 0.001f, 0.01f, 0.03f};
    for (unsigned k = 0; k < sizeof flutters / sizeof *flutters; k++) {
        struct bench bench;
        begin(&bench, flutters[k]);
        rest(&bench, 60);
        for (int i = 0; i < 60 * HERTZ; i++)
            assert_true(look(&bench) < BEYOND);
    }
}

static void what_shifts_among_calm_pads_is_seen_though_others_flutter(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 0.002f);
    for (unsigned i = 0; i < 4; i++)
        bench.flutter[i] = 0.1f;
    rest(&bench, 60);
    assert_true(shift(&bench, 0.02f) > BEYOND);
    assert_true(bench.change.half > 2);
}

static void one_pad_that_jumps_is_not_beyond_the_usual(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 0.01f);
    rest(&bench, 60);
    bench.load[5] *= 10;
    assert_true(look(&bench) < BEYOND);
    assert_true(bench.change.half < 2);
}

static void the_unit_does_not_matter(void **state)
{
    (void)state;
    static const float times[] = {1e-6f, 1e6f};
    float beyond[2];
    for (unsigned k = 0; k < 2; k++) {
        struct bench bench;
        begin(&bench, 0.01f);
        bench.times = times[k];
        rest(&bench, 30);
        beyond[k] = shift(&bench, 0.05f);
    }
    assert_float_equal(beyond[0], beyond[1], 1e-3f * beyond[0]);
}

static void pads_that_become_restless_are_no_movement_for_ever(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 0.002f);
    rest(&bench, 60);
    for (unsigned i = 0; i < BINS; i++)
        bench.flutter[i] = 0.006f;
    look(&bench);
    assert_true(look(&bench) > BEYOND);
    for (int i = 0; i < 120 * HERTZ; i++) {
        look(&bench);
        unrest_doubt(&bench.unrest, &bench.change, INTERVAL_S);
    }
    for (int i = 0; i < 10 * HERTZ; i++)
        assert_true(look(&bench) < BEYOND);
}

/* How far the typical goes in a second in which everything flutters so many times as much. */
static float goes(float times)
{
    struct bench bench;
    begin(&bench, 0.01f);
    rest(&bench, 60);
    const float typical = bench.unrest.typical;
    for (unsigned i = 0; i < BINS; i++)
        bench.flutter[i] *= times;
    rest(&bench, 1);
    return fabsf(bench.unrest.typical - typical);
}

static void the_typical_falls_sooner_than_it_rises(void **state)
{
    (void)state;
    assert_true(goes(0.5f) > 2 * goes(1.5f));
}

static void from_all_to_nothing_and_back_is_a_number(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 0.01f);
    for (int i = 0; i < 200; i++) {
        bench.times = i / 5 % 2 ? 0 : 1e15f;
        assert_true(isfinite(look(&bench)));
        assert_true(isfinite(bench.change.half) && bench.change.size >= 0);
        assert_true(i == 0 || i % 5 > 0 || bench.change.size > 1);
        unrest_learn(&bench.unrest, &bench.change, INTERVAL_S);
        assert_true(isfinite(bench.unrest.typical) && isfinite(bench.unrest.usual[3]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_always_flutters_is_not_beyond_the_usual),
        cmocka_unit_test(what_shifts_among_calm_pads_is_seen_though_others_flutter),
        cmocka_unit_test(one_pad_that_jumps_is_not_beyond_the_usual),
        cmocka_unit_test(the_unit_does_not_matter),
        cmocka_unit_test(pads_that_become_restless_are_no_movement_for_ever),
        cmocka_unit_test(the_typical_falls_sooner_than_it_rises),
        cmocka_unit_test(from_all_to_nothing_and_back_is_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
