/* Repetitions while something else goes on: sitting up, somebody who steps on beside. */
#include "unit/detect/bridger.h"

/* From lying, 0, to sitting, 1; and how far the heels have gone out, 0 to 1. */
static void lie_or_sit(struct floor *floor, float sits, float out, double seconds)
{
    for (double end = floor->seconds + seconds; floor->seconds < end;) {
        memset(floor->load, 0, sizeof floor->load);
        for (unsigned i = 0; i < 2; i++) {
            floor->load[4 + i] = 150 * (1 - sits);
            floor->load[8 + i] = 200 + 130 * sits - 30 * out;
            floor->load[12 + i] = (60 + 20 * sits) * (1 - out);
            floor->load[14 + i] = (60 + 20 * sits) * out + 30 * out;
        }
        floor_step(floor, 1 / (double)floor->hertz);
    }
}

static void move_heels(struct floor *floor, unsigned times)
{
    for (unsigned i = 0; i < times; i++) {
        for (unsigned step = 1; step <= 20; step++)
            lie_or_sit(floor, 0, (float)step / 20, 0.06);
        for (unsigned step = 1; step <= 20; step++)
            lie_or_sit(floor, 0, 1 - (float)step / 20, 0.06);
        lie_or_sit(floor, 0, 0, 1);
    }
}

static void change(struct floor *floor, float from, float to)
{
    for (unsigned step = 1; step <= 20; step++)
        lie_or_sit(floor, from + (to - from) * (float)step / 20, 0, 0.06);
}

static struct floor *floor_for_heels(void)
{
    static const struct exercise exercise = {.id = "clamshell",
                                             .watch = WATCH_CLAM,
                                             .posture = POSTURE_SUPINE,
                                             .counts = COUNTS_REPETITIONS};
    struct floor *floor = floor_open(8, 2);
    floor->noise = 0.1f;
    detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
    floor_pass(floor, 2);
    return floor;
}

static void who_sits_up_in_the_middle_has_not_done_one_and_is_counted_on(void **state)
{
    (void)state;
    struct floor *floor = floor_for_heels();
    lie_or_sit(floor, 0, 0, 3);
    move_heels(floor, 6);
    change(floor, 0, 1);
    lie_or_sit(floor, 1, 0, 3);
    change(floor, 1, 0);
    lie_or_sit(floor, 0, 0, 2);
    move_heels(floor, 5);
    assert_int_equal(floor->seen.repetitions, 11);
    floor_close(floor);
}

/* Who lies straight first and then bends the knees is shorter for good. */
static void who_bends_the_knees_for_good_is_counted_too(void **state)
{
    (void)state;
    struct floor *floor = floor_for_heels();
    for (unsigned i = 0; i < 2; i++) {
        floor->load[i] = 200;
        floor->load[14 + i] = 200;
    }
    floor_pass(floor, 12);
    lie_or_sit(floor, 0, 0, 7);
    move_heels(floor, 8);
    assert_int_equal(floor->seen.repetitions, 8);
    floor_close(floor);
}

/* A bridge of four seconds with so many newtons of somebody else on the sixth and seventh row. */
static void bridge_beside(struct floor *floor, float newtons)
{
    const double begun = floor->seconds;
    while (floor->seconds < begun + 4 - 1e-9) {
        const float part = (float)(floor->seconds - begun);
        bridger_lie(floor, fminf(fmaxf(fminf(part, 2.5f - part), 0) * 2, 1), 1);
        for (unsigned i = 10; i < 14; i++)
            floor->load[i] += newtons / 4;
        floor_step(floor, 1 / (double)floor->hertz);
    }
}

static void who_steps_on_beside_a_bridge_takes_no_repetition(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    bridger_come(floor, 1);
    for (unsigned i = 0; i < 10; i++)
        bridge_beside(floor, i == 4 || i == 5 ? 650 : 0);
    assert_int_equal(floor->seen.repetitions, 10);
    floor_close(floor);
}

/* Somebody sitting where the hips lay, the feet where they were. */
static void bridger_sit(struct floor *floor, float sits)
{
    static const float sitting[8] = {0, 0, 0, 380, 330, 30, 100, 0};
    bridger_lie(floor, 0, 1);
    for (unsigned i = 0; i < 16; i++)
        floor->load[i] += sits * (sitting[i / 2] / 2 - floor->load[i]);
}

static void after_sitting_up_bridges_are_counted_on(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    bridger_come(floor, 1);
    for (unsigned i = 0; i < 5; i++)
        bridger_bridge(floor, 1);
    for (double end = floor->seconds + 6; floor->seconds < end;) {
        const float part = (float)(end - floor->seconds);
        bridger_sit(floor, fminf(fminf(part, 6 - part), 1));
        floor_step(floor, 1 / (double)floor->hertz);
    }
    for (unsigned i = 0; i < 5; i++)
        bridger_bridge(floor, 1);
    assert_int_equal(floor->seen.repetitions, 10);
    floor_close(floor);
}

/* Light hips and a heavy back, each lifted so far, 0 to 1; of the back more than a fifth stays. */
static void bridge_heavily(struct floor *floor, float hips, float back, double seconds)
{
    const float hip = 75 - 75 * hips, off = 150 * hips + 452 * back;
    const float rows[8] = {100 + off, 580 - 452 * back, 0, hip, hip, 0, 170, 0};
    for (unsigned i = 0; i < 16; i++)
        floor->load[i] = rows[i / 2] / 2;
    floor_pass(floor, seconds);
}

static void what_is_left_wholly_is_followed_and_not_what_is_heavier_and_left_in_part(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    double down_s[6];
    floor->noise = 0.2f;
    bridger_ask(floor, &exercise);
    floor_pass(floor, 2);
    bridge_heavily(floor, 0, 0, 4);
    for (unsigned i = 0; i < 6; i++) {
        bridge_heavily(floor, i == 0, i > 0, 1);
        bridge_heavily(floor, 1, 1, 3.5);
        bridge_heavily(floor, 1, 0, 3.5);
        down_s[i] = floor->seconds;
        bridge_heavily(floor, 0, 0, 4);
    }
    assert_int_equal(floor->seen.repetitions, 6);
    for (unsigned i = 0; i < 6; i++) {
        const struct event *rep = floor_event(floor, EVENT_REP, i);
        assert_true(fabs((double)rep->to_ns * 1e-9 - down_s[i]) < 1);
    }
    floor_close(floor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_sits_up_in_the_middle_has_not_done_one_and_is_counted_on),
        cmocka_unit_test(who_bends_the_knees_for_good_is_counted_too),
        cmocka_unit_test(who_steps_on_beside_a_bridge_takes_no_repetition),
        cmocka_unit_test(after_sitting_up_bridges_are_counted_on),
        cmocka_unit_test(what_is_left_wholly_is_followed_and_not_what_is_heavier_and_left_in_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
