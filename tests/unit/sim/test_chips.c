/* The simulated converters do what their data sheets say, at the wrong time too. */
#include "sim/sim_bus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { CONVERSION, CONFIG, LOW_THRESHOLD, HIGH_THRESHOLD };

struct desk {
    int64_t now_ns;
    struct i2c_bus *bus;
    double volts[8];
};

static double desk_volts(void *self, unsigned input, int64_t time_ns)
{
    (void)time_ns;
    return ((const struct desk *)self)->volts[input];
}

static void lay(struct desk *desk, double error)
{
    *desk = (struct desk){.volts = {0.5, 1.0, 1.5, 2.0, 0.25, 0.75, 1.25, 1.75}};
    desk->bus = sim_bus_open(400000, clock_manual(&desk->now_ns));
    struct sim_input input = {desk_volts, desk};
    struct sim_oscillator oscillator = {.error = error, .wake_ns = 25000};
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x48},
                sim_ads1115_open(input, oscillator));
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x49},
                sim_ads1015_open(input, oscillator));
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x4a}, sim_ads7828_open(input));
    sim_bus_add(desk->bus, (struct sim_place){.address = 0x4b}, sim_ads7830_open(input));
}

static void put(struct desk *desk, uint8_t address, uint8_t which, unsigned value)
{
    uint8_t bytes[] = {which, (uint8_t)(value >> 8), (uint8_t)(value & 0xff)};
    struct bus_message message = {bytes, 3, false};
    assert_int_equal(bus_transfer(desk->bus, address, &message, 1), BUS_DONE);
}

static unsigned get(struct desk *desk, uint8_t address, uint8_t which)
{
    uint8_t bytes[2];
    struct bus_message messages[] = {{&which, 1, false}, {bytes, 2, true}};
    assert_int_equal(bus_transfer(desk->bus, address, messages, 2), BUS_DONE);
    return (unsigned)bytes[0] << 8 | bytes[1];
}

/* Single-shot, 4.096 V, fastest, input 0 to 3. */
static unsigned config(unsigned input)
{
    return 0xc000U | input << 12 | 0x03e3U;
}

static void registers_are_as_after_power_on(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    assert_int_equal(get(&desk, 0x48, CONFIG), 0x8583);
    assert_int_equal(get(&desk, 0x48, LOW_THRESHOLD), 0x8000);
    assert_int_equal(get(&desk, 0x48, HIGH_THRESHOLD), 0x7fff);
    assert_int_equal(get(&desk, 0x48, CONVERSION), 0);
    bus_close(desk.bus);
}

static void a_conversion_ends_after_its_own_time_and_not_before(void **state)
{
    (void)state;
    for (int slow = -1; slow <= 1; slow++) {
        struct desk desk;
        lay(&desk, 0.1 * slow);
        put(&desk, 0x48, CONFIG, config(1));
        /* Acknowledged one bit before the transfer's end. */
        int64_t ends_ns = desk.now_ns - 2500 + 25000 + (int64_t)(1e9 / 860 * (1 + 0.1 * slow));
        desk.now_ns = ends_ns - 29 * 2500 - 10000;
        assert_false(get(&desk, 0x48, CONFIG) & 0x8000);
        desk.now_ns = ends_ns - 19 * 2500;
        assert_true(get(&desk, 0x48, CONFIG) & 0x8000);
        assert_int_equal(get(&desk, 0x48, CONVERSION), 8000);
        bus_close(desk.bus);
    }
}

static void read_too_early_it_says_the_old_value(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put(&desk, 0x48, CONFIG, config(1));
    desk.now_ns += 2 * NS_PER_MS;
    put(&desk, 0x48, CONFIG, config(3));
    desk.now_ns += NS_PER_MS / 2;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 8000);
    desk.now_ns += NS_PER_MS;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 16000);
    bus_close(desk.bus);
}

static void a_config_written_during_a_conversion_is_ignored(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put(&desk, 0x48, CONFIG, config(1));
    desk.now_ns += NS_PER_MS / 2;
    put(&desk, 0x48, CONFIG, config(3));
    desk.now_ns += 5 * NS_PER_MS;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 8000);
    bus_close(desk.bus);
}

static void the_twelve_bit_chip_leaves_four_bits_empty(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    desk.volts[2] = 1.2345;
    put(&desk, 0x49, CONFIG, config(2));
    desk.now_ns += 2 * NS_PER_MS;
    unsigned value = get(&desk, 0x49, CONVERSION);
    assert_int_equal(value & 0xf, 0);
    assert_int_equal(value >> 4, (unsigned)(1.2345 / 4.096 * 2048));
    bus_close(desk.bus);
}

static void of_the_twelve_bit_chips_thresholds_four_bits_cannot_be_written(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    for (unsigned value = 0; value <= 0xffff; value += 0x333) {
        put(&desk, 0x48, LOW_THRESHOLD, value);
        put(&desk, 0x49, LOW_THRESHOLD, value);
        put(&desk, 0x49, HIGH_THRESHOLD, value);
        assert_int_equal(get(&desk, 0x48, LOW_THRESHOLD), value);
        assert_int_equal(get(&desk, 0x49, LOW_THRESHOLD), value & 0xfff0);
        assert_int_equal(get(&desk, 0x49, HIGH_THRESHOLD), value | 0xf);
    }
    bus_close(desk.bus);
}

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

static void above_full_scale_is_full_scale(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    desk.volts[0] = 5;
    put(&desk, 0x48, CONFIG, config(0));
    desk.now_ns += 2 * NS_PER_MS;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 0x7fff);
    assert_int_equal(get(&desk, 0x4a, 0x8c), 0x0fff);
    bus_close(desk.bus);
}

static void a_transfer_takes_as_long_as_its_clocks(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    int64_t began = desk.now_ns;
    put(&desk, 0x48, CONFIG, config(0));
    assert_int_equal(desk.now_ns - began, 38 * 2500);
    began = desk.now_ns;
    get(&desk, 0x48, CONVERSION);
    assert_int_equal(desk.now_ns - began, 48 * 2500);
    bus_close(desk.bus);
}

static void nobody_answers_at_a_free_address(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    uint8_t byte = 0;
    struct bus_message message = {&byte, 1, false};
    assert_int_equal(bus_transfer(desk.bus, 0x50, &message, 1), BUS_NACK);
    bus_close(desk.bus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(registers_are_as_after_power_on),
        cmocka_unit_test(a_conversion_ends_after_its_own_time_and_not_before),
        cmocka_unit_test(read_too_early_it_says_the_old_value),
        cmocka_unit_test(a_config_written_during_a_conversion_is_ignored),
        cmocka_unit_test(the_twelve_bit_chip_leaves_four_bits_empty),
        cmocka_unit_test(of_the_twelve_bit_chips_thresholds_four_bits_cannot_be_written),
        cmocka_unit_test(a_reference_that_was_just_switched_on_makes_values_wrong),
        cmocka_unit_test(inputs_of_the_eight_input_chips_are_coded_even_ones_first),
        cmocka_unit_test(above_full_scale_is_full_scale),
        cmocka_unit_test(a_transfer_takes_as_long_as_its_clocks),
        cmocka_unit_test(nobody_answers_at_a_free_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
