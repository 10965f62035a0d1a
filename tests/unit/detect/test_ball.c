/* Where a ball is that rolls under the heels of a lifted body, and that it is counted when it comes
 * and goes. */
#include "unit/detect/floor.h"

#include "detect/ball.h"

enum { ROWS = SCENE_ROWS };

/* Loads that lie along the mat, one row after the other. */
static float at_place(const float *rows, unsigned place)
{
    static struct scene scene;
    for (unsigned row = 0; row < ROWS; row++)
        for (unsigned column = 0; column < SCENE_COLUMNS; column++)
            scene.own[row][column] = rows[row] / SCENE_COLUMNS;
    return ball_along(&scene, place);
}

static void the_ball_is_where_it_is_however_the_weight_is_shared(void **state)
{
    (void)state;
    const float few[ROWS] = {0, 500, 100, 0, 0, 0, 100, 100};
    const float much[ROWS] = {0, 300, 60, 0, 0, 0, 230, 230};
    assert_true(fabsf(at_place(few, 1) - 7.0f / ROWS) < 1e-4f);
    assert_true(fabsf(at_place(much, 1) - 7.0f / ROWS) < 1e-4f);
    const float turned[ROWS] = {230, 230, 0, 0, 0, 0, 300, 60};
    assert_true(fabsf(at_place(turned, 0) - 1.0f / ROWS) < 1e-4f);
}

static void what_rolls_off_the_mat_goes_on_the_same_way(void **state)
{
    (void)state;
    const float on[ROWS] = {0, 500, 100, 0, 0, 0, 0, 200};
    const float leaves[ROWS] = {0, 500, 100, 0, 0, 0, 0, 30};
    const float off[ROWS] = {0, 500, 100, 0, 0, 0, 0, 0};
    assert_true(at_place(on, 1) < at_place(leaves, 1));
    assert_true(at_place(leaves, 1) < at_place(off, 1));
    assert_true(at_place(off, 1) > 1);
    const float empty_pads[ROWS] = {0, 500, 100, 0, 2, 2, 2, 3};
    assert_true(fabsf(at_place(empty_pads, 1) - at_place(off, 1)) < 0.1f);
    const float turned[ROWS] = {0, 0, 0, 0, 0, 100, 500, 0};
    assert_true(at_place(turned, 0) < 0);
}

static void with_the_hips_down_there_is_no_ball(void **state)
{
    (void)state;
    const float lies[ROWS] = {0, 150, 150, 100, 250, 0, 0, 150};
    const float sits[ROWS] = {0, 0, 0, 20, 760, 0, 80, 60};
    const float stands[ROWS] = {0, 0, 0, 0, 700, 0, 0, 0};
    const float nobody[ROWS] = {0};
    assert_true(isnan(at_place(lies, 0)) && isnan(at_place(lies, 1)));
    assert_true(isnan(at_place(sits, 1)));
    assert_true(isnan(at_place(stands, 1)));
    assert_true(isnan(at_place(nobody, 1)));
}

/* ---------------------------------------------------------------- counted */
static struct floor *floor_for_curls(void)
{
    static const struct exercise exercise = {.id = "hamstring_curl",
                                             .watch = WATCH_CURL,
                                             .posture = POSTURE_SUPINE,
                                             .counts = COUNTS_REPETITIONS};
    struct floor *floor = floor_open(ROWS, 2);
    floor->noise = 0.1f;
    detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
    floor_pass(floor, 2);
    return floor;
}

/* A spot of half a row's length, at a place in rows; what is beyond the mat is lost. */
static void press(struct floor *floor, float place, float load)
{
    for (int row = 0; row < ROWS; row++) {
        const float from = fmaxf(place - 0.25f, (float)row);
        const float to = fminf(place + 0.25f, (float)row + 1);
        for (int i = 0; i < 2; i++)
            floor->load[2 * row + i] += 0.5f * load * fmaxf(to - from, 0) / 0.5f;
    }
}

/* Shoulders at 1.7 rows, the rest of the weight on the ball; it lies so that it balances. */
static void bridge(struct floor *floor, float ball, float lifted)
{
    const float bears = 700 * 2.2f / (ball - 1.7f);
    memset(floor->load, 0, sizeof floor->load);
    press(floor, 1.7f, (700 - bears) * lifted + 250 * (1 - lifted));
    press(floor, 3.9f, 400 * (1 - lifted));
    press(floor, ball, bears * lifted + 50 * (1 - lifted));
    floor_step(floor, 1 / (double)floor->hertz);
}

static void roll(struct floor *floor, float from, float to, double seconds)
{
    const unsigned frames = (unsigned)(seconds * (double)floor->hertz);
    for (unsigned i = 0; i < frames; i++)
        bridge(floor, from + (to - from) * (float)i / (float)frames, 1);
}

static void lift(struct floor *floor, float ball, float from, float to)
{
    for (unsigned i = 0; i < 50; i++)
        bridge(floor, ball, from + (to - from) * (float)i / 50);
}

static void sit(struct floor *floor, double seconds)
{
    memset(floor->load, 0, sizeof floor->load);
    press(floor, 4.2f, 560);
    press(floor, 6.8f, 140);
    floor_pass(floor, seconds);
}

static void come(struct floor *floor, float ball)
{
    sit(floor, 2);
    lift(floor, ball, 0, 1);
    roll(floor, ball, ball, 1);
}

static void curl(struct floor *floor, unsigned times, float out, float in)
{
    for (unsigned i = 0; i < times; i++) {
        roll(floor, out, in, 1.5);
        roll(floor, in, in, 1);
        roll(floor, in, out, 1.5);
        roll(floor, out, out, 0.7);
    }
}

/* Between two edges of a pad the ball is not seen to move. */
static void curls_are_counted_wherever_the_ball_lies_on_its_pads(void **state)
{
    (void)state;
    for (float out = 6.2f; out < 8; out += 0.2f) {
        struct floor *floor = floor_for_curls();
        come(floor, out);
        curl(floor, 8, out, out - 1.1f);
        assert_int_equal(floor->seen.repetitions, 8);
        floor_close(floor);
    }
}

static void a_ball_that_rolls_off_the_mat_is_counted_too(void **state)
{
    (void)state;
    struct floor *floor = floor_for_curls();
    come(floor, 8.4f);
    curl(floor, 8, 8.4f, 7.2f);
    assert_int_equal(floor->seen.repetitions, 8);
    floor_close(floor);
}

static void who_lowers_the_hips_each_time_is_counted_once_each(void **state)
{
    (void)state;
    struct floor *floor = floor_for_curls();
    come(floor, 7.4f);
    for (unsigned i = 0; i < 8; i++) {
        curl(floor, 1, 7.4f, 6.3f);
        lift(floor, 7.4f, 1, 0);
        lift(floor, 7.4f, 0, 1);
    }
    assert_int_equal(floor->seen.repetitions, 8);
    floor_close(floor);
}

static void lifting_the_hips_and_sitting_up_are_not_believed_to_be_curls(void **state)
{
    (void)state;
    struct floor *floor = floor_for_curls();
    come(floor, 7.4f);
    for (unsigned i = 0; i < 5; i++) {
        lift(floor, 7.4f, 1, 0);
        sit(floor, 2);
        lift(floor, 7.4f, 0, 1);
        roll(floor, 7.4f, 7.4f, 2);
    }
    for (unsigned i = 0; i < floor->events; i++)
        assert_true(floor->event[i].kind != EVENT_REP || floor->event[i].confidence < 0.5f);
    floor_close(floor);
}

/* The first frame after the gap says nothing of the ball, as the hips are down in it. */
static void a_curl_that_began_before_a_gap_is_none(void **state)
{
    (void)state;
    struct floor *floor = floor_for_curls();
    come(floor, 7);
    curl(floor, 3, 7, 5.9f);
    roll(floor, 7, 5.9f, 1.5);
    assert_int_equal(floor->seen.repetitions, 3);
    floor->seconds += 5;
    bridge(floor, 5.9f, 0);
    roll(floor, 5.9f, 7, 1.5);
    roll(floor, 7, 7, 0.7);
    assert_int_equal(floor->seen.repetitions, 3);
    floor_close(floor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ball_is_where_it_is_however_the_weight_is_shared),
        cmocka_unit_test(what_rolls_off_the_mat_goes_on_the_same_way),
        cmocka_unit_test(with_the_hips_down_there_is_no_ball),
        cmocka_unit_test(curls_are_counted_wherever_the_ball_lies_on_its_pads),
        cmocka_unit_test(a_ball_that_rolls_off_the_mat_is_counted_too),
        cmocka_unit_test(who_lowers_the_hips_each_time_is_counted_once_each),
        cmocka_unit_test(lifting_the_hips_and_sitting_up_are_not_believed_to_be_curls),
        cmocka_unit_test(a_curl_that_began_before_a_gap_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
