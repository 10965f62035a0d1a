/* The simulated ADS78xx do what the data sheets say, at the wrong time too. */
#include "desk.h"

static void a_reference_that_was_just_switched_on_makes_values_wrong(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    desk.volts[0] = 1;
    unsigned right = (unsigned)(1 / 2.5 * 4096 + 0.5);
    assert_int_not_equal(get(&desk, 0x4a, 0x8c), right);
    desk.now_ns += 2 * NS_PER_MS;
    assert_int_equal(get(&desk, 0x4a, 0x8c), right);
    bus_close(desk.bus);
}

static void inputs_of_the_eight_input_chips_are_coded_even_ones_first(void **state)
{
    (void)state;
    static const uint8_t commands[] = {0x8c, 0xcc, 0x9c, 0xdc, 0xac, 0xec, 0xbc, 0xfc};
    struct desk desk;
    lay(&desk, 0);
    (void)get(&desk, 0x4a, commands[0]);
    (void)get(&desk, 0x4b, commands[0]);
    desk.now_ns += 2 * NS_PER_MS; /* the references settle */
    for (unsigned i = 0; i < 8; i++) {
        assert_int_equal(get(&desk, 0x4a, commands[i]),
                         (unsigned)(desk.volts[i] / 2.5 * 4096 + 0.5));
        assert_int_equal(get(&desk, 0x4b, commands[i]) >> 8,
                         (unsigned)(desk.volts[i] / 2.5 * 256 + 0.5));
    }
    bus_close(desk.bus);
}

/* Off between conversions, or always: what it says then is worth nothing. */
static void a_reference_that_is_off_is_off_and_must_settle_anew(void **state)
{
    (void)state;
    const unsigned right = (unsigned)(0.5 / 2.5 * 4096 + 0.5);
    for (unsigned off = 0x80; off <= 0x84; off += 4) {
        struct desk desk;
        lay(&desk, 0);
        put_byte(&desk, 0x4a, 0x8c);
        desk.now_ns += 2 * NS_PER_MS;
        assert_int_equal(get(&desk, 0x4a, 0x8c), right);
        assert_int_equal(get(&desk, 0x4a, (uint8_t)off), 0x0fff);
        assert_true(get(&desk, 0x4a, 0x8c) > right + 40);
        desk.now_ns += 2 * NS_PER_MS;
        assert_int_equal(get(&desk, 0x4a, 0x88), right); /* on, the converter off between */
        bus_close(desk.bus);
    }
}

static void without_a_command_the_last_result_is_said_again(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    assert_int_equal(read_on(&desk, 0x4a), 0); /* there was none since power-on */
    put_byte(&desk, 0x4a, 0x8c);
    desk.now_ns += 2 * NS_PER_MS;
    unsigned first = get(&desk, 0x4a, 0x8c);
    desk.volts[0] = 2.0;
    assert_int_equal(read_on(&desk, 0x4a), first);
    assert_int_equal(get(&desk, 0x4a, 0x8c), (unsigned)(2.0 / 2.5 * 4096 + 0.5));
    bus_close(desk.bus);
}

static void pairs_of_the_eight_input_chips_are_one_input_against_the_other(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put_byte(&desk, 0x4a, 0x0c);
    desk.now_ns += 2 * NS_PER_MS;
    for (unsigned code = 0; code < 8; code++) {
        unsigned plus = (code & 3) * 2 + (code >> 2), minus = plus ^ 1U;
        double volts = fmax(desk.volts[plus] - desk.volts[minus], 0); /* no less than nothing */
        assert_int_equal(get(&desk, 0x4a, (uint8_t)(code << 4 | 0x0c)),
                         (unsigned)(volts / 2.5 * 4096 + 0.5));
    }
    bus_close(desk.bus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_that_was_just_switched_on_makes_values_wrong),
        cmocka_unit_test(inputs_of_the_eight_input_chips_are_coded_even_ones_first),
        cmocka_unit_test(a_reference_that_is_off_is_off_and_must_settle_anew),
        cmocka_unit_test(without_a_command_the_last_result_is_said_again),
        cmocka_unit_test(pairs_of_the_eight_input_chips_are_one_input_against_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
