#include "store/logbook.h"
#include "store/folder.h"
#include "store/history.h"
#include "store/journal.h"
#include "store/logbook_inside.h"
#include "store/rows.h"
#include "store/text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int cannot_read(const char *path, int why, struct error *error)
{
    if (why == EACCES)
        return error_set(
            error, "%s: only its owner may read it; a station's: sudo -u matstation ...", path);
    const bool another = access(FOLDER_OF_STATION, F_OK) == 0 &&
                         strncmp(path, FOLDER_OF_STATION, strlen(FOLDER_OF_STATION)) != 0;
    return error_set(error, "%s: there is no log yet; name its folder with --data%s", path,
                     another ? ", or read the station's: sudo matstation ..." : "");
}

static int open_log(struct logbook *logbook, const char *folder, struct error *error)
{
    const char *path = logbook->path;
    if (access(path, R_OK) != 0)
        return cannot_read(path, errno, error);
    enum fault fault = database_open(&logbook->database, path, NULL, DATABASE_READ, error);
    /* The index of a journal that was left behind is made by who may write beside it. */
    if ((fault == FAULT_GONE || fault == FAULT_READ_ONLY) && access(folder, W_OK) != 0)
        error_set(error,
                  "%s: the station was cut off, and only the log's owner can read it before the "
                  "next start; a station's: sudo -u matstation ...",
                  path);
    return fault ? -1 : 0;
}

static bool path_in(const char *folder, char *path, size_t size)
{
    const int length = snprintf(path, size, "%s/matstation.db", folder);
    return length > 0 && (size_t)length < size;
}

int logbook_open(struct logbook **opened, const char *folder, struct error *error)
{
    *opened = NULL;
    struct logbook *logbook = calloc(1, sizeof *logbook);
    if (!logbook)
        return error_set(error, "no memory is left");
    if (!path_in(folder, logbook->path, sizeof logbook->path)) {
        free(logbook);
        return error_set(error, "the path of the log's folder is too long");
    }
    if (open_log(logbook, folder, error) == 0) {
        *opened = logbook;
        return 0;
    }
    free(logbook);
    return -1;
}

void logbook_close(struct logbook *logbook)
{
    if (!logbook)
        return;
    database_close(logbook->database);
    free(logbook);
}

bool logbook_is_there(const char *folder)
{
    char path[PATH_MAX];
    return path_in(folder, path, sizeof path) && access(path, F_OK) == 0;
}

const char *logbook_path(const struct logbook *logbook)
{
    return logbook->path;
}

unsigned logbook_people(struct logbook *logbook, struct logbook_person *people, unsigned most)
{
    struct walk walk;
    struct person_row row;
    unsigned count = 0;
    rows_begin(&walk, logbook->database, &table_person, NULL, 0, 0, 0);
    while (count < most && rows_next(&walk, &row)) {
        people[count].id = (uint32_t)row.id;
        text_clean(people[count].name, sizeof people[count].name, row.name);
        count++;
    }
    rows_end(&walk);
    return count;
}

int logbook_find(struct logbook *logbook, const char *name, struct logbook_person *person)
{
    struct logbook_person people[LOGBOOK_PEOPLE_MAX];
    unsigned count = logbook_people(logbook, people, LOGBOOK_PEOPLE_MAX);
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(people[i].name, name) == 0) {
            *person = people[i];
            return 0;
        }
    }
    char *end;
    unsigned long id = strtoul(name, &end, 10);
    for (unsigned i = 0; i < count && *name && !*end; i++) {
        if (people[i].id == id) {
            *person = people[i];
            return 0;
        }
    }
    return -1;
}

int logbook_history(struct logbook *logbook, uint32_t person, int64_t unix_now_s,
                    struct history_view *view)
{
    struct run_row nobody = {.boot = "", .unix_offset_ms = UNKNOWN};
    struct present present = {.run = &nobody, .unix_now_ms = unix_now_s * 1000};
    return history_of(logbook->database, &present, person, view) ? -1 : 0;
}

int logbook_undated(struct logbook *logbook, uint32_t person, struct logbook_undated *undated)
{
    struct dating dating = {.database = logbook->database};
    struct session_row session;
    struct walk rows;
    enum fault fault = FAULT_NONE;
    *undated = (struct logbook_undated){0};
    rows_begin(&rows, logbook->database, &table_session, HISTORY_COUNTS, person, HISTORY_LEAST_MS,
               0);
    while (!fault && rows_next(&rows, &session)) {
        int64_t unix_ms;
        fault = dating_unix_ms(&dating, session.run, session.began_ms, &unix_ms);
        if (fault || unix_ms != UNKNOWN)
            continue;
        undated->sessions++;
        undated->credited_ms += session.credited_ms;
        undated->by_time_ms += session.by_time_ms;
    }
    const enum fault walked = rows_end(&rows);
    return fault || walked ? -1 : 0;
}

int logbook_check(struct logbook *logbook, struct error *error)
{
    struct error found;
    struct journal_finding journal;
    (void)journal_look(logbook->path, false, &journal);
    if (journal.mended > 0 || journal.broken)
        return error_set(error,
                         "%s: the log's journal is damaged and the newest entries may be missing; "
                         "a start of the station mends it",
                         logbook->path);
    if (database_check(logbook->database, &found) == FAULT_NONE)
        return 0;
    return error_set(error, "%s: the log is damaged (%s); only what is sound is shown",
                     logbook->path, found.text);
}

unsigned logbook_unsound(const struct logbook *logbook)
{
    unsigned unsound = 0;
    for (unsigned i = 0; i < TABLES; i++) {
        int64_t id = INT64_MIN;
        while (!rows_find_unsound(logbook->database, tables[i], id, &id) && id != UNKNOWN)
            unsound++;
    }
    return unsound;
}
