#include "unit/detect/bridger.h"

static struct floor *lying(struct exercise *exercise)
{
    struct floor *floor = floor_open(8, 2);
    bridger_ask(floor, exercise);
    bridger_come(floor, 1);
    return floor;
}

static double from_s(const struct event *event)
{
    return (double)event->from_ns * 1e-9;
}

static double to_s(const struct event *event)
{
    return (double)event->to_ns * 1e-9;
}

static void assert_broken(const struct floor *floor, enum why why)
{
    assert_false(floor->seen.hold.in_place);
    assert_int_equal(floor->seen.hold.why, why);
}

static void hips_off_the_mat_are_held_from_the_lift_to_the_touch(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    double up_s = floor->seconds;
    floor_pass(floor, 10);
    assert_true(floor->seen.hold.in_place);
    double down_s = floor->seconds;
    bridger_move(floor, 1, 0, 0.5, 1);
    floor_pass(floor, 2);
    const struct event *hold = floor_event(floor, EVENT_HOLD, 0);
    assert_true(fabs(from_s(hold) - up_s) < 0.4);
    assert_true(fabs(to_s(hold) - down_s) < 0.5);
    assert_int_equal(hold->why, WHY_HIPS_DOWN);
    assert_true(hold->credited_ns <= hold->to_ns - hold->from_ns);
    assert_broken(floor, WHY_HIPS_DOWN);
    floor_close(floor);
}

static void the_end_is_told_within_a_second(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    floor_pass(floor, 5);
    bridger_move(floor, 1, 0, 0.3, 1);
    double down_s = floor->seconds;
    floor_pass(floor, 3);
    const double late_s = (double)floor_event(floor, EVENT_HOLD, 0)->time_ns * 1e-9 - down_s;
    assert_true(late_s > -0.3 && late_s < 1); /* down_s: the end of coming down */
    floor_close(floor);
}

static void a_touch_of_a_fifth_of_a_second_does_not_end_it(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    floor_pass(floor, 5);
    bridger_lie(floor, 0.7f, 1);
    floor_pass(floor, 0.12);
    bridger_lie(floor, 1, 1);
    floor_pass(floor, 5);
    assert_int_equal(floor_count(floor, EVENT_HOLD), 0);
    floor_finish(floor);
    assert_int_equal(floor_count(floor, EVENT_HOLD), 1);
    floor_close(floor);
}

static void a_hold_that_goes_on_ends_with_the_recording(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    floor_pass(floor, 6);
    floor_finish(floor);
    const struct event *hold = floor_event(floor, EVENT_HOLD, 0);
    assert_int_equal(hold->why, WHY_END);
    assert_true(fabs(to_s(hold) - floor->seconds) < 0.1);
    floor_close(floor);
}

static void a_gap_ends_it_at_the_last_frame_before(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    floor_pass(floor, 6);
    double last_s = floor->seconds;
    floor->seconds += 4;
    floor_pass(floor, 1);
    const struct event *hold = floor_event(floor, EVENT_HOLD, 0);
    assert_int_equal(hold->why, WHY_GAP);
    assert_true(fabs(to_s(hold) - last_s) < 0.1);
    floor_close(floor);
}

/* Part of what the back carries goes over to the shoulders. */
static void shift_to_the_shoulders(struct floor *floor, float newtons)
{
    bridger_lie(floor, 1, 1);
    for (unsigned column = 0; column < 2; column++) {
        floor->load[1 * 2 + column] += newtons / 2;
        floor->load[2 * 2 + column] -= newtons / 2;
    }
    floor_pass(floor, 1.5);
}

static void while_the_hips_are_up_the_back_may_swing(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    for (unsigned i = 0; i < 3; i++) {
        shift_to_the_shoulders(floor, 300);
        assert_true(floor->seen.hold.in_place);
        shift_to_the_shoulders(floor, 0);
        assert_true(floor->seen.hold.in_place);
    }
    assert_int_equal(floor_count(floor, EVENT_HOLD), 0);
    floor_close(floor);
}

static void leaving_the_mat_ends_it(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    bridger_move(floor, 0, 1, 0.5, 1);
    floor_pass(floor, 6);
    memset(floor->load, 0, sizeof floor->load);
    floor_pass(floor, 4);
    assert_int_equal(floor_event(floor, EVENT_HOLD, 0)->why, WHY_LEFT_MAT);
    floor_close(floor);
}

static void lying_is_no_hold(void **state)
{
    (void)state;
    struct exercise exercise;
    struct floor *floor = lying(&exercise);
    floor_pass(floor, 120);
    floor_finish(floor);
    assert_int_equal(floor_count(floor, EVENT_HOLD), 0);
    floor_close(floor);
}

static void plank(struct floor *floor, float knees, float hips)
{
    memset(floor->load, 0, sizeof floor->load);
    for (unsigned column = 0; column < 2; column++) {
        floor->load[0 + column] = 230 - 60 * hips;
        floor->load[12 + column] = 110 - 50 * knees - 40 * hips;
        floor->load[8 + column] = 90 * knees;
        floor->load[6 + column] = 150 * hips;
    }
}

/* An empty mat where a plank is asked for. */
static struct floor *asked_to_plank(void)
{
    static const struct exercise exercise = {.id = "plank_front",
                                             .watch = WATCH_PLANK,
                                             .posture = POSTURE_PRONE,
                                             .counts = COUNTS_HOLD,
                                             .must = 1u << ZONE_FOREARMS | 1u << ZONE_FEET,
                                             .must_not = 1u << ZONE_KNEES | 1u << ZONE_PELVIS};
    struct floor *floor = floor_open(8, 2);
    detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
    floor_pass(floor, 2);
    return floor;
}

/* Forearms on the second and third row; what the last rows carry. */
static void forearms_and(struct floor *floor, float row_2, float row_3, float row_6, float row_7,
                         float row_8)
{
    memset(floor->load, 0, sizeof floor->load);
    for (unsigned column = 0; column < 2; column++) {
        floor->load[2 + column] = row_2;
        floor->load[4 + column] = row_3;
        floor->load[10 + column] = row_6;
        floor->load[12 + column] = row_7;
        floor->load[14 + column] = row_8;
    }
}

static void toes_across_two_rows_are_no_knees(void **state)
{
    (void)state;
    struct floor *floor = asked_to_plank();
    forearms_and(floor, 60, 190, 0, 30, 75);
    floor_pass(floor, 10);
    assert_true(floor->seen.hold.in_place);
    forearms_and(floor, 50, 150, 120, 20, 15);
    floor_pass(floor, 1);
    assert_broken(floor, WHY_KNEE_DOWN);
    floor_close(floor);
}

static void toes_beyond_the_mat_take_their_part_of_the_weight_along(void **state)
{
    (void)state;
    struct floor *floor = asked_to_plank();
    forearms_and(floor, 355, 0, 0, 0, 0); /* stands there */
    floor_pass(floor, 10);
    assert_false(floor->seen.hold.in_place);
    forearms_and(floor, 250, 0, 0, 0, 0);
    floor_pass(floor, 10);
    assert_true(floor->seen.hold.in_place);
    forearms_and(floor, 230, 0, 0, 90, 0);
    floor_pass(floor, 1);
    assert_broken(floor, WHY_KNEE_DOWN);
    floor_close(floor);
}

/* Who leans on the elbows before the feet are in place looks for a while as if the toes were beyond
 * the mat. */
static void elbows_alone_on_the_way_into_place_make_no_knees_of_the_toes(void **state)
{
    (void)state;
    struct floor *floor = asked_to_plank();
    forearms_and(floor, 355, 0, 0, 0, 0);
    floor_pass(floor, 10);
    forearms_and(floor, 250, 0, 0, 0, 0);
    floor_pass(floor, 2);
    assert_true(floor->seen.hold.in_place);
    forearms_and(floor, 0, 0, 0, 0, 0);
    floor_pass(floor, 1);
    forearms_and(floor, 60, 190, 0, 30, 75);
    floor_pass(floor, 3);
    assert_true(floor->seen.hold.in_place);
    floor_close(floor);
}

static void what_came_down_in_a_plank_is_told(void **state)
{
    (void)state;
    for (unsigned knees = 0; knees < 2; knees++) {
        struct floor *floor = asked_to_plank();
        plank(floor, 0, 0);
        floor_pass(floor, 15);
        assert_true(floor->seen.hold.in_place);
        plank(floor, (float)knees, (float)(1 - knees));
        floor_pass(floor, 2);
        assert_int_equal(floor_event(floor, EVENT_HOLD, 0)->why,
                         knees ? WHY_KNEE_DOWN : WHY_HIPS_DOWN);
        floor_close(floor);
    }
}

/* On one forearm and one foot: the knee takes the load that the foot carried. */
static void a_knee_that_stays_down_is_named_for_as_long(void **state)
{
    (void)state;
    struct floor *floor = asked_to_plank();
    plank(floor, 0, 0);
    floor_pass(floor, 15);
    plank(floor, 1, 0);
    for (unsigned i = 0; i < 2; i++) {
        floor->load[8 + i] = 160;
        floor->load[12 + i] = 10;
    }
    for (unsigned second = 0; second < 40; second++) {
        floor_pass(floor, 1);
        assert_true(floor->seen.loaded & 1u << ZONE_KNEES);
    }
    floor_close(floor);
}

/* The head at the mat's other end: first and second row the feet, sixth and seventh the forearm.
 * Half of it lies down meanwhile, here and there. */
static void a_plank_after_lying_elsewhere_is_named_again(void **state)
{
    (void)state;
    /* On the first of the two rows of feet, and on the second of the forearm's. */
    static const float first[] = {10, 15, 30, 35, 50}, second[] = {30, 45, 60, 60, 135};
    for (unsigned k = 0; k < sizeof first / sizeof *first; k++) {
        struct floor *floor = asked_to_plank();
        for (unsigned turn = 0; turn < 5; turn++) {
            memset(floor->load, 0, sizeof floor->load);
            for (unsigned i = 0; i < 14; i++) {
                static const float lying[7] = {15, 25, 10, 140, 140, 90, 90};
                const float plank[7] = {first[k], 170 - first[k],  0,        0,
                                        0,        345 - second[k], second[k]};
                floor->load[i] = turn % 2 ? lying[i / 2] : plank[i / 2];
            }
            floor_pass(floor, turn % 2 ? 20 : 12);
            if (turn % 2 == 0)
                assert_true(floor->seen.loaded & 1u << ZONE_FOREARMS);
        }
        floor_close(floor);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hips_off_the_mat_are_held_from_the_lift_to_the_touch),
        cmocka_unit_test(the_end_is_told_within_a_second),
        cmocka_unit_test(a_touch_of_a_fifth_of_a_second_does_not_end_it),
        cmocka_unit_test(a_hold_that_goes_on_ends_with_the_recording),
        cmocka_unit_test(a_gap_ends_it_at_the_last_frame_before),
        cmocka_unit_test(while_the_hips_are_up_the_back_may_swing),
        cmocka_unit_test(leaving_the_mat_ends_it),
        cmocka_unit_test(lying_is_no_hold),
        cmocka_unit_test(what_came_down_in_a_plank_is_told),
        cmocka_unit_test(a_plank_after_lying_elsewhere_is_named_again),
        cmocka_unit_test(a_knee_that_stays_down_is_named_for_as_long),
        cmocka_unit_test(toes_across_two_rows_are_no_knees),
        cmocka_unit_test(toes_beyond_the_mat_take_their_part_of_the_weight_along),
        cmocka_unit_test(elbows_alone_on_the_way_into_place_make_no_knees_of_the_toes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
