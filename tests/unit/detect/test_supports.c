/* Which parts of the body lie on the mat. */
#include "unit/detect/floor.h"

enum { ROWS = 8, COLUMNS = 4 };

static const struct exercise side_plank = {.id = "plank_side",
                                           .watch = WATCH_SIDE_PLANK,
                                           .posture = POSTURE_SIDE_LYING,
                                           .counts = COUNTS_HOLD,
                                           .must = 1u << ZONE_FOREARMS | 1u << ZONE_FEET,
                                           .must_not = 1u << ZONE_PELVIS | 1u << ZONE_KNEES};

/* Newtons on each row of pads. */
static void show(struct floor *floor, const float *rows, double seconds)
{
    for (unsigned i = 0; i < floor->mat.pads; i++)
        floor->load[i] = rows[i / COLUMNS] / COLUMNS;
    floor_pass(floor, seconds);
}

static void lie(struct floor *floor, double seconds)
{
    static const float rows[ROWS] = {22, 40, 16, 223, 212, 138, 134, 0};
    show(floor, rows, seconds);
}

/* The head is at the mat's foot end, and the feet are so many newtons more on the first row. */
static void plank(struct floor *floor, float more, double seconds)
{
    const float rows[ROWS] = {63 + more, 190 - more, 0, 0, 0, 273, 259, 0};
    show(floor, rows, seconds);
}

/* Whether a plank's forearms and feet are known, after lying for so long. */
static bool is_known(float more, double lies_s)
{
    struct floor *floor = floor_open(ROWS, COLUMNS);
    floor->noise = 0.2f;
    floor_pass(floor, 1);
    lie(floor, 2);
    detector_ask(floor->detector, &(struct asked){.exercise = &side_plank});
    lie(floor, lies_s);
    plank(floor, more, 6);
    const bool known = (floor->seen.loaded & side_plank.must) == side_plank.must;
    floor_close(floor);
    return known;
}

static void how_somebody_lay_before_does_not_keep_a_posture_from_being_known(void **state)
{
    (void)state;
    for (float more = -60; more <= 180; more += 10) {
        assert_true(is_known(more, 0.04));
        assert_true(is_known(more, 10));
    }
}

/* Newtons on the rows of whoever leans back on the hands, the roller just above the hips: somebody
 * short with the head at the mat's foot end, somebody of middle height, somebody tall. */
enum { LEANERS = 3 };
static const float leaner[LEANERS][ROWS] = {
    {0, 49, 75, 0, 110, 205, 4, 0},
    {0, 128, 146, 243, 0, 114, 83, 0},
    {0, 337, 32, 400, 0, 57, 255, 9},
};

static void who_leans_back_on_the_hands_has_the_roller_between_them_and_the_feet(void **state)
{
    static const struct exercise back = {.id = "smr_erector_roller",
                                         .watch = WATCH_ROLLER,
                                         .posture = POSTURE_SITTING,
                                         .counts = COUNTS_ROLL_AND_PAUSE,
                                         .region = REGION_ERECTOR_SPINAE,
                                         .must = 1u << ZONE_ROLLER};
    const unsigned carry = 1u << ZONE_HANDS | 1u << ZONE_ROLLER | 1u << ZONE_FEET;
    (void)state;
    for (unsigned i = 0; i < LEANERS; i++) {
        struct floor *floor = floor_open(ROWS, COLUMNS);
        floor->noise = 0.2f;
        floor_pass(floor, 1);
        detector_ask(floor->detector, &(struct asked){.exercise = &back});
        show(floor, leaner[i], 6);
        assert_int_equal(floor->seen.loaded, carry);
        assert_true(floor->seen.roller.present);
        floor_close(floor);
    }
}

/* Held for so long that it is surely known; then away, or a gap; then standing about the middle. */
static void who_comes_back_and_stands_is_in_no_posture_that_was_held_before(void **state)
{
    (void)state;
    static const float nobody[ROWS] = {0};
    static const float stands[ROWS] = {0, 0, 0, 330, 350, 0, 0, 0};
    static const float held[ROWS] = {0, 190, 230, 0, 0, 0, 60, 180};
    static const struct exercise front_plank = {.id = "plank_front",
                                                .watch = WATCH_PLANK,
                                                .posture = POSTURE_PRONE,
                                                .counts = COUNTS_HOLD,
                                                .must = 1u << ZONE_FOREARMS | 1u << ZONE_FEET,
                                                .must_not = 1u << ZONE_PELVIS | 1u << ZONE_KNEES};
    for (unsigned gap = 0; gap < 2; gap++) {
        struct floor *floor = floor_open(ROWS, COLUMNS);
        floor->noise = 0.2f;
        floor_pass(floor, 1);
        detector_ask(floor->detector, &(struct asked){.exercise = &front_plank});
        show(floor, held, 8);
        assert_int_equal(floor->seen.loaded, front_plank.must);
        floor->seconds += gap ? 5 : 0;
        show(floor, nobody, gap ? 0 : 3);
        for (unsigned second = 1; second <= 10; second++) {
            show(floor, stands, 1);
            assert_false(floor->seen.loaded & 1u << ZONE_FOREARMS);
        }
        floor_close(floor);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_somebody_lay_before_does_not_keep_a_posture_from_being_known),
        cmocka_unit_test(who_leans_back_on_the_hands_has_the_roller_between_them_and_the_feet),
        cmocka_unit_test(who_comes_back_and_stands_is_in_no_posture_that_was_held_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
