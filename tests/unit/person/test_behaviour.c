/* How a scenario wants somebody to be shows in the forces on the pads. */
#include "felt.h"

static void test_shoes_spread_the_load(void **state)
{
    (void)state;
    struct scenario scenario = script_of("stand", 5);
    quiet(&scenario);
    play(&scenario, 30, &first);
    scenario.body.shoes = true;
    play(&scenario, 30, &second);
    assert_true(second.most_n < 0.95F * first.most_n);
}

static void test_sway_tremor_and_breath_are_each_their_own(void **state)
{
    (void)state;
    struct scenario scenario = script_of("stand", 40);
    quiet(&scenario);
    play(&scenario, 60, &first);
    unsigned from = before_end(&first, 35);
    assert_true(deviation(first.x_mm, from, first.frames) < 0.1F);
    scenario.manner.sway = 1;
    play(&scenario, 60, &first);
    /* quiet standing: 3-6 mm */
    assert_true(deviation(first.x_mm, from, first.frames) > 2);
    assert_true(deviation(first.x_mm, from, first.frames) < 8);
    scenario.manner.sway = 0;
    scenario.manner.tremor = 3;
    play(&scenario, 60, &first);
    assert_true(waves(first.x_mm, from, first.frames) > 100);
    scenario.manner.tremor = 0;
    scenario.manner.breaths_per_min = 12;
    play(&scenario, 60, &first);
    assert_in_range(waves(first.x_mm, from, first.frames), 6, 8);
    assert_true(deviation(first.x_mm, from, first.frames) > 0.5F);
}

static void test_twice_the_pace_is_half_the_time(void **state)
{
    (void)state;
    struct scenario scenario = script_of("glute_bridge", 0);
    quiet(&scenario);
    scenario.act[0].repetitions = 6;
    scenario.act[0].cycle_s = 5;
    play(&scenario, 100, &first);
    scenario.manner.pace = 2;
    play(&scenario, 100, &second);
    unsigned slow = waves(first.middle_n, before_end(&first, 25), first.frames);
    unsigned fast = waves(second.middle_n, before_end(&second, 12.5F), second.frames);
    assert_int_equal(slow, fast);
    assert_true(slow >= 4);
}

static void test_size_and_place_are_where_the_load_is(void **state)
{
    (void)state;
    struct scenario scenario = script_of("sit", 5);
    quiet(&scenario);
    play(&scenario, 60, &first);
    scenario.place.x_mm = -80;
    scenario.place.y_mm = 50;
    play(&scenario, 60, &second);
    unsigned last = first.frames - 1, other = second.frames - 1;
    assert_true(fabsf(second.x_mm[other] - first.x_mm[last] + 80) < 20);
    assert_true(fabsf(second.y_mm[other] - first.y_mm[last] - 50) < 15);
    scenario = script_of("lie", 5);
    quiet(&scenario);
    play(&scenario, 60, &first);
    last = first.frames - 1;
    scenario.body = (struct scenario_body){SEX_FEMALE, 1.5F, 45, false};
    play(&scenario, 60, &second);
    other = second.frames - 1;
    assert_true(fabsf(second.total_n[other] - 45 * 9.81F) < 5);
    /* a taller one's heels lie beyond the mat's end */
    assert_true(first.total_n[last] > 600 && first.total_n[last] < 0.95F * 74 * 9.81F);
    scenario.place.turned = true;
    play(&scenario, 60, &first);
    last = first.frames - 1;
    assert_true(fabsf(first.x_mm[last] + second.x_mm[other] - 1800) < 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shoes_spread_the_load),
        cmocka_unit_test(test_sway_tremor_and_breath_are_each_their_own),
        cmocka_unit_test(test_twice_the_pace_is_half_the_time),
        cmocka_unit_test(test_size_and_place_are_where_the_load_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
