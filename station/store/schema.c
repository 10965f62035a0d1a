#include "store/schema.h"
#include "store/database_inside.h"
#include "store/rows.h"
#include "store/table.h"

#include <stdint.h>
#include <stdio.h>

enum { SQL_BYTES = 2048 };

/* ---- recognising */

static bool has_object(struct database *database, const char *sql)
{
    int64_t count = 0;
    return database_ask(database, "SELECT count(*) FROM sqlite_schema WHERE sql = ?1", sql,
                        &count) == FAULT_NONE &&
           count > 0;
}

static bool has_table(struct database *database, const struct table *table)
{
    char sql[SQL_BYTES];
    return table_create_sql(table, sql, sizeof sql) && has_object(database, sql);
}

static bool has_whole_schema(struct database *database)
{
    for (unsigned i = 0; i < TABLES; i++)
        if (!has_table(database, tables[i]))
            return false;
    for (unsigned i = 0; table_indexes[i]; i++)
        if (!has_object(database, table_indexes[i]))
            return false;
    return true;
}

/* The version stands twice: a flipped bit in the header must not make our own log a stranger's. */
enum fault schema_identify(struct database *database, enum schema_state *state)
{
    int64_t application = 0, version = 0, objects = 0;
    enum fault fault = database_ask(database, "PRAGMA application_id", NULL, &application);
    if (!fault)
        fault = database_ask(database, "PRAGMA user_version", NULL, &version);
    if (!fault)
        fault = database_ask(database, "SELECT count(*) FROM sqlite_schema", NULL, &objects);
    *state = SCHEMA_FRESH;
    if (fault || (application == 0 && version == 0 && objects == 0))
        return fault;
    bool ours = has_table(database, &table_schema);
    if (application != SCHEMA_APPLICATION_ID && !ours)
        return FAULT_FOREIGN;
    struct schema_row row;
    if (ours && rows_get(database, &table_schema, 1, &row) == FAULT_NONE && row.id == 1)
        version = row.version;
    if (version > SCHEMA_VERSION)
        return FAULT_NEWER;
    *state = version < SCHEMA_VERSION ? SCHEMA_OLDER : SCHEMA_CURRENT;
    return *state == SCHEMA_OLDER || has_whole_schema(database) ? FAULT_NONE : FAULT_DAMAGED;
}

/* ---- making */

static enum fault create_table(struct database *database, const struct table *table)
{
    char sql[SQL_BYTES];
    return table_create_sql(table, sql, sizeof sql) ? database_run(database, sql) : FAULT_MEMORY;
}

static enum fault set_marks(struct database *database)
{
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             SCHEMA_APPLICATION_ID, SCHEMA_VERSION);
    enum fault fault = database_run(database, sql);
    struct schema_row row = {1, SCHEMA_VERSION};
    return fault ? fault : rows_put(database, &table_schema, &row);
}

static enum fault end(struct database *database, enum fault fault)
{
    if (!fault)
        fault = database_commit(database);
    if (fault)
        database_rollback(database);
    return fault;
}

enum fault schema_make(struct database *database)
{
    enum fault fault = database_begin(database);
    for (unsigned i = 0; i < TABLES && !fault; i++)
        fault = create_table(database, tables[i]);
    for (unsigned i = 0; table_indexes[i] && !fault; i++)
        fault = database_run(database, table_indexes[i]);
    if (!fault)
        fault = set_marks(database);
    struct person_row nobody = {.id = 0};
    if (!fault)
        fault = rows_put(database, &table_person, &nobody);
    return end(database, fault);
}

/* ---- bringing up to this version: columns are only ever added, at the end, and may be NULL */

static bool has_column(struct database *database, const char *table, const char *column)
{
    char sql[256];
    int64_t count = 0;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = ?1",
             table);
    return database_ask(database, sql, column, &count) == FAULT_NONE && count > 0;
}

static enum fault copy_columns(struct database *database, const struct table *table)
{
    char columns[SQL_BYTES / 2], sql[SQL_BYTES + 64];
    size_t length = 0;
    for (unsigned i = 0; i < table->columns && length < sizeof columns; i++)
        if (has_column(database, "older", table->column[i].name))
            length += (size_t)snprintf(columns + length, sizeof columns - length, "%s, ",
                                       table->column[i].name);
    if (length >= sizeof columns)
        return FAULT_MEMORY;
    snprintf(sql, sizeof sql, "INSERT INTO %s (%scrc) SELECT %scrc FROM older", table->name,
             columns, columns);
    return database_run(database, sql);
}

static enum fault upgrade_table(struct database *database, const struct table *table)
{
    char sql[128];
    if (has_table(database, table))
        return FAULT_NONE;
    if (!has_column(database, table->name, "id"))
        return create_table(database, table);
    snprintf(sql, sizeof sql, "ALTER TABLE %s RENAME TO older", table->name);
    enum fault fault = database_run(database, sql);
    if (!fault)
        fault = create_table(database, table);
    if (!fault)
        fault = copy_columns(database, table);
    return fault ? fault : database_run(database, "DROP TABLE older");
}

/* Without these two, renaming would change what other tables refer to. */
static enum fault loosen(struct database *database, bool loose)
{
    return database_run(database,
                        loose ? "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON"
                              : "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON");
}

enum fault schema_upgrade(struct database *database)
{
    enum fault fault = loosen(database, true);
    if (!fault)
        fault = database_begin(database);
    for (unsigned i = 0; i < TABLES && !fault; i++)
        fault = upgrade_table(database, tables[i]);
    for (unsigned i = 0; table_indexes[i] && !fault; i++)
        if (!has_object(database, table_indexes[i]))
            fault = database_run(database, table_indexes[i]);
    if (!fault)
        fault = set_marks(database);
    fault = end(database, fault);
    enum fault tightened = loosen(database, false);
    return fault ? fault : tightened;
}
