#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/shifts.h"

#include <math.h>

enum { BINS = 16, LEVEL = BINS * 125 };

/* Loads that flutter, breathe and may go from one place to another. */
struct bench {
    struct shifts shifts;
    float load[BINS], feature[SHIFTS_FEATURES];
    float flutter, breath, times; /* the last: of everything, as another unit would */
    double seconds, hertz;
    unsigned random;
    bool seen;
};

static void begin(struct bench *bench, double hertz)
{
    *bench = (struct bench){.flutter = 0.003f, .breath = 0.01f, .times = 1, .hertz = hertz};
    shifts_reset(&bench->shifts, BINS);
    for (unsigned i = 0; i < BINS; i++)
        bench->load[i] = 50 + 10 * (float)i;
}

static float chance(struct bench *bench)
{
    bench->random = bench->random * 1664525u + 1013904223u;
    return (float)(bench->random >> 8) / 8388608.0f - 1.0f;
}

static float look(struct bench *bench)
{
    float now[BINS];
    float breath = 1 + bench->breath * sinf((float)bench->seconds * 1.6f);
    for (unsigned i = 0; i < BINS; i++) {
        float fluttered = bench->load[i] * (1 + bench->flutter * chance(bench));
        now[i] = bench->times * fluttered * (i < BINS / 2 ? breath : 1);
    }
    const struct shifts_frame frame = {
        .time_ns = (int64_t)(bench->seconds * 1e9),
        .interval_s = 1 / bench->hertz,
        .load = now,
        .level = LEVEL * bench->times,
    };
    bench->seen = shifts_step(&bench->shifts, &frame, bench->feature);
    bench->seconds += 1 / bench->hertz;
    return bench->seen ? shifts_odds(bench->feature) : -INFINITY;
}

/* The part of the frames that said moving. */
static float lie(struct bench *bench, double seconds)
{
    unsigned frames = (unsigned)(seconds * bench->hertz), moving = 0;
    for (unsigned i = 0; i < frames; i++)
        moving += look(bench) > 0;
    return (float)moving / (float)frames;
}

/* Every second bin gets heavier, every other lighter, by a third in a second. */
static float roll(struct bench *bench, double seconds)
{
    unsigned frames = (unsigned)(seconds * bench->hertz), moving = 0;
    for (unsigned i = 0; i < frames; i++) {
        for (unsigned k = 0; k < BINS; k++)
            bench->load[k] *= 1 + (k % 2 ? 0.33f : -0.33f) / (float)bench->hertz;
        moving += look(bench) > 0;
    }
    return (float)moving / (float)frames;
}

static const double rates[] = {2, 5, 25, 100};
enum { RATES = sizeof rates / sizeof *rates };

static void who_lies_and_breathes_hardly_ever_moves(void **state)
{
    (void)state;
    for (unsigned i = 0; i < RATES; i++) {
        struct bench bench;
        begin(&bench, rates[i]);
        lie(&bench, 20);
        assert_true(lie(&bench, 60) < 0.05f);
    }
}

static void who_rolls_moves_nearly_all_the_while(void **state)
{
    (void)state;
    for (unsigned i = 0; i < RATES; i++) {
        struct bench bench;
        begin(&bench, rates[i]);
        lie(&bench, 20);
        assert_true(roll(&bench, 2) > 0.7f);
    }
}

static void who_has_rolled_rests_within_half_a_second(void **state)
{
    (void)state;
    for (unsigned i = 0; i < RATES; i++) {
        struct bench bench;
        begin(&bench, rates[i]);
        lie(&bench, 20);
        roll(&bench, 2);
        lie(&bench, 0.5);
        assert_true(lie(&bench, 10) < 0.1f);
    }
}

static void one_bin_that_jumps_by_itself_moves_nobody(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 5);
    lie(&bench, 20);
    bench.load[5] *= 10;
    assert_true(look(&bench) < 0);
}

static void the_unit_does_not_matter(void **state)
{
    (void)state;
    static const float times[] = {1e-6f, 1e6f};
    float odds[2];
    for (unsigned k = 0; k < 2; k++) {
        struct bench bench;
        begin(&bench, 5);
        bench.times = times[k];
        lie(&bench, 20);
        roll(&bench, 0.4);
        odds[k] = look(&bench);
    }
    assert_float_equal(odds[0], odds[1], 0.02);
}

static void what_went_before_a_break_is_not_compared(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 5);
    lie(&bench, 20);
    shifts_break(&bench.shifts);
    for (unsigned i = 0; i < BINS; i++)
        bench.load[i] *= i % 2 ? 3 : 1;
    look(&bench);
    assert_false(bench.seen);
    assert_true(look(&bench) < 0);
}

static void what_moved_before_a_break_has_not_just_moved(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 25);
    lie(&bench, 20);
    roll(&bench, 2);
    const float *peak = &bench.feature[SHIFTS_FEATURES - SHIFTS_PEAKS];
    assert_true(peak[0] > 1 && peak[1] > 1);
    shifts_break(&bench.shifts);
    lie(&bench, 0.2);
    assert_true(peak[0] < 0.5f && peak[1] < 0.5f);
}

static void from_all_to_nothing_and_back_is_a_number(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, 20);
    look(&bench);
    for (int i = 0; i < 400; i++) {
        bench.times = i / 5 % 2 ? 0 : 1e15f;
        assert_true(isfinite(look(&bench)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_lies_and_breathes_hardly_ever_moves),
        cmocka_unit_test(who_rolls_moves_nearly_all_the_while),
        cmocka_unit_test(who_has_rolled_rests_within_half_a_second),
        cmocka_unit_test(one_bin_that_jumps_by_itself_moves_nobody),
        cmocka_unit_test(the_unit_does_not_matter),
        cmocka_unit_test(what_went_before_a_break_is_not_compared),
        cmocka_unit_test(what_moved_before_a_break_has_not_just_moved),
        cmocka_unit_test(from_all_to_nothing_and_back_is_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
