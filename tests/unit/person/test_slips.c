/* Everything that a scenario can let go wrong shows in the forces on the pads. */
#include "felt.h"

static void test_the_wrong_side_is_the_mirrored_load(void **state)
{
    (void)state;
    struct scenario scenario = script_of("smr_tfl_itb", 20);
    play(&scenario, 60, &first);
    slip(&scenario, SLIP_WRONG_SIDE, "smr_tfl_itb", 0, 60);
    play(&scenario, 60, &second);
    float right = mean(first.y_mm, before_end(&first, 5), first.frames) - 300;
    float wrong = mean(second.y_mm, before_end(&second, 5), second.frames) - 300;
    assert_true(fabsf(right) > 20);
    assert_true(fabsf(right + wrong) < 20);
}

static void test_too_fast_is_four_times_as_many_strokes(void **state)
{
    (void)state;
    struct scenario scenario = script_of("smr_glute", 0);
    quiet(&scenario);
    scenario.act[0].spots = 1;
    scenario.act[0].roll_s = 30;
    scenario.act[0].pass_s = 3;
    play(&scenario, 60, &first);
    slip(&scenario, SLIP_TOO_FAST, "smr_glute", 0, 60);
    play(&scenario, 60, &second);
    unsigned slow = waves(first.x_mm, before_end(&first, 24), first.frames);
    unsigned fast = waves(second.x_mm, before_end(&second, 24), second.frames);
    assert_in_range(slow, 3, 5);
    assert_in_range(fast, 14, 18);
}

/* When what lies in the middle rises above a share of the weight; frames. */
static unsigned rises(const float *value, unsigned from, float above)
{
    unsigned i = from;
    while (i < FRAMES && value[i] <= above)
        i++;
    return i;
}

static unsigned falls(const float *value, unsigned from, float below)
{
    unsigned i = from;
    while (i < FRAMES && value[i] >= below)
        i++;
    return i;
}

static void test_hips_touch_down_at_12_s_and_a_knee_at_20_s(void **state)
{
    (void)state;
    struct scenario scenario;
    struct error error = {""};
    assert_int_equal(load_scenario("assets/scenarios/script_plank_broken.cfg", &scenario, &error),
                     0);
    play(&scenario, 100, &first);
    /* kneeling comes before the plank: its hands and toes leave the middle empty, its knees not */
    unsigned knelt = rises(first.middle_n, 300, 200);
    unsigned began = falls(first.middle_n, knelt, 20);
    unsigned hips = rises(first.middle_n, began, 60);
    unsigned up = falls(first.middle_n, hips, 20);
    assert_in_range(hips - began, 1100, 1350);
    assert_in_range(up - hips, 150, 350);
    /* the knee takes load from the toes beside it: the centre goes towards the head end no more,
     * but the foot end carries more than the toes alone did */
    float toes = mean(first.foot_end_n, hips - 300, hips - 50);
    unsigned knee = rises(first.foot_end_n, up + 200, 1.15F * toes);
    assert_in_range(knee - began, 1900, 2150);
}

static void test_who_sits_down_instead_has_no_load_at_the_head(void **state)
{
    (void)state;
    struct scenario scenario = script_of("glute_bridge", 30);
    slip(&scenario, SLIP_SITS, "glute_bridge", 10, 15);
    play(&scenario, 60, &first);
    float lain = mean(first.x_mm, before_end(&first, 24), before_end(&first, 22));
    float sat = mean(first.x_mm, before_end(&first, 10), before_end(&first, 8));
    assert_true(fabsf(sat - lain) > 30);
    assert_true(mean(first.middle_n, before_end(&first, 10), before_end(&first, 8)) >
                0.6F * mean(first.total_n, before_end(&first, 10), before_end(&first, 8)));
}

static void test_who_steps_off_leaves_nothing_and_comes_back(void **state)
{
    (void)state;
    struct scenario scenario = script_of("glute_bridge", 40);
    slip(&scenario, SLIP_STEP_OFF, "glute_bridge", 8, 20);
    play(&scenario, 100, &first);
    unsigned off = falls(first.total_n, before_end(&first, 36), 1);
    assert_true(off < first.frames);
    unsigned back = rises(first.total_n, off, 600);
    assert_in_range(back - off, 1000, 2500);
}

static void test_who_sleeps_on_the_roller_lies_still(void **state)
{
    (void)state;
    struct scenario scenario = script_of("smr_glute", 0);
    quiet(&scenario);
    scenario.act[0].spots = 1;
    scenario.act[0].roll_s = 60;
    slip(&scenario, SLIP_ASLEEP, "smr_glute", 20, 30);
    play(&scenario, 100, &first);
    assert_true(deviation(first.x_mm, before_end(&first, 86), before_end(&first, 72)) > 10);
    assert_true(deviation(first.x_mm, before_end(&first, 68), before_end(&first, 42)) < 1);
    assert_true(deviation(first.x_mm, before_end(&first, 8), first.frames) > 10);
}

static void test_visitors_weigh_what_they_weigh(void **state)
{
    (void)state;
    static const struct {
        enum slip who;
        float n, goes_mm;
    } visitors[] = {
        {SLIP_CHILD, 18 * 9.81F, 1000},
        {SLIP_CAT, 4.5F * 9.81F, 1000},
        {SLIP_CHAIR, 6 * 9.81F, 0},
        {SLIP_SECOND_PERSON, 65 * 9.81F, 0},
    };
    for (unsigned i = 0; i < sizeof visitors / sizeof *visitors; i++) {
        struct scenario scenario = script_of("away", 12);
        slip(&scenario, visitors[i].who, "", 2, 8);
        play(&scenario, 30, &first);
        float most = 0, low = INFINITY, high = -INFINITY;
        for (unsigned n = 0; n < first.frames; n++) {
            most = fmaxf(most, first.total_n[n]);
            low = fminf(low, isnan(first.x_mm[n]) ? low : first.x_mm[n]);
            high = fmaxf(high, isnan(first.x_mm[n]) ? high : first.x_mm[n]);
        }
        assert_true(fabsf(most / visitors[i].n - 1) < 0.02F);
        assert_true(visitors[i].goes_mm > 0 ? high - low > visitors[i].goes_mm : high - low < 150);
        assert_true(first.total_n[100] == 0 && first.total_n[first.frames - 50] == 0);
    }
}

static void test_two_people_are_two_weights(void **state)
{
    (void)state;
    struct scenario scenario = script_of("glute_bridge", 20);
    slip(&scenario, SLIP_SECOND_PERSON, "glute_bridge", 10, 5);
    play(&scenario, 60, &first);
    float alone = mean(first.total_n, before_end(&first, 14), before_end(&first, 12));
    float both = mean(first.total_n, before_end(&first, 8), before_end(&first, 6));
    assert_true(fabsf(both - alone - 65 * 9.81F) < 20);
}

static void test_a_press_at_the_wrong_moment_is_a_press(void **state)
{
    (void)state;
    static const enum slip presses[] = {SLIP_PRESS, SLIP_PRESS_HELD};
    for (unsigned i = 0; i < 2; i++) {
        struct scenario scenario;
        scenario_default(&scenario);
        slip(&scenario, presses[i], "", 5, 0);
        play(&scenario, 12, &first);
        unsigned down = 0, at = 0;
        for (unsigned n = 0; n < first.frames; n++) {
            at = first.down[n] && !down ? n : at;
            down += first.down[n];
        }
        assert_in_range(at, 500, 620);
        assert_true(i == 0 ? down > 5 && down < 50 : down > 100 && down < 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_wrong_side_is_the_mirrored_load),
        cmocka_unit_test(test_too_fast_is_four_times_as_many_strokes),
        cmocka_unit_test(test_hips_touch_down_at_12_s_and_a_knee_at_20_s),
        cmocka_unit_test(test_who_sits_down_instead_has_no_load_at_the_head),
        cmocka_unit_test(test_who_steps_off_leaves_nothing_and_comes_back),
        cmocka_unit_test(test_who_sleeps_on_the_roller_lies_still),
        cmocka_unit_test(test_visitors_weigh_what_they_weigh),
        cmocka_unit_test(test_two_people_are_two_weights),
        cmocka_unit_test(test_a_press_at_the_wrong_moment_is_a_press),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
