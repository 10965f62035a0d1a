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
    assert_string_equal(page.line[1], "Display\tKMSDRM, 1920x1080, 1.3 ms");
    assert_string_equal(page.line[2], "Card\t21346 MB free");
    assert_string_equal(page.line[3], "Temperature\t48 \xC2\xB0"
                                      "C");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(display_card_and_temperature_each_have_a_line),
        cmocka_unit_test(what_is_not_known_has_none),
        cmocka_unit_test(a_full_page_is_left_as_it_is),
        cmocka_unit_test(room_is_known_before_the_folder_is_made),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
