/* A clock that is set while the station runs is told apart from one that runs on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "app/wall.h"
#include "base/clock.h"

static void a_clock_that_runs_on_was_not_set(void **state)
{
    (void)state;
    struct wall wall;
    wall_open(&wall);
    assert_int_equal(wall_now(&wall).set, 0);
    assert_int_equal(wall_now(&wall).set, 0);
}

static void a_clock_that_jumps_was_set_once(void **state)
{
    (void)state;
    struct wall wall;
    wall_open(&wall);
    wall.ahead_ns -= 5 * 86400 * NS_PER_S;
    assert_int_equal(wall_now(&wall).set, 1);
    assert_int_equal(wall_now(&wall).set, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_runs_on_was_not_set),
        cmocka_unit_test(a_clock_that_jumps_was_set_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
