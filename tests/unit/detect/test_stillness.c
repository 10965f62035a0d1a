#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/stillness.h"

#include <math.h>
#include <string.h>

enum { PADS = 8, PAD_MM = 200, STEP_NS = 20000000 };
static const double step_s = STEP_NS * 1e-9;

struct roller {
    struct mat mat;
    struct scene scene;
    struct stillness stillness;
    unsigned frames;
    double phase, pass_s; /* of the strokes, in passes; a pass lasts */
    float reach;          /* of the load, to either side */
    unsigned chance;
};

static float noise(struct roller *roller)
{
    roller->chance = roller->chance * 1664525u + 1013904223u;
    return (float)(roller->chance >> 8) / 8388608.0f - 1.0f;
}

static void set_out(struct roller *roller)
{
    memset(roller, 0, sizeof *roller);
    roller->mat.pads = PADS;
    roller->scene.mat = &roller->mat;
    stillness_reset(&roller->stillness, &roller->mat);
    roller->chance = 1;
    roller->pass_s = 3;
    roller->reach = 0.1f;
}

static double now_s(const struct roller *roller)
{
    return roller->frames * step_s;
}

/* The next frame: the roller between two pads, arms and feet on two others, each flickering so. */
static void tell(struct roller *roller, float flickers)
{
    float place = roller->reach * (float)cos(M_PI * roller->phase), sum = 0, moment = 0;
    const float at[PADS] = {0, 0.25f, 0, 0.2f + place, 0.3f - place, 0, 0.25f, 0};
    for (unsigned i = 0; i < PADS; i++) {
        roller->scene.load[i] = at[i] * (1 + flickers * noise(roller));
        sum += roller->scene.load[i];
        moment += roller->scene.load[i] * ((float)i + 0.5f) * PAD_MM;
    }
    roller->scene.total = sum;
    roller->scene.x_mm = moment / sum;
    roller->scene.time_ns = (int64_t)roller->frames++ * STEP_NS;
    roller->scene.interval_s = step_s;
}

static void frame(struct roller *roller, float flickers, bool anew)
{
    tell(roller, flickers);
    stillness_step(&roller->stillness, &roller->scene, anew);
}

static void roll(struct roller *roller, double seconds)
{
    for (double end_s = now_s(roller) + seconds; now_s(roller) < end_s;
         roller->phase += step_s / roller->pass_s)
        frame(roller, 0.001f, false);
}

static void stay(struct roller *roller, double seconds, float flickers)
{
    for (double end_s = now_s(roller) + seconds; now_s(roller) < end_s;)
        frame(roller, flickers, false);
}

static double since_s(const struct roller *roller)
{
    return (double)roller->stillness.since_ns * 1e-9;
}

static void who_stops_is_still_since_then_and_who_rolls_is_not(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    roll(&roller, 13.3);
    assert_false(roller.stillness.still);
    stay(&roller, 8, 0.001f);
    assert_true(roller.stillness.still);
    assert_true(fabs(since_s(&roller) - 13.3) < 0.3);
    roll(&roller, 2);
    assert_false(roller.stillness.still);
    assert_true(fabs((double)roller.stillness.left_ns * 1e-9 - 21.3) < 0.3);
}

static void what_was_taken_for_rest_is_dated_anew_when_it_grows_far_calmer(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    roll(&roller, 13.3);
    stay(&roller, 8, 0.01f);
    assert_true(roller.stillness.still && since_s(&roller) < 14);
    stay(&roller, 8, 0.001f);
    assert_true(roller.stillness.still);
    assert_true(fabs(since_s(&roller) - 21.3) < 0.5);
}

static void a_halt_too_short_to_date_leaves_known_how_it_rolls(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    roller.pass_s = 2;
    roll(&roller, 13.3);
    for (unsigned i = 0; i < 200 && !roller.stillness.still; i++)
        stay(&roller, step_s, 0.001f);
    assert_true(roller.stillness.still && !roller.stillness.dated);
    roll(&roller, 1.5);
    assert_false(roller.stillness.still);
    assert_true(track_ago_s(&roller.stillness.track, 0) > 8);
    assert_true(fabs(roller.stillness.wave.pass_s - 2) < 0.3);
}

static void who_gets_into_place_and_rests_does_so_since_then(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    roll(&roller, 13.3);
    for (double end_s = now_s(&roller) + 2; now_s(&roller) < end_s; roller.phase += 0.2) {
        tell(&roller, 0.9f); /* getting up, and back */
        stillness_wait(&roller.stillness, &roller.scene);
    }
    double from_s = now_s(&roller);
    while (now_s(&roller) < from_s + 1.5) {
        tell(&roller, 0.001f);
        stillness_wait(&roller.stillness, &roller.scene);
    }
    frame(&roller, 0.001f, true);
    stay(&roller, 8, 0.001f);
    assert_true(roller.stillness.still);
    assert_true(fabs(since_s(&roller) - from_s) < 0.5);
}

/* What was taken for its rolling was far more, as getting into place is. */
static void who_rolls_far_less_after_a_rest_is_seen_to_roll_and_to_stop(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    roll(&roller, 13.5); /* to the middle of a pass */
    stay(&roller, 8, 0.001f);
    assert_true(roller.stillness.still);
    roller.reach = 0.02f;
    roll(&roller, 14);
    assert_false(roller.stillness.still);
    double from_s = now_s(&roller);
    stay(&roller, 8, 0.001f);
    assert_true(roller.stillness.still);
    assert_true(fabs(since_s(&roller) - from_s) < 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_stops_is_still_since_then_and_who_rolls_is_not),
        cmocka_unit_test(what_was_taken_for_rest_is_dated_anew_when_it_grows_far_calmer),
        cmocka_unit_test(a_halt_too_short_to_date_leaves_known_how_it_rolls),
        cmocka_unit_test(who_gets_into_place_and_rests_does_so_since_then),
        cmocka_unit_test(who_rolls_far_less_after_a_rest_is_seen_to_roll_and_to_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
