/* Files that this version did not write: of another version, of another program, of none. */
#include "store/logbook.h"
#include "store/rows.h"
#include "unit/store/log_files.h"

static void a_log_of_a_newer_version_is_refused_and_kept(void **state)
{
    make_log(*state);
    run_sql(*state, "PRAGMA user_version = 99; DELETE FROM schema");
    long size = size_of(*state, "matstation.db");
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_NEWER);
    assert_string_not_equal(fresh_snapshot(store)->trouble, "");
    put_session(store, 1, 1, 0, 90);
    store_close(store);
    assert_int_equal(size_of(*state, "matstation.db"), size);
    assert_int_equal(set_aside_in(*state), 0);
    run_sql(*state, "PRAGMA user_version = 3");
    store = open_log(*state, "a");
    assert_int_equal(fresh_snapshot(store)->next_session, 6);
    store_close(store);
}

static void another_programs_database_is_refused_and_kept(void **state)
{
    run_sql(*state, "CREATE TABLE recipes(name); INSERT INTO recipes VALUES ('soup')");
    long size = size_of(*state, "matstation.db");
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FOREIGN);
    put_session(store, 1, 1, 0, 90);
    store_close(store);
    assert_int_equal(size_of(*state, "matstation.db"), size);
    assert_int_equal(set_aside_in(*state), 0);
    assert_int_equal(ask_sql(*state, "SELECT name = 'soup' FROM recipes"), 1);
}

static void write_file(const char *folder, const char *name, const char *content, size_t length)
{
    char path[512];
    file_in(path, folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void what_is_no_database_is_set_aside_and_a_new_log_begun(void **state)
{
    write_file(*state, "matstation.db", "this is a letter, not a log", 27);
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_not_equal(fresh_snapshot(store)->trouble, "");
    put_session(store, 1, 0, 0, 90);
    assert_int_equal(fresh_snapshot(store)->next_session, 2);
    store_close(store);
    assert_int_equal(set_aside_in(*state), 1);
}

static void an_empty_file_is_a_new_log(void **state)
{
    struct logbook *logbook;
    struct error error;
    write_file(*state, "matstation.db", "", 0);
    assert_int_equal(logbook_open(&logbook, *state, &error), -1);
    assert_non_null(strstr(error.text, "nothing has been written to it yet"));
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_int_equal(set_aside_in(*state), 0);
    store_close(store);
}

/* As version 1 wrote it: a run had no mark. Of its tables one was never made, and one index. */
static void make_log_of_version_1(const char *folder)
{
    char path[512];
    struct database *database;
    struct walk walk;
    struct run_row run;
    make_log(folder);
    file_in(path, folder, "matstation.db");
    assert_int_equal(database_open(&database, path, NULL, DATABASE_WRITE, NULL), FAULT_NONE);
    rows_begin(&walk, database, &table_run, NULL, 0, 0, 0);
    while (rows_next(&walk, &run)) {
        run.mark = UNKNOWN;
        assert_int_equal(rows_put(database, &table_run, &run), FAULT_NONE);
    }
    rows_end(&walk);
    database_close(database);
    run_sql(folder,
            "CREATE TABLE t(id INTEGER PRIMARY KEY , boot TEXT NOT NULL, unix_offset_ms INTEGER , "
            "crc INTEGER NOT NULL);"
            "INSERT INTO t SELECT id, boot, unix_offset_ms, crc FROM run; DROP TABLE pad_health;"
            "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; DROP TABLE run;"
            "ALTER TABLE t RENAME TO run;"
            "DROP INDEX part_of_session; DELETE FROM schema; PRAGMA user_version = 1");
}

static void a_damaged_log_of_an_older_version_is_recovered_with_its_dates(void **state)
{
    make_log_of_version_1(*state);
    overwrite(*state, 0, 4096);
    struct store *store = open_log(*state, "b");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_int_equal(fresh_snapshot(store)->person[0].history.sessions, 5);
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(unix_offset_ms) FROM run"), 1);
}

static void a_log_of_an_older_version_is_brought_up_to_date_and_keeps_all(void **state)
{
    make_log_of_version_1(*state);
    struct store *store = open_log(*state, "b");
    put_clock(store, 0, NOON_UNIX_S);
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_int_equal(set_aside_in(*state), 0);
    assert_string_equal(snapshot->trouble, "");
    assert_int_equal(snapshot->next_session, 6);
    assert_int_equal(snapshot->person[0].history.sessions, 5);
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(ask_sql(*state, "PRAGMA user_version"), SCHEMA_VERSION);
    store = open_log(*state, "b");
    assert_string_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
}

/* As version 2 wrote them. */
static void make_step_of_version_2(const char *folder)
{
    char path[512];
    struct database *database;
    struct step_row step;
    file_in(path, folder, "matstation.db");
    assert_int_equal(database_open(&database, path, NULL, DATABASE_WRITE, NULL), FAULT_NONE);
    assert_int_equal(rows_get(database, &table_step, STEPS_A_SESSION, &step), FAULT_NONE);
    step.on_roller_ms = UNKNOWN;
    assert_int_equal(rows_put(database, &table_step, &step), FAULT_NONE);
    database_close(database);
    run_sql(folder, "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;"
                    "ALTER TABLE step DROP COLUMN on_roller_ms; DELETE FROM schema;"
                    "PRAGMA user_version = 2");
}

/* What is known of a step of 40 s, of which 30 s are said to be on the roller; then of the same in
 * version 2. */
static void check_on_roller(const char *folder, enum kind kind, uint32_t now_ms,
                            uint32_t of_version_2_ms)
{
    struct store *store = open_log(folder, "a");
    put_begin(store, 1, 0, 0, "evening");
    struct record record = step_record(RECORD_STEP_PROGRESS, 1, 0, S_NS, 0, "smr_glute", 40);
    record.u.step.kind = kind;
    record.u.step.on_roller_ms = 30000;
    store_put(store, &record);
    store_close(store);
    store = open_log(folder, "a");
    assert_int_equal(fresh_snapshot(store)->unfinished.last.on_roller_ms, now_ms);
    store_close(store);
    make_step_of_version_2(folder);
    store = open_log(folder, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_string_equal(snapshot->trouble, "");
    assert_int_equal(snapshot->unfinished.last.on_roller_ms, of_version_2_ms);
    store_close(store);
}

/* Version 2 did not tell the time on the roller apart: all of the step's counts as it. */
static void of_an_older_log_a_whole_step_was_on_the_roller(void **state)
{
    check_on_roller(*state, KIND_SMR, 30000, 40000);
}

static void what_is_not_rolled_was_never_on_the_roller(void **state)
{
    check_on_roller(*state, KIND_STRETCH, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_log_of_a_newer_version_is_refused_and_kept),
        ON_FOLDER(another_programs_database_is_refused_and_kept),
        ON_FOLDER(what_is_no_database_is_set_aside_and_a_new_log_begun),
        ON_FOLDER(an_empty_file_is_a_new_log),
        ON_FOLDER(a_damaged_log_of_an_older_version_is_recovered_with_its_dates),
        ON_FOLDER(a_log_of_an_older_version_is_brought_up_to_date_and_keeps_all),
        ON_FOLDER(of_an_older_log_a_whole_step_was_on_the_roller),
        ON_FOLDER(what_is_not_rolled_was_never_on_the_roller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
