#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/rest.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 4, STEP_NS = 50000000, MOMENTS = 220 };

static const double step_s = STEP_NS * 1e-9, pass_s = 3, leans_s = 1.2, soon_s = 0.3;
static unsigned chance;

static float noise(void)
{
    chance = chance * 1664525u + 1013904223u;
    return (float)(chance >> 8) / 8388608.0f - 1.0f;
}

/* Two bins under the roller; two under the arms, between which the body leans to and fro, more
 * while it rolls. Rolls from from_s to to_s, in this phase at the one that comes last or first;
 * rests else. */
static void tell(struct track *track, double from_s, double to_s, double phase)
{
    static float lean;
    track_reset(track, BINS);
    for (unsigned i = 0; i < MOMENTS; i++) {
        double now_s = i * step_s;
        bool rolls = now_s > from_s && now_s < to_s;
        double stops_s = from_s > 0 ? from_s : to_s;
        double rolled_s = rolls ? now_s - stops_s : 0;
        float place = 0.05f * (float)cos(phase + M_PI * rolled_s / pass_s);
        lean += (rolls ? 0.008f : 0.001f) * noise() - lean * (float)(step_s / leans_s);
        float load[BINS] = {0.2f + place, 0.2f - place, 0.3f + lean, 0.3f - lean};
        for (unsigned k = 0; k < BINS; k++)
            load[k] += 1e-4f * noise();
        track_add(track, (int64_t)i * STEP_NS, 0, 0, load, load);
    }
}

static double seconds(int64_t time_ns)
{
    return (double)time_ns * 1e-9;
}

static void rest_begins_where_rolling_stopped_whatever_leans(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns;
    chance = 1;
    for (double phase = 0.3; phase < 6; phase += 0.3) {
        tell(&track, -1, 6.2, phase);
        for (int guess = -1; guess <= 1; guess++) {
            int64_t guess_ns = (int64_t)((6.2 + guess) * 1e9);
            assert_true(rest_begins(&rest, &track, track.count, guess_ns, &onset_ns));
            assert_true(fabs(seconds(onset_ns) - 6.2) < soon_s);
        }
    }
}

/* Rolls until 8 s, faintly enough to be nearly lost in what flickers. */
static void tell_faintly(struct track *track)
{
    track_reset(track, BINS);
    for (unsigned i = 0; i < MOMENTS; i++) {
        double rolled_s = fmin(i * step_s, 8);
        float place = 0.005f * (float)cos(M_PI * rolled_s / pass_s);
        float load[BINS] = {0.2f + place, 0.2f - place, 0.3f, 0.3f};
        for (unsigned k = 0; k < BINS; k++)
            load[k] += 4e-4f * noise();
        track_add(track, (int64_t)i * STEP_NS, 0, 0, load, load);
    }
}

static void faint_rolling_is_told_from_rest_too(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns;
    for (unsigned seed = 1; seed < 20; seed++) {
        chance = seed;
        tell_faintly(&track);
        assert_true(rest_begins(&rest, &track, track.count, 7900000000, &onset_ns));
        assert_true(fabs(seconds(onset_ns) - 8) < 0.5);
    }
}

/* Rolls until 4 s, stopping at once, and sways on, less and less. */
static void who_sways_a_little_after_a_stop_has_stopped(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns;
    for (double swings_s = 0.4; swings_s < 0.8; swings_s += 0.05) {
        chance = 1;
        track_reset(&track, BINS);
        for (unsigned i = 0; i < MOMENTS; i++) {
            double now_s = i * step_s, rests_s = fmax(now_s - 4, 0);
            float place = 0.05f * (float)cos(1 + M_PI * (now_s - rests_s) / pass_s);
            float sway =
                0.0005f * (float)(exp(-rests_s / 0.3) * sin(2 * M_PI * rests_s / swings_s));
            float load[BINS] = {0.2f + place + sway, 0.2f - place - sway, 0.3f, 0.3f};
            for (unsigned k = 0; k < BINS; k++)
                load[k] += 2e-5f * noise();
            track_add(&track, (int64_t)i * STEP_NS, 0, 0, load, load);
        }
        assert_true(rest_begins(&rest, &track, track.count, 4200000000, &onset_ns));
        assert_true(fabs(seconds(onset_ns) - 4) < soon_s);
    }
}

static void it_ends_where_rolling_goes_on(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns;
    chance = 1;
    tell(&track, -1, 6.2, 1);
    assert_true(rest_begins(&rest, &track, track.count, 6200000000, &onset_ns));
    for (double phase = 0.3; phase < 6; phase += 0.3) {
        tell(&track, 9.7, INFINITY, phase);
        assert_true(fabs(seconds(rest_ends(&rest, &track, 0, 0)) - 9.7) < soon_s);
    }
}

static void while_it_rests_it_does_not_stir_and_no_end_is_seen(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns;
    chance = 1;
    tell(&track, -1, 6.2, 1);
    assert_true(rest_begins(&rest, &track, track.count, 6200000000, &onset_ns));
    assert_false(rest_stirs(rest_stir(&rest, &track)));
    tell(&track, INFINITY, INFINITY, 1);
    assert_int_equal(rest_ends(&rest, &track, 0, 4321), 4321);
    track_forget_before(&track, MOMENTS - 30);
    assert_int_equal(rest_ends(&rest, &track, 0, 4321), 4321);
    tell(&track, 9.7, INFINITY, 1);
    assert_true(rest_stirs(rest_stir(&rest, &track)));
}

static void who_has_not_moved_rests_since_all_that_is_seen(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns = -1;
    chance = 1;
    tell(&track, INFINITY, INFINITY, 1);
    track_forget_before(&track, 100);
    assert_true(rest_begins(&rest, &track, track.count, 7500000000, &onset_ns));
    assert_int_equal(onset_ns, 100 * (int64_t)STEP_NS);
}

static void of_a_moment_of_rest_and_of_no_noise_nothing_is_said(void **state)
{
    (void)state;
    static struct track track;
    static struct rest rest;
    int64_t onset_ns = 0;
    chance = 1;
    tell(&track, -1, 8.2, 1);
    assert_false(rest_begins(&rest, &track, track.count, 9500000000, &onset_ns));
    assert_false(rest_begins(&rest, &track, 0, 9500000000, &onset_ns));
    static const float load[BINS] = {1};
    track_reset(&track, BINS);
    for (unsigned i = 0; i < MOMENTS; i++)
        track_add(&track, (int64_t)i * STEP_NS, 0, 0, load, load);
    assert_false(rest_begins(&rest, &track, track.count, 8200000000, &onset_ns));
}

/* Rests from 2 s on, leans so far from leans_from_s on before it goes away at 9 s. When that was,
 * as seen soon afterwards. */
static double end_after_leaning_s(float far, double leans_from_s)
{
    static struct track track;
    static struct rest rest;
    int64_t onset_ns;
    chance = 1;
    track_reset(&track, BINS);
    for (unsigned i = 0; i * step_s < 9.8; i++) {
        double now_s = i * step_s;
        double rolled_s = now_s < 2 ? 2 - now_s : fmax(now_s - 9, 0);
        float place = 0.05f * (float)cos(1 + M_PI * rolled_s / pass_s);
        float lean = far * (float)fmin(fmax(now_s - leans_from_s, 0) / 0.6, 1);
        float load[BINS] = {0.2f + place, 0.2f - place, 0.3f + lean, 0.3f - lean};
        for (unsigned k = 0; k < BINS; k++)
            load[k] += 1e-4f * noise();
        track_add(&track, (int64_t)i * STEP_NS, 0, 0, load, load);
        if (i == 156)
            assert_true(rest_begins(&rest, &track, track.count, 2000000000, &onset_ns));
    }
    return seconds(rest_ends(&rest, &track, onset_ns, 0));
}

static void a_little_leaning_before_going_away_is_not_the_end(void **state)
{
    (void)state;
    assert_true(fabs(end_after_leaning_s(0.0002f, 7.9) - 9) < 0.25);
}

static void nor_is_swaying_that_was_over_before_it_goes_away(void **state)
{
    (void)state;
    assert_true(fabs(end_after_leaning_s(0.0005f, 7.4) - 9) < 0.25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rest_begins_where_rolling_stopped_whatever_leans),
        cmocka_unit_test(faint_rolling_is_told_from_rest_too),
        cmocka_unit_test(who_sways_a_little_after_a_stop_has_stopped),
        cmocka_unit_test(it_ends_where_rolling_goes_on),
        cmocka_unit_test(a_little_leaning_before_going_away_is_not_the_end),
        cmocka_unit_test(nor_is_swaying_that_was_over_before_it_goes_away),
        cmocka_unit_test(while_it_rests_it_does_not_stir_and_no_end_is_seen),
        cmocka_unit_test(who_has_not_moved_rests_since_all_that_is_seen),
        cmocka_unit_test(of_a_moment_of_rest_and_of_no_noise_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
