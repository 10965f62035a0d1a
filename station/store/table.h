/* The tables of the log, once: their columns as they stand in SQLite and as C structs.
 *
 * SCHEMA.md says the same for readers of the file. A row is written and read whole; `crc` is
 * appended to every table and covers all other columns (see rows.h). Words, not numbers, stand for
 * kinds and outcomes, so that the file explains itself. */
#ifndef MATSTATION_STORE_TABLE_H
#define MATSTATION_STORE_TABLE_H

#include "catalogue/exercise.h"

#include <stddef.h>
#include <stdint.h>

enum { SCHEMA_VERSION = 3, WORD_MAX = 24, STEPS_A_SESSION = 1024 };

/* "MATS": tells the log from any other SQLite file. */
#define SCHEMA_APPLICATION_ID 0x4D415453

/* NULL in an integer column. A NULL number with a fraction is NAN. */
#define UNKNOWN INT64_MIN

enum column_kind { COLUMN_INTEGER, COLUMN_REAL, COLUMN_TEXT };

struct column {
    const char *name, *declared;
    enum column_kind kind;
    size_t offset, size; /* in the row's struct; integers are int64_t, reals double, texts char[] */
};

struct table {
    const char *name;
    const char *constraints; /* at the end of CREATE TABLE; NULL: none */
    unsigned columns;        /* the first is always `id` */
    const struct column *column;
};

/* The schema's version, where its checksum can vouch for it. */
struct schema_row {
    int64_t id, version;
};

/* One run of the program: what dates its monotonic times. */
struct run_row {
    int64_t id;
    char boot[40];          /* of the kernel; equal: the monotonic clock went on */
    int64_t unix_offset_ms; /* UNIX time in ms when the monotonic clock was 0; or UNKNOWN */
    int64_t mark; /* drawn by lot: tells this run from any other; UNKNOWN before version 2 */
};

struct person_row {
    int64_t id;
    char name[320];
};

struct session_row {
    int64_t id, person, run, last_run;
    char programme[ID_MAX];
    int64_t began_ms, planned_ms, elapsed_ms, credited_ms, by_time_ms;
    char outcome[WORD_MAX];
    int64_t resumed;
};

struct step_row {
    int64_t id, session, step, run, began_ms, last_ms;
    char exercise[ID_MAX];
    char kind[WORD_MAX], side[WORD_MAX], outcome[WORD_MAX];
    int64_t planned_ms, elapsed_ms, credited_ms, by_time_ms, left_ms, right_ms;
    int64_t planned_repetitions, repetitions, by_tempo_repetitions;
    int64_t strokes, pauses, holds, broken, longest_hold_ms;
    char why[WORD_MAX], region[WORD_MAX];
    double left_share, head_share;
    int64_t on_roller_ms; /* UNKNOWN: nothing was rolled, or before version 3 */
};

struct part_row {
    int64_t id, session, step, run;
    char kind[WORD_MAX];
    int64_t n, from_ms, to_ms, credited_ms;
    double x_mm;
    char region[WORD_MAX], why[WORD_MAX];
    double confidence;
};

struct answer_row {
    int64_t id, session, person, run, at_ms;
    char question[ID_MAX], answer[ID_MAX];
};

struct setting_row {
    int64_t id, person, run, at_ms;
    char key[ID_MAX], value[128];
};

struct calibration_row {
    int64_t id, run, at_ms, pads;
    double supply_count, quality_pct;
    int64_t undone;
};

struct calibration_pad_row {
    int64_t id, calibration, pad;
    double empty, newton_per_unit;
};

struct pad_health_row {
    int64_t id, run, at_ms, pad;
    char fault[WORD_MAX];
};

/* What was found unsound, as text, out of everybody's way. */
struct damaged_row {
    int64_t id, run;
    char from_table[ID_MAX];
    int64_t row;
    char content[512];
};

extern const struct table table_schema, table_run, table_person, table_session, table_step,
    table_part, table_answer, table_setting, table_calibration, table_calibration_pad,
    table_pad_health, table_damaged;

enum { TABLES = 12, ROW_BYTES_MAX = 1024, COLUMNS_MAX = 40 };

/* Parents before children. */
extern const struct table *const tables[TABLES];

/* What else CREATEs: indexes. NULL ends the list. */
extern const char *const table_indexes[];

/* The text of CREATE TABLE, as it is stored in the file. Returns its length, or 0 if it is short of
 * room. */
size_t table_create_sql(const struct table *table, char *sql, size_t size);

#endif
