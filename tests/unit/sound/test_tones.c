/* The tones: audible, without clicks, and told apart. */
#include "sound/tones.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int16_t samples[TONES][TONE_SAMPLES_MAX];
static size_t count[TONES];

static int make_all(void **state)
{
    (void)state;
    for (int tone = 0; tone < TONES; tone++)
        count[tone] = tone_make((enum tone)tone, samples[tone], TONE_SAMPLES_MAX);
    return 0;
}

static int peak(int tone)
{
    int most = 0;
    for (size_t i = 0; i < count[tone]; i++)
        most = abs(samples[tone][i]) > most ? abs(samples[tone][i]) : most;
    return most;
}

static void no_tone_is_silent(void **state)
{
    (void)state;
    assert_int_equal(count[TONE_NONE], 0);
}

static void every_tone_is_loud_enough_and_never_clipped(void **state)
{
    (void)state;
    for (int tone = TONE_NONE + 1; tone < TONES; tone++) {
        assert_in_range(count[tone], SOUND_RATE / 10, TONE_SAMPLES_MAX - 1);
        assert_in_range(peak(tone), 4000, 32000);
    }
}

static void every_tone_begins_and_ends_without_a_click(void **state)
{
    (void)state;
    for (int tone = TONE_NONE + 1; tone < TONES; tone++) {
        assert_in_range(abs(samples[tone][0]), 0, 100);
        assert_in_range(abs(samples[tone][count[tone] - 1]), 0, 100);
    }
}

/* Correlation of two tones where they overlap, silence after the shorter. */
static double likeness(int a, int b)
{
    double ab = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < TONE_SAMPLES_MAX; i++) {
        double x = i < count[a] ? samples[a][i] : 0, y = i < count[b] ? samples[b][i] : 0;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return fabs(ab) / sqrt(aa * bb);
}

static void no_two_tones_are_alike(void **state)
{
    (void)state;
    for (int a = TONE_NONE + 1; a < TONES; a++)
        for (int b = a + 1; b < TONES; b++)
            if (likeness(a, b) > 0.85)
                fail_msg("tones %d and %d are alike: %.2f", a, b, likeness(a, b));
}

static void a_tone_is_cut_to_the_room_there_is(void **state)
{
    (void)state;
    int16_t few[10];
    assert_int_equal(tone_make(TONE_DONE, few, 10), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_tone_is_silent),
        cmocka_unit_test(every_tone_is_loud_enough_and_never_clipped),
        cmocka_unit_test(every_tone_begins_and_ends_without_a_click),
        cmocka_unit_test(no_two_tones_are_alike),
        cmocka_unit_test(a_tone_is_cut_to_the_room_there_is),
    };
    return cmocka_run_group_tests(tests, make_all, NULL);
}
