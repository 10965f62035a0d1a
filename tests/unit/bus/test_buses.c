/* SMBus shapes, switches, and the measured clock. */
#include "bus/bus_speed.h"
#include "bus/i2c_linux.h"
#include "bus/smbus.h"
#include "bus/tca9548a.h"
#include "sim/sim_bus.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <cmocka.h>

/* What an SMBus adapter was asked to do, in words. */
struct notes {
    char text[256];
    int status; /* of every call */
};

static int note(struct notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int note(struct notes *notes, const char *format, ...)
{
    size_t used = strlen(notes->text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(notes->text + used, sizeof notes->text - used, format, arguments);
    va_end(arguments);
    return notes->status;
}

static int read_byte(void *self, uint8_t address)
{
    int status = note(self, "[%02x r]", address);
    return status < 0 ? status : 0x81;
}

static int write_byte(void *self, uint8_t address, uint8_t byte)
{
    return note(self, "[%02x wb %02x]", address, byte);
}

static int read_byte_data(void *self, uint8_t address, uint8_t command)
{
    int status = note(self, "[%02x rb %02x]", address, command);
    return status < 0 ? status : 0x5a;
}

static int read_word_data(void *self, uint8_t address, uint8_t command)
{
    int status = note(self, "[%02x rw %02x]", address, command);
    return status < 0 ? status : 0x3412;
}

static int write_word_data(void *self, uint8_t address, uint8_t command, uint16_t word)
{
    return note(self, "[%02x ww %02x %04x]", address, command, word);
}

static struct smbus_calls calls_of(struct notes *notes)
{
    return (struct smbus_calls){read_byte,      write_byte,      read_byte_data,
                                read_word_data, write_word_data, notes};
}

static void start_and_fetch_are_a_word_written_and_a_word_read(void **state)
{
    (void)state;
    struct notes notes = {"", 0};
    struct smbus_calls calls = calls_of(&notes);
    uint8_t config[] = {0x01, 0xc3, 0xe3}, pointer = 0, value[2] = {0};
    struct bus_message messages[] = {{config, 3, false}, {&pointer, 1, false}, {value, 2, true}};
    assert_int_equal(smbus_transfer(&calls, 0x48, messages, 3), 0);
    assert_string_equal(notes.text, "[48 ww 01 e3c3][48 rw 00]");
    assert_int_equal(value[0], 0x12); /* the low byte travels first */
    assert_int_equal(value[1], 0x34);
}

static void a_command_and_one_byte_are_a_byte_read(void **state)
{
    (void)state;
    struct notes notes = {"", 0};
    struct smbus_calls calls = calls_of(&notes);
    uint8_t command = 0x8c, value = 0;
    struct bus_message messages[] = {{&command, 1, false}, {&value, 1, true}};
    assert_int_equal(smbus_transfer(&calls, 0x49, messages, 2), 0);
    assert_string_equal(notes.text, "[49 rb 8c]");
    assert_int_equal(value, 0x5a);
    notes.text[0] = '\0';
    assert_int_equal(smbus_transfer(&calls, 0x70, messages, 1), 0);
    assert_string_equal(notes.text, "[70 wb 8c]");
    notes.text[0] = '\0';
    assert_int_equal(smbus_transfer(&calls, 0x70, messages + 1, 1), 0);
    assert_string_equal(notes.text, "[70 r]");
    assert_int_equal(value, 0x81);
}

static void the_first_smbus_call_that_fails_ends_the_transfer(void **state)
{
    (void)state;
    struct notes notes = {"", -EREMOTEIO};
    struct smbus_calls calls = calls_of(&notes);
    uint8_t config[] = {0x01, 0xc3, 0xe3}, pointer = 0, value[2] = {7, 7};
    struct bus_message messages[] = {{config, 3, false}, {&pointer, 1, false}, {value, 2, true}};
    assert_int_equal(smbus_transfer(&calls, 0x48, messages, 3), -EREMOTEIO);
    assert_string_equal(notes.text, "[48 ww 01 e3c3]");
    assert_int_equal(value[0], 7);
}

static void what_smbus_cannot_say_is_refused(void **state)
{
    (void)state;
    struct notes notes = {"", 0};
    struct smbus_calls calls = calls_of(&notes);
    uint8_t bytes[8] = {0};
    struct bus_message alone = {bytes, 2, true};
    struct bus_message four = {bytes, 4, false};
    assert_int_equal(smbus_transfer(&calls, 0x48, &alone, 1), -EINVAL);
    assert_int_equal(smbus_transfer(&calls, 0x48, &four, 1), -EINVAL);
    assert_string_equal(notes.text, "");
}

static void errors_of_every_pi_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(bus_result_of_errno(0), BUS_DONE);
    assert_int_equal(bus_result_of_errno(EREMOTEIO), BUS_NACK);
    assert_int_equal(bus_result_of_errno(ENXIO), BUS_NACK);
    assert_int_equal(bus_result_of_errno(ETIMEDOUT), BUS_TIMEOUT);
    assert_int_equal(bus_result_of_errno(EIO), BUS_ERROR);
    assert_int_equal(bus_result_of_errno(EOPNOTSUPP), BUS_ERROR);
    assert_int_equal(bus_result_of_errno(ENODEV), BUS_GONE);
}

/* None there, or something else in its place. */
static void an_adapter_that_is_missing_says_gone(void **state)
{
    (void)state;
    static const char *const paths[] = {"/dev/no-such-bus", "/dev/null", "/"};
    for (unsigned i = 0; i < 3; i++) {
        struct i2c_bus *bus = i2c_linux_open(paths[i]);
        assert_int_equal(bus_write_byte(bus, 0x48, 0), BUS_GONE);
        assert_int_equal(bus_recover(bus), BUS_GONE);
        assert_int_equal(bus_write_byte(bus, 0x48, 0), BUS_GONE);
        bus_close(bus);
    }
}

/* Two that read the same converters would take the one's conversions for the other's. */
static void a_bus_that_another_program_has_says_so_until_that_one_ends(void **state)
{
    (void)state;
    char path[] = "/tmp/matstation-bus-XXXXXX";
    const int other = mkstemp(path);
    assert_true(other >= 0);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), 0);
    struct i2c_bus *bus = i2c_linux_open(path);
    assert_int_equal(bus_recover(bus), BUS_TAKEN);
    assert_int_equal(bus_write_byte(bus, 0x48, 0), BUS_GONE);
    close(other);
    assert_int_equal(bus_recover(bus), BUS_GONE); /* a file is no adapter */
    bus_close(bus);
    unlink(path);
}

static double volts_of_chip(void *self, unsigned input, int64_t time_ns)
{
    (void)input;
    (void)time_ns;
    return *(const double *)self;
}

/* The count of input 0 of an ADS7828; -1: no answer. */
static int read_chip(struct i2c_bus *bus)
{
    uint8_t command = 0x8c, bytes[2] = {0};
    struct bus_message messages[] = {{&command, 1, false}, {bytes, 2, true}};
    return bus_transfer(bus, 0x48, messages, 2) == BUS_DONE ? bytes[0] << 8 | bytes[1] : -1;
}

/* Four chips with one address, on two branches each of two switches. */
struct tree {
    int64_t now_ns;
    double volts[4];
    struct i2c_bus *root, *branch[4];
    struct bus_switches *switches;
};

static void grow(struct tree *tree)
{
    *tree = (struct tree){0};
    tree->root = sim_bus_open(400000, clock_manual(&tree->now_ns));
    tree->switches = switches_open(tree->root);
    for (unsigned i = 0; i < 4; i++) {
        struct sim_place place = {0x48, (uint8_t)(0x70 + i / 2), (uint8_t)(i % 2 * 5)};
        tree->volts[i] = 0.25 * (i + 1);
        sim_bus_add(tree->root, place,
                    sim_ads7828_open((struct sim_input){volts_of_chip, &tree->volts[i]}));
        struct sim_chip *chip = sim_bus_chip(tree->root, place);
        chip->ops->write(chip, 0, 0x8c, 0); /* its reference settles */
        tree->branch[i] = switches_branch(tree->switches, place.switch_address, place.branch);
    }
    tree->now_ns += 2 * NS_PER_MS;
}

static void fell(struct tree *tree)
{
    for (unsigned i = 0; i < 4; i++)
        bus_close(tree->branch[i]);
    switches_close(tree->switches);
    bus_close(tree->root);
}

static int counts_of(const struct tree *tree, unsigned i)
{
    return (int)(tree->volts[i] / 2.5 * 4096 + 0.5);
}

static void chips_of_one_address_on_four_branches_are_kept_apart(void **state)
{
    (void)state;
    static const unsigned order[] = {0, 1, 2, 3, 1, 0, 3, 0, 2, 2, 1, 3};
    struct tree tree;
    grow(&tree);
    for (unsigned i = 0; i < sizeof order / sizeof order[0]; i++)
        assert_int_equal(read_chip(tree.branch[order[i]]), counts_of(&tree, order[i]));
    fell(&tree);
}

static void a_branch_is_switched_to_once_and_not_each_time(void **state)
{
    (void)state;
    struct tree tree;
    grow(&tree);
    read_chip(tree.branch[0]);
    uint64_t calls = tree.root->calls;
    for (unsigned i = 0; i < 10; i++)
        read_chip(tree.branch[0]);
    assert_int_equal(tree.root->calls - calls, 10);
    read_chip(tree.branch[1]);
    assert_int_equal(tree.root->calls - calls, 12);
    read_chip(tree.branch[2]); /* its switch, and the other one off */
    assert_int_equal(tree.root->calls - calls, 15);
    fell(&tree);
}

static void branches_left_connected_by_an_earlier_run_do_no_harm(void **state)
{
    (void)state;
    for (unsigned first = 0; first < 4; first++) {
        struct tree tree;
        grow(&tree);
        uint8_t all = 0xff;
        struct bus_message message = {&all, 1, false};
        bus_transfer(tree.root, 0x70, &message, 1);
        bus_transfer(tree.root, 0x71, &message, 1);
        for (unsigned i = 0; i < 4; i++)
            assert_int_equal(read_chip(tree.branch[first ^ i]), counts_of(&tree, first ^ i));
        fell(&tree);
    }
}

static void a_switch_that_lost_its_power_is_switched_anew(void **state)
{
    (void)state;
    struct tree tree;
    grow(&tree);
    read_chip(tree.branch[1]);
    sim_bus_unplug_switch(tree.root, 0x70, true);
    assert_int_equal(read_chip(tree.branch[1]), -1);
    sim_bus_unplug_switch(tree.root, 0x70, false);
    assert_int_equal(read_chip(tree.branch[1]), counts_of(&tree, 1));
    fell(&tree);
}

static void the_clock_of_the_wire_is_measured_without_what_calls_and_messages_cost(void **state)
{
    (void)state;
    for (int64_t overhead_us = 0; overhead_us <= 200; overhead_us += 100) {
        struct tree tree;
        grow(&tree);
        struct clock clock = clock_manual(&tree.now_ns);
        sim_bus_set_overhead_ns(tree.root, overhead_us * NS_PER_US);
        sim_bus_set_message_delay_ns(tree.root, overhead_us * NS_PER_US / 10);
        double bit_ns = bus_measure_bit_ns(tree.branch[2], 0x48, 0x8c, &clock);
        assert_true(bit_ns > 2495 && bit_ns < 2505);
        fell(&tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(start_and_fetch_are_a_word_written_and_a_word_read),
        cmocka_unit_test(a_command_and_one_byte_are_a_byte_read),
        cmocka_unit_test(the_first_smbus_call_that_fails_ends_the_transfer),
        cmocka_unit_test(what_smbus_cannot_say_is_refused),
        cmocka_unit_test(errors_of_every_pi_are_told_apart),
        cmocka_unit_test(an_adapter_that_is_missing_says_gone),
        cmocka_unit_test(a_bus_that_another_program_has_says_so_until_that_one_ends),
        cmocka_unit_test(chips_of_one_address_on_four_branches_are_kept_apart),
        cmocka_unit_test(a_branch_is_switched_to_once_and_not_each_time),
        cmocka_unit_test(branches_left_connected_by_an_earlier_run_do_no_harm),
        cmocka_unit_test(a_switch_that_lost_its_power_is_switched_anew),
        cmocka_unit_test(the_clock_of_the_wire_is_measured_without_what_calls_and_messages_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
