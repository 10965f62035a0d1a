/* Everything a scenario can ask of a person shows in the forces on the pads. Played with the
 * figures that ship; run from the top of the repository. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "load/load.h"
#include "load/load_scenario.h"
#include "person/person.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 100, FRAMES = 12000 };

/* What the pads felt, frame by frame. */
struct felt {
    unsigned frames;
    float total_n[FRAMES], x_mm[FRAMES], y_mm[FRAMES];
    float middle_n[FRAMES], foot_end_n[FRAMES]; /* 640 to 1120 mm, beyond 1200 mm */
    float most_n;                               /* on one pad */
    bool down[FRAMES];                          /* the button */
};

static struct catalogue catalogue;
static struct mat mat;
static struct felt first, second;

static void print_complaint(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

static int set_up(void **state)
{
    (void)state;
    struct complaints complaints = {.say = print_complaint};
    struct error error = {""};
    mat_grid(&mat, 32, 16);
    return load_catalogue("assets", &catalogue, &complaints, &error);
}

static int tear_down(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

static void feel(const struct person_output *output, struct felt *felt)
{
    unsigned n = felt->frames++;
    float x = 0, y = 0;
    assert_true(n < FRAMES);
    felt->total_n[n] = felt->middle_n[n] = felt->foot_end_n[n] = 0;
    felt->down[n] = output->button_down;
    for (unsigned i = 0; i < output->pads; i++) {
        const struct pad *pad = &mat.pad[i];
        float force = output->force_n[i], at_mm = pad->x_mm + 0.5F * pad->length_mm;
        felt->total_n[n] += force;
        x += force * at_mm;
        y += force * (pad->y_mm + 0.5F * pad->width_mm);
        felt->middle_n[n] += at_mm > 640 && at_mm < 1120 ? force : 0;
        felt->foot_end_n[n] += at_mm > 1200 ? force : 0;
        felt->most_n = fmaxf(felt->most_n, force);
    }
    felt->x_mm[n] = felt->total_n[n] > 0 ? x / felt->total_n[n] : NAN;
    felt->y_mm[n] = felt->total_n[n] > 0 ? y / felt->total_n[n] : NAN;
}

/* A script to its end, or what is done for some seconds before a screen that asks for nothing. */
static void play(const struct scenario *scenario, double seconds, struct felt *felt)
{
    struct error error = {""};
    struct person_output *output = calloc(1, sizeof *output);
    struct view view = {.screen = SCREEN_REST, .exercise = -1};
    struct person *person = person_open(scenario, 1, &mat, &catalogue, NULL, &error);
    if (!person)
        fail_msg("%s", error.text);
    memset(felt, 0, sizeof *felt);
    for (int64_t t = 0; !output->finished && (double)t < seconds * 1e9; t += NS_PER_S / RATE_HZ) {
        person_step(person, t, &view, output);
        feel(output, felt);
    }
    person_close(person);
    free(output);
}

static struct scenario script_of(const char *what, float seconds)
{
    struct scenario scenario;
    scenario_default(&scenario);
    scenario.acts = 1;
    scenario.act[0] = (struct scenario_act){.seconds = seconds};
    strcpy(scenario.act[0].what, what);
    return scenario;
}

static void quiet(struct scenario *scenario)
{
    scenario->manner.sway = scenario->manner.tremor = scenario->manner.breaths_per_min = 0;
}

static void slip(struct scenario *scenario, enum slip what, const char *exercise, float at_s,
                 float for_s)
{
    struct scenario_slip *to = &scenario->slip[scenario->slips++];
    *to = (struct scenario_slip){.what = what, .at_s = at_s, .for_s = for_s};
    strcpy(to->exercise, exercise);
}

static float mean(const float *value, unsigned from, unsigned to)
{
    float sum = 0;
    for (unsigned i = from; i < to; i++)
        sum += value[i];
    return sum / (float)(to - from);
}

static float deviation(const float *value, unsigned from, unsigned to)
{
    float middle = mean(value, from, to), sum = 0;
    for (unsigned i = from; i < to; i++)
        sum += (value[i] - middle) * (value[i] - middle);
    return sqrtf(sum / (float)(to - from));
}

/* How often the value crosses its own mean on the way up. */
static unsigned waves(const float *value, unsigned from, unsigned to)
{
    float middle = mean(value, from, to);
    unsigned found = 0;
    for (unsigned i = from + 1; i < to; i++)
        found += value[i - 1] < middle && value[i] >= middle;
    return found;
}

/* From the end, in frames: the last seconds of a script are what it asks for. */
static unsigned before_end(const struct felt *felt, float seconds)
{
    return felt->frames - (unsigned)(seconds * RATE_HZ);
}

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
        cmocka_unit_test(test_the_wrong_side_is_the_mirrored_load),
        cmocka_unit_test(test_too_fast_is_four_times_as_many_strokes),
        cmocka_unit_test(test_hips_touch_down_at_12_s_and_a_knee_at_20_s),
        cmocka_unit_test(test_who_sits_down_instead_has_no_load_at_the_head),
        cmocka_unit_test(test_who_steps_off_leaves_nothing_and_comes_back),
        cmocka_unit_test(test_who_sleeps_on_the_roller_lies_still),
        cmocka_unit_test(test_visitors_weigh_what_they_weigh),
        cmocka_unit_test(test_two_people_are_two_weights),
        cmocka_unit_test(test_shoes_spread_the_load),
        cmocka_unit_test(test_a_press_at_the_wrong_moment_is_a_press),
        cmocka_unit_test(test_sway_tremor_and_breath_are_each_their_own),
        cmocka_unit_test(test_twice_the_pace_is_half_the_time),
        cmocka_unit_test(test_size_and_place_are_where_the_load_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
