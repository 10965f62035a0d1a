#include "unit/detect/bridger.h"

#include "detect/habit.h"

static unsigned bridges_seen(float hertz, float size)
{
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    floor->hertz = hertz;
    floor->noise = size;
    bridger_ask(floor, &exercise);
    bridger_come(floor, size);
    for (unsigned i = 0; i < 10; i++)
        bridger_bridge(floor, size);
    unsigned count = floor->seen.repetitions;
    assert_int_equal(floor_count(floor, EVENT_REP), count);
    floor_close(floor);
    return count;
}

static void ten_bridges_are_ten_at_any_rate(void **state)
{
    (void)state;
    assert_int_equal(bridges_seen(5, 1), 10);
    assert_int_equal(bridges_seen(15, 1), 10);
    assert_int_equal(bridges_seen(100, 1), 10);
    assert_int_equal(bridges_seen(1000, 1), 10);
}

static void ten_bridges_are_ten_in_any_unit(void **state)
{
    (void)state;
    assert_int_equal(bridges_seen(50, 0.001f), 10);
    assert_int_equal(bridges_seen(50, 30000), 10);
}

static void lying_still_is_no_repetition(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    bridger_lie(floor, 0, 1);
    floor->noise = 3;
    floor->hertz = 20;
    floor_pass(floor, 300);
    assert_int_equal(floor_count(floor, EVENT_REP), 0);
    floor_close(floor);
}

static void nothing_is_counted_where_nothing_was_asked(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 2);
    bridger_lie(floor, 0, 1);
    floor_pass(floor, 2);
    for (unsigned i = 0; i < 3; i++)
        bridger_bridge(floor, 1);
    assert_int_equal(floor_count(floor, EVENT_REP), 0);
    floor_close(floor);
}

static void a_lift_before_a_gap_and_a_landing_after_it_are_no_repetition(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    bridger_come(floor, 1);
    bridger_bridge(floor, 1);
    unsigned before = floor->seen.repetitions;
    bridger_move(floor, 0, 1, 0.5, 1);
    floor_pass(floor, 1);
    floor->seconds += 5;
    floor_pass(floor, 1);
    bridger_move(floor, 1, 0, 0.5, 1);
    floor_pass(floor, 2);
    assert_int_equal(before, 1);
    assert_int_equal(floor->seen.repetitions, 1);
    floor_close(floor);
}

static void asking_again_starts_at_zero(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    bridger_come(floor, 1);
    bridger_bridge(floor, 1);
    bridger_bridge(floor, 1);
    assert_int_equal(floor->seen.repetitions, 2);
    bridger_ask(floor, &exercise);
    floor_pass(floor, 1);
    assert_int_equal(floor->seen.repetitions, 0);
    bridger_bridge(floor, 1);
    assert_int_equal(floor->seen.repetitions, 1);
    floor_close(floor);
}

static void lying_down_and_getting_up_are_no_repetitions(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    floor_pass(floor, 2);
    floor->load[6] = floor->load[7] = 350; /* stands, sits, lies */
    floor_pass(floor, 3);
    floor->load[12] = floor->load[13] = 50;
    floor_pass(floor, 2);
    bridger_lie(floor, 0, 1);
    floor_pass(floor, 3);
    for (unsigned i = 0; i < 3; i++)
        bridger_bridge(floor, 1);
    memset(floor->load, 0, sizeof floor->load);
    floor->load[6] = floor->load[7] = 420;
    floor_pass(floor, 2);
    floor->load[6] = floor->load[7] = 0;
    floor->load[8] = floor->load[9] = 420;
    floor_pass(floor, 2);
    memset(floor->load, 0, sizeof floor->load);
    floor_pass(floor, 2);
    assert_int_equal(floor->seen.repetitions, 3);
    floor_close(floor);
}

static void roll_knees(struct floor *floor, float side, double seconds)
{
    for (unsigned row = 2; row < 5; row++) {
        floor->load[row * 2] = 150 * (1 - side);
        floor->load[row * 2 + 1] = 150 * (1 + side);
    }
    floor_pass(floor, seconds);
}

static void knees_rolled_left_right_left_are_one_repetition_a_time(void **state)
{
    (void)state;
    struct exercise exercise = {.id = "knee_rolling",
                                .watch = WATCH_KNEE_ROLL,
                                .posture = POSTURE_SUPINE,
                                .counts = COUNTS_REPETITIONS};
    struct floor *floor = floor_open(8, 2);
    detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
    roll_knees(floor, 0, 3);
    for (unsigned i = 0; i < 6; i++) {
        roll_knees(floor, -0.6f, 2);
        roll_knees(floor, 0.6f, 2);
    }
    roll_knees(floor, 0, 2);
    assert_in_range(floor->seen.repetitions, 5, 6);
    for (unsigned i = 1; i < floor_count(floor, EVENT_REP); i++)
        assert_true(floor_event(floor, EVENT_REP, i)->to_ns >
                    floor_event(floor, EVENT_REP, i - 1)->to_ns);
    floor_close(floor);
}

/* Wherever they lay at first, and to whichever side they went from there. */
static void knees_are_counted_alike_from_either_side(void **state)
{
    (void)state;
    struct exercise exercise = {.id = "knee_rolling",
                                .watch = WATCH_KNEE_ROLL,
                                .posture = POSTURE_SUPINE,
                                .counts = COUNTS_REPETITIONS};
    for (float first = -0.8f; first < 0.9f; first += 0.2f) {
        struct floor *floor = floor_open(8, 2);
        const float away = first > 0 ? -0.8f : 0.8f;
        detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
        roll_knees(floor, first, 3);
        for (unsigned i = 0; i < 6; i++) {
            roll_knees(floor, away, 2);
            roll_knees(floor, -away, 2);
            roll_knees(floor, first, 1);
        }
        roll_knees(floor, first < 0 ? first : 0, 2); /* and lets them go */
        assert_int_equal(floor->seen.repetitions, 6);
        floor_close(floor);
    }
}

static void a_repetition_lies_in_the_past_and_takes_time(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, &exercise);
    bridger_come(floor, 1);
    for (unsigned i = 0; i < 4; i++)
        bridger_bridge(floor, 1);
    for (unsigned i = 0; i < 4; i++) {
        const struct event *rep = floor_event(floor, EVENT_REP, i);
        assert_true(rep->from_ns < rep->to_ns && rep->to_ns <= rep->time_ns);
        assert_int_equal(rep->n, i + 1);
        assert_true(rep->confidence > 0 && rep->confidence <= 1);
    }
    floor_close(floor);
}

/* Steps along the mat, out and back: both feet on one row of pads or between two. */
static void walk(struct floor *floor, float from, float to, double seconds)
{
    for (double begun = floor->seconds, part = 0; part < 1;) {
        part = fmin((floor->seconds - begun) / seconds, 1);
        for (unsigned row = 0; row < 8; row++) {
            float near = fmaxf(1 - fabsf(from + (to - from) * (float)part - (float)row), 0);
            floor->load[row * 2] = floor->load[row * 2 + 1] = 300 * near;
        }
        floor_step(floor, 1 / (double)floor->hertz);
    }
}

/* Walks to the fourth row of pads and back; dead: it says nothing, and nobody is seen there. */
static struct floor *walks(bool dead)
{
    struct exercise exercise = {.id = "band_walk",
                                .watch = WATCH_STEPS,
                                .posture = POSTURE_STANDING,
                                .counts = COUNTS_REPETITIONS};
    struct floor *floor = floor_open(8, 2);
    floor->noise = 0.1f;
    floor->frame.state[6] = floor->frame.state[7] = dead ? PAD_OFFLINE : PAD_VALID;
    detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
    floor_pass(floor, 2);
    walk(floor, 0, 0, 2);
    for (unsigned i = 0; i < 8; i++) {
        walk(floor, 0, 3, 2);
        walk(floor, 3, 3, 1.5);
        walk(floor, 3, 0, 2);
        walk(floor, 0, 0, 1);
    }
    return floor;
}

static void who_turns_on_dead_pads_has_not_left(void **state)
{
    (void)state;
    struct floor *sound = walks(false), *dead = walks(true);
    assert_int_equal(sound->seen.repetitions, 8);
    assert_int_equal(dead->seen.repetitions, 8);
    assert_true(dead->seen.repetition_confidence < sound->seen.repetition_confidence);
    floor_close(sound);
    floor_close(dead);
}

static void of_every_exercise_it_is_known_how_large_is_clear(void **state)
{
    (void)state;
    for (unsigned watch = 0; watch < WATCHES; watch++) {
        const struct habit *habit = habit_of((enum watch)watch);
        assert_true(!habit || habit->sure > habit->swing.least);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_bridges_are_ten_at_any_rate),
        cmocka_unit_test(ten_bridges_are_ten_in_any_unit),
        cmocka_unit_test(lying_still_is_no_repetition),
        cmocka_unit_test(nothing_is_counted_where_nothing_was_asked),
        cmocka_unit_test(a_lift_before_a_gap_and_a_landing_after_it_are_no_repetition),
        cmocka_unit_test(asking_again_starts_at_zero),
        cmocka_unit_test(lying_down_and_getting_up_are_no_repetitions),
        cmocka_unit_test(knees_rolled_left_right_left_are_one_repetition_a_time),
        cmocka_unit_test(knees_are_counted_alike_from_either_side),
        cmocka_unit_test(a_repetition_lies_in_the_past_and_takes_time),
        cmocka_unit_test(who_turns_on_dead_pads_has_not_left),
        cmocka_unit_test(of_every_exercise_it_is_known_how_large_is_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
