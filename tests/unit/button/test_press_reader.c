#include "base/clock.h"
#include "button/gpio_names.h"
#include "button/light.h"
#include "button/press_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What became known in the order in which it did. */
struct told {
    unsigned count;
    struct press press[8];
};

static int64_t ms(int64_t time)
{
    return time * NS_PER_MS;
}

static void until(struct press_reader *reader, int64_t time_ms, struct told *told)
{
    struct press press;
    while (press_reader_time(reader, ms(time_ms), &press))
        told->press[told->count++] = press;
}

static void edge(struct press_reader *reader, bool down, int64_t time_ms, struct told *told)
{
    until(reader, time_ms, told);
    press_reader_edge(reader, down, ms(time_ms));
}

static void a_press_let_go_within_a_second_is_short(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    edge(&reader, true, 1000, &told);
    edge(&reader, false, 1990, &told);
    until(&reader, 2100, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.press[0].kind, PRESS_SHORT);
    assert_int_equal(told.press[0].time_ns, ms(1990));
}

static void a_press_is_held_at_the_second_and_not_at_the_release(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    edge(&reader, true, 1000, &told);
    until(&reader, 1999, &told);
    assert_int_equal(told.count, 0);
    until(&reader, 2000, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.press[0].kind, PRESS_HELD);
    assert_int_equal(told.press[0].time_ns, ms(2000));
    edge(&reader, false, 5000, &told);
    until(&reader, 6000, &told);
    assert_int_equal(told.count, 1);
}

static void bouncing_contacts_are_one_press(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    for (int i = 0; i < 5; i++) {
        edge(&reader, true, 1000 + 2 * i, &told);
        edge(&reader, false, 1001 + 2 * i, &told);
    }
    edge(&reader, true, 1010, &told);
    for (int i = 0; i < 5; i++) {
        edge(&reader, false, 1300 + 2 * i, &told);
        edge(&reader, true, 1301 + 2 * i, &told);
    }
    edge(&reader, false, 1310, &told);
    until(&reader, 3000, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.press[0].kind, PRESS_SHORT);
}

static void a_spike_is_no_press(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    edge(&reader, true, 1000, &told);
    edge(&reader, false, 1005, &told);
    until(&reader, 3000, &told);
    assert_int_equal(told.count, 0);
}

static void two_quick_presses_are_two(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    edge(&reader, true, 1000, &told);
    edge(&reader, false, 1060, &told);
    edge(&reader, true, 1120, &told);
    edge(&reader, false, 1180, &told);
    until(&reader, 3000, &told);
    assert_int_equal(told.count, 2);
}

static void held_over_thirty_seconds_is_a_fault(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    edge(&reader, true, 1000, &told);
    until(&reader, 30999, &told);
    assert_int_equal(told.count, 1);
    until(&reader, 31000, &told);
    assert_int_equal(told.count, 2);
    assert_int_equal(told.press[1].kind, PRESS_STUCK);
    edge(&reader, false, 40000, &told);
    until(&reader, 41000, &told);
    assert_int_equal(told.count, 2);
}

static void down_at_the_start_is_no_press_but_may_be_stuck(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, true, 0);
    until(&reader, 29999, &told);
    assert_int_equal(told.count, 0);
    until(&reader, 30000, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.press[0].kind, PRESS_STUCK);
    edge(&reader, false, 31000, &told);
    edge(&reader, true, 32000, &told);
    edge(&reader, false, 32100, &told);
    until(&reader, 33000, &told);
    assert_int_equal(told.count, 2);
    assert_int_equal(told.press[1].kind, PRESS_SHORT);
}

static void a_late_look_tells_what_is_known_by_then(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    press_reader_edge(&reader, true, ms(1000));
    until(&reader, 60000, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.press[0].kind, PRESS_STUCK);
    press_reader_begin(&reader, false, 0);
    press_reader_edge(&reader, true, ms(1000));
    told.count = 0;
    until(&reader, 20000, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.press[0].kind, PRESS_HELD);
}

static void a_button_at_fault_counts_as_up(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, true, ms(1000));
    until(&reader, 2000, &told);
    assert_int_equal(press_reader_down_ns(&reader), 0);
    edge(&reader, false, 3000, &told);
    edge(&reader, true, 4000, &told);
    until(&reader, 33000, &told);
    assert_int_equal(press_reader_down_ns(&reader), ms(4000));
    until(&reader, 34000, &told);
    assert_int_equal(press_reader_down_ns(&reader), 0);
    edge(&reader, false, 40000, &told);
    edge(&reader, true, 41000, &told);
    until(&reader, 41500, &told);
    assert_int_equal(press_reader_down_ns(&reader), ms(41000));
}

static void since_when_it_is_down_is_known(void **state)
{
    (void)state;
    struct press_reader reader;
    struct told told = {0};
    press_reader_begin(&reader, false, 0);
    assert_int_equal(press_reader_down_ns(&reader), 0);
    edge(&reader, true, 1000, &told);
    until(&reader, 1100, &told);
    assert_int_equal(press_reader_down_ns(&reader), ms(1000));
    edge(&reader, false, 1200, &told);
    until(&reader, 1300, &told);
    assert_int_equal(press_reader_down_ns(&reader), 0);
}

static void the_light_breathes_and_blinks_at_its_pace(void **state)
{
    (void)state;
    assert_false(light_is_on(LIGHT_OFF, 0));
    assert_true(light_is_on(LIGHT_STEADY, ms(123456)));
    assert_true(light_is_on(LIGHT_BREATHING, ms(1999)));
    assert_false(light_is_on(LIGHT_BREATHING, ms(2001)));
    assert_true(light_is_on(LIGHT_BLINKING, ms(249)));
    assert_false(light_is_on(LIGHT_BLINKING, ms(251)));
    assert_true(light_is_on(LIGHT_BLINKING, ms(501)));
}

static void chips_and_lines_are_known_by_their_names(void **state)
{
    (void)state;
    assert_true(gpio_chip_wanted(NULL, "pinctrl-rp1", "/dev/gpiochip4"));
    assert_true(gpio_chip_wanted(NULL, "pinctrl-bcm2835", "/dev/gpiochip0"));
    assert_false(gpio_chip_wanted(NULL, "raspberrypi-exp-gpio", "/dev/gpiochip1"));
    assert_true(gpio_chip_wanted("/dev/gpiochip1", "raspberrypi-exp-gpio", "/dev/gpiochip1"));
    assert_false(gpio_chip_wanted("other", "pinctrl-rp1", "/dev/gpiochip4"));
    assert_int_equal(gpio_line_number("GPIO17"), 17);
    assert_int_equal(gpio_line_number("4"), 4);
    assert_int_equal(gpio_line_number("GPIO"), -1);
    assert_int_equal(gpio_line_number("17x"), -1);
    assert_int_equal(gpio_line_number("ID_SDA"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_press_let_go_within_a_second_is_short),
        cmocka_unit_test(a_press_is_held_at_the_second_and_not_at_the_release),
        cmocka_unit_test(bouncing_contacts_are_one_press),
        cmocka_unit_test(a_spike_is_no_press),
        cmocka_unit_test(two_quick_presses_are_two),
        cmocka_unit_test(held_over_thirty_seconds_is_a_fault),
        cmocka_unit_test(down_at_the_start_is_no_press_but_may_be_stuck),
        cmocka_unit_test(a_late_look_tells_what_is_known_by_then),
        cmocka_unit_test(a_button_at_fault_counts_as_up),
        cmocka_unit_test(since_when_it_is_down_is_known),
        cmocka_unit_test(the_light_breathes_and_blinks_at_its_pace),
        cmocka_unit_test(chips_and_lines_are_known_by_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
