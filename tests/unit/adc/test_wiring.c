#include "adc/find.h"
#include "adc/scan_limit.h"
#include "adc/wiring.h"
#include "rig/sampling_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void chips_are_read_from_their_names(void **state)
{
    (void)state;
    struct wired_chip chip;
    struct error error;
    assert_int_equal(wiring_chip("ads7828@0x4a", &chip, &error), 0);
    assert_ptr_equal(chip.kind, &ads7828_kind);
    assert_int_equal(chip.address, 0x4a);
    assert_int_equal(chip.switch_address, 0);
    assert_int_equal(wiring_chip("tca9548a@0x77.6/ads1015@0x48", &chip, &error), 0);
    assert_ptr_equal(chip.kind, &ads1015_kind);
    assert_int_equal(chip.switch_address, 0x77);
    assert_int_equal(chip.branch, 6);
    assert_string_equal(chip.name, "tca9548a@0x77.6/ads1015@0x48");
}

static void what_is_no_chip_is_refused_by_name(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "ads1115",
        "ads1115@",
        "ads1115@48",
        "ads1115@0x48 ",
        "ads1115@0x 48",
        "ads1115@0x47",
        "ads1115@0x4c",
        "ads9999@0x48",
        "tca9548a@0x70.8/ads1115@0x48",
        "tca9548a@0x70/ads1115@0x48",
        "tca9548a@0x6f.0/ads1115@0x48",
        "tca9548a@0x70.0/",
        "an-overlong-name-that-no-chip-of-this-world-has@0x48",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct wired_chip chip;
        struct error error = {""};
        assert_int_equal(wiring_chip(wrong[i], &chip, &error), -1);
        assert_non_null(strstr(error.text, wrong[i]));
    }
}

static struct wire wire(const char *chip, uint8_t input)
{
    struct wire made = {.pad = "p", .input = input};
    snprintf(made.chip, sizeof made.chip, "%s", chip);
    return made;
}

static void pads_are_sorted_by_chip(void **state)
{
    (void)state;
    const struct wire wires[] = {wire("ads1115@0x48", 2), wire("ads7828@0x49", 7), wire("", 0),
                                 wire("ads1115@0x48", 0)};
    struct wiring wiring;
    assert_int_equal(wiring_read(wires, 4, &wiring, NULL), 0);
    assert_int_equal(wiring.pads, 4);
    assert_int_equal(wiring.chips, 2);
    assert_int_equal(wiring.chip[0].inputs, 2);
    assert_int_equal(wiring.chip[0].pad[0], 0);
    assert_int_equal(wiring.chip[0].input[0], 2);
    assert_int_equal(wiring.chip[0].pad[1], 3);
    assert_int_equal(wiring.chip[1].pad[0], 1);
}

static void two_pads_on_one_input_are_refused(void **state)
{
    (void)state;
    const struct wire wires[] = {wire("ads1115@0x48", 2), wire("ads1115@0x48", 2)};
    struct wiring wiring;
    assert_int_equal(wiring_read(wires, 2, &wiring, NULL), -1);
}

static void an_input_that_the_chip_has_not_is_refused(void **state)
{
    (void)state;
    const struct wire wires[] = {wire("ads1115@0x48", 4)};
    struct wiring wiring;
    assert_int_equal(wiring_read(wires, 1, &wiring, NULL), -1);
}

static void chips_that_would_answer_at_once_are_refused(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"ads1115@0x48", "ads7828@0x48"},
        {"ads1115@0x48", "tca9548a@0x70.0/ads1115@0x48"},
        {"tca9548a@0x70.0/ads1115@0x48", "tca9548a@0x70.0/ads7828@0x48"},
    };
    for (unsigned i = 0; i < 3; i++) {
        const struct wire wires[] = {wire(pairs[i][0], 0), wire(pairs[i][1], 1)};
        struct wiring wiring;
        struct error error = {""};
        assert_int_equal(wiring_read(wires, 2, &wiring, &error), -1);
        assert_non_null(strstr(error.text, pairs[i][0]));
    }
    const struct wire apart[] = {wire("tca9548a@0x70.0/ads1115@0x48", 0),
                                 wire("tca9548a@0x70.1/ads1115@0x48", 0),
                                 wire("tca9548a@0x71.0/ads1115@0x48", 0)};
    struct wiring wiring;
    assert_int_equal(wiring_read(apart, 3, &wiring, NULL), 0);
    assert_int_equal(wiring.chips, 3);
}

static void a_list_of_chips_is_all_their_inputs_in_order(void **state)
{
    (void)state;
    struct wire wires[12];
    assert_int_equal(wiring_all_inputs("ads7828@0x49,ads1115@0x48", wires, 12, NULL), 12);
    assert_string_equal(wires[0].chip, "ads7828@0x49");
    assert_int_equal(wires[7].input, 7);
    assert_string_equal(wires[8].chip, "ads1115@0x48");
    assert_int_equal(wires[8].input, 0);
    assert_int_equal(wiring_all_inputs("ads7828@0x49,ads1115@0x48", wires, 11, NULL), -1);
    assert_int_equal(wiring_all_inputs("", wires, 12, NULL), -1);
    assert_int_equal(wiring_all_inputs("ads1115@0x48,,", wires, 12, NULL), -1);
}

static void the_limit_is_what_wire_and_converters_allow(void **state)
{
    (void)state;
    static const struct {
        const char *chips;
        double bus_hz, frames_hz;
    } known[] = {
        {"ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b", 400000, 210.4},
        {"ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b", 100000, 73.5},
        {"ads1015@0x48,ads1015@0x49,ads1015@0x4a,ads1015@0x4b", 400000, 294.1},
        {"ads7828@0x48,ads7828@0x49", 400000, 520.8},
        {"tca9548a@0x70.0/ads1115@0x48,tca9548a@0x70.0/ads1115@0x49,"
         "tca9548a@0x70.0/ads1115@0x4a,tca9548a@0x70.0/ads1115@0x4b,"
         "tca9548a@0x70.1/ads1115@0x48,tca9548a@0x70.1/ads1115@0x49,"
         "tca9548a@0x70.1/ads1115@0x4a,tca9548a@0x70.1/ads1115@0x4b",
         400000, 138.9},
    };
    for (unsigned i = 0; i < 5; i++) {
        struct wire wires[64];
        struct wiring wiring;
        int pads = wiring_all_inputs(known[i].chips, wires, 64, NULL);
        assert_int_equal(wiring_read(wires, (unsigned)pads, &wiring, NULL), 0);
        assert_true(fabs(scan_limit_hz(&wiring, known[i].bus_hz) - known[i].frames_hz) < 0.1);
    }
}

static void chips_are_found_straight_on_the_bus_and_behind_switches(void **state)
{
    (void)state;
    struct rig *rig = rig_open("ads7828@0x4b,ads1115@0x48,tca9548a@0x70.0/ads1115@0x49,"
                               "tca9548a@0x70.5/ads7828@0x49",
                               400000, NULL, true);
    char names[8][CHIP_NAME_MAX];
    enum bus_result failure;
    assert_int_equal(adc_find(rig->bus, names, 8, &failure), 4);
    assert_string_equal(names[0], "ads1115@0x48");
    assert_string_equal(names[1], "ads7828@0x4b");
    assert_string_equal(names[2], "tca9548a@0x70.0/ads1115@0x49");
    assert_string_equal(names[3], "tca9548a@0x70.5/ads7828@0x49");
    assert_int_equal(adc_find(rig->bus, names, 2, &failure), 2);
    struct rig_tally tally = rig_run(rig, 20);
    assert_int_equal(tally.wrong + tally.lost, 0);
    sim_bus_hang(rig->bus, true);
    assert_int_equal(adc_find(rig->bus, names, 8, &failure), -1);
    assert_int_equal(failure, BUS_TIMEOUT);
    rig_close(rig);
}

/* Also one that an earlier run has marked as its own. */
static void a_chip_of_twelve_bits_is_told_from_one_of_sixteen(void **state)
{
    (void)state;
    struct rig *rig = rig_open("ads1015@0x48,ads1115@0x49", 100000, NULL, true);
    for (unsigned i = 0; i < 2; i++) {
        char names[8][CHIP_NAME_MAX];
        enum bus_result failure;
        assert_int_equal(adc_find(rig->bus, names, 8, &failure), 2);
        assert_string_equal(names[0], "ads1015@0x48");
        assert_string_equal(names[1], "ads1115@0x49");
        struct rig_tally tally = rig_run(rig, 20);
        assert_int_equal(tally.wrong + tally.lost, 0);
    }
    rig_close(rig);
}

/* An ADS7830 in the middle of its range, to which what tells an ADS1x15 is a command. */
static enum bus_result middling_transfer(struct i2c_bus *bus, uint8_t address,
                                         struct bus_message *messages, unsigned count)
{
    (void)bus;
    if (address != 0x48)
        return BUS_NACK;
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; messages[i].read && k < messages[i].length; k++)
            messages[i].bytes[k] = k == 0 ? 0x7f : 0xff;
    return BUS_DONE;
}

static void a_result_that_looks_like_a_register_is_no_register(void **state)
{
    (void)state;
    static const struct i2c_bus_ops ops = {.transfer = middling_transfer};
    struct i2c_bus bus = {.ops = &ops};
    char names[8][CHIP_NAME_MAX];
    enum bus_result failure;
    assert_int_equal(adc_find(&bus, names, 8, &failure), 1);
    assert_string_equal(names[0], "ads7828@0x48");
}

/* A chip of registers at the address of a switch: one byte written selects, and is not said back.
 */
struct stranger {
    struct sim_chip chip;
    unsigned written;
    uint8_t selected;
};

static bool stranger_address(struct sim_chip *chip, bool read, int64_t time_ns)
{
    (void)chip;
    (void)read;
    (void)time_ns;
    return true;
}

static void stranger_write(struct sim_chip *chip, unsigned index, uint8_t byte, int64_t time_ns)
{
    (void)index;
    (void)time_ns;
    struct stranger *stranger = (struct stranger *)chip;
    stranger->written++;
    stranger->selected = byte;
}

static uint8_t stranger_read(struct sim_chip *chip, unsigned index, int64_t time_ns)
{
    (void)index;
    (void)time_ns;
    return (uint8_t)(0xa0 + ((const struct stranger *)chip)->selected);
}

static void stranger_close(struct sim_chip *chip)
{
    (void)chip;
}

static void a_stranger_at_the_address_of_a_switch_is_let_alone(void **state)
{
    (void)state;
    static const struct sim_chip_ops ops = {
        .address = stranger_address,
        .write = stranger_write,
        .read = stranger_read,
        .close = stranger_close,
    };
    struct stranger stranger = {.chip.ops = &ops};
    struct rig *rig = rig_open("ads1115@0x48", 400000, NULL, false);
    sim_bus_add(rig->bus, (struct sim_place){.address = 0x76}, &stranger.chip);
    char names[8][CHIP_NAME_MAX];
    enum bus_result failure;
    assert_int_equal(adc_find(rig->bus, names, 8, &failure), 1);
    assert_int_equal(stranger.written, 1);
    rig_close(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chips_are_read_from_their_names),
        cmocka_unit_test(what_is_no_chip_is_refused_by_name),
        cmocka_unit_test(pads_are_sorted_by_chip),
        cmocka_unit_test(two_pads_on_one_input_are_refused),
        cmocka_unit_test(an_input_that_the_chip_has_not_is_refused),
        cmocka_unit_test(chips_that_would_answer_at_once_are_refused),
        cmocka_unit_test(a_list_of_chips_is_all_their_inputs_in_order),
        cmocka_unit_test(the_limit_is_what_wire_and_converters_allow),
        cmocka_unit_test(chips_are_found_straight_on_the_bus_and_behind_switches),
        cmocka_unit_test(a_chip_of_twelve_bits_is_told_from_one_of_sixteen),
        cmocka_unit_test(a_result_that_looks_like_a_register_is_no_register),
        cmocka_unit_test(a_stranger_at_the_address_of_a_switch_is_let_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
