#include "store/rows.h"
#include "store/database_inside.h"
#include "store/row_crc.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

bool rows_is_sound(const struct table *table, const void *row, int64_t crc)
{
    return crc == row_crc(table, row);
}

/* ---- statements */

static size_t list_columns(const struct table *table, char *sql, size_t size, const char *format)
{
    size_t length = 0;
    for (unsigned i = 0; i < table->columns && length < size; i++)
        length += (size_t)snprintf(sql + length, size - length, format, table->column[i].name);
    return length;
}

static int prepare_put(struct database *database, const struct table *table, sqlite3_stmt **put)
{
    char sql[2048];
    size_t length = (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s (", table->name);
    length += list_columns(table, sql + length, sizeof sql - length, "%s, ");
    length += (size_t)snprintf(sql + length, sizeof sql - length, "crc) VALUES (");
    for (unsigned i = 0; i < table->columns; i++)
        length += (size_t)snprintf(sql + length, sizeof sql - length, "?, ");
    length +=
        (size_t)snprintf(sql + length, sizeof sql - length, "?) ON CONFLICT (id) DO UPDATE SET ");
    for (unsigned i = 1; i < table->columns; i++)
        length += (size_t)snprintf(sql + length, sizeof sql - length, "%s = excluded.%s, ",
                                   table->column[i].name, table->column[i].name);
    snprintf(sql + length, sizeof sql - length, "crc = excluded.crc");
    return sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, put, NULL);
}

static unsigned index_of(const struct table *table)
{
    unsigned index = 0;
    while (tables[index] != table)
        index++;
    return index;
}

static int bind(sqlite3_stmt *statement, int place, const struct column *column, const void *row)
{
    int64_t integer;
    double real;
    if (column_is_null(column, row))
        return sqlite3_bind_null(statement, place);
    switch (column->kind) {
    case COLUMN_INTEGER:
        memcpy(&integer, column_at(column, row), sizeof integer);
        return sqlite3_bind_int64(statement, place, integer);
    case COLUMN_REAL:
        memcpy(&real, column_at(column, row), sizeof real);
        return sqlite3_bind_double(statement, place, real);
    default: return sqlite3_bind_text(statement, place, column_at(column, row), -1, SQLITE_STATIC);
    }
}

enum fault rows_put(struct database *database, const struct table *table, const void *row)
{
    sqlite3_stmt **put = &database->put[index_of(table)];
    int result = *put ? SQLITE_OK : prepare_put(database, table, put);
    for (unsigned i = 0; i < table->columns && result == SQLITE_OK; i++)
        result = bind(*put, (int)i + 1, &table->column[i], row);
    if (result == SQLITE_OK)
        result = sqlite3_bind_int64(*put, (int)table->columns + 1, row_crc(table, row));
    if (result == SQLITE_OK)
        result = sqlite3_step(*put);
    enum fault fault = database_fault(database, result);
    sqlite3_reset(*put);
    return fault;
}

static enum fault ask_integer(struct database *database, const char *sql, int64_t first,
                              int64_t second, int64_t *answer)
{
    sqlite3_stmt *statement;
    int result = sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL);
    const int64_t arguments[] = {first, second};
    int wanted = result == SQLITE_OK ? sqlite3_bind_parameter_count(statement) : 0;
    for (int i = 0; i < wanted && i < 2 && result == SQLITE_OK; i++)
        result = sqlite3_bind_int64(statement, i + 1, arguments[i]);
    if (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW)
        *answer = sqlite3_column_int64(statement, 0);
    enum fault fault = database_fault(database, result);
    sqlite3_finalize(statement);
    return fault;
}

enum fault rows_remove(struct database *database, const struct table *table, int64_t id)
{
    char sql[128];
    int64_t none;
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE id = ?", table->name);
    return ask_integer(database, sql, id, 0, &none);
}

enum fault rows_next_id(struct database *database, const struct table *table, int64_t *id)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) + 1 FROM %s", table->name);
    return ask_integer(database, sql, 0, 0, id);
}

enum fault rows_count(struct database *database, const struct table *table, const char *condition,
                      int64_t first, int64_t second, int64_t *count)
{
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s %s", table->name, condition);
    return ask_integer(database, sql, first, second, count);
}

/* ---- walks */

static int prepare_walk(struct database *database, const struct table *table, const char *condition,
                        sqlite3_stmt **statement)
{
    char sql[2048];
    size_t length = (size_t)snprintf(sql, sizeof sql, "SELECT ");
    length += list_columns(table, sql + length, sizeof sql - length, "%s, ");
    snprintf(sql + length, sizeof sql - length, "crc FROM %s %s", table->name, condition);
    return sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement,
                              NULL);
}

/* With which the statement's text ends; it stays as long as the statement. */
static const char *own_condition(sqlite3_stmt *statement, const char *condition)
{
    const char *sql = sqlite3_sql(statement);
    return sql + strlen(sql) - strlen(condition);
}

/* A kept statement that nobody walks with; or a free place for one; or -1. */
static int find_kept(const struct database *database, const struct table *table,
                     const char *condition)
{
    int place = -1;
    for (int i = 0; i < STATEMENTS_KEPT; i++) {
        const struct kept_statement *kept = &database->kept[i];
        if (!kept->statement && place < 0)
            place = i;
        if (kept->statement && !kept->busy && kept->table == table &&
            strcmp(kept->condition, condition) == 0)
            return i;
    }
    return place;
}

static int take_statement(struct walk *walk, const char *condition)
{
    sqlite3_stmt *statement = NULL;
    struct kept_statement *all = walk->database->kept;
    int place = find_kept(walk->database, walk->table, condition);
    int result = SQLITE_OK;
    if (place >= 0 && all[place].statement)
        statement = all[place].statement;
    else
        result = prepare_walk(walk->database, walk->table, condition, &statement);
    walk->kept = statement ? place : -1;
    if (walk->kept >= 0)
        all[place] = (struct kept_statement){walk->table, own_condition(statement, condition),
                                             statement, true};
    walk->statement = statement;
    return result;
}

void rows_begin(struct walk *walk, struct database *database, const struct table *table,
                const char *condition, int64_t first, int64_t second, int64_t third)
{
    *walk = (struct walk){.database = database, .table = table};
    int result = take_statement(walk, condition ? condition : "ORDER BY id");
    const int64_t arguments[] = {first, second, third};
    int wanted = result == SQLITE_OK ? sqlite3_bind_parameter_count(walk->statement) : 0;
    for (int i = 0; i < wanted && i < 3 && result == SQLITE_OK; i++)
        result = sqlite3_bind_int64(walk->statement, i + 1, arguments[i]);
    walk->fault = database_fault(database, result);
}

static bool read_integer(sqlite3_stmt *statement, int place, void *value)
{
    int64_t integer = UNKNOWN;
    if (sqlite3_column_type(statement, place) == SQLITE_INTEGER)
        integer = sqlite3_column_int64(statement, place);
    else if (sqlite3_column_type(statement, place) != SQLITE_NULL)
        return false;
    memcpy(value, &integer, sizeof integer);
    return true;
}

static bool read_real(sqlite3_stmt *statement, int place, void *value)
{
    double real = (double)NAN;
    if (sqlite3_column_type(statement, place) == SQLITE_FLOAT)
        real = sqlite3_column_double(statement, place);
    else if (sqlite3_column_type(statement, place) != SQLITE_NULL)
        return false;
    memcpy(value, &real, sizeof real);
    return true;
}

static bool read_text(sqlite3_stmt *statement, int place, char *value, size_t size)
{
    if (sqlite3_column_type(statement, place) != SQLITE_TEXT)
        return false;
    const unsigned char *text = sqlite3_column_text(statement, place);
    size_t length = (size_t)sqlite3_column_bytes(statement, place);
    if (!text || length >= size || memchr(text, 0, length))
        return false;
    memcpy(value, text, length);
    memset(value + length, 0, size - length);
    return true;
}

static bool read_row(sqlite3_stmt *statement, const struct table *table, void *row)
{
    bool sound = true;
    for (unsigned i = 0; i < table->columns && sound; i++) {
        const struct column *column = &table->column[i];
        char *value = (char *)row + column->offset;
        switch (column->kind) {
        case COLUMN_INTEGER: sound = read_integer(statement, (int)i, value); break;
        case COLUMN_REAL: sound = read_real(statement, (int)i, value); break;
        default: sound = read_text(statement, (int)i, value, column->size);
        }
    }
    return sound && rows_is_sound(table, row, sqlite3_column_int64(statement, (int)table->columns));
}

bool rows_next(struct walk *walk, void *row)
{
    if (walk->fault || !walk->statement)
        return false;
    int result;
    while ((result = sqlite3_step(walk->statement)) == SQLITE_ROW)
        if (read_row(walk->statement, walk->table, row))
            return true;
    walk->fault = database_fault(walk->database, result);
    return false;
}

enum fault rows_end(struct walk *walk)
{
    if (walk->kept >= 0) {
        sqlite3_reset(walk->statement);
        walk->database->kept[walk->kept].busy = false;
    } else {
        sqlite3_finalize(walk->statement);
    }
    walk->statement = NULL;
    return walk->fault;
}

enum fault rows_get(struct database *database, const struct table *table, int64_t id, void *row)
{
    struct walk walk;
    rows_begin(&walk, database, table, "WHERE id = ?1", id, 0, 0);
    if (!rows_next(&walk, row)) {
        for (unsigned i = 0; i < table->columns; i++)
            memset((char *)row + table->column[i].offset, 0, table->column[i].size);
        int64_t none = -1;
        memcpy((char *)row + table->column[0].offset, &none, sizeof none);
    }
    return rows_end(&walk);
}

enum fault rows_find_unsound(struct database *database, const struct table *table, int64_t after,
                             int64_t *id)
{
    struct walk walk;
    _Alignas(8) char row[ROW_BYTES_MAX];
    *id = UNKNOWN;
    rows_begin(&walk, database, table, "WHERE id > ?1 ORDER BY id", after, 0, 0);
    while (walk.fault == FAULT_NONE && *id == UNKNOWN) {
        int result = sqlite3_step(walk.statement);
        walk.fault = database_fault(database, result);
        if (result != SQLITE_ROW)
            break;
        if (!read_row(walk.statement, table, row))
            *id = sqlite3_column_int64(walk.statement, 0);
    }
    return rows_end(&walk);
}

enum fault rows_describe(struct database *database, const struct table *table, int64_t id,
                         char *text, size_t size)
{
    struct walk walk;
    size_t length = 0;
    *text = '\0';
    rows_begin(&walk, database, table, "WHERE id = ?1", id, 0, 0);
    int result = walk.fault ? SQLITE_DONE : sqlite3_step(walk.statement);
    for (unsigned i = 0; result == SQLITE_ROW && i <= table->columns && length < size; i++) {
        const unsigned char *value = sqlite3_column_text(walk.statement, (int)i);
        length += (size_t)snprintf(text + length, size - length, "%s%s", i ? "|" : "",
                                   value ? (const char *)value : "");
    }
    return rows_end(&walk);
}
