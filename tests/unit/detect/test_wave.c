#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/wave.h"

#include <math.h>

enum { BINS = 2, STEP_NS = 50000000 };
static const double step_s = STEP_NS * 1e-9;

/* Passes of three seconds from 1 to 3, for so long. */
static void roll(struct track *track, double seconds)
{
    track_reset(track, BINS);
    for (unsigned i = 0; i * step_s < seconds; i++) {
        float place = 2 + (float)sin(M_PI * i * step_s / 3);
        float load[BINS] = {place, 4 - place};
        track_add(track, (int64_t)i * STEP_NS, place, 0, load, load);
    }
}

static void ends_and_pass_are_learned_from_the_turns(void **state)
{
    (void)state;
    static struct track track;
    struct wave wave = {0};
    roll(&track, 10);
    wave_learn(&wave, &track);
    assert_true(fabs(wave.pass_s - 3) < 0.1);
    assert_true(fabsf(wave.low - 1) < 0.05f && fabsf(wave.high - 3) < 0.05f);
    assert_true(fabsf(wave.length - 2) < 0.1f);
}

static void before_it_has_turned_twice_no_pass_is_known(void **state)
{
    (void)state;
    static struct track track;
    struct wave wave = {0};
    roll(&track, 4);
    wave_learn(&wave, &track);
    assert_true(wave.pass_s == 0);
    assert_true(wave.length > 0);
}

static void turns_are_near_the_ends_and_not_between(void **state)
{
    (void)state;
    static struct track track;
    struct wave wave = {0};
    roll(&track, 10);
    wave_learn(&wave, &track);
    assert_true(wave_ends_at(&wave, 1.1f) && wave_ends_at(&wave, 2.9f));
    assert_false(wave_ends_at(&wave, 2));
}

static void the_ends_go_along_with_another_axis(void **state)
{
    (void)state;
    static struct track track;
    static struct axis axis;
    struct wave wave = {0};
    roll(&track, 10);
    wave_learn(&wave, &track);
    axis_reset(&axis, BINS);
    axis.weight[1] = 10; /* the other bin, and ten times as far */
    wave_follow(&wave, &axis);
    assert_true(fabsf(wave.low - 10) < 0.5f && fabsf(wave.high - 30) < 0.5f);
    assert_true(fabsf(wave.length - 20) < 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_and_pass_are_learned_from_the_turns),
        cmocka_unit_test(before_it_has_turned_twice_no_pass_is_known),
        cmocka_unit_test(turns_are_near_the_ends_and_not_between),
        cmocka_unit_test(the_ends_go_along_with_another_axis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
