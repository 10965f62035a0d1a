/* Which frames the reported rate is about. */
#include "app/probe_report.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add_frames(struct probe_tally *tally, unsigned frames, int64_t apart_ns)
{
    for (unsigned i = 0; i < frames; i++) {
        struct frame frame = {.time_ns = tally->last_ns + apart_ns};
        probe_tally_add(tally, &frame);
    }
}

static void assert_reports(const struct probe_tally *tally, const char *expected)
{
    static const struct wiring no_chips;
    static const struct wire no_wires[1];
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    probe_report(to, tally, &no_chips, no_wires);
    fclose(to);
    if (!strstr(text, expected))
        fail_msg("not \"%s\" but: %s", expected, text);
    free(text);
}

static void the_rate_is_that_of_the_frames_after_settling(void **state)
{
    (void)state;
    struct probe_tally tally = {0};
    add_frames(&tally, 10, 10 * NS_PER_MS);
    probe_tally_settle(&tally, &tally.health);
    add_frames(&tally, 20, 5 * NS_PER_MS);
    assert_reports(&tally, "frames: 30 in 0.19 s, 200.0 a second after the first 10");
}

static void without_frames_after_settling_the_rate_is_that_of_all(void **state)
{
    (void)state;
    struct probe_tally tally = {0};
    add_frames(&tally, 11, 10 * NS_PER_MS);
    assert_reports(&tally, "frames: 11 in 0.10 s, 100.0 a second from the first on");
    probe_tally_settle(&tally, &tally.health);
    assert_reports(&tally, "frames: 11 in 0.10 s, 100.0 a second from the first on");
}

static void what_to_do_about_a_slow_bus_is_said(void **state)
{
    (void)state;
    struct probe_tally tally = {0};
    add_frames(&tally, 11, 10 * NS_PER_MS);
    tally.health.bus_hz = 99000;
    assert_reports(&tally, "bus: 99 kHz, measured\nthis bus is slow: with "
                           "dtparam=i2c_arm_baudrate=400000");
    tally.health.bus_hz = 389000;
    assert_reports(&tally, "bus: 389 kHz, measured\nskipped: 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rate_is_that_of_the_frames_after_settling),
        cmocka_unit_test(without_frames_after_settling_the_rate_is_that_of_all),
        cmocka_unit_test(what_to_do_about_a_slow_bus_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
