#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/runs.h"
#include "ui/type.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note_line(void *self, enum log_level level, const char *line)
{
    (void)level;
    snprintf(self, 512, "%s", line);
}

static int open_type(void **state)
{
    struct error error;
    *state = type_open(NULL, NULL, &error);
    return *state ? 0 : -1;
}

static int close_type(void **state)
{
    type_close(*state);
    return 0;
}

static void a_line_is_rendered_once(void **state)
{
    const struct mask first = type_line(*state, FACE_BOLD, 40, "Glute bridge");
    const struct mask again = type_line(*state, FACE_BOLD, 40, "Glute bridge");
    assert_non_null(first.ink);
    assert_ptr_equal(first.ink, again.ink);
}

static void a_mask_is_cropped_to_its_ink(void **state)
{
    const struct mask mask = type_line(*state, FACE_BOLD, 40, "H");
    assert_int_equal(mask.height, type_cap(*state, FACE_BOLD, 40));
    assert_int_equal(mask.dy, -mask.height);
}

static void nothing_has_no_ink(void **state)
{
    assert_null(type_line(*state, FACE_TEXT, 40, "").ink);
    assert_null(type_line(*state, FACE_TEXT, 40, "  ").ink);
    assert_int_equal(type_width(*state, FACE_TEXT, 40, "", 0), 0);
}

static void bytes_that_are_not_utf8_are_left_out(void **state)
{
    const int clean = type_width(*state, FACE_TEXT, 40, "ab", 2);
    assert_int_equal(type_width(*state, FACE_TEXT, 40,
                                "a\xFF\xC0\x80\xED\xA0\x80"
                                "b",
                                8),
                     clean);
    assert_int_equal(type_width(*state, FACE_TEXT, 40, "ab\xE2\x82", 4), clean);
}

static void arabic_has_ink_and_runs_from_right_to_left(void **state)
{
    (void)state;
    struct fonts *fonts = calloc(1, sizeof *fonts);
    static struct runs runs;
    fonts_find(fonts, NULL, NULL);
    runs_split(&runs, fonts, FACE_TEXT, 40, "Ali \xD8\xB9\xD9\x84\xD9\x8A", 10);
    assert_int_equal(runs.count, 2);
    assert_false(runs.run[0].right_to_left);
    assert_true(runs.run[1].right_to_left);
    assert_int_not_equal(runs.run[0].choice, runs.run[1].choice);
    fonts_close(fonts);
    free(fonts);
}

static void an_emoji_without_a_font_becomes_a_dot(void **state)
{
    const struct mask dot = type_line(*state, FACE_TEXT, 40, "\xC2\xB7");
    const struct mask emoji = type_line(*state, FACE_TEXT, 40, "\xF0\x9F\xA6\x96\xEF\xB8\x8F");
    assert_non_null(emoji.ink);
    assert_int_equal(emoji.width, dot.width);
}

static void a_name_of_a_thousand_letters_is_no_wider_than_its_room(void **state)
{
    char name[1001];
    memset(name, 'W', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const struct mask mask = type_line(*state, FACE_TEXT, 20, name);
    assert_non_null(mask.ink);
    assert_true(mask.width < 20 * RUN_BYTES_MAX);
}

static void more_lines_than_are_kept_still_come_out(void **state)
{
    char text[24];
    for (int i = 0; i < 1000; i++) {
        snprintf(text, sizeof text, "line %d", i);
        assert_non_null(type_line(*state, FACE_TEXT, 24, text).ink);
    }
    assert_non_null(type_line(*state, FACE_TEXT, 24, "line 0").ink);
}

static void a_missing_typeface_is_said_and_another_taken(void **state)
{
    (void)state;
    char said[512] = "";
    struct error error;
    const struct log log = {.write = note_line, .self = said, .most = LOG_INFO};
    struct type *type = type_open("/nowhere", &log, &error);
    assert_non_null(type);
    assert_non_null(strstr(said, "/nowhere"));
    assert_non_null(strstr(said, "fonts-inter"));
    assert_non_null(type_line(type, FACE_TEXT, 40, "Words").ink);
    type_close(type);
}

static void digits_have_one_width_for_all_purposes_of_the_number(void **state)
{
    const int cell = type_width(*state, FACE_DISPLAY, 200, "0", 1);
    for (char digit = '0'; digit <= '9'; digit++)
        assert_true(type_width(*state, FACE_DISPLAY, 200, &digit, 1) <= cell * 21 / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_rendered_once),
        cmocka_unit_test(a_mask_is_cropped_to_its_ink),
        cmocka_unit_test(nothing_has_no_ink),
        cmocka_unit_test(bytes_that_are_not_utf8_are_left_out),
        cmocka_unit_test(arabic_has_ink_and_runs_from_right_to_left),
        cmocka_unit_test(an_emoji_without_a_font_becomes_a_dot),
        cmocka_unit_test(a_name_of_a_thousand_letters_is_no_wider_than_its_room),
        cmocka_unit_test(more_lines_than_are_kept_still_come_out),
        cmocka_unit_test(a_missing_typeface_is_said_and_another_taken),
        cmocka_unit_test(digits_have_one_width_for_all_purposes_of_the_number),
    };
    return cmocka_run_group_tests(tests, open_type, close_type);
}
