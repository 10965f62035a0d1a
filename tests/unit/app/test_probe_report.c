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

/* A report on a mat with these chips. */
static void assert_reports_on(const char *chips, const struct probe_tally *tally,
                              const char *expected)
{
    static struct wire wires[PADS_MAX];
    static struct wiring wiring;
    int pads = *chips ? wiring_all_inputs(chips, wires, PADS_MAX, NULL) : 0;
    assert_true(pads >= 0 && wiring_read(wires, (unsigned)pads, &wiring, NULL) == 0);
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    probe_report(to, tally, &wiring, wires);
    fclose(to);
    if (!strstr(text, expected))
        fail_msg("not \"%s\" but: %s", expected, text);
    free(text);
}

static void assert_reports(const struct probe_tally *tally, const char *expected)
{
    assert_reports_on("", tally, expected);
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
    tally.health.bus_hz = 100000;
    static const char four[] = "ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b";
    assert_reports_on(four, &tally,
                      "bus and converters allow 73.5 (136 %)\n"
                      "bus: 100 kHz, measured\n"
                      "this bus is slow: with dtparam=i2c_arm_baudrate=400000 in "
                      "/boot/firmware/config.txt, and a restart, it allows 210.5 frames a second\n"
                      "skipped: 0");
    tally.health.bus_hz = 389000;
    assert_reports_on(four, &tally, "bus: 389 kHz, measured\nskipped: 0");
}

static void a_slow_bus_that_holds_nothing_up_is_no_matter(void **state)
{
    (void)state;
    struct probe_tally tally = {0};
    add_frames(&tally, 11, 10 * NS_PER_MS);
    tally.health.bus_hz = 100000;
    assert_reports_on("ads1115@0x48", &tally, "bus: 100 kHz, measured\nskipped: 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rate_is_that_of_the_frames_after_settling),
        cmocka_unit_test(without_frames_after_settling_the_rate_is_that_of_all),
        cmocka_unit_test(what_to_do_about_a_slow_bus_is_said),
        cmocka_unit_test(a_slow_bus_that_holds_nothing_up_is_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
