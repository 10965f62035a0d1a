/* Bad figures, each written to a file of its own: refused with file, line and advice. */
#include "load/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct heard {
    char text[4096];
};

static void say(void *self, const char *line)
{
    struct heard *heard = self;
    size_t used = strlen(heard->text);
    snprintf(heard->text + used, sizeof heard->text - used, "%s\n", line);
}

/* Loads the text as a file; returns load_figure's answer and what it complained of. */
static int load_text(const char *text, struct figure *figure, struct heard *heard)
{
    char folder[] = "/tmp/matstation-figure-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/some_figure.cfg", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    heard->text[0] = 0;
    struct complaints complaints = {say, heard, 0};
    int result = load_figure(path, figure, &complaints);
    assert_true((result == 0) == (complaints.count == 0));
    unlink(path);
    rmdir(folder);
    return result;
}

static void refused(const char *text, const char *words)
{
    struct figure figure;
    struct heard heard;
    assert_int_equal(load_text(text, &figure, &heard), -1);
    if (!strstr(heard.text, words))
        fail_msg("said \"%s\", not \"%s\"", heard.text, words);
    assert_non_null(strstr(heard.text, "some_figure.cfg:"));
}

#define STAND "keys = ( { at = 0.0; pelvis = [0.9, 0.3]; touch = [\"heel_l\", \"heel_r\"]; } );\n"

static void a_small_good_figure_loads(void **state)
{
    (void)state;
    struct figure figure;
    struct heard heard;
    assert_int_equal(load_text("cycle_s = 5.0;\n" STAND, &figure, &heard), 0);
    assert_string_equal(figure.id, "some_figure");
    assert_int_equal(figure.keys, 1);
    assert_true(figure.cycle_s > 4.9f && figure.cycle_s < 5.1f);
    assert_int_equal(figure.key[0].touching, 1u << JOINT_HEEL_L | 1u << JOINT_HEEL_R);
}

static void a_key_says_only_what_differs_from_the_one_before(void **state)
{
    (void)state;
    struct figure figure;
    struct heard heard;
    assert_int_equal(
        load_text("keys = ( { at = 0.0; pelvis = [0.9, 0.3]; arms = { flexion = 30.0; }; },\n"
                  "{ at = 0.5; arm_r = { elbow = 40.0; }; } );\n",
                  &figure, &heard),
        0);
    assert_true(figure.key[1].pose.left.shoulder_flexion > 29);
    assert_true(figure.key[1].pose.right.shoulder_flexion > 29);
    assert_true(figure.key[1].pose.right.elbow_flexion > 39);
    assert_true(figure.key[1].pose.left.elbow_flexion < 1);
}

static void an_unknown_joint_is_refused_with_its_line_and_a_suggestion(void **state)
{
    (void)state;
    refused("cycle_s = 5.0;\nglow = { from = \"hip\"; radius_m = 0.1; };\n" STAND,
            "some_figure.cfg:2: \"hip\" is no joint");
    refused("keys = ( { at = 0.0;\n touch = [\"heel_x\"]; } );\n", "some_figure.cfg:2:");
}

static void an_angle_no_body_does_is_refused(void **state)
{
    (void)state;
    refused("keys = ( { at = 0.0;\n legs = { knee = -40.0; }; } );\n",
            "left knee_flexion is -40 degrees, which no body does");
    refused("keys = ( { at = 0.0; spine = [120.0, 0.0, 0.0]; } );\n", "spine_flexion is 120");
}

static void a_place_out_of_reach_is_refused(void **state)
{
    (void)state;
    refused("keys = ( { at = 0.0; pelvis = [0.9, 0.3, 0.93];\n"
            " leg_l = { foot = [1.8, 0.3, 0.063]; }; } );\n",
            "the left foot misses its place by");
}

static void a_body_that_hangs_or_sinks_is_refused(void **state)
{
    (void)state;
    refused("keys = ( { at = 0.0; pelvis = [0.9, 0.3, 1.20]; } );\n", "hangs over the mat");
    refused("keys = ( { at = 0.0; pelvis = [0.9, 0.3, 0.60]; } );\n", "sinks into the mat");
}

static void what_is_said_to_touch_must_touch(void **state)
{
    (void)state;
    refused("keys = ( { at = 0.0; pelvis = [0.9, 0.3]; leg_l = { flexion = 60.0; };\n"
            " touch = [\"heel_l\", \"heel_r\"]; } );\n",
            "should touch the mat and is");
}

static void keys_out_of_order_are_refused(void **state)
{
    (void)state;
    refused("keys = ( { at = 0.0; }, { at = 0.6; }, { at = 0.4; } );\n", "does not come after");
    refused("keys = ( { at = 0.2; } );\n", "first key must stand at 0.0");
    refused("cycle_s = 4.0;\n", "\"keys\" is missing");
    refused("keys = ( );\n", "must have 1 to 16");
    refused("keys = ( 5 );\n", "a key must be a group");
}

static void things_need_a_kind_and_one_place(void **state)
{
    (void)state;
    refused("props = ( { kind = \"trampoline\"; at = [0.0, 0.0, 0.0]; } );\n" STAND,
            "\"trampoline\" is no thing");
    refused("props = ( { kind = \"wall\"; } );\n" STAND, "needs one of");
    refused("props = ( { kind = \"roller\"; under = [\"hip_l\"]; radius_m = 0.075; } );\n" STAND,
            "must be two joints");
    refused("props = ( { kind = \"roller\"; under = [\"hip_l\", \"knee_l\"]; } );\n" STAND,
            "\"radius_m\" is missing");
    refused("props = ( 1 );\n" STAND, "a thing must be a group");
}

static void words_and_types_that_do_not_belong_are_refused(void **state)
{
    (void)state;
    refused("cycles = 4.0;\n" STAND, "some_figure.cfg:1: \"cycles\" is not known here");
    refused("cycle_s = \"slow\";\n" STAND, "it must be a number");
    refused("cycle_s = 0.0;\n" STAND, "it must be from 1 to 30");
    refused("view = \"behind\";\n" STAND, "is no side to look from");
    refused("keys = ( { at = 0.0; pelvis = [0.9]; } );\n", "must be 2 to 3 numbers");
    refused("keys = ( { at = 0.0; neck = [\"a\", 0.0, 0.0]; } );\n", "some_figure.cfg:");
    refused("keys = ( { at = 0.0; legs = { knees = 4.0; }; } );\n", "\"knees\" is not known here");
    refused("keys = ( { at = 0.0; arm_l = { hand = [0.0, 0.0, 0.0]; }; } );\n",
            "\"elbow_to\" is missing");
    refused("keys = ( { at = 0.0;\n", "some_figure.cfg:");
    refused("", "\"keys\" is missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_good_figure_loads),
        cmocka_unit_test(a_key_says_only_what_differs_from_the_one_before),
        cmocka_unit_test(an_unknown_joint_is_refused_with_its_line_and_a_suggestion),
        cmocka_unit_test(an_angle_no_body_does_is_refused),
        cmocka_unit_test(a_place_out_of_reach_is_refused),
        cmocka_unit_test(a_body_that_hangs_or_sinks_is_refused),
        cmocka_unit_test(what_is_said_to_touch_must_touch),
        cmocka_unit_test(keys_out_of_order_are_refused),
        cmocka_unit_test(things_need_a_kind_and_one_place),
        cmocka_unit_test(words_and_types_that_do_not_belong_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
