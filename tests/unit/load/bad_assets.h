/* What the tests of bad assets share: the assets that ship, copied to a folder of their own, with
 * mistakes put into them, and what was said of it. */
#ifndef MATSTATION_TESTS_BAD_ASSETS_H
#define MATSTATION_TESTS_BAD_ASSETS_H

#include "load/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs the four above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];
static char said[64][1800];
static unsigned lines;

static inline void keep(void *self, const char *line)
{
    (void)self;
    if (lines < 64)
        snprintf(said[lines++], sizeof *said, "%s", line);
}

static inline void copy_assets(void)
{
    char command[256];
    snprintf(command, sizeof command, "cp -r assets/. %s", folder);
    assert_int_equal(system(command), 0);
}

static inline int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/matstation-assets-XXXXXX");
    assert_non_null(mkdtemp(folder));
    copy_assets();
    lines = 0;
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static inline void write_file(const char *name, const char *text, size_t size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    fclose(file);
}

static inline void write_programme(const char *steps)
{
    char text[1024];
    snprintf(text, sizeof text,
             "name = { en = \"Mine\"; de = \"Meins\"; };\n"
             "line = { en = \"My own\"; de = \"Mein eigenes\"; };\n"
             "%s\n",
             steps);
    write_file("programmes/mine.cfg", text, strlen(text));
}

static unsigned mine_minutes; /* that its card promises */

/* Loads, and tells whether the file's own programme is among the cards. */
static inline bool mine_loads(void)
{
    struct catalogue catalogue;
    struct error error;
    struct complaints complaints = {.say = keep};
    lines = 0;
    assert_int_equal(load_catalogue(folder, &catalogue, &complaints, &error), 0);
    const int mine = catalogue_find_programme(&catalogue, "mine");
    mine_minutes = mine >= 0 ? catalogue.programme[mine].minutes : 0;
    assert_true(catalogue_find_programme(&catalogue, "evening") >= 0);
    catalogue_unload(&catalogue);
    return mine >= 0;
}

static inline void assert_said(const char *place, const char *what)
{
    for (unsigned i = 0; i < lines; i++)
        if (strstr(said[i], place) && strstr(said[i], what))
            return;
    for (unsigned i = 0; i < lines; i++)
        print_message("said: %s\n", said[i]);
    fail_msg("nobody said \"%s\" at %s", what, place);
}

static inline void replace_in(const char *name, const char *from, const char *to)
{
    char path[256], text[16384];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = 0;
    char *at = strstr(text, from);
    assert_non_null(at);
    char changed[20000];
    const int length = snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, to,
                                at + strlen(from));
    write_file(name, changed, (size_t)length);
}

#define ASSET_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
