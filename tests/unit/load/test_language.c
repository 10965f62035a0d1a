/* A file of texts that is read on its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "load/load_inside.h"

static char folder[64], path[80], said[1800];

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/matstation-texts-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/fr.cfg", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return remove(path) || rmdir(folder);
}

static void keep(void *self, const char *line)
{
    (void)self;
    snprintf(said, sizeof said, "%s", line);
}

static bool loads_with_mark(const char *mark)
{
    struct language language;
    struct complaints complaints = {.say = keep};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "language = \"Fran\xC3\xA7"
            "ais\";\nui = {\n    decimal = \"%s\";\n};\n",
            mark);
    assert_int_equal(fclose(file), 0);
    const bool good = load_language(path, &language, &complaints) == 0;
    if (good)
        language_free(&language);
    return good;
}

/* It is put in the place of one byte of a number. */
static void the_mark_of_decimals_is_one_character(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "..", "\xC2\xB7"};
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        *said = 0;
        assert_false(loads_with_mark(wrong[i]));
        assert_non_null(strstr(said, "fr.cfg:3:"));
    }
    assert_true(loads_with_mark(","));
    assert_true(loads_with_mark("."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_mark_of_decimals_is_one_character, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
