#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/lull.h"

#include <math.h>

enum { BINS = 3, STEP_NS = 80000000 }; /* as few moments a second as there may be */
static const double step_s = STEP_NS * 1e-9, pass_s = 3;

struct roller {
    struct track track;
    struct stir stir;
    unsigned moments, chance;
    double phase; /* in passes */
    unsigned ended;
    int64_t from_ns, to_ns; /* of the last lull */
};

static float noise(struct roller *roller)
{
    roller->chance = roller->chance * 1664525u + 1013904223u;
    return (float)(roller->chance >> 8) / 8388608.0f - 1.0f;
}

static void set_out(struct roller *roller)
{
    *roller = (struct roller){.chance = 1};
    track_reset(&roller->track, BINS);
}

/* So fast, in the usual pace; of the load, so much goes elsewhere each second. */
static void go(struct roller *roller, double seconds, double pace, float flicker, float away)
{
    float gone = 0;
    for (unsigned i = 0; i * step_s < seconds; i++, roller->moments++) {
        float at = 0.1f * (float)cos(M_PI * roller->phase), load[BINS];
        gone = fminf(gone + away * (float)step_s, 0.4f);
        load[0] = 0.4f + at - gone + flicker * noise(roller);
        load[1] = 0.4f - at + flicker * noise(roller);
        load[2] = 0.2f + gone + flicker * noise(roller);
        track_add(&roller->track, (int64_t)roller->moments * STEP_NS, at, 1000 * at, load, load);
        roller->phase += pace * step_s / pass_s;
        int64_t from_ns = roller->from_ns, to_ns = roller->to_ns;
        if (lull_ended(&roller->track, &roller->stir, 0, &roller->from_ns, &roller->to_ns))
            roller->ended++;
        else
            assert_true(roller->from_ns == from_ns && roller->to_ns == to_ns);
        stir_learn(&roller->stir, &roller->track, i ? step_s : 0);
    }
}

static double now_s(const struct roller *roller)
{
    return roller->moments * step_s;
}

static void assert_near(int64_t time_ns, double seconds)
{
    assert_true(fabs((double)time_ns * 1e-9 - seconds) < 0.25);
}

static void a_short_rest_is_dated_once_when_the_body_gets_up(void **state)
{
    (void)state;
    static struct roller roller;
    for (double rest_s = 2.2; rest_s < 3.2; rest_s += 0.2) {
        set_out(&roller);
        go(&roller, 10.4, 1, 1e-4f, 0);
        double from_s = now_s(&roller);
        go(&roller, rest_s, 0, 1e-4f, 0);
        double to_s = now_s(&roller);
        assert_int_equal(roller.ended, 0);
        go(&roller, 1, 0, 1e-4f, 1);
        assert_int_equal(roller.ended, 1);
        assert_near(roller.from_ns, from_s);
        assert_near(roller.to_ns, to_s);
    }
}

static void getting_up_in_the_middle_of_rolling_ends_no_rest(void **state)
{
    (void)state;
    static struct roller roller;
    for (double rolls_s = 9; rolls_s < 12; rolls_s += 0.3) {
        set_out(&roller);
        go(&roller, rolls_s, 1, 1e-4f, 0);
        go(&roller, 1, 0, 1e-4f, 1);
        assert_int_equal(roller.ended, 0);
    }
}

static void who_rolls_on_after_a_rest_is_not_told_here(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    go(&roller, 10.4, 1, 1e-4f, 0);
    go(&roller, 2.4, 0, 1e-4f, 0);
    go(&roller, 6, 1, 1e-4f, 0);
    assert_int_equal(roller.ended, 0);
}

static void slow_rolling_is_no_rest(void **state)
{
    (void)state;
    static struct roller roller;
    for (double pace = 0.3; pace < 0.5; pace += 0.02) {
        set_out(&roller);
        go(&roller, 10.4, 1, 1e-4f, 0);
        go(&roller, 4, pace, 1e-4f, 0);
        go(&roller, 1, 0, 1e-4f, 1);
        assert_int_equal(roller.ended, 0);
    }
}

static void before_it_is_known_how_it_rolls_nothing_is_told(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    go(&roller, 4, 1, 1e-4f, 0);
    go(&roller, 2.4, 0, 1e-4f, 0);
    roller.stir.whiles = 2;
    go(&roller, 1, 0, 1e-4f, 1);
    assert_int_equal(roller.ended, 0);
}

/* A frame that is late is the only one of its rest. */
static void of_few_frames_a_second_a_rest_is_not_told(void **state)
{
    (void)state;
    static struct roller roller;
    static const float sat[BINS] = {0.4f, 0.4f, 0.2f}, up[BINS] = {0.1f, 0, 0.9f};
    for (double hertz = 0.5; hertz <= 3; hertz += 0.25) {
        set_out(&roller);
        go(&roller, 10.4, 1, 1e-4f, 0);
        roller.track.count = 0; /* a gap */
        const double at_s[] = {0, fmax(1 / hertz, 1.6), fmax(1 / hertz, 1.6) + 1 / hertz};
        for (unsigned i = 0; i < 3; i++) {
            const float *load = i < 2 ? sat : up;
            track_add(&roller.track, (int64_t)(at_s[i] * 1e9), 0, 0, load, load);
        }
        assert_false(lull_ended(&roller.track, &roller.stir, 0, &roller.from_ns, &roller.to_ns));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_rest_is_dated_once_when_the_body_gets_up),
        cmocka_unit_test(getting_up_in_the_middle_of_rolling_ends_no_rest),
        cmocka_unit_test(who_rolls_on_after_a_rest_is_not_told_here),
        cmocka_unit_test(slow_rolling_is_no_rest),
        cmocka_unit_test(of_few_frames_a_second_a_rest_is_not_told),
        cmocka_unit_test(before_it_is_known_how_it_rolls_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
