/* Of database.c, rows.c and schema.c only: where SQLite's own handle is kept. */
#ifndef MATSTATION_STORE_DATABASE_INSIDE_H
#define MATSTATION_STORE_DATABASE_INSIDE_H

#include "store/database.h"
#include "store/table.h"

struct sqlite3;
struct sqlite3_stmt;

enum { STATEMENTS_KEPT = 24 };

/* A walk's statement, kept for the next walk of the same kind. */
struct kept_statement {
    const struct table *table;
    const char *condition; /* in the statement's own text */
    struct sqlite3_stmt *statement;
    bool busy;
};

struct database {
    struct sqlite3 *handle;
    struct sqlite3_stmt *put[TABLES]; /* prepared when first used */
    struct sqlite3_stmt *begin, *commit;
    struct kept_statement kept[STATEMENTS_KEPT];
    char complaint[256];
};

/* Turns a result of SQLite into a fault, and keeps its words as the complaint. */
enum fault database_fault(struct database *database, int result);

/* Statements that answer nothing; one that answers with an integer. text: for ?1, or NULL. */
enum fault database_run(struct database *database, const char *sql);
enum fault database_ask(struct database *database, const char *sql, const char *text,
                        int64_t *answer);

#endif
