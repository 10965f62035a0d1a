#include "store/table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#define COLUMN(row, field, type, rule)                                                             \
    {                                                                                              \
#field, #type " " rule, COLUMN_##type, offsetof(struct row, field),                        \
            sizeof((struct row *)NULL)->field                                                      \
    }
#define INTEGER(row, field, rule) COLUMN(row, field, INTEGER, rule)
#define REAL(row, field, rule) COLUMN(row, field, REAL, rule)
#define TEXT(row, field) COLUMN(row, field, TEXT, "NOT NULL")
#define ID(row) INTEGER(row, id, "PRIMARY KEY")
#define COUNT(row, field) INTEGER(row, field, "NOT NULL CHECK (" #field " >= 0)")
#define PARENT(row, field, table) INTEGER(row, field, "NOT NULL REFERENCES " #table "(id)")
#define TIME(row, field) INTEGER(row, field, "NOT NULL")
#define TABLE(name, constraints)                                                                   \
    static_assert(sizeof(struct name##_row) <= ROW_BYTES_MAX, "the row fits");                     \
    static_assert(sizeof name##_columns / sizeof *name##_columns <= COLUMNS_MAX, "as do these");   \
    const struct table table_##name = {                                                            \
        #name, constraints, sizeof name##_columns / sizeof *name##_columns, name##_columns}

static const struct column schema_columns[] = {
    ID(schema_row),
    COUNT(schema_row, version),
};
TABLE(schema, NULL);

static const struct column run_columns[] = {
    ID(run_row),
    TEXT(run_row, boot),
    INTEGER(run_row, unix_offset_ms, ""),
    INTEGER(run_row, mark, ""),
};
TABLE(run, NULL);

static const struct column person_columns[] = {
    ID(person_row),
    TEXT(person_row, name),
};
TABLE(person, NULL);

static const struct column session_columns[] = {
    ID(session_row),
    PARENT(session_row, person, person),
    PARENT(session_row, run, run),
    PARENT(session_row, last_run, run),
    TEXT(session_row, programme),
    TIME(session_row, began_ms),
    COUNT(session_row, planned_ms),
    COUNT(session_row, elapsed_ms),
    COUNT(session_row, credited_ms),
    COUNT(session_row, by_time_ms),
    TEXT(session_row, outcome),
    COUNT(session_row, resumed),
};
TABLE(session, NULL);

static const struct column step_columns[] = {
    ID(step_row),
    PARENT(step_row, session, session),
    COUNT(step_row, step),
    PARENT(step_row, run, run),
    TIME(step_row, began_ms),
    TIME(step_row, last_ms),
    TEXT(step_row, exercise),
    TEXT(step_row, kind),
    TEXT(step_row, side),
    TEXT(step_row, outcome),
    COUNT(step_row, planned_ms),
    COUNT(step_row, elapsed_ms),
    COUNT(step_row, credited_ms),
    COUNT(step_row, by_time_ms),
    COUNT(step_row, left_ms),
    COUNT(step_row, right_ms),
    COUNT(step_row, planned_repetitions),
    COUNT(step_row, repetitions),
    COUNT(step_row, by_tempo_repetitions),
    COUNT(step_row, strokes),
    COUNT(step_row, pauses),
    COUNT(step_row, holds),
    COUNT(step_row, broken),
    COUNT(step_row, longest_hold_ms),
    TEXT(step_row, why),
    TEXT(step_row, region),
    REAL(step_row, left_share, ""),
    REAL(step_row, head_share, ""),
    INTEGER(step_row, on_roller_ms, ""),
};
TABLE(step, "CHECK (id = session * 1024 + step), CHECK (last_ms >= began_ms)");

static const struct column part_columns[] = {
    ID(part_row),
    PARENT(part_row, session, session),
    COUNT(part_row, step),
    PARENT(part_row, run, run),
    TEXT(part_row, kind),
    COUNT(part_row, n),
    TIME(part_row, from_ms),
    TIME(part_row, to_ms),
    COUNT(part_row, credited_ms),
    REAL(part_row, x_mm, ""),
    TEXT(part_row, region),
    TEXT(part_row, why),
    REAL(part_row, confidence, ""),
};
TABLE(part, "CHECK (to_ms >= from_ms)");

static const struct column answer_columns[] = {
    ID(answer_row),
    INTEGER(answer_row, session, "REFERENCES session(id)"),
    PARENT(answer_row, person, person),
    PARENT(answer_row, run, run),
    TIME(answer_row, at_ms),
    TEXT(answer_row, question),
    TEXT(answer_row, answer),
};
TABLE(answer, NULL);

static const struct column setting_columns[] = {
    ID(setting_row),
    PARENT(setting_row, person, person),
    PARENT(setting_row, run, run),
    TIME(setting_row, at_ms),
    TEXT(setting_row, key),
    TEXT(setting_row, value),
};
TABLE(setting, "UNIQUE (person, key)");

static const struct column calibration_columns[] = {
    ID(calibration_row),
    PARENT(calibration_row, run, run),
    TIME(calibration_row, at_ms),
    COUNT(calibration_row, pads),
    REAL(calibration_row, supply_count, "NOT NULL"),
    REAL(calibration_row, quality_pct, "NOT NULL"),
    COUNT(calibration_row, undone),
};
TABLE(calibration, NULL);

static const struct column calibration_pad_columns[] = {
    ID(calibration_pad_row),
    PARENT(calibration_pad_row, calibration, calibration),
    COUNT(calibration_pad_row, pad),
    REAL(calibration_pad_row, empty, "NOT NULL"),
    REAL(calibration_pad_row, newton_per_unit, "NOT NULL"),
};
TABLE(calibration_pad, "CHECK (id = calibration * 1024 + pad)");

static const struct column pad_health_columns[] = {
    ID(pad_health_row),         PARENT(pad_health_row, run, run), TIME(pad_health_row, at_ms),
    COUNT(pad_health_row, pad), TEXT(pad_health_row, fault),
};
TABLE(pad_health, NULL);

static const struct column damaged_columns[] = {
    ID(damaged_row),
    INTEGER(damaged_row, run, ""),
    TEXT(damaged_row, from_table),
    INTEGER(damaged_row, row, ""),
    TEXT(damaged_row, content),
};
TABLE(damaged, NULL);

const struct table *const tables[TABLES] = {
    &table_schema,     &table_run,     &table_person,  &table_session,     &table_step,
    &table_part,       &table_answer,  &table_setting, &table_calibration, &table_calibration_pad,
    &table_pad_health, &table_damaged,
};

const char *const table_indexes[] = {
    "CREATE INDEX part_of_session ON part(session)",
    "CREATE INDEX answer_of_session ON answer(session)",
    NULL,
};

static bool append(char *sql, size_t size, size_t *length, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool append(char *sql, size_t size, size_t *length, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(sql + *length, size - *length, format, arguments);
    va_end(arguments);
    if (more < 0 || (size_t)more >= size - *length)
        return false;
    *length += (size_t)more;
    return true;
}

size_t table_create_sql(const struct table *table, char *sql, size_t size)
{
    size_t length = 0;
    bool fits = append(sql, size, &length, "CREATE TABLE %s(", table->name);
    for (unsigned i = 0; i < table->columns && fits; i++)
        fits =
            append(sql, size, &length, "%s %s, ", table->column[i].name, table->column[i].declared);
    fits = fits &&
           append(sql, size, &length, "crc INTEGER NOT NULL%s%s)", table->constraints ? ", " : "",
                  table->constraints ? table->constraints : "");
    return fits ? length : 0;
}
