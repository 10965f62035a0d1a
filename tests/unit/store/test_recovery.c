/* What is found after a cut of power, a swap of files, a flipped bit. */
#include "store/rows.h"
#include "store/writer.h"
#include "unit/store/log_fixture.h"

#include <dirent.h>
#include <sched.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/stat.h>

/* ---- sessions that were cut off */

static void begin_and_vanish(const char *folder, const char *boot, uint32_t session,
                             int64_t time_ns)
{
    struct store *store = open_log(folder, boot);
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_begin(store, session, 1, time_ns, "hips");
    put_step(store, RECORD_STEP_BEGIN, session, 1, time_ns + S_NS, 0, "hip_circle", 0);
    put_step(store, RECORD_STEP_END, session, 1, time_ns + 70 * S_NS, 0, "hip_circle", 62);
    put_step(store, RECORD_STEP_BEGIN, session, 1, time_ns + 80 * S_NS, 1, "plank_front", 0);
    put_step(store, RECORD_STEP_PROGRESS, session, 1, time_ns + 90 * S_NS, 1, "plank_front", 9);
    store_close(store);
}

static void a_session_cut_off_is_offered_with_the_step_it_was_in(void **state)
{
    begin_and_vanish(*state, "a", 1, 10 * S_NS);
    struct store *store = open_log(*state, "b");
    put_clock(store, 0, NOON_UNIX_S + 400);
    struct unfinished *unfinished = &fresh_snapshot(store)->unfinished;
    assert_true(unfinished->present);
    assert_int_equal(unfinished->session, 1);
    assert_int_equal(unfinished->person, 1);
    assert_string_equal(unfinished->programme, "hips");
    assert_int_equal(unfinished->steps, 2);
    assert_string_equal(unfinished->last.exercise, "plank_front");
    assert_int_equal(unfinished->last.credited_ms, 9000);
    assert_int_equal(unfinished->credited_ms, 62000); /* of the step before it */
    assert_int_equal(unfinished->age_s, 300);
    store_close(store);
}

static void the_age_is_not_known_without_a_clock(void **state)
{
    begin_and_vanish(*state, "a", 1, 10 * S_NS);
    struct store *store = open_log(*state, "b");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_true(snapshot->unfinished.present);
    assert_int_equal(snapshot->unfinished.age_s, -1);
    store_close(store);
}

static void within_one_boot_the_age_needs_no_clock(void **state)
{
    struct store *store = open_log(*state, "a");
    put_begin(store, 1, 0, 10 * S_NS, "hips");
    store_close(store);
    store = open_log(*state, "a");
    put_setting(store, 0, "volume", "50");
    struct record late = {.kind = RECORD_PAD_HEALTH, .time_ns = 70 * S_NS};
    store_put(store, &late);
    assert_int_equal(fresh_snapshot(store)->unfinished.age_s, 60);
    store_close(store);
}

static void after_half_an_hour_it_is_closed_at_its_last_second_and_said(void **state)
{
    begin_and_vanish(*state, "a", 1, 10 * S_NS);
    struct store *store = open_log(*state, "b");
    put_clock(store, 0, NOON_UNIX_S + 100 + 31 * 60);
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_false(snapshot->unfinished.present);
    assert_int_equal(snapshot->closed, 1);
    const struct history_view *history = &snapshot->person[0].history;
    assert_int_equal(history->sessions, 1);
    assert_float_equal(history->day[0].minutes[KIND_STRENGTH], 71.0 / 60, 1e-4);
    store_close(store);
}

static void a_session_gone_on_with_keeps_its_credit_and_ends(void **state)
{
    begin_and_vanish(*state, "a", 1, 10 * S_NS);
    struct store *store = open_log(*state, "b");
    put_clock(store, 0, NOON_UNIX_S + 400);
    struct record resume = {
        .kind = RECORD_SESSION_RESUME, .session = 1, .person = 1, .time_ns = 5 * S_NS};
    store_put(store, &resume);
    assert_false(fresh_snapshot(store)->unfinished.present);
    put_step(store, RECORD_STEP_END, 1, 1, 60 * S_NS, 1, "plank_front", 60);
    put_end(store, 1, 1, 61 * S_NS, 122);
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->next_session, 2);
    assert_int_equal(snapshot->person[0].history.sessions, 1);
    assert_float_equal(snapshot->person[0].history.day[0].minutes[KIND_STRENGTH], 122.0 / 60, 1e-4);
    store_close(store);
}

static void a_new_session_closes_the_one_that_was_cut_off(void **state)
{
    begin_and_vanish(*state, "a", 1, 10 * S_NS);
    struct store *store = open_log(*state, "b");
    put_session(store, 2, 1, 10 * S_NS, 90);
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_false(snapshot->unfinished.present);
    assert_int_equal(snapshot->person[0].history.sessions, 2);
    store_close(store);
}

/* ---- calibrations */

static void put_calibration(struct store *store, float empty)
{
    struct record record = {.kind = RECORD_CALIBRATION};
    record.u.calibration = calloc(1, sizeof *record.u.calibration);
    *record.u.calibration = (struct calibration){.pads = 3, .supply_count = 4095};
    record.u.calibration->empty[2] = empty;
    record.u.calibration->newton_per_unit[2] = 0.1F;
    store_put(store, &record);
}

static void a_calibration_comes_back_bit_by_bit_and_undo_brings_the_one_before(void **state)
{
    struct calibration calibration;
    struct store *store = open_log(*state, "a");
    fresh_snapshot(store);
    assert_false(store_calibration(store, &calibration));
    put_calibration(store, 1.0F / 3);
    put_calibration(store, 2.0F / 3);
    store_close(store);
    store = open_log(*state, "a");
    assert_true(store_calibration(store, &calibration));
    assert_int_equal(calibration.pads, 3);
    assert_true(calibration.empty[2] == 2.0F / 3);
    assert_true(calibration.newton_per_unit[2] == 0.1F);
    struct record undo = {.kind = RECORD_CALIBRATION_UNDO};
    store_put(store, &undo);
    fresh_snapshot(store);
    assert_true(store_calibration(store, &calibration));
    assert_true(calibration.empty[2] == 1.0F / 3);
    store_put(store, &undo);
    store_put(store, &undo);
    fresh_snapshot(store);
    assert_false(store_calibration(store, &calibration));
    store_close(store);
}

/* ---- files that are not what they should be */

static void file_in(char path[512], const char *folder, const char *name)
{
    snprintf(path, 512, "%s/%s", folder, name);
}

static void run_sql(const char *folder, const char *sql)
{
    char path[512];
    sqlite3 *handle;
    file_in(path, folder, "matstation.db");
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static int64_t ask_sql(const char *folder, const char *sql)
{
    char path[512];
    sqlite3 *handle;
    sqlite3_stmt *statement;
    file_in(path, folder, "matstation.db");
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return answer;
}

static long size_of(const char *folder)
{
    char path[512];
    struct stat found;
    file_in(path, folder, "matstation.db");
    return stat(path, &found) == 0 ? (long)found.st_size : -1;
}

static unsigned set_aside_in(const char *folder)
{
    unsigned count = 0;
    DIR *files = opendir(folder);
    for (struct dirent *entry; (entry = readdir(files));)
        count += strncmp(entry->d_name, "matstation-damaged-", 19) == 0 &&
                 strcmp(entry->d_name + strlen(entry->d_name) - 3, ".db") == 0;
    closedir(files);
    return count;
}

static void make_log(const char *folder)
{
    struct store *store = open_log(folder, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    for (uint32_t session = 1; session <= 5; session++)
        put_session(store, session, 1, session * 1000 * S_NS, 90);
    store_close(store);
}

static void a_log_of_a_newer_version_is_refused_and_kept(void **state)
{
    make_log(*state);
    run_sql(*state, "PRAGMA user_version = 99; DELETE FROM schema");
    long size = size_of(*state);
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_NEWER);
    assert_string_not_equal(fresh_snapshot(store)->trouble, "");
    put_session(store, 1, 1, 0, 90);
    store_close(store);
    assert_int_equal(size_of(*state), size);
    assert_int_equal(set_aside_in(*state), 0);
    run_sql(*state, "PRAGMA user_version = 2");
    store = open_log(*state, "a");
    assert_int_equal(fresh_snapshot(store)->next_session, 6);
    store_close(store);
}

/* The version before: a table without its last column, another missing, an index missing. */
static void another_programs_database_is_refused_and_kept(void **state)
{
    run_sql(*state, "CREATE TABLE recipes(name); INSERT INTO recipes VALUES ('soup')");
    long size = size_of(*state);
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FOREIGN);
    put_session(store, 1, 1, 0, 90);
    store_close(store);
    assert_int_equal(size_of(*state), size);
    assert_int_equal(set_aside_in(*state), 0);
    run_sql(*state, "UPDATE recipes SET name = 'stew' WHERE name = 'soup'");
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
    write_file(*state, "matstation.db", "", 0);
    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_int_equal(set_aside_in(*state), 0);
    store_close(store);
}

static void overwrite(const char *folder, long at, size_t length)
{
    char path[512], noise[8192];
    memset(noise, 0xA5, sizeof noise);
    file_in(path, folder, "matstation.db");
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(noise, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
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
    assert_int_equal(truncate(path, size_of(*state) - 3 * 4096 - 100), 0);
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

static void copy_file(const char *folder, const char *from, const char *to)
{
    char command[1100];
    snprintf(command, sizeof command, "cp '%s/%s' '%s/%s'", folder, from, folder, to);
    assert_int_equal(system(command), 0);
}

/* The journal left behind is the damaged log's: it must not be played into the new one. */
static void a_salvage_cut_off_between_its_two_renames_is_ended(void **state)
{
    char path[512];
    make_log(*state);
    copy_file(*state, "matstation.db", "recovered");
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Nobody");
    copy_file(*state, "matstation.db-wal", "journal");
    store_close(store);
    file_in(path, *state, "matstation.db");
    assert_int_equal(unlink(path), 0);
    copy_file(*state, "journal", "matstation.db-wal");
    copy_file(*state, "recovered", "matstation.db.new");

    store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->next_session, 6);
    assert_string_equal(snapshot->person[0].name, "Anna");
    store_close(store);
    file_in(path, *state, "matstation.db.new");
    assert_int_not_equal(access(path, F_OK), 0);
}

/* The journal is used again from its beginning: behind what is new lies what is old. */
static void a_journal_before_the_last_checkpoint_takes_no_rows_place(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_begin(store, 1, 1, 0, "hips");
    for (unsigned s = 1; s <= 100; s++)
        put_step(store, RECORD_STEP_PROGRESS, 1, 1, s * S_NS, 0, "plank_front", s);
    run_sql(*state, "PRAGMA wal_checkpoint(PASSIVE)");
    put_step(store, RECORD_STEP_END, 1, 1, 120 * S_NS, 0, "plank_front", 120);
    put_end(store, 1, 1, 121 * S_NS, 120);
    copy_file(*state, "matstation.db", "cut");
    copy_file(*state, "matstation.db-wal", "cut-wal");
    store_close(store);
    copy_file(*state, "cut", "matstation.db");
    copy_file(*state, "cut-wal", "matstation.db-wal");
    overwrite(*state, 0, 4096);
    store = open_log(*state, "a");
    store_close(store);
    assert_int_equal(ask_sql(*state, "SELECT credited_ms FROM step"), 120000);
    assert_int_equal(ask_sql(*state, "SELECT outcome = 'done' FROM session"), 1);
}

/* A card of so many pages, seen by this program only; needs the right to mount. */
static bool mount_card(const char *folder, unsigned pages, unsigned long flags)
{
    char size[32];
    snprintf(size, sizeof size, "size=%uk", pages * 4);
    return mount("none", folder, "tmpfs", flags, size) == 0;
}

static void a_card_too_small_for_a_salvage_keeps_the_damaged_log_until_there_is_space(void **state)
{
    char card[300], path[512];
    make_log(*state);
    overwrite(*state, 0, 4096);
    file_in(path, *state, "card");
    snprintf(card, sizeof card, "%.299s", path);
    assert_int_equal(mkdir(card, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        skip();
    unsigned pages = (unsigned)(size_of(*state) / 4096);
    for (unsigned n = pages + 2; n < 4 * pages; n += 2) {
        assert_true(mount_card(card, n, 0));
        copy_file(*state, "matstation.db", "card/matstation.db");
        struct store *store = open_log(card, "a");
        store_close(store);
        assert_true(mount_card(card, 1000, MS_REMOUNT));
        store = open_log(card, "b");
        assert_int_equal(store_state(store), STORE_FINE);
        store_close(store);
        assert_int_equal(ask_sql(card, "SELECT sum(credited_ms) FROM session"), 5 * 90000);
        assert_int_equal(ask_sql(card, "SELECT sum(credited_ms) FROM step"), 5 * 90000);
        assert_int_equal(set_aside_in(card), 1);
        assert_int_equal(umount(card), 0);
    }
}

static void count_line(void *self, enum log_level level, const char *line)
{
    (void)level;
    (void)line;
    ++*(unsigned *)self;
}

static void a_salvage_without_space_is_said_once_and_tried_more_and_more_rarely(void **state)
{
    static struct writer writer;
    static struct snapshot snapshot;
    static struct calibration calibration;
    char card[300];
    unsigned lines = 0;
    struct error error;
    const struct log log = {.write = count_line, .self = &lines, .most = LOG_DEBUG};
    make_log(*state);
    overwrite(*state, 0, 4096);
    snprintf(card, sizeof card, "%s/card", (char *)*state);
    assert_int_equal(mkdir(card, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        skip();
    assert_true(mount_card(card, (unsigned)(size_of(*state) / 4096) + 4, 0));
    copy_file(*state, "matstation.db", "card/matstation.db");
    assert_int_equal(writer_init(&writer, card, NULL, "a", &log, &error), 0);
    int64_t wait_ns = 0;
    for (unsigned i = 0; i < 6; i++) {
        assert_int_equal(writer_snapshot(&writer, 0, &snapshot, &calibration), FAULT_FULL);
        assert_true(writer_retry_ns(&writer) >= 2 * wait_ns);
        wait_ns = writer_retry_ns(&writer);
    }
    assert_true(wait_ns >= 120 * S_NS);
    assert_int_equal(lines, 2); /* that it is damaged, and what is in the way */
    assert_true(mount_card(card, 1000, MS_REMOUNT));
    assert_int_equal(writer_snapshot(&writer, 0, &snapshot, &calibration), FAULT_NONE);
    assert_int_equal(snapshot.next_session, 6);
    writer_finish(&writer);
    assert_int_equal(umount(card), 0);
}

#define ON_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_session_cut_off_is_offered_with_the_step_it_was_in),
        ON_FOLDER(the_age_is_not_known_without_a_clock),
        ON_FOLDER(within_one_boot_the_age_needs_no_clock),
        ON_FOLDER(after_half_an_hour_it_is_closed_at_its_last_second_and_said),
        ON_FOLDER(a_session_gone_on_with_keeps_its_credit_and_ends),
        ON_FOLDER(a_new_session_closes_the_one_that_was_cut_off),
        ON_FOLDER(a_calibration_comes_back_bit_by_bit_and_undo_brings_the_one_before),
        ON_FOLDER(a_log_of_a_newer_version_is_refused_and_kept),
        ON_FOLDER(a_damaged_log_of_an_older_version_is_recovered_with_its_dates),
        ON_FOLDER(a_log_of_an_older_version_is_brought_up_to_date_and_keeps_all),
        ON_FOLDER(another_programs_database_is_refused_and_kept),
        ON_FOLDER(what_is_no_database_is_set_aside_and_a_new_log_begun),
        ON_FOLDER(an_empty_file_is_a_new_log),
        ON_FOLDER(without_its_first_page_everything_is_recovered),
        ON_FOLDER(a_truncated_log_gives_what_is_left_of_it),
        ON_FOLDER(a_changed_number_is_set_aside_and_not_shown),
        ON_FOLDER(a_session_whose_row_is_lost_is_rebuilt_from_its_steps),
        ON_FOLDER(a_session_whose_number_changed_is_rebuilt_under_its_own),
        ON_FOLDER(a_person_whose_number_changed_becomes_nobody_else),
        ON_FOLDER(a_session_lost_with_its_page_counts_what_its_steps_say),
        ON_FOLDER(a_row_with_a_negative_zero_stays_sound),
        ON_FOLDER(a_journal_before_the_last_checkpoint_takes_no_rows_place),
        ON_FOLDER(a_card_too_small_for_a_salvage_keeps_the_damaged_log_until_there_is_space),
        ON_FOLDER(a_salvage_without_space_is_said_once_and_tried_more_and_more_rarely),
        ON_FOLDER(a_salvage_cut_off_between_its_two_renames_is_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
