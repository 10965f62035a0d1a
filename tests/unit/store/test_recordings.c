/* A folder of recordings keeps its bounds. */
#include "store/recordings.h"
#include "unit/store/log_fixture.h"

#include <fcntl.h>
#include <sys/stat.h>

#define DAY_S INT64_C(86400)
#define OLD "recording-2026-10-23-120000.csv"
#define NEW "recording-undated-2.csv"
#define THIRD "recording-2026-10-24-120000-12.csv"
#define MB (UINT64_C(1) << 20)

static void keep_file(const char *folder, const char *name, int64_t days_old, uint64_t bytes)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT, 0644);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, (off_t)bytes), 0);
    const struct timespec then = {NOON_UNIX_S - days_old * DAY_S, 0}, times[2] = {then, then};
    assert_int_equal(futimens(file, times), 0);
    close(file);
}

static bool is_there(const char *folder, const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

static void begin_next(const char *folder, bool clock_known)
{
    char path[300];
    struct error error;
    assert_int_equal(recordings_next(folder, clock_known, NOON_UNIX_S, path, sizeof path, &error),
                     0);
    assert_int_equal(strncmp(path, folder, strlen(folder)), 0);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void what_is_older_than_thirty_days_is_removed(void **state)
{
    keep_file(*state, OLD, 31, MB);
    keep_file(*state, NEW, 29, MB);
    begin_next(*state, true);
    assert_false(is_there(*state, OLD));
    assert_true(is_there(*state, NEW));
}

static void without_a_clock_nothing_is_too_old(void **state)
{
    keep_file(*state, OLD, 31, MB);
    begin_next(*state, false);
    assert_true(is_there(*state, OLD));
}

static void the_oldest_make_room_for_the_new_one(void **state)
{
    keep_file(*state, OLD, 3, 500 * MB);
    keep_file(*state, NEW, 1, 500 * MB);
    keep_file(*state, THIRD, 2, 500 * MB);
    begin_next(*state, true);
    assert_false(is_there(*state, OLD));
    assert_true(is_there(*state, NEW));
    assert_true(is_there(*state, THIRD));
}

static void files_of_others_are_left_alone(void **state)
{
    static const char *const others[] = {
        "recording-a.txt",
        "mine.csv",
        "recording-.csv",
        "recording-of-my-knee.csv",
        "recording-undated.csv.gz",
        "recording-undated-.csv",
        "recording-undated-2-knee.csv",
        "recording-2026-10-23-120000-knee.csv",
        "recording-2026-10-23.csv",
        "old-recording-undated.csv",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        keep_file(*state, others[i], 40, 2000 * MB);
    begin_next(*state, true);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(is_there(*state, others[i]));
}

static void what_it_named_itself_is_removed_when_old(void **state)
{
    char path[4][300];
    struct error error;
    for (unsigned i = 0; i < 4; i++) {
        assert_int_equal(
            recordings_next(*state, i < 2, NOON_UNIX_S, path[i], sizeof path[i], &error), 0);
        keep_file(*state, strrchr(path[i], '/') + 1, 0, MB);
    }
    for (unsigned i = 0; i < 4; i++)
        keep_file(*state, strrchr(path[i], '/') + 1, 31, MB);
    begin_next(*state, true);
    char command[300];
    snprintf(command, sizeof command, "test -z \"$(ls '%s')\"", (const char *)*state);
    assert_int_equal(system(command), 0);
}

static void a_second_recording_of_the_same_second_has_another_name(void **state)
{
    char path[300];
    struct error error;
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(recordings_next(*state, true, NOON_UNIX_S, path, sizeof path, &error), 0);
        assert_int_not_equal(access(path, F_OK), 0);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fclose(file);
    }
}

static void a_folder_is_told_from_a_file(void **state)
{
    assert_true(recordings_is_folder(*state));
    assert_true(recordings_is_folder("/not/yet/"));
    assert_false(recordings_is_folder("/not/yet.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(what_is_older_than_thirty_days_is_removed),
        ON_FOLDER(without_a_clock_nothing_is_too_old),
        ON_FOLDER(the_oldest_make_room_for_the_new_one),
        ON_FOLDER(files_of_others_are_left_alone),
        ON_FOLDER(what_it_named_itself_is_removed_when_old),
        ON_FOLDER(a_second_recording_of_the_same_second_has_another_name),
        ON_FOLDER(a_folder_is_told_from_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
