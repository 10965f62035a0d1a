/* Scenario files, good and bad: what is refused names file and line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/load_scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int load_text(const char *text, struct scenario *scenario, struct error *error)
{
    char path[] = "/tmp/scenario-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    int result = load_scenario(path, scenario, error);
    unlink(path);
    return result;
}

static void expect_refused(const char *text, const char *where, const char *what)
{
    struct scenario scenario;
    struct error error = {""};
    if (load_text(text, &scenario, &error) == 0)
        fail_msg("was taken: %s", text);
    if (!strstr(error.text, where) || !strstr(error.text, what))
        fail_msg("\"%s\" lacks \"%s\" or \"%s\"", error.text, where, what);
}

static void test_what_is_left_out_is_an_ordinary_person(void **state)
{
    (void)state;
    struct scenario scenario, ordinary;
    struct error error;
    scenario_default(&ordinary);
    assert_int_equal(load_text("", &scenario, &error), 0);
    assert_true(scenario.body.mass_kg == ordinary.body.mass_kg);
    assert_true(scenario.manner.reaction_s == ordinary.manner.reaction_s);
    assert_int_equal(scenario.acts, 0);
}

static void test_all_of_a_file_arrives(void **state)
{
    (void)state;
    struct scenario s;
    struct error error;
    int result = load_text(
        "body: { sex = \"female\"; stature_m = 1.6; mass_kg = 61; shoes = true; };\n"
        "place: { x_mm = -30; y_mm = 12.5; turned = true; };\n"
        "manner: { pace = 0.5; };\nstart_s = 4;\n"
        "pads: { temperature_c = -5; worn = 0.25; };\n"
        "cards = ( \"hips\", \"same\" );\n"
        "slips = ( { what = \"knee_down\"; exercise = \"plank_front\"; at_s = 20; for_s = 2; "
        "time = 2; } );\n",
        &s, &error);
    assert_int_equal(result, 0);
    assert_true(s.body.sex == SEX_FEMALE && s.body.mass_kg == 61 && s.body.shoes);
    assert_true(s.place.x_mm == -30 && s.place.y_mm == 12.5F && s.place.turned);
    assert_true(s.manner.pace == 0.5F && s.start_s == 4);
    assert_true(s.pads.temperature_c == -5 && s.pads.worn == 0.25F);
    assert_int_equal(s.cards, 2);
    assert_string_equal(s.card[1], "same");
    assert_int_equal(s.slips, 1);
    assert_true(s.slip[0].what == SLIP_KNEE_DOWN && s.slip[0].time_n == 2);
    assert_int_equal(s.slip[0].line, 7);
}

static void test_acts_arrive_with_their_lines(void **state)
{
    (void)state;
    struct scenario s;
    struct error error;
    assert_int_equal(load_text("script = (\n  { do = \"stand\"; seconds = 3; },\n"
                               "  { do = \"smr_glute\"; side = \"right\"; spots = 2; roll_s = 9; "
                               "pause_s = 25; }\n);\n",
                               &s, &error),
                     0);
    assert_int_equal(s.acts, 2);
    assert_true(s.act[1].side == SIDE_RIGHT && s.act[1].spots == 2);
    assert_int_equal(s.act[1].line, 3);
}

static void test_faults_are_refused_with_file_and_line(void **state)
{
    (void)state;
    expect_refused("body: {\n mass_kg = 300; };", ":2:", "mass_kg");
    expect_refused("body: {\n mass = 70; };", ":2:", "not known");
    expect_refused("\nbody: { sex = \"other\"; };", ":2:", "sex");
    expect_refused("body: { stature_m = \"tall\"; };", ":1:", "must be a number");
    expect_refused("body: {\n masskg = 70; };", ":2:", "did you mean \"mass_kg\"?");
    expect_refused("slips = (\n { what = \"hip_down\"; for_s = 2; } );",
                   ":2:", "did you mean \"hips_down\"?");
    expect_refused("body = 3;", ":1:", "group");
    expect_refused("hat = true;", ":1:", "not known");
    expect_refused("cards = ( 1 );", ":1:", "quotes");
    expect_refused("script = ();", ":1:", "1 to 128");
    expect_refused("script = ( { seconds = 1.0; } );", ":1:", "do =");
    expect_refused("slips = ( { at_s = 1.0; } );", ":1:", "what");
    expect_refused("body: { mass_kg = 70 };\nbody: { };", ":2:", "");
    expect_refused("body: { mass_kg = ; };", ":1:", "look for");
}

static void test_a_bound_is_within(void **state)
{
    (void)state;
    struct scenario s;
    struct error error;
    assert_int_equal(load_text("manner: { pace = 0.2; };\nbody: { stature_m = 1.95; };\n"
                               "script = ( { do = \"lie\"; seconds = 0.1; } );\n",
                               &s, &error),
                     0);
    assert_true(s.manner.pace == 0.2F && s.act[0].seconds == 0.1F);
}

static void test_contradictions_are_refused(void **state)
{
    (void)state;
    expect_refused("script = ( { do = \"lie\"; seconds = 2.0; repetitions = 3; } );",
                   ":1:", "how long");
    expect_refused("script = ( { do = \"lie\"; } );", ":1:", "how long");
    expect_refused("script = ( { do = \"smr_glute\"; spots = 2; } );", ":1:", "roll_s");
    expect_refused("script = ( { do = \"lie\"; seconds = 2.0; pause_s = 3.0; } );", ":1:", "spots");
    expect_refused("cards = ( \"today\" );\nscript = ( { do = \"lie\"; seconds = 2.0; } );",
                   ":2:", "cards");
    expect_refused("slips = ( { what = \"cat\"; for_s = 2; time = 2; } );", ":1:", "exercise");
    expect_refused("slips = (\n{ what = \"press\"; for_s = 2; } );", ":2:", "instant");
    expect_refused("slips = (\n{ what = \"pad_open\"; for_s = 2; } );", ":2:", "add it");
    expect_refused("slips = (\n{ what = \"cat\"; pad = \"r1c1\"; for_s = 2; } );",
                   ":2:", "remove it");
    expect_refused("script = ( { do = \"lie\"; seconds = 2.0; } );\nslips = ( { what = \"press\"; "
                   "} );",
                   ":2:", "button");
    expect_refused("script = ( { do = \"lie\"; seconds = 2.0; } );\nstart_s = 3.0;",
                   ":2:", "start_s");
    expect_refused("script = ( { do = \"glute_bridge\"; repetitions = 2; cycle_s = 3.0;\n top_s = "
                   "2.0; base_s = 1.0; } );",
                   ":1:", "cycle_s");
    expect_refused("script = ( { do = \"lie\"; seconds = 2.0; cycle_s = 3.0; } );",
                   ":1:", "repetitions");
    expect_refused("script = ( { do = \"lie\"; seconds = 2.0; pass_s = 3.0; } );", ":1:", "spots");
    expect_refused("slips = ( { what = \"step_off\"; at_s = 5; for_s = 9; },\n { what = "
                   "\"sits\"; at_s = 8; for_s = 2; } );",
                   ":1:", "sits (line 2)");
    expect_refused("slips = ( { what = \"knee_down\"; exercise = \"plank_front\"; } );",
                   ":1:", "for_s");
}

static void test_a_missing_file_is_named(void **state)
{
    (void)state;
    struct scenario scenario;
    struct error error;
    assert_int_equal(load_scenario("/nowhere/at_all.cfg", &scenario, &error), -1);
    assert_non_null(strstr(error.text, "/nowhere/at_all.cfg"));
}

static void test_single_numbers_can_be_set(void **state)
{
    (void)state;
    struct scenario s;
    struct error error;
    scenario_default(&s);
    assert_int_equal(load_scenario_set(&s, "body.mass_kg=80", &error), 0);
    assert_int_equal(load_scenario_set(&s, "body.sex=female", &error), 0);
    assert_int_equal(load_scenario_set(&s, "place.turned=true", &error), 0);
    assert_true(s.body.mass_kg == 80 && s.body.sex == SEX_FEMALE && s.place.turned);
    assert_int_equal(load_scenario_set(&s, "place.x_mm=-30.5", &error), 0);
    assert_true(s.place.x_mm == -30.5F);
    static const char *const wrong[] = {
        "body.mass_kg=800", "body.mass_kg=",      "mass_kg=80",        "body.=3",
        "body.mass_kg",     "body.mass_kg=8x",    "body.mass=80",      "slips.what=cat",
        "body.sex=other",   "place.turned=maybe", "body.sex=\"male\"", "body.mass_kg=80;"};
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(load_scenario_set(&s, wrong[i], &error), -1);
}

static void test_what_is_no_number_is_said_to_be_none(void **state)
{
    (void)state;
    struct scenario s;
    struct error error;
    scenario_default(&s);
    static const char *const wrong[] = {"80kg", "8-1", "nan", "-inf", "."};
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[32];
        snprintf(text, sizeof text, "body.mass_kg=%s", wrong[i]);
        assert_int_equal(load_scenario_set(&s, text, &error), -1);
        assert_non_null(strstr(error.text, "\"mass_kg\" is text in quotes; it must be a number"));
    }
}

static void test_setting_one_number_leaves_the_rest(void **state)
{
    (void)state;
    struct scenario s;
    struct error error;
    assert_int_equal(load_text("body: { mass_kg = 61; };\nstart_s = 4;\ncards = ( \"hips\" );\n"
                               "slips = ( { what = \"cat\"; for_s = 2; } );\n",
                               &s, &error),
                     0);
    assert_int_equal(load_scenario_set(&s, "body.stature_m=1.6", &error), 0);
    assert_true(s.body.mass_kg == 61 && s.body.stature_m == 1.6F && s.start_s == 4);
    assert_int_equal(s.cards, 1);
    assert_int_equal(s.slips, 1);
    assert_int_equal(load_scenario_set(&s, "body.mass_kg=800", &error), -1);
    assert_non_null(strstr(error.text, "--set:1: \"mass_kg\" is 800; it must be from 45 to 120"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_left_out_is_an_ordinary_person),
        cmocka_unit_test(test_all_of_a_file_arrives),
        cmocka_unit_test(test_acts_arrive_with_their_lines),
        cmocka_unit_test(test_faults_are_refused_with_file_and_line),
        cmocka_unit_test(test_a_bound_is_within),
        cmocka_unit_test(test_contradictions_are_refused),
        cmocka_unit_test(test_a_missing_file_is_named),
        cmocka_unit_test(test_single_numbers_can_be_set),
        cmocka_unit_test(test_what_is_no_number_is_said_to_be_none),
        cmocka_unit_test(test_setting_one_number_leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
