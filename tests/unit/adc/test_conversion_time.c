#include "adc/conversion_time.h"

#include "base/clock.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const int64_t shortest = 1057000, longest = 1407000;

/* Looks at one conversion after another, each of which takes what `took` says; what a look can tell
 * is blurred by `blur` on both sides. Returns how many conversions outlasted the wait. */
static unsigned learn(struct conversion_time *time, int64_t *now, unsigned conversions,
                      int64_t took, int64_t jitter, int64_t blur, uint64_t *seed)
{
    unsigned outlasted = 0;
    for (unsigned i = 0; i < conversions; i++) {
        int64_t this = took + (int64_t)((double)jitter * random_unit(seed));
        int64_t look = conversion_time_look_ns(time, *now);
        outlasted += conversion_time_wait_ns(time, *now) < this;
        *now += 1400000;
        if (look && look - blur / 2 >= this)
            conversion_time_ended(time, look, *now);
        else if (look)
            conversion_time_running(time, look - blur, *now);
    }
    return outlasted;
}

static void before_anything_is_known_the_wait_is_the_longest(void **state)
{
    (void)state;
    struct conversion_time time;
    conversion_time_begin(&time, shortest, longest);
    assert_int_equal(conversion_time_wait_ns(&time, 0), longest);
    assert_false(conversion_time_is_known(&time, 0));
}

static void a_steady_time_is_learned_to_a_hundredth(void **state)
{
    (void)state;
    for (int64_t took = 1060000; took < 1400000; took += 33333) {
        struct conversion_time time;
        int64_t now = 0;
        uint64_t seed = 1;
        conversion_time_begin(&time, shortest, longest);
        assert_int_equal(learn(&time, &now, 400, took, 0, 0, &seed), 0);
        assert_true(conversion_time_is_known(&time, now));
        int64_t wait = conversion_time_wait_ns(&time, now);
        assert_true(wait >= took && wait < took + took / 100);
    }
}

static void a_time_that_differs_each_time_is_never_undercut(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct conversion_time time;
        int64_t now = 0;
        uint64_t random = seed;
        conversion_time_begin(&time, shortest, longest);
        assert_int_equal(learn(&time, &now, 5000, 1200000, 85000, 0, &random), 0);
    }
}

static void looks_that_cannot_tell_well_make_the_wait_longer_and_not_wrong(void **state)
{
    (void)state;
    struct conversion_time time;
    int64_t now = 0;
    uint64_t seed = 1;
    conversion_time_begin(&time, shortest, longest);
    assert_int_equal(learn(&time, &now, 5000, 1190000, 0, 60000, &seed), 0);
    assert_true(conversion_time_wait_ns(&time, now) >= 1190000);
}

static void a_time_that_one_held_up_look_made_too_short_is_found_out(void **state)
{
    (void)state;
    struct conversion_time time;
    int64_t now = 0;
    uint64_t seed = 1;
    conversion_time_begin(&time, shortest, longest);
    conversion_time_ended(&time, 1150000, now);
    learn(&time, &now, 500, 1200000, 0, 60000, &seed);
    assert_true(conversion_time_is_known(&time, now));
    int64_t wait = conversion_time_wait_ns(&time, now);
    assert_true(wait >= 1200000 && wait < 1300000);
}

static void once_known_a_look_is_due_four_times_a_second(void **state)
{
    (void)state;
    struct conversion_time time;
    int64_t now = 0;
    uint64_t seed = 1;
    conversion_time_begin(&time, shortest, longest);
    learn(&time, &now, 1000, 1190000, 0, 0, &seed);
    unsigned looks = 0;
    for (unsigned i = 0; i < 1000; i++) {
        int64_t look = conversion_time_look_ns(&time, now);
        looks += look != 0;
        now += NS_PER_MS;
        if (look)
            conversion_time_ended(&time, look, now);
    }
    assert_int_equal(looks, 4);
}

static void what_was_not_looked_at_for_two_seconds_is_forgotten(void **state)
{
    (void)state;
    struct conversion_time time;
    int64_t now = 0;
    uint64_t seed = 1;
    conversion_time_begin(&time, shortest, longest);
    learn(&time, &now, 1000, 1190000, 0, 0, &seed);
    assert_true(conversion_time_wait_ns(&time, now) < longest);
    assert_int_equal(conversion_time_wait_ns(&time, now + 3 * NS_PER_S), longest);
}

static void a_surprise_sets_the_wait_back_to_the_longest(void **state)
{
    (void)state;
    struct conversion_time time;
    int64_t now = 0;
    uint64_t seed = 1;
    conversion_time_begin(&time, shortest, longest);
    learn(&time, &now, 1000, 1190000, 0, 0, &seed);
    conversion_time_running(&time, 1200000, now);
    assert_int_equal(conversion_time_wait_ns(&time, now), longest);
    learn(&time, &now, 1000, 1205000, 0, 0, &seed);
    int64_t wait = conversion_time_wait_ns(&time, now);
    assert_true(wait >= 1205000 && wait < 1230000);
}

static void where_nothing_can_be_learned_the_looks_rest(void **state)
{
    (void)state;
    struct conversion_time time;
    int64_t now = 0;
    conversion_time_begin(&time, shortest, longest);
    unsigned looks = 0;
    for (unsigned i = 0; i < 10000; i++) {
        int64_t look = conversion_time_look_ns(&time, now);
        looks += look != 0;
        now += NS_PER_MS;
        if (look) /* always far too late */
            conversion_time_ended(&time, longest + 300000, now);
    }
    assert_true(looks < 1000);
    assert_int_equal(conversion_time_wait_ns(&time, now), longest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_anything_is_known_the_wait_is_the_longest),
        cmocka_unit_test(a_steady_time_is_learned_to_a_hundredth),
        cmocka_unit_test(a_time_that_differs_each_time_is_never_undercut),
        cmocka_unit_test(looks_that_cannot_tell_well_make_the_wait_longer_and_not_wrong),
        cmocka_unit_test(a_time_that_one_held_up_look_made_too_short_is_found_out),
        cmocka_unit_test(once_known_a_look_is_due_four_times_a_second),
        cmocka_unit_test(what_was_not_looked_at_for_two_seconds_is_forgotten),
        cmocka_unit_test(a_surprise_sets_the_wait_back_to_the_longest),
        cmocka_unit_test(where_nothing_can_be_learned_the_looks_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
