/* The simulated ADS1x15 and the bus do what the data sheets say, at the wrong time too. */
#include "desk.h"

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

static void the_pointer_stays_where_it_was_put(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put(&desk, 0x48, CONFIG, config(1));
    desk.now_ns += 2 * NS_PER_MS;
    assert_int_equal(read_on(&desk, 0x48), config(1));
    assert_int_equal(read_on(&desk, 0x48), config(1));
    put_byte(&desk, 0x48, HIGH_THRESHOLD);
    assert_int_equal(read_on(&desk, 0x48), 0x7fff);
    put(&desk, 0x48, CONVERSION, 0x1234); /* cannot be written */
    assert_int_equal(read_on(&desk, 0x48), 8000);
    bus_close(desk.bus);
}

static void a_config_without_a_start_converts_nothing(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put(&desk, 0x48, CONFIG, config(1) & 0x7fffU);
    assert_int_equal(get(&desk, 0x48, CONFIG), config(1)); /* idle */
    desk.now_ns += 2 * NS_PER_MS;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 0);
    bus_close(desk.bus);
}

static void running_on_its_own_it_takes_a_config_once_the_conversion_has_ended(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put(&desk, 0x48, CONFIG, config(1) & 0x7effU);
    desk.now_ns += 3 * NS_PER_MS;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 8000);
    desk.volts[1] = 1.024;
    desk.now_ns += 3 * NS_PER_MS; /* nobody started another one */
    assert_int_equal(get(&desk, 0x48, CONVERSION), 8192);
    assert_false(get(&desk, 0x48, CONFIG) & 0x8000);
    put(&desk, 0x48, CONFIG, config(3) & 0x7effU);
    assert_int_equal(get(&desk, 0x48, CONVERSION), 8192);
    desk.now_ns += 3 * NS_PER_MS;
    assert_int_equal(get(&desk, 0x48, CONVERSION), 16000);
    put(&desk, 0x48, CONFIG, config(3) & 0x7fffU); /* and stops after the one under way */
    desk.now_ns += 3 * NS_PER_MS;
    assert_true(get(&desk, 0x48, CONFIG) & 0x8000);
    bus_close(desk.bus);
}

static void every_range_and_every_pair_of_inputs_is_as_its_code_says(void **state)
{
    (void)state;
    static const double full_scale_v[] = {6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256};
    static const unsigned pairs[4][2] = {{0, 1}, {0, 3}, {1, 3}, {2, 3}};
    struct desk desk;
    lay(&desk, 0);
    for (unsigned i = 0; i < 4; i++)
        desk.volts[i] = 0.02 * (i + 1);
    for (unsigned code = 0; code < 8; code++) {
        put(&desk, 0x48, CONFIG, 0x8000U | code % 4 << 12 | code << 9 | 0x01e3U);
        desk.now_ns += 2 * NS_PER_MS;
        double volts = desk.volts[pairs[code % 4][0]] - desk.volts[pairs[code % 4][1]];
        int counts = (int16_t)(uint16_t)get(&desk, 0x48, CONVERSION);
        assert_true(counts < 0);
        assert_int_equal(counts, (int)floor(volts / full_scale_v[code] * 32768 + 0.5));
    }
    bus_close(desk.bus);
}

static void a_general_call_resets_those_that_heed_it(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    put(&desk, 0x48, HIGH_THRESHOLD, 0x1230);
    put(&desk, 0x49, CONFIG, config(1));
    desk.now_ns += 2 * NS_PER_MS;
    (void)get(&desk, 0x4a, 0x8c);
    desk.now_ns += 2 * NS_PER_MS;
    put_byte(&desk, 0, 0x04); /* no reset */
    assert_int_equal(get(&desk, 0x48, HIGH_THRESHOLD), 0x1230);
    put_byte(&desk, 0, 0x06);
    assert_int_equal(get(&desk, 0x48, HIGH_THRESHOLD), 0x7fff);
    assert_int_equal(get(&desk, 0x49, CONFIG), 0x8583);
    assert_int_equal(get(&desk, 0x49, CONVERSION), 0);
    assert_int_equal(get(&desk, 0x4a, 0x8c), (unsigned)(0.5 / 2.5 * 4096 + 0.5)); /* its own */
    for (uint8_t address = 0x48; address <= 0x49; address++)
        sim_bus_unplug_chip(desk.bus, (struct sim_place){.address = address}, true);
    assert_int_equal(bus_write_byte(desk.bus, 0, 0x06), BUS_NACK);
    bus_close(desk.bus);
}

/* Nothing on the wire says that there are two. */
static void of_two_chips_at_one_address_every_zero_wins(void **state)
{
    (void)state;
    struct desk desk;
    lay(&desk, 0);
    struct sim_oscillator oscillator = {.wake_ns = 25000};
    sim_bus_add(desk.bus, (struct sim_place){.address = 0x48},
                sim_ads1015_open((struct sim_input){desk_volts, &desk}, oscillator));
    put(&desk, 0x48, LOW_THRESHOLD, 0x1239);  /* one keeps 0x1239, the other 0x1230; */
    put(&desk, 0x48, HIGH_THRESHOLD, 0x1239); /* 0x1239, and 0x123f */
    assert_int_equal(get(&desk, 0x48, LOW_THRESHOLD), 0x1230);
    assert_int_equal(get(&desk, 0x48, HIGH_THRESHOLD), 0x1239);
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
        cmocka_unit_test(above_full_scale_is_full_scale),
        cmocka_unit_test(a_transfer_takes_as_long_as_its_clocks),
        cmocka_unit_test(nobody_answers_at_a_free_address),
        cmocka_unit_test(the_pointer_stays_where_it_was_put),
        cmocka_unit_test(a_config_without_a_start_converts_nothing),
        cmocka_unit_test(running_on_its_own_it_takes_a_config_once_the_conversion_has_ended),
        cmocka_unit_test(every_range_and_every_pair_of_inputs_is_as_its_code_says),
        cmocka_unit_test(a_general_call_resets_those_that_heed_it),
        cmocka_unit_test(of_two_chips_at_one_address_every_zero_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
