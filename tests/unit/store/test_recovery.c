/* What is found in a damaged log: pages of noise, rows that somebody changed. */
#include "store/rows.h"
#include "unit/store/log_files.h"

static void without_its_first_page_everything_is_recovered(void **state)
{
    make_log(*state);
    overwrite(*state, 0, 4096);
    struct store *store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_int_equal(snapshot->next_session, 6);
    assert_string_equal(snapshot->person[0].name, "Anna");
    assert_int_equal(snapshot->person[0].history.sessions, 5);
    assert_int_equal(set_aside_in(*state), 1);
    store_close(store);
}

static void a_truncated_log_gives_what_is_left_of_it(void **state)
{
    char path[512];
    make_log(*state);
    file_in(path, *state, "matstation.db");
    assert_int_equal(truncate(path, size_of(*state, "matstation.db") - 3 * 4096 - 100), 0);
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_not_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
    assert_int_equal(set_aside_in(*state), 1);
    store = open_log(*state, "a");
    assert_string_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
}

/* SQLite finds nothing wrong with a number that somebody changed. */
static void a_changed_number_is_set_aside_and_not_shown(void **state)
{
    make_log(*state);
    run_sql(*state, "UPDATE step SET credited_ms = 9000000 WHERE session = 2");
    struct store *store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_not_equal(snapshot->trouble, "");
    assert_float_equal(snapshot->person[0].history.day[0].minutes[KIND_STRENGTH], 4 * 1.5, 1e-4);
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM damaged WHERE from_table = 'step'"), 1);
    store = open_log(*state, "a");
    assert_string_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
}

static void a_session_whose_row_is_lost_is_rebuilt_from_its_steps(void **state)
{
    make_log(*state);
    run_sql(*state, "UPDATE session SET credited_ms = 1 WHERE id = 3");
    struct store *store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->next_session, 6);
    assert_int_equal(snapshot->person[0].history.sessions, 4);
    store_close(store);
    struct database *database;
    struct session_row session;
    char path[512];
    file_in(path, *state, "matstation.db");
    assert_int_equal(database_open(&database, path, NULL, DATABASE_READ, NULL), FAULT_NONE);
    rows_get(database, &table_session, 3, &session);
    assert_int_equal(session.credited_ms, 90000);
    assert_int_equal(session.person, 0);
    database_close(database);
}

/* Where the number of a row changed, what depends on it is left behind; SQLite sees nothing wrong.
 */
static void a_session_whose_number_changed_is_rebuilt_under_its_own(void **state)
{
    make_log(*state);
    run_sql(*state, "UPDATE session SET id = 7 WHERE id = 5");
    struct store *store = open_log(*state, "a");
    assert_string_not_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM session WHERE id = 7"), 0);
    assert_int_equal(ask_sql(*state, "SELECT credited_ms FROM session WHERE id = 5"), 90000);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void a_person_whose_number_changed_becomes_nobody_else(void **state)
{
    make_log(*state);
    run_sql(*state, "UPDATE person SET id = 3 WHERE id = 1");
    struct store *store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->people, 1);
    assert_int_equal(snapshot->person[0].id, 1);
    assert_int_equal(snapshot->person[0].history.sessions, 5);
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/* A first page of noise, and pages of noise where the sessions' rows were. */
static void a_session_lost_with_its_page_counts_what_its_steps_say(void **state)
{
    make_log(*state);
    long page = (long)ask_sql(*state, "SELECT rootpage FROM sqlite_schema WHERE name = 'session'");
    overwrite(*state, 0, 4096);
    overwrite(*state, (page - 1) * 4096, 4096);
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM session"), 5);
    assert_int_equal(ask_sql(*state, "SELECT min(credited_ms) FROM session"), 90000);
    store = open_log(*state, "a");
    assert_string_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
}

/* Zeros lose their sign in the file. */
static void a_row_with_a_negative_zero_stays_sound(void **state)
{
    struct store *store = open_log(*state, "a");
    put_begin(store, 1, 0, 0, "hips");
    struct record part = {.kind = RECORD_PAUSE, .session = 1, .time_ns = S_NS};
    part.u.part.x_mm = -0.0F;
    store_put(store, &part);
    store_close(store);
    store = open_log(*state, "a");
    assert_string_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT count(*) FROM part"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(without_its_first_page_everything_is_recovered),
        ON_FOLDER(a_truncated_log_gives_what_is_left_of_it),
        ON_FOLDER(a_changed_number_is_set_aside_and_not_shown),
        ON_FOLDER(a_session_whose_row_is_lost_is_rebuilt_from_its_steps),
        ON_FOLDER(a_session_whose_number_changed_is_rebuilt_under_its_own),
        ON_FOLDER(a_person_whose_number_changed_becomes_nobody_else),
        ON_FOLDER(a_session_lost_with_its_page_counts_what_its_steps_say),
        ON_FOLDER(a_row_with_a_negative_zero_stays_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
