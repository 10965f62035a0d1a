/* What the machine says of itself on the test page. */
#include "app/surroundings.h"
#include "app/test_page.h"
#include "load/load.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct catalogue catalogue;
static struct view page;

static int load(void **state)
{
    (void)state;
    struct complaints complaints = {0};
    struct error error;
    return load_catalogue("assets", &catalogue, &complaints, &error);
}

static int unload(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

static void display_card_and_temperature_each_have_a_line(void **state)
{
    (void)state;
    static const struct surroundings around = {"KMSDRM, 1920x1080", 1.26, 21345.6, 48.4};
    page = (struct view){.lines = 1};
    test_page_add(&page, &catalogue, &around);
    assert_int_equal(page.lines, 4);
    assert_string_equal(page.line[1], "Display\tKMSDRM, 1920x1080, 1.3\xC2\xA0ms");
    assert_string_equal(page.line[2], "Card\t21346\xC2\xA0MB free");
    assert_string_equal(page.line[3], "Temperature\t48\xC2\xA0\xC2\xB0"
                                      "C");
}

static void numbers_are_written_as_the_language_does(void **state)
{
    (void)state;
    static const struct surroundings around = {"KMSDRM, 1920x1080", 1.26, 21345.6, 48.4};
    const int german = catalogue_find_language(&catalogue, "de");
    char text[NUMBER_BYTES];
    assert_true(german >= 0);
    page = (struct view){.language = (unsigned)german};
    test_page_add(&page, &catalogue, &around);
    assert_string_equal(page.line[0], "Bildschirm\tKMSDRM, 1920x1080, 1,3\xC2\xA0ms");
    assert_string_equal(catalogue_number(&catalogue, 99, -0.256, 2, text), "-0.26");
    assert_string_equal(catalogue_number(&catalogue, page.language, 12.4, 0, text), "12");
    assert_string_equal(catalogue_number(&(struct catalogue){0}, 0, 1.5, 1, text), "1.5");
}

static void what_is_not_known_has_none(void **state)
{
    (void)state;
    static const struct surroundings around = {"offscreen", 1, NAN, NAN};
    page = (struct view){.lines = 0};
    test_page_add(&page, &catalogue, &around);
    assert_int_equal(page.lines, 1);
}

static void a_full_page_is_left_as_it_is(void **state)
{
    (void)state;
    static const struct surroundings around = {"offscreen", 1, 1, 1};
    page = (struct view){.lines = sizeof page.line / sizeof *page.line};
    test_page_add(&page, &catalogue, &around);
    assert_int_equal(page.lines, sizeof page.line / sizeof *page.line);
}

static void room_is_known_before_the_folder_is_made(void **state)
{
    (void)state;
    assert_true(surroundings_free_mb("/") > 0);
    assert_true(surroundings_free_mb("/there/is/no/such/folder") > 0);
}

static void each_pad_has_its_numbers_as_far_as_they_are_known(void **state)
{
    (void)state;
    struct mat mat;
    struct error error;
    static struct loads loads;
    static struct frame frame = {.pads = 2, .value = {12.5F, 0}, .state = {PAD_VALID, PAD_OFFLINE}};
    mat_grid(&mat, 1, 2);
    struct signal *signal = signal_open(&mat, NULL, &error);
    assert_non_null(signal);
    for (frame.time_ns = 0; frame.time_ns < 3000000000; frame.time_ns += 10000000)
        signal_step(signal, &frame, &loads);
    page = (struct view){.pads = 2};
    test_page_add_pads(&page, signal, true);
    signal_close(signal);
    assert_true(page.pad_newtons);
    assert_float_equal(page.pad[0].raw_pct, 12.5, 0.01);
    assert_false(isnan(page.pad[0].load) || isnan(page.pad[0].noise_pct));
    assert_true(isnan(page.pad[1].raw_pct) && isnan(page.pad[1].load));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(display_card_and_temperature_each_have_a_line),
        cmocka_unit_test(numbers_are_written_as_the_language_does),
        cmocka_unit_test(what_is_not_known_has_none),
        cmocka_unit_test(a_full_page_is_left_as_it_is),
        cmocka_unit_test(each_pad_has_its_numbers_as_far_as_they_are_known),
        cmocka_unit_test(room_is_known_before_the_folder_is_made),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
