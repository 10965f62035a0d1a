#include "store/database.h"
#include "store/database_inside.h"
#include "store/schema.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 2000, CHECKPOINT_PAGES = 500, JOURNAL_BYTES_KEPT = 4 << 20 };

enum fault database_fault(struct database *database, int result)
{
    if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
        return FAULT_NONE;
    snprintf(database->complaint, sizeof database->complaint, "%s",
             database->handle ? sqlite3_errmsg(database->handle) : sqlite3_errstr(result));
    /* The index of the journal is a file that grows where the log is. */
    if (result == SQLITE_IOERR_SHMSIZE)
        return FAULT_FULL;
    switch (result & 0xff) {
    case SQLITE_FULL: return FAULT_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return FAULT_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return FAULT_TAKEN;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our own statements are right: the schema in the file is not */
    case SQLITE_SCHEMA: return FAULT_DAMAGED;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG: return FAULT_REFUSED;
    case SQLITE_NOMEM: return FAULT_MEMORY;
    default: return FAULT_GONE;
    }
}

const char *database_complaint(const struct database *database)
{
    return database->complaint;
}

enum fault database_run(struct database *database, const char *sql)
{
    return database_fault(database, sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
}

enum fault database_ask(struct database *database, const char *sql, const char *text,
                        int64_t *answer)
{
    sqlite3_stmt *statement;
    int result = sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL);
    if (result == SQLITE_OK && text)
        result = sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    if (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW)
        *answer = sqlite3_column_int64(statement, 0);
    enum fault fault = database_fault(database, result);
    sqlite3_finalize(statement);
    return fault;
}

static enum fault prepare_for_writing(struct database *database, enum schema_state state)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
             "PRAGMA wal_autocheckpoint = %d; PRAGMA journal_size_limit = %d",
             CHECKPOINT_PAGES, JOURNAL_BYTES_KEPT);
    enum fault fault = database_run(database, sql);
    if (!fault && state == SCHEMA_FRESH)
        fault = schema_make(database);
    else if (!fault && state == SCHEMA_OLDER)
        fault = schema_upgrade(database);
    return fault;
}

static int open_handle(struct database *database, const char *path, const char *vfs,
                       enum database_mode mode)
{
    int flags =
        mode == DATABASE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    int result = sqlite3_open_v2(path, &database->handle, flags | SQLITE_OPEN_NOMUTEX, vfs);
    if (result == SQLITE_OK) {
        sqlite3_extended_result_codes(database->handle, 1);
        sqlite3_busy_timeout(database->handle, BUSY_MS);
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    }
    return result;
}

/* A log of a station that is not running, in a folder that the reader may not write: SQLite then
 * wants to be told that nobody writes. Not where a write-ahead log lies beside it. */
static int open_unchanging(struct database *database, const char *path)
{
    char uri[3 * PATH_MAX], journal[PATH_MAX + 8];
    snprintf(journal, sizeof journal, "%s-wal", path);
    if (access(journal, F_OK) == 0)
        return SQLITE_CANTOPEN;
    size_t length = (size_t)snprintf(uri, sizeof uri, "file:");
    for (; *path && length + 16 < sizeof uri; path++)
        length += (size_t)snprintf(uri + length, sizeof uri - length,
                                   strchr("%?#", *path) ? "%%%02X" : "%c", (unsigned char)*path);
    snprintf(uri + length, sizeof uri - length, "?immutable=1");
    sqlite3_close(database->handle);
    return sqlite3_open_v2(uri, &database->handle,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
}

const char *database_words(enum fault fault)
{
    switch (fault) {
    case FAULT_FULL: return "no space is left on the card: free some";
    case FAULT_READ_ONLY:
        return "it cannot be written: check who owns the folder, and the card's switch";
    case FAULT_TAKEN: return "another station has it open: end that one first";
    case FAULT_NEWER:
        return "it was written by a newer version of matstation: install that one; the file is "
               "left as it is";
    case FAULT_FOREIGN: return "it is another program's file: move it away; it is left as it is";
    case FAULT_OLDER:
        return "it was written by an older version: start the station once, which brings it up to "
               "date";
    case FAULT_EMPTY: return "nothing has been written to it yet";
    case FAULT_DAMAGED: return "it is damaged";
    case FAULT_MEMORY: return "no memory is left";
    default: return "it cannot be opened";
    }
}

enum fault database_open(struct database **opened, const char *path, const char *vfs,
                         enum database_mode mode, struct error *error)
{
    *opened = NULL;
    struct database *database = calloc(1, sizeof *database);
    if (!database) {
        error_set(error, "%s: no memory is left", path);
        return FAULT_MEMORY;
    }
    enum schema_state state = SCHEMA_CURRENT;
    enum fault fault = database_fault(database, open_handle(database, path, vfs, mode));
    if (!fault && mode != DATABASE_SALVAGE)
        fault = schema_identify(database, &state);
    /* Whose the file is and whose the folder is are told apart by how SQLite fails. */
    if ((fault == FAULT_GONE || fault == FAULT_READ_ONLY) && mode == DATABASE_READ && !vfs) {
        fault = database_fault(database, open_unchanging(database, path));
        if (!fault)
            fault = schema_identify(database, &state);
    }
    if (!fault && state != SCHEMA_CURRENT && mode == DATABASE_READ)
        fault = state == SCHEMA_FRESH ? FAULT_EMPTY : FAULT_OLDER;
    if (!fault && mode == DATABASE_WRITE)
        fault = prepare_for_writing(database, state);
    /* The file may be written, only its header says that it may not. */
    if (fault == FAULT_READ_ONLY && mode == DATABASE_WRITE && !vfs && access(path, W_OK) == 0)
        fault = FAULT_DAMAGED;
    if (!fault) {
        *opened = database;
        return FAULT_NONE;
    }
    error_set(error, "%s: %s%s%s", path, database_words(fault), *database->complaint ? ": " : "",
              database->complaint);
    if (database->handle)
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    database_close(database);
    return fault;
}

void database_close(struct database *database)
{
    if (!database)
        return;
    for (unsigned i = 0; i < TABLES; i++)
        sqlite3_finalize(database->put[i]);
    for (unsigned i = 0; i < STATEMENTS_KEPT; i++)
        sqlite3_finalize(database->kept[i].statement);
    sqlite3_finalize(database->begin);
    sqlite3_finalize(database->commit);
    sqlite3_close(database->handle);
    free(database);
}

static enum fault run_prepared(struct database *database, sqlite3_stmt **statement, const char *sql)
{
    int result = SQLITE_OK;
    if (!*statement)
        result = sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement,
                                    NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(*statement);
    enum fault fault = database_fault(database, result);
    sqlite3_reset(*statement);
    return fault;
}

enum fault database_begin(struct database *database)
{
    return run_prepared(database, &database->begin, "BEGIN IMMEDIATE");
}

enum fault database_commit(struct database *database)
{
    return run_prepared(database, &database->commit, "COMMIT");
}

void database_rollback(struct database *database)
{
    if (!sqlite3_get_autocommit(database->handle))
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
}

enum fault database_check(struct database *database, struct error *error)
{
    sqlite3_stmt *statement;
    int result =
        sqlite3_prepare_v2(database->handle, "PRAGMA integrity_check(1)", -1, &statement, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(statement);
    enum fault fault = database_fault(database, result);
    if (result == SQLITE_ROW &&
        strcmp((const char *)sqlite3_column_text(statement, 0), "ok") != 0) {
        fault = FAULT_DAMAGED;
        error_set(error, "%s", (const char *)sqlite3_column_text(statement, 0));
    } else if (fault) {
        error_set(error, "%s", database->complaint);
    }
    sqlite3_finalize(statement);
    return fault;
}
