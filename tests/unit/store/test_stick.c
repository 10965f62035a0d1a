/* The USB stick: which one, and what lies on it afterwards. */
#include "store/stick.h"
#include "unit/store/log_fixture.h"

#include <sys/stat.h>

static void put_file(const char *folder, const char *name, const char *content, char path[512])
{
    snprintf(path, 512, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void without_a_stick_that_is_said(void **state)
{
    char table[512], found[512];
    struct error error;
    put_file(*state, "mounts",
             "/dev/mmcblk0p2 / ext4 rw 0 0\n/dev/sda1 /media/not\\040there vfat rw 0 0\n", table);
    assert_int_equal(stick_find(table, found, sizeof found, &error), -1);
    assert_non_null(strstr(error.text, "USB stick"));
    assert_int_equal(stick_find("/there/is/no/table", found, sizeof found, &error), -1);
}

static void the_stick_mounted_last_is_taken_blanks_and_all(void **state)
{
    char table[512], found[512];
    /* Any folder below /mnt or /media serves; a test that may make none there is skipped. */
    if (mkdir("/mnt/matstation test", 0755) != 0)
        skip();
    put_file(*state, "mounts",
             "/dev/sda1 /mnt vfat rw 0 0\n/dev/sdb1 /mnt/matstation\\040test vfat rw 0 0\n"
             "tmpfs /tmp tmpfs rw 0 0\n",
             table);
    int result = stick_find(table, found, sizeof found, NULL);
    rmdir("/mnt/matstation test");
    assert_int_equal(result, 0);
    assert_string_equal(found, "/mnt/matstation test");
}

static void the_log_lies_on_the_stick_in_three_formats_and_nothing_else(void **state)
{
    char log[512], stick[512], path[600];
    static const char *const names[] = {"csv", "json", "tcx"};
    snprintf(log, sizeof log, "%s/log", (char *)*state);
    snprintf(stick, sizeof stick, "%s/stick", (char *)*state);
    assert_int_equal(mkdir(stick, 0755), 0);
    struct store *store = open_log(log, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_session(store, 1, 0, S_NS, 90);
    assert_int_equal(stick_export(log, stick, NULL), 0);
    store_close(store);
    for (unsigned i = 0; i < 3; i++) {
        struct stat found;
        snprintf(path, sizeof path, "%s/matstation-log.%s", stick, names[i]);
        assert_int_equal(stat(path, &found), 0);
        assert_true(found.st_size > 100);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(stick), 0);
}

static void a_stick_that_cannot_be_written_is_said(void **state)
{
    char log[512];
    struct error error = {""};
    snprintf(log, sizeof log, "%s/log", (char *)*state);
    store_close(open_log(log, "a"));
    assert_int_equal(stick_export(log, "/proc/self", &error), -1);
    assert_non_null(strstr(error.text, "stick"));
}

#define ON_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(without_a_stick_that_is_said),
        ON_FOLDER(the_stick_mounted_last_is_taken_blanks_and_all),
        ON_FOLDER(the_log_lies_on_the_stick_in_three_formats_and_nothing_else),
        ON_FOLDER(a_stick_that_cannot_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
