/* A log's files, for the tests that damage them: looked at and changed behind the store's back. */
#ifndef MATSTATION_TESTS_LOG_FILES_H
#define MATSTATION_TESTS_LOG_FILES_H

#include "unit/store/log_fixture.h"

#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>

static inline void file_in(char path[512], const char *folder, const char *name)
{
    snprintf(path, 512, "%s/%s", folder, name);
}

static inline void run_sql(const char *folder, const char *sql)
{
    char path[512];
    sqlite3 *handle;
    file_in(path, folder, "matstation.db");
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

/* The first number of the answer. */
static inline int64_t ask_sql(const char *folder, const char *sql)
{
    char path[512];
    sqlite3 *handle;
    sqlite3_stmt *statement;
    file_in(path, folder, "matstation.db");
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return answer;
}

/* -1: there is none. */
static inline long size_of(const char *folder, const char *name)
{
    char path[512];
    struct stat found;
    file_in(path, folder, name);
    return stat(path, &found) == 0 ? (long)found.st_size : -1;
}

/* Damaged logs that were put aside. */
static inline unsigned set_aside_in(const char *folder)
{
    unsigned count = 0;
    DIR *files = opendir(folder);
    for (struct dirent *entry; (entry = readdir(files));)
        count += strncmp(entry->d_name, "matstation-damaged-", 19) == 0 &&
                 strcmp(entry->d_name + strlen(entry->d_name) - 3, ".db") == 0;
    closedir(files);
    return count;
}

static inline void copy_file(const char *folder, const char *from, const char *to)
{
    char command[1100];
    snprintf(command, sizeof command, "cp '%s/%s' '%s/%s'", folder, from, folder, to);
    assert_int_equal(system(command), 0);
}

/* Anna and five sessions of 90 s. */
static inline void make_log(const char *folder)
{
    struct store *store = open_log(folder, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    for (uint32_t session = 1; session <= 5; session++)
        put_session(store, session, 1, session * 1000 * S_NS, 90);
    store_close(store);
}

/* With noise. */
static inline void overwrite(const char *folder, long at, size_t length)
{
    char path[512], noise[8192];
    memset(noise, 0xA5, sizeof noise);
    file_in(path, folder, "matstation.db");
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(noise, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

#endif
