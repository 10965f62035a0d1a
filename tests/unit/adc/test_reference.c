/* Chips whose reference may be off: their values count only once it has settled. */
#include "rig/sampling_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FOUR_7828 "ads7828@0x48,ads7828@0x49,ads7828@0x4a,ads7828@0x4b"

static struct rig *settled(const char *chips, bool ahead)
{
    struct rig *rig = rig_open(chips, 400000, NULL, ahead);
    struct rig_tally tally = rig_run(rig, 100);
    assert_int_equal(tally.wrong + tally.lost, 0);
    return rig;
}

static void the_reference_of_a_chip_that_comes_settles_before_its_values_count(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_7828, 400000, NULL, false);
    assert_int_equal(rig_run(rig, 10).wrong, 0);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 2), true);
    rig_run(rig, 100);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 2), false);
    rig->now_ns += 3 * NS_PER_S;
    struct rig_tally tally = rig_run(rig, 100);
    assert_int_equal(tally.wrong + tally.lost, 0);
    rig_close(rig);
}

/* No register tells that the reference was off, and is yet to settle. */
static void a_reference_that_was_off_for_a_moment_never_scales_a_value(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_7828, "ads7830@0x48,ads7830@0x49"};
    for (unsigned i = 0; i < 4; i++) {
        struct rig *rig = settled(chips[i / 2], i % 2);
        uint64_t lost = 0;
        for (unsigned k = 0; k < 300; k++) {
            struct sim_place place = rig_place(rig, k % rig->wiring.chips);
            rig->now_ns += k * 13 * NS_PER_US;
            sim_bus_unplug_chip(rig->bus, place, true);
            sim_bus_unplug_chip(rig->bus, place, false);
            struct rig_tally tally = rig_run(rig, 2);
            assert_int_equal(tally.wrong, 0);
            lost += tally.lost;
        }
        assert_int_equal(lost, 0);
        rig_close(rig);
    }
}

static void a_load_that_leaps_is_believed_once_the_reference_is_surely_on(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_7828, false);
    for (unsigned i = 0; i < 50; i++) {
        rig_set_offset(rig, 0.05 * (i % 4));
        int64_t began_ns = rig->now_ns;
        struct rig_tally tally = rig_run(rig, 1);
        assert_int_equal(tally.wrong + tally.lost, 0);
        assert_true(rig->now_ns - began_ns < 10 * NS_PER_MS);
    }
    rig_close(rig);
}

static void a_load_that_leaps_costs_each_chip_one_more_call_and_no_wait(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_7828, false);
    const int64_t began_ns = rig->now_ns;
    rig_run(rig, 1);
    const int64_t still_ns = rig->now_ns - began_ns;
    for (unsigned i = 0; i < 50; i++) {
        rig_set_offset(rig, 0.05 * (i % 4));
        const int64_t leapt_ns = rig->now_ns;
        const uint64_t calls = rig->bus->calls;
        struct rig_tally tally = rig_run(rig, 1);
        assert_int_equal(tally.wrong + tally.lost, 0);
        assert_int_equal(rig->bus->calls - calls, rig->pads + (i > 0 ? 4 : 0));
        assert_true(rig->now_ns - leapt_ns < still_ns + still_ns / 7);
    }
    rig_close(rig);
}

/* The load leaps down while the reference is low, so that the two may hide each other. */
static void a_reference_that_was_off_while_the_load_leapt_never_scales_a_value(void **state)
{
    (void)state;
    static const char *const chips[] = {FOUR_7828, "ads7828@0x48", "ads7830@0x48,ads7830@0x49"};
    for (unsigned i = 0; i < 6; i++) {
        struct rig *rig = settled(chips[i / 2], i % 2);
        uint64_t lost = 0;
        for (unsigned k = 0; k < 300; k++) {
            struct sim_place place = rig_place(rig, k % rig->wiring.chips);
            rig->now_ns += k * 13 * NS_PER_US;
            rig_set_offset(rig, 0.02 * (k * 7 % 11));
            sim_bus_unplug_chip(rig->bus, place, true);
            sim_bus_unplug_chip(rig->bus, place, false);
            struct rig_tally tally = rig_run(rig, 2);
            assert_int_equal(tally.wrong, 0);
            lost += tally.lost;
        }
        assert_int_equal(lost, 0);
        rig_close(rig);
    }
}

/* The call that fails may have switched the reference on, and takes so long that little shows. */
static void a_call_that_fails_while_the_reference_settles_lets_no_value_pass(void **state)
{
    (void)state;
    struct rig *rig = settled(FOUR_7828, false);
    sim_bus_set_timeout_ns(rig->bus, NS_PER_MS);
    sim_bus_fail_at_random(rig->bus, 50000, 5);
    uint64_t lost = 0;
    for (unsigned k = 0; k < 3000; k++) {
        struct sim_place place = rig_place(rig, k % rig->wiring.chips);
        sim_bus_unplug_chip(rig->bus, place, true);
        sim_bus_unplug_chip(rig->bus, place, false);
        const struct rig_tally tally = rig_run(rig, 2);
        assert_int_equal(tally.wrong, 0);
        lost += tally.lost;
    }
    assert_in_range(lost, 1, 2 * sim_bus_failed(rig->bus));
    assert_in_range(lost, 1, 6000 * rig->pads / 10);
    rig_close(rig);
}

/* A quick bus with one chip, whose pad says 1000; at from_ns so much more, and less and less as the
 * reference settles. */
struct settling_bus {
    struct i2c_bus bus;
    int64_t now_ns, from_ns;
    double more;
};

static enum bus_result settling_transfer(struct i2c_bus *bus, uint8_t address,
                                         struct bus_message *messages, unsigned count)
{
    (void)address;
    struct settling_bus *settling = (struct settling_bus *)bus;
    const double gone_ns = (double)(settling->now_ns - settling->from_ns);
    const double more = settling->more * exp(-gone_ns / 160e3);
    const unsigned counts = (unsigned)fmin(1000.5 + more, 4095);
    for (unsigned i = 0; i < count; i++) {
        if (!messages[i].read)
            continue;
        messages[i].bytes[0] = (uint8_t)(counts >> 8);
        messages[i].bytes[1] = (uint8_t)counts;
    }
    settling->now_ns += (int64_t)bus_bits(messages, count) * NS_PER_US;
    return BUS_DONE;
}

static void expect_it_waits_for(double more)
{
    static const struct i2c_bus_ops ops = {.transfer = settling_transfer};
    const struct wire wire = {.chip = "ads7828@0x48"};
    struct settling_bus settling = {.bus.ops = &ops};
    struct wiring wiring;
    struct frame frame;
    assert_int_equal(wiring_read(&wire, 1, &wiring, NULL), 0);
    struct scan *scan = scan_open(&wiring, &settling.bus, clock_manual(&settling.now_ns), false);
    for (unsigned i = 0; i < 10; i++) {
        assert_true(scan_run(scan, &frame));
        assert_int_equal(frame.state[0], PAD_VALID);
        assert_float_equal(frame.value[0], 1000, 0);
        settling.from_ns = settling.now_ns;
        settling.more = more;
    }
    scan_close(scan);
}

static void a_reading_at_full_scale_is_no_sign_that_the_reference_has_settled(void **state)
{
    (void)state;
    expect_it_waits_for(200000);
}

static void a_reference_that_has_nearly_settled_is_seen_on_a_quick_bus(void **state)
{
    (void)state;
    for (double more = 30; more < 300; more += 10)
        expect_it_waits_for(more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_of_a_chip_that_comes_settles_before_its_values_count),
        cmocka_unit_test(a_reference_that_was_off_for_a_moment_never_scales_a_value),
        cmocka_unit_test(a_load_that_leaps_is_believed_once_the_reference_is_surely_on),
        cmocka_unit_test(a_load_that_leaps_costs_each_chip_one_more_call_and_no_wait),
        cmocka_unit_test(a_reference_that_was_off_while_the_load_leapt_never_scales_a_value),
        cmocka_unit_test(a_call_that_fails_while_the_reference_settles_lets_no_value_pass),
        cmocka_unit_test(a_reading_at_full_scale_is_no_sign_that_the_reference_has_settled),
        cmocka_unit_test(a_reference_that_has_nearly_settled_is_seen_on_a_quick_bus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
