#include "adc/chip_watch.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Asks a dead chip whenever it is not resting, for an hour; the part of the time that it took. */
static double part_spent(enum pad_state why, int64_t cost_ns)
{
    struct chip_watch watch = {0};
    int64_t now = 0, spent = 0;
    while (now < 3600 * NS_PER_S) {
        if (chip_watch_resting(&watch, now)) {
            now = watch.rest_until_ns;
            continue;
        }
        now += cost_ns;
        spent += cost_ns;
        chip_watch_failed(&watch, why, now, cost_ns);
    }
    return (double)spent / (double)now;
}

static void asking_a_dead_chip_takes_less_than_a_twentieth_of_the_time(void **state)
{
    (void)state;
    for (int64_t cost_us = 25; cost_us <= 1000000; cost_us *= 10)
        assert_true(part_spent(PAD_TIMEOUT, cost_us * NS_PER_US) < 0.05);
    assert_true(part_spent(PAD_NACK, 25 * NS_PER_US) < 0.05);
}

static void a_chip_is_set_aside_after_eight_failures_or_four_timeouts(void **state)
{
    (void)state;
    struct chip_watch watch = {0};
    for (unsigned i = 0; i < 7; i++)
        chip_watch_failed(&watch, PAD_NACK, 0, 1000);
    assert_int_equal(watch.state, CHIP_FAILING);
    chip_watch_failed(&watch, PAD_NACK, 0, 1000);
    assert_int_equal(watch.state, CHIP_OFFLINE);
    watch = (struct chip_watch){0};
    for (unsigned i = 0; i < 4; i++)
        chip_watch_failed(&watch, PAD_TIMEOUT, 0, 1000);
    assert_int_equal(watch.state, CHIP_OFFLINE);
    assert_int_equal(watch.failures[PAD_TIMEOUT], 4);
}

static void failures_with_successes_between_set_nothing_aside(void **state)
{
    (void)state;
    struct chip_watch watch = {0};
    for (unsigned i = 0; i < 100; i++) {
        chip_watch_failed(&watch, PAD_BUS_ERROR, 0, 1000);
        assert_int_equal(watch.state, CHIP_FAILING);
        chip_watch_succeeded(&watch);
        assert_int_equal(watch.state, CHIP_OK);
    }
    assert_int_equal(watch.failures[PAD_BUS_ERROR], 100);
}

static void the_rest_doubles_up_to_two_seconds_and_begins_anew(void **state)
{
    (void)state;
    struct chip_watch watch = {0};
    for (unsigned i = 0; i < 8; i++)
        chip_watch_failed(&watch, PAD_NACK, 0, 1000);
    assert_int_equal(watch.rest_until_ns, 100 * NS_PER_MS);
    chip_watch_failed(&watch, PAD_NACK, 0, 1000);
    assert_int_equal(watch.rest_until_ns, 200 * NS_PER_MS);
    for (unsigned i = 0; i < 20; i++)
        chip_watch_failed(&watch, PAD_NACK, 0, 1000);
    assert_int_equal(watch.rest_until_ns, 2 * NS_PER_S);
    chip_watch_wake(&watch);
    assert_false(chip_watch_resting(&watch, 1));
    chip_watch_failed(&watch, PAD_NACK, 0, 1000);
    assert_int_equal(watch.rest_until_ns, 100 * NS_PER_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_a_dead_chip_takes_less_than_a_twentieth_of_the_time),
        cmocka_unit_test(a_chip_is_set_aside_after_eight_failures_or_four_timeouts),
        cmocka_unit_test(failures_with_successes_between_set_nothing_aside),
        cmocka_unit_test(the_rest_doubles_up_to_two_seconds_and_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
