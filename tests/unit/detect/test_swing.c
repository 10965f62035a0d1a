#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/swing.h"

#include <math.h>

static const struct swing_settings settings = {.turn = 0.4f, .least = 0.05f, .smooth_s = 0.1f};

/* Turns of a wave, seen at so many frames a second. */
static void wave(struct swing *swing, float size, float drift, float ripple, float hertz,
                 unsigned *peaks, unsigned *troughs)
{
    swing_reset(swing, &settings);
    *peaks = *troughs = 0;
    for (unsigned i = 0; i < 40 * (unsigned)hertz; i++) {
        float t = (float)i / hertz;
        float value = size * (sinf(t * 1.5707963f) + ripple * sinf(t * 20)) + drift * t;
        int64_t time_ns = (int64_t)((double)t * 1e9);
        enum turn turn = swing_step(swing, time_ns, i ? 1 / (double)hertz : 0, value, size);
        *peaks += turn == TURN_PEAK;
        *troughs += turn == TURN_TROUGH;
    }
}

static void ten_waves_have_ten_peaks_at_any_rate(void **state)
{
    (void)state;
    static const float rates[] = {5, 30, 250, 1000};
    for (unsigned i = 0; i < 4; i++) {
        struct swing swing;
        unsigned peaks, troughs;
        wave(&swing, 1, 0, 0, rates[i], &peaks, &troughs);
        assert_int_equal(peaks, 10);
        assert_in_range(troughs, 10, 11);
    }
}

static void ripple_and_drift_are_no_turns(void **state)
{
    (void)state;
    struct swing swing;
    unsigned peaks, troughs;
    wave(&swing, 1, 0.1f, 0.1f, 50, &peaks, &troughs);
    assert_int_equal(peaks, 10);
}

static void less_than_the_least_range_is_rest(void **state)
{
    (void)state;
    struct swing swing;
    swing_reset(&swing, &settings);
    for (unsigned i = 0; i < 2000; i++) {
        float value = 10 + 0.009f * sinf((float)i * 0.1f);
        assert_int_equal(swing_step(&swing, i * 20000000ll, i ? 0.02 : 0, value, 1), TURN_NONE);
    }
}

static void a_break_forgets_what_was_open_and_keeps_the_range(void **state)
{
    (void)state;
    struct swing swing;
    unsigned peaks, troughs;
    float low, high;
    wave(&swing, 1, 0, 0, 50, &peaks, &troughs);
    swing_break(&swing);
    assert_int_equal(swing_step(&swing, 50000000000ll, 0, 0, 1), TURN_NONE);
    swing_range(&swing, &low, &high);
    assert_true(low < -0.5f && high > 0.5f);
    assert_int_equal(swing_step(&swing, 50020000000ll, 0.02, 0.2f, 1), TURN_NONE);
}

static void a_fall_is_placed_where_it_is_steepest(void **state)
{
    (void)state;
    struct swing swing;
    swing_reset(&swing, &settings);
    for (unsigned i = 0; i < 500; i++) {
        float value = i < 250 ? 1 : fmaxf(1 - (float)(i - 250) * 0.02f, 0);
        swing_step(&swing, i * 20000000ll, i ? 0.02 : 0, value, 1);
    }
    assert_in_range(swing.fall_ns, 5000000000ll, 6200000000ll);
    assert_true(swing.settled_ns >= swing.fall_ns && swing.settled_ns < 6600000000ll);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_waves_have_ten_peaks_at_any_rate),
        cmocka_unit_test(ripple_and_drift_are_no_turns),
        cmocka_unit_test(less_than_the_least_range_is_rest),
        cmocka_unit_test(a_break_forgets_what_was_open_and_keeps_the_range),
        cmocka_unit_test(a_fall_is_placed_where_it_is_steepest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
