#include "store/salvage.h"
#include "store/folder.h"
#include "store/mend.h"
#include "store/rows.h"
#include "store/scan.h"
#include "store/write.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char log_name[] = "matstation.db", new_name[] = "matstation.db.new";

enum { PATH_BYTES = PATH_MAX + 80 };

static void path_of(char path[PATH_BYTES], const char *folder, const char *name, const char *ending)
{
    snprintf(path, PATH_BYTES, "%s/%s%s", folder, name, ending);
}

static bool is_there(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    path_of(path, folder, name, "");
    return access(path, F_OK) == 0;
}

/* -1 with errno: it is still there. */
static int remove_file(const char *folder, const char *name, const char *ending)
{
    char path[PATH_BYTES];
    path_of(path, folder, name, ending);
    return unlink(path) == 0 || errno == ENOENT ? 0 : -1;
}

static int rename_file(const char *folder, const char *from, const char *to, const char *ending)
{
    char old[PATH_BYTES], new[PATH_BYTES];
    path_of(old, folder, from, ending);
    path_of(new, folder, to, ending);
    return rename(old, new);
}

/* ---- reading what can be read */

struct copying {
    struct database *to;
    const struct table *table;
    enum fault fault; /* of the new log: ends the copying */
};

static bool keep(void *self, const void *row)
{
    struct copying *copying = self;
    _Alignas(8) char there[ROW_BYTES_MAX];
    int64_t id;
    memcpy(&id, row, sizeof id);
    enum fault fault = rows_get(copying->to, copying->table, id, there);
    int64_t found;
    memcpy(&found, there, sizeof found);
    if (!fault && found != id)
        fault = mend_put(copying->to, copying->table, row);
    if (fault && fault != FAULT_REFUSED)
        copying->fault = fault;
    return copying->fault == FAULT_NONE;
}

/* As SQLite follows the table; it stops at the first page it cannot follow. */
static void copy_followed(struct database *from, struct copying *copying)
{
    _Alignas(8) char row[ROW_BYTES_MAX];
    static const char *const orders[] = {"ORDER BY id", "ORDER BY id DESC"};
    for (unsigned i = 0; i < 2 && !copying->fault; i++) {
        struct walk walk;
        rows_begin(&walk, from, copying->table, orders[i], 0, 0, 0);
        while (rows_next(&walk, row) && keep(copying, row))
            ;
        if (rows_end(&walk) == FAULT_NONE)
            break;
    }
}

static void copy_scanned(const char *folder, const char *ending, enum scan_of of,
                         struct copying *copying)
{
    char path[PATH_BYTES];
    path_of(path, folder, log_name, ending);
    FILE *file = copying->fault ? NULL : fopen(path, "rb");
    if (!file)
        return;
    scan_rows(file, of, copying->table, keep, copying);
    fclose(file);
}

/* What takes a lost session's place was made when only the first of its steps was there. */
static enum fault sum_stand_ins(struct database *database)
{
    struct walk walk;
    struct session_row session;
    enum fault fault = FAULT_NONE;
    rows_begin(&walk, database, &table_session, "WHERE programme = '' AND outcome = 'closed'", 0, 0,
               0);
    while (!fault && rows_next(&walk, &session)) {
        fault = write_sum_steps(database, &session);
        if (!fault)
            fault = rows_put(database, &table_session, &session);
    }
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

/* The row of nobody in particular, id 0, is made with the schema; the schema's own row is new. */
static enum fault copy_all(const char *folder, struct database *to)
{
    char path[PATH_BYTES];
    struct database *from = NULL;
    path_of(path, folder, log_name, "");
    (void)database_open(&from, path, NULL, DATABASE_SALVAGE, NULL);
    struct copying copying = {.to = to, .fault = database_begin(to)};
    for (unsigned i = 0; i < TABLES && !copying.fault; i++) {
        copying.table = tables[i];
        if (copying.table == &table_schema)
            continue;
        /* What stands last in the journal is newest, and where the journal is damaged SQLite does
         * not follow it so far. */
        copy_scanned(folder, "-wal", SCAN_JOURNAL, &copying);
        if (from)
            copy_followed(from, &copying);
        copy_scanned(folder, "", SCAN_DATABASE, &copying);
        copy_scanned(folder, "-wal", SCAN_JOURNAL_BEFORE, &copying);
    }
    database_close(from);
    if (!copying.fault)
        copying.fault = sum_stand_ins(to);
    if (!copying.fault)
        copying.fault = database_commit(to);
    if (copying.fault)
        database_rollback(to);
    return copying.fault;
}

static void count(struct database *database, struct salvaged *salvaged)
{
    int64_t people = 0, sessions = 0;
    rows_count(database, &table_person, "WHERE id > ?1", 0, 0, &people);
    rows_count(database, &table_session, "WHERE id > ?1", 0, 0, &sessions);
    salvaged->people = (unsigned)people;
    salvaged->sessions = (unsigned)sessions;
}

/* ---- setting aside */

/* A dated name that is free; the clock may be wrong, so a number makes it sure. */
static void name_aside(const char *folder, char name[64])
{
    char date[32] = "undated";
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local))
        strftime(date, sizeof date, "%Y-%m-%d-%H%M%S", &local);
    snprintf(name, 64, "matstation-damaged-%s.db", date);
    for (unsigned i = 2; is_there(folder, name) && i < 1000; i++)
        snprintf(name, 64, "matstation-damaged-%s-%u.db", date, i);
}

static enum fault put_in_place(const char *folder, struct salvaged *salvaged, struct error *error)
{
    name_aside(folder, salvaged->aside);
    if (rename_file(folder, log_name, salvaged->aside, "") != 0) {
        error_set(error, "%s/%s: the damaged log cannot be set aside: %s", folder, log_name,
                  strerror(errno));
        return FAULT_READ_ONLY;
    }
    (void)rename_file(folder, log_name, salvaged->aside, "-wal");
    folder_sync(folder);
    return salvage_resume(folder, error);
}

static void remove_new(const char *folder)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (unsigned i = 0; i < 3; i++)
        (void)remove_file(folder, new_name, endings[i]);
}

/* Closed, a database has no journal: where one is left there was no space to bring it in. */
static enum fault is_one_file(const char *path, struct error *error)
{
    char journal[PATH_BYTES + 8];
    snprintf(journal, sizeof journal, "%s-wal", path);
    if (access(journal, F_OK) != 0)
        return FAULT_NONE;
    error_set(error, "%s: no space is left to recover the damaged log: free some", path);
    return FAULT_FULL;
}

enum fault salvage_log(const char *folder, struct salvaged *salvaged, struct error *error)
{
    char path[PATH_BYTES];
    struct database *to;
    remove_new(folder);
    path_of(path, folder, new_name, "");
    enum fault fault = database_open(&to, path, NULL, DATABASE_WRITE, error);
    if (fault)
        return fault;
    fault = copy_all(folder, to);
    if (fault)
        error_set(error, "%s: what the damaged log holds cannot be copied: %s", path,
                  database_complaint(to));
    count(to, salvaged);
    database_close(to);
    if (!fault)
        fault = is_one_file(path, error);
    if (!fault)
        fault = put_in_place(folder, salvaged, error);
    else
        remove_new(folder);
    return fault;
}

enum fault salvage_resume(const char *folder, struct error *error)
{
    if (!is_there(folder, new_name))
        return FAULT_NONE;
    /* The new log is whole once the damaged one has left its place. A journal left behind is the
     * damaged file's, and copied: it must not meet the new one. */
    if (is_there(folder, log_name)) {
        remove_new(folder);
    } else if (remove_file(folder, log_name, "-wal") != 0 ||
               remove_file(folder, log_name, "-shm") != 0 ||
               rename_file(folder, new_name, log_name, "") != 0) {
        error_set(error, "%s/%s: the recovered log cannot take its place: %s", folder, log_name,
                  strerror(errno));
        return FAULT_READ_ONLY;
    }
    folder_sync(folder);
    return FAULT_NONE;
}
