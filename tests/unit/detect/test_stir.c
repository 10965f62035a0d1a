#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/stir.h"

#include <math.h>

enum { BINS = 2, STEP_NS = 50000000 };
static const double step_s = STEP_NS * 1e-9;

struct roller {
    struct track track;
    struct stir stir;
    unsigned moments;
};

/* Goes to and fro in each moment by so much more than rest, for so long. */
static void move(struct roller *roller, float by, double seconds)
{
    for (unsigned i = 0; i * step_s < seconds; i++, roller->moments++) {
        float x = by * (float)sin(2 * M_PI * roller->moments * step_s / 3);
        float load[BINS] = {0.5f + x, 0.5f - x};
        track_add(&roller->track, (int64_t)roller->moments * STEP_NS, x, 1000 * x, load, load);
        stir_learn(&roller->stir, &roller->track, i ? step_s : 0);
    }
}

static void set_out(struct roller *roller)
{
    *roller = (struct roller){0};
    track_reset(&roller->track, BINS);
}

static void after_a_few_whiles_it_is_known_what_is_usual(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    move(&roller, 0.1f, 5);
    assert_false(stir_known(&roller.stir));
    move(&roller, 0.1f, 3);
    assert_true(stir_known(&roller.stir));
    double stir = track_stir(&roller.track, 0, roller.track.count);
    assert_true(roller.stir.usual > 0.7 * stir && roller.stir.usual < 1.6 * stir);
}

static void a_jump_is_many_times_more_than_usual(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    move(&roller, 0.1f, 10);
    double rolls = track_stir(&roller.track, 0, roller.track.count);
    assert_true(stir_jump(&roller.stir) > 10 * rolls && stir_jump(&roller.stir) < 30 * rolls);
}

static void a_rest_makes_no_jump_of_rolling_that_goes_on(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    move(&roller, 0.1f, 4.5);
    double rolls = track_stir(&roller.track, 0, roller.track.count);
    move(&roller, 0.001f, 2.4); /* one calm while: what is usual falls, what was so before counts */
    assert_true(roller.stir.usual < 0.5 * roller.stir.before);
    assert_true(stir_jump(&roller.stir) > 10 * rolls);
}

static void what_is_forgotten_is_not_known_and_what_was_rest_is_not_usual(void **state)
{
    (void)state;
    static struct roller roller;
    set_out(&roller);
    move(&roller, 0.1f, 10);
    double usual = roller.stir.usual;
    int64_t rests_ns = track_now(&roller.track)->time_ns;
    move(&roller, 0.001f, 12);
    assert_true(roller.stir.usual < 0.1 * usual);
    stir_unlearn(&roller.stir, rests_ns);
    assert_true(fabs(roller.stir.usual - usual) < 0.01 * usual);
    stir_forget(&roller.stir);
    assert_false(stir_known(&roller.stir));
    assert_true(stir_jump(&roller.stir) == 0);
}

/* More whiles than are kept: what the rest has overwritten does not come back as rest. */
static void a_rest_after_long_rolling_is_forgotten_whole(void **state)
{
    (void)state;
    static struct roller roller;
    for (double rests_s = 4; rests_s < 26; rests_s += 4) {
        set_out(&roller);
        move(&roller, 0.1f, 60);
        double usual = roller.stir.usual;
        int64_t rests_ns = track_now(&roller.track)->time_ns;
        move(&roller, 0.001f, rests_s);
        stir_unlearn(&roller.stir, rests_ns);
        assert_true(fabs(roller.stir.usual - usual) < 0.1 * usual);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_a_few_whiles_it_is_known_what_is_usual),
        cmocka_unit_test(a_jump_is_many_times_more_than_usual),
        cmocka_unit_test(a_rest_makes_no_jump_of_rolling_that_goes_on),
        cmocka_unit_test(what_is_forgotten_is_not_known_and_what_was_rest_is_not_usual),
        cmocka_unit_test(a_rest_after_long_rolling_is_forgotten_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
