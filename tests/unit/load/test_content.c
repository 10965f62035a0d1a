/* What the station coaches: that it is all there, in order, and within what is safe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/length.h"
#include "load/load.h"

static struct catalogue catalogue;

static void print_line(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

static int load_all(void **state)
{
    (void)state;
    struct complaints complaints = {.say = print_line};
    struct error error;
    return load_catalogue("assets", &catalogue, &complaints, &error) || complaints.count;
}

static int unload_all(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

static const char *const coached[] = {
    "leg_swing",       "hip_circle",         "cat_cow",        "pelvic_tilt", "knees_to_chest",
    "spinal_twist",    "smr_glute",          "smr_piriformis", "smr_tfl_itb", "smr_quad_hipflexor",
    "smr_erector",     "hipflexor_kneeling", "couch_stretch",  "figure_four", "pigeon",
    "hamstring_strap", "hamstring_standing", "plank_front",    "plank_side",  "bird_dog",
    "dead_bug",        "glute_bridge",       "clamshell",      "band_walk",   "romanian_deadlift",
    "hamstring_curl",
};

static const struct exercise *exercise(const char *id)
{
    const int found = catalogue_find_exercise(&catalogue, id);
    if (found < 0)
        fail_msg("no exercise %s", id);
    return &catalogue.exercise[found];
}

static void of_the_mats_that_ship_it_is_known_how_much_their_pads_say(void **state)
{
    (void)state;
    static const char *const ids[] = {"standard", "small", "switched"};
    static struct mat mat;
    struct error error;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        assert_int_equal(load_mat("assets", ids[i], &mat, &error), 0);
        assert_true(mat.half_supply_n > 0);
    }
    assert_int_equal(load_mat("assets", "8x2", &mat, &error), 0);
    assert_true(mat.half_supply_n == 0);
}

static void all_twenty_six_exercises_are_there_with_every_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof coached / sizeof *coached; i++) {
        const struct exercise *e = exercise(coached[i]);
        assert_false(e->recognition_only);
        for (unsigned l = 0; l < catalogue.languages; l++) {
            assert_true(*e->texts[l].name && *e->texts[l].place && *e->texts[l].how);
            assert_true(*e->texts[l].cue && *e->texts[l].why && *e->texts[l].easier);
        }
    }
}

static void all_eight_programmes_are_there(void **state)
{
    (void)state;
    static const char *const ids[] = {"first_time", "desk_break", "evening", "hips",
                                      "lower_back", "strong",     "full",    "free_rolling"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        assert_true(catalogue_find_programme(&catalogue, ids[i]) >= 0);
}

static void every_exercise_has_its_figure(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.exercises; i++)
        if (!catalogue_find_figure(&catalogue, catalogue.exercise[i].figure))
            fail_msg("%s: no figure %s", catalogue.exercise[i].id, catalogue.exercise[i].figure);
}

static void rolling_and_stretching_always_carry_their_cautions(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *e = &catalogue.exercise[i];
        const bool holds = e->counts == COUNTS_HOLD;
        if (e->kind != KIND_SMR && e->kind != KIND_STRETCH && !holds)
            continue;
        for (unsigned l = 0; l < catalogue.languages; l++)
            assert_true(*e->texts[l].caution && *e->texts[l].caution_short);
        if (e->kind == KIND_SMR)
            assert_true(e->cautions & CAUTION_ROLLER);
        if (holds)
            assert_true(e->cautions & CAUTION_PLANK);
    }
}

/* "zieht" is what the warnings say of the leg: nobody is asked to stay on it. */
static void nobody_is_asked_to_roll_where_a_warning_holds(void **state)
{
    (void)state;
    const int german = catalogue_find_language(&catalogue, "de");
    assert_true(german >= 0);
    for (size_t i = 0; i < catalogue.exercises; i++)
        if (catalogue.exercise[i].kind == KIND_SMR)
            assert_null(strstr(catalogue.exercise[i].texts[german].how, "zieht"));
}

static void no_area_is_rolled_longer_than_its_limit(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *e = &catalogue.exercise[i];
        if (e->counts != COUNTS_ROLL_AND_PAUSE)
            continue;
        const unsigned most = e->region == REGION_ERECTOR_SPINAE ? 60 : 120;
        assert_true(e->dose.area_limit_s > 0 && e->dose.area_limit_s <= most);
        assert_true(e->dose.seconds >= 20 && e->dose.seconds <= 30);
        assert_true(e->dose.spots >= 1 && e->dose.spots <= 3);
    }
}

static void stretches_hold_twenty_to_thirty_seconds(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *e = &catalogue.exercise[i];
        if (e->kind != KIND_STRETCH)
            continue;
        assert_true(e->dose.seconds >= 20 && e->dose.seconds <= 30);
        if (e->beginner.sets) /* shorter at first, not fewer */
            assert_int_equal(e->beginner.sets, e->dose.sets);
    }
}

static void knee_pain_and_the_first_weeks_take_out_what_they_should(void **state)
{
    (void)state;
    assert_true(exercise("pigeon")->cautions & CAUTION_KNEE);
    assert_true(exercise("couch_stretch")->cautions & CAUTION_KNEE);
    static const char *const later[] = {"couch_stretch", "pigeon", "plank_side", "hamstring_curl"};
    for (size_t i = 0; i < 4; i++)
        assert_true(exercise(later[i])->cautions & CAUTION_NOT_FIRST_WEEKS);
    assert_string_equal(exercise("pigeon")->easier, "figure_four");
}

static void a_beginner_never_gets_more_than_anybody_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *e = &catalogue.exercise[i];
        assert_true(e->beginner.sets <= e->dose.sets);
        assert_true(e->beginner.repetitions <= e->dose.repetitions);
        assert_true(e->beginner.seconds <= e->dose.seconds);
    }
}

/* Warm-up, mobility, release, stretch, strength, breath. */
static void every_programme_goes_through_the_kinds_in_order(void **state)
{
    (void)state;
    for (size_t p = 0; p < catalogue.programmes; p++) {
        const struct programme *programme = &catalogue.programme[p];
        for (unsigned i = 1; i < programme->steps; i++) {
            const enum kind before = catalogue.exercise[programme->step[i - 1].exercise].kind;
            const enum kind now = catalogue.exercise[programme->step[i].exercise].kind;
            const bool in_order =
                (now == KIND_BREATH ? 9 : (int)now) >= (before == KIND_BREATH ? 9 : (int)before);
            if (!in_order)
                fail_msg("%s: step %u is out of order", programme->id, i + 1);
        }
    }
}

static void strong_has_six_strength_exercises_in_each_of_its_selections(void **state)
{
    (void)state;
    const struct programme *strong =
        &catalogue.programme[catalogue_find_programme(&catalogue, "strong")];
    assert_int_equal(strong->selections, 2);
    for (unsigned selection = 1; selection <= 2; selection++) {
        unsigned strength = 0;
        for (unsigned i = 0; i < strong->steps; i++) {
            const struct programme_step *step = &strong->step[i];
            if (step->selection == 0 || step->selection == selection)
                strength += catalogue.exercise[step->exercise].kind == KIND_STRENGTH;
        }
        assert_int_equal(strength, 6);
    }
}

static bool has_step(const char *programme, const char *id, unsigned selection)
{
    const struct programme *in =
        &catalogue.programme[catalogue_find_programme(&catalogue, programme)];
    for (unsigned i = 0; i < in->steps; i++)
        if (!strcmp(catalogue.exercise[in->step[i].exercise].id, id) &&
            (in->step[i].selection == 0 || in->step[i].selection == selection))
            return true;
    return false;
}

static void the_bridge_is_repeated_one_time_and_held_the_other(void **state)
{
    (void)state;
    assert_true(has_step("strong", "glute_bridge", 1) && !has_step("strong", "bridge_hold", 1));
    assert_true(has_step("strong", "bridge_hold", 2) && !has_step("strong", "glute_bridge", 2));
}

/* The desk break and free rolling have none; the short one is for getting to know the mat. */
static void who_lay_down_ends_with_a_minute_of_breath(void **state)
{
    (void)state;
    static const char *const ids[] = {"first_time", "evening", "hips",
                                      "lower_back", "strong",  "full"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct programme *programme =
            &catalogue.programme[catalogue_find_programme(&catalogue, ids[i])];
        const struct programme_step *last = &programme->step[programme->steps - 1];
        assert_string_equal(catalogue.exercise[last->exercise].id, "breath");
        assert_int_equal(last->dose.seconds, 60);
    }
}

static void the_desk_break_needs_nothing_on_the_floor(void **state)
{
    (void)state;
    const struct programme *desk =
        &catalogue.programme[catalogue_find_programme(&catalogue, "desk_break")];
    for (unsigned i = 0; i < desk->steps; i++)
        assert_true(catalogue.exercise[desk->step[i].exercise].off_mat);
}

static void a_missing_text_falls_back_to_english_and_then_to_its_key(void **state)
{
    (void)state;
    assert_string_equal(catalogue_text(&catalogue, 99, "cue.ready"), "Get ready");
    assert_string_equal(catalogue_text(&catalogue, 0, "no.such.key"), "no.such.key");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_mats_that_ship_it_is_known_how_much_their_pads_say),
        cmocka_unit_test(all_twenty_six_exercises_are_there_with_every_text),
        cmocka_unit_test(all_eight_programmes_are_there),
        cmocka_unit_test(every_exercise_has_its_figure),
        cmocka_unit_test(rolling_and_stretching_always_carry_their_cautions),
        cmocka_unit_test(nobody_is_asked_to_roll_where_a_warning_holds),
        cmocka_unit_test(no_area_is_rolled_longer_than_its_limit),
        cmocka_unit_test(stretches_hold_twenty_to_thirty_seconds),
        cmocka_unit_test(knee_pain_and_the_first_weeks_take_out_what_they_should),
        cmocka_unit_test(a_beginner_never_gets_more_than_anybody_else),
        cmocka_unit_test(every_programme_goes_through_the_kinds_in_order),
        cmocka_unit_test(strong_has_six_strength_exercises_in_each_of_its_selections),
        cmocka_unit_test(the_bridge_is_repeated_one_time_and_held_the_other),
        cmocka_unit_test(who_lay_down_ends_with_a_minute_of_breath),
        cmocka_unit_test(the_desk_break_needs_nothing_on_the_floor),
        cmocka_unit_test(a_missing_text_falls_back_to_english_and_then_to_its_key),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
