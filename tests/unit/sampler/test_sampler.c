#include "rig/sampling_rig.h"
#include "sampler/sampler.h"
#include "sampler/sampler_thread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FOUR_7828 "ads7828@0x48,ads7828@0x49,ads7828@0x4a,ads7828@0x4b"

struct bench {
    struct rig *rig;
    struct ring *ring;
    struct sampler *sampler;
    struct frame frame;
};

static void open_bench(struct bench *bench, double rate_hz, size_t slots)
{
    bench->rig = rig_open(FOUR_7828, 400000, NULL, rate_hz <= 0);
    bench->ring = ring_open(sizeof(struct frame), slots);
    bench->sampler = sampler_open(bench->rig->scan, bench->ring, bench->rig->clock, rate_hz);
}

static void close_bench(struct bench *bench)
{
    sampler_close(bench->sampler);
    ring_close(bench->ring);
    rig_close(bench->rig);
}

static void frames_come_at_their_rate_one_number_after_the_other(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 100, 256);
    for (unsigned i = 0; i < 200; i++)
        sampler_turn(bench.sampler);
    int64_t last_ns = 0;
    for (unsigned i = 0; i < 200; i++) {
        assert_true(ring_pop(bench.ring, &bench.frame, sizeof bench.frame));
        assert_int_equal(bench.frame.number, i);
        if (i > 2) /* the first measures the bus, the references settle, the second waits */
            assert_int_equal(bench.frame.time_ns - last_ns, 10 * NS_PER_MS);
        last_ns = bench.frame.time_ns;
    }
    struct machine_health health = {0};
    sampler_health(bench.sampler, &health);
    assert_int_equal(health.frames, 200);
    assert_int_equal(health.skipped, 0);
    assert_true(fabs(health.frame_rate_hz - 100) < 1);
    close_bench(&bench);
}

static void late_scans_are_skipped_and_counted_and_never_made_up_for(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 100, 64);
    for (unsigned i = 0; i < 3; i++)
        sampler_turn(bench.sampler);
    bench.rig->now_ns += 55 * NS_PER_MS; /* the machine had something else to do */
    int64_t before_ns = bench.rig->now_ns;
    for (unsigned i = 0; i < 3; i++)
        sampler_turn(bench.sampler);
    for (unsigned i = 0; i < 3; i++)
        ring_pop(bench.ring, &bench.frame, sizeof bench.frame);
    ring_pop(bench.ring, &bench.frame, sizeof bench.frame);
    uint32_t number = bench.frame.number;
    int64_t first_ns = bench.frame.time_ns;
    assert_int_equal(number, 7); /* 3, 4, 5 and 6 never were */
    ring_pop(bench.ring, &bench.frame, sizeof bench.frame);
    assert_int_equal(bench.frame.number, 8);
    assert_true(bench.frame.time_ns - first_ns > 3 * NS_PER_MS);
    assert_true(first_ns >= before_ns);
    struct machine_health health = {0};
    sampler_health(bench.sampler, &health);
    assert_int_equal(health.skipped, 4);
    close_bench(&bench);
}

static void lateness_is_sorted_by_powers_of_two(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 100, 64);
    sampler_turn(bench.sampler);
    static const int64_t late_us[] = {0, 1, 3, 100, 5000};
    for (unsigned i = 0; i < 5; i++) {
        bench.rig->now_ns = sampler_due_ns(bench.sampler) + late_us[i] * NS_PER_US;
        sampler_turn(bench.sampler);
    }
    struct machine_health health = {0};
    sampler_health(bench.sampler, &health);
    assert_int_equal(health.lateness[0], 2); /* the first of all, and the one on time */
    assert_int_equal(health.lateness[1], 1);
    assert_int_equal(health.lateness[2], 1);
    assert_int_equal(health.lateness[7], 1);
    assert_int_equal(health.lateness[13], 1);
    close_bench(&bench);
}

static void what_the_reader_is_too_slow_for_is_dropped_and_counted(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 100, 8);
    for (unsigned i = 0; i < 20; i++)
        sampler_turn(bench.sampler);
    struct machine_health health = {0};
    sampler_health(bench.sampler, &health);
    assert_int_equal(health.dropped, 12);
    close_bench(&bench);
}

static void as_fast_as_it_goes_scans_follow_each_other(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 0, 8);
    sampler_turn(bench.sampler);
    int64_t began = bench.rig->now_ns;
    for (unsigned i = 0; i < 260; i++)
        sampler_turn(bench.sampler);
    assert_true(bench.rig->now_ns - began < NS_PER_S);
    close_bench(&bench);
}

static void with_nobody_to_ask_it_does_not_spin(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 0, 8);
    sim_bus_unplug(bench.rig->bus, true);
    for (unsigned i = 0; i < 10; i++)
        sampler_turn(bench.sampler);
    int64_t began = bench.rig->now_ns;
    for (unsigned i = 0; i < 100; i++)
        sampler_turn(bench.sampler);
    assert_true(bench.rig->now_ns - began > 900 * NS_PER_MS);
    close_bench(&bench);
}

static void what_is_far_off_is_approached_step_by_step(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 1, 8);
    sampler_turn(bench.sampler);
    int64_t began_ns = bench.rig->now_ns, due_ns = sampler_due_ns(bench.sampler);
    assert_false(sampler_approach(bench.sampler, 100 * NS_PER_MS));
    assert_int_equal(bench.rig->now_ns, began_ns + 100 * NS_PER_MS);
    bench.rig->now_ns = due_ns - 100 * NS_PER_MS;
    assert_true(sampler_approach(bench.sampler, 100 * NS_PER_MS));
    assert_int_equal(bench.rig->now_ns, due_ns - 100 * NS_PER_MS);
    close_bench(&bench);
}

static void a_thread_delivers_frames_and_health_until_it_is_stopped(void **state)
{
    (void)state;
    struct rig *rig = rig_open(FOUR_7828, 400000, NULL, false);
    struct clock clock = clock_monotonic();
    struct i2c_bus *bus = sim_bus_open(400000, clock); /* without chips: nothing but silence */
    struct scan *scan = scan_open(&rig->wiring, bus, clock, false);
    struct ring *ring = ring_open(sizeof(struct frame), 64);
    struct sampler *sampler = sampler_open(scan, ring, clock, 200);
    struct error error;
    struct sampler_thread *thread = sampler_thread_start(sampler, &error);
    assert_non_null(thread);
    struct machine_health health = {0};
    unsigned frames = 0;
    bool told = false;
    while (frames < 40 || !told) {
        clock_sleep_until_ns(&clock, clock_now_ns(&clock) + NS_PER_MS);
        frames += ring_pop(ring, &rig->frame, sizeof rig->frame);
        told = sampler_thread_health(thread, &health) || told;
    }
    sampler_thread_stop(thread);
    sampler_thread_stop(NULL);
    assert_true(health.frames > 0);
    assert_true(health.sampler_turned_ns > 0);
    assert_int_equal(rig->frame.pads, 32);
    sampler_close(sampler);
    ring_close(ring);
    scan_close(scan);
    bus_close(bus);
    rig_close(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_come_at_their_rate_one_number_after_the_other),
        cmocka_unit_test(late_scans_are_skipped_and_counted_and_never_made_up_for),
        cmocka_unit_test(lateness_is_sorted_by_powers_of_two),
        cmocka_unit_test(what_the_reader_is_too_slow_for_is_dropped_and_counted),
        cmocka_unit_test(as_fast_as_it_goes_scans_follow_each_other),
        cmocka_unit_test(with_nobody_to_ask_it_does_not_spin),
        cmocka_unit_test(what_is_far_off_is_approached_step_by_step),
        cmocka_unit_test(a_thread_delivers_frames_and_health_until_it_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
