#include "unit/detect/floor.h"

/* Four load cells under somebody who leans to x, y (parts of the half spans, feet and right > 0),
 * standing a little off the middle of the board. */
static void lean(struct floor *floor, float x, float y, double seconds)
{
    for (double end = floor->seconds + seconds; floor->seconds < end;) {
        float sway = 0.02f * sinf((float)floor->seconds * 3);
        float down = (1 + 0.12f + x + sway) / 2, across = (1 - 0.08f + y - sway) / 2;
        floor->load[0] = 7000 * (1 - down) * (1 - across);
        floor->load[1] = 7000 * (1 - down) * across;
        floor->load[2] = 7000 * down * (1 - across);
        floor->load[3] = 7000 * down * across;
        floor_step(floor, 0.008 + 0.006 * (double)floor_random(floor));
    }
}

static const struct {
    float x, y;
    enum direction direction;
} ways[] = {
    {0.4f, 0, DIRECTION_FEET},           {-0.4f, 0, DIRECTION_HEAD},
    {0, 0.4f, DIRECTION_RIGHT},          {0, -0.4f, DIRECTION_LEFT},
    {0.3f, 0.3f, DIRECTION_FEET_RIGHT},  {0.3f, -0.3f, DIRECTION_FEET_LEFT},
    {-0.3f, 0.3f, DIRECTION_HEAD_RIGHT}, {-0.3f, -0.3f, DIRECTION_HEAD_LEFT},
};

static void each_of_the_eight_ways_is_told_once(void **state)
{
    (void)state;
    struct floor *floor = floor_open(2, 2);
    lean(floor, 0, 0, 4);
    for (unsigned i = 0; i < 8; i++) {
        unsigned before = floor->events;
        lean(floor, ways[i].x, ways[i].y, 2.5);
        unsigned leans = 0;
        for (unsigned k = before; k < floor->events; k++) {
            if (floor->event[k].kind != EVENT_LEAN)
                continue;
            leans++;
            assert_int_equal(floor->event[k].direction, ways[i].direction);
            assert_true(floor->event[k].share > 0.5f);
        }
        assert_int_equal(leans, 1);
        lean(floor, 0, 0, 2.5);
    }
    floor_close(floor);
}

static void the_persons_own_centre_counts_not_the_mats(void **state)
{
    (void)state;
    struct floor *floor = floor_open(2, 2);
    lean(floor, 0.3f, 0.2f, 4);
    assert_int_equal(floor->seen.balance.lean, DIRECTION_CENTRE);
    lean(floor, 0.3f, -0.2f, 3);
    assert_int_equal(floor->seen.balance.lean, DIRECTION_LEFT);
    floor_close(floor);
}

static void a_lean_shorter_than_a_second_is_not_told(void **state)
{
    (void)state;
    struct floor *floor = floor_open(2, 2);
    lean(floor, 0, 0, 4);
    unsigned before = floor_count(floor, EVENT_LEAN);
    for (int i = 0; i < 6; i++) {
        lean(floor, 0, 0.4f, 0.6);
        lean(floor, 0, 0, 1.5);
    }
    assert_int_equal(floor_count(floor, EVENT_LEAN), before);
    floor_close(floor);
}

static void time_in_a_gap_does_not_make_a_lean(void **state)
{
    (void)state;
    struct floor *floor = floor_open(2, 2);
    lean(floor, 0, 0, 4);
    unsigned before = floor_count(floor, EVENT_LEAN);
    lean(floor, 0, 0.4f, 0.5);
    floor->seconds += 3;
    lean(floor, 0, 0.4f, 0.5);
    assert_int_equal(floor_count(floor, EVENT_LEAN), before);
    assert_int_equal(floor_count(floor, EVENT_GAP), 1);
    lean(floor, 0, 0.4f, 1);
    assert_int_equal(floor_count(floor, EVENT_LEAN), before + 1);
    floor_close(floor);
}

static void the_board_is_not_left_while_somebody_leans(void **state)
{
    (void)state;
    struct floor *floor = floor_open(2, 2);
    lean(floor, 0, 0, 4);
    for (unsigned i = 0; i < 40; i++) {
        lean(floor, ways[i % 8].x * 1.6f, ways[i % 8].y * 1.6f, 2);
        lean(floor, 0, 0, 2);
    }
    assert_int_equal(floor_count(floor, EVENT_MAT_OFF), 0);
    floor_close(floor);
}

static void shares_add_up_on_any_mat(void **state)
{
    (void)state;
    struct floor *floor = floor_open(5, 3);
    for (unsigned i = 0; i < 15; i++)
        floor->load[i] = 100;
    floor->load[0] = 900;
    floor_pass(floor, 1);
    assert_float_equal(floor->seen.balance.left_share, (900.0f + 4 * 100 + 250) / 2300, 0.02);
    assert_float_equal(floor->seen.balance.head_share, (900.0f + 5 * 100 + 150) / 2300, 0.02);
    floor_close(floor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_the_eight_ways_is_told_once),
        cmocka_unit_test(the_persons_own_centre_counts_not_the_mats),
        cmocka_unit_test(a_lean_shorter_than_a_second_is_not_told),
        cmocka_unit_test(time_in_a_gap_does_not_make_a_lean),
        cmocka_unit_test(the_board_is_not_left_while_somebody_leans),
        cmocka_unit_test(shares_add_up_on_any_mat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
