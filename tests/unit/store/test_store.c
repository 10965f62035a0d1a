/* The log from the outside: what is put comes back in the snapshot. */
#include "base/clock.h"
#include "store/write.h"
#include "unit/store/log_fixture.h"

#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>

static void a_new_log_is_empty_and_begins_with_session_one(void **state)
{
    struct store *store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->next_session, 1);
    assert_int_equal(snapshot->people, 0);
    assert_false(snapshot->unfinished.present);
    assert_string_equal(snapshot->trouble, "");
    assert_int_equal(store_state(store), STORE_FINE);
    store_close(store);
}

static void a_folder_that_is_made_for_a_log_is_its_owners_alone(void **state)
{
    char folder[512];
    struct stat made;
    snprintf(folder, sizeof folder, "%s/of/mine", (const char *)*state);
    store_close(open_log(folder, "a"));
    assert_int_equal(stat(folder, &made), 0);
    assert_int_equal(made.st_mode & 0777, 0700);
}

static void a_session_is_history_of_its_person_after_reopening(void **state)
{
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 61);
    store_close(store);

    store = open_log(*state, "a");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->next_session, 2);
    assert_int_equal(snapshot->people, 1);
    assert_string_equal(snapshot->person[0].name, "Anna");
    const struct history_view *history = &snapshot->person[0].history;
    assert_true(history->clock_known);
    assert_int_equal(history->sessions, 1);
    assert_string_equal(history->last_programme, "lower_back");
    assert_float_equal(history->day[0].minutes[KIND_STRENGTH], 61.0 / 60, 1e-4);
    assert_float_equal(history->day[0].plank_s, 61, 1e-4);
    assert_int_equal(history->days_since_last, 0);
    assert_int_equal(history->days_since_strength, 0);
    assert_int_equal(history->days_done_this_week, 1);
    store_close(store);
}

static void settings_keep_their_last_value_by_person(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_setting(store, 0, "volume", "60");
    put_setting(store, 1, "easier.plank_front", "1");
    put_setting(store, 0, "volume", "80");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->settings, 1);
    assert_string_equal(snapshot->setting[0].value, "80");
    assert_int_equal(snapshot->person[0].settings, 1);
    assert_string_equal(snapshot->person[0].setting[0].key, "easier.plank_front");
    assert_string_equal(snapshot->person[0].setting[0].value, "1");
    store_close(store);
}

static void a_second_session_of_the_same_number_does_not_replace_the_first(void **state)
{
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    put_session(store, 1, 1, 1000 * S_NS, 120);
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(snapshot->next_session, 3);
    assert_float_equal(snapshot->person[0].history.day[0].minutes[KIND_STRENGTH], 3.5, 1e-4);
    store_close(store);
}

static void the_writer_thread_writes_what_the_caller_puts(void **state)
{
    struct store_options options = {.folder = *state, .threaded = true, .boot = "a"};
    struct store *store = store_open(&options, NULL);
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 300);
    assert_int_equal(fresh_snapshot(store)->person[0].history.sessions, 1);
    store_close(store);
    store = open_log(*state, "b");
    assert_int_equal(fresh_snapshot(store)->next_session, 2);
    store_close(store);
}

/* Holds the writer within a snapshot that nobody asked for, where it says that it closed a session
 * too old to go on with, until the caller is about to close the log. */
struct held {
    atomic_bool within, leaving;
};

static void sleep_ms(long ms)
{
    nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
}

static void hold_the_writer(void *self, enum log_level level, const char *line)
{
    (void)level;
    struct held *held = self;
    if (!strstr(line, "too long ago"))
        return;
    held->within = true;
    for (int ms = 0; !held->leaving && ms < 20000; ms++)
        sleep_ms(1);
    sleep_ms(100); /* store_close has to say that it waits */
}

/* Its writer makes a snapshot, has read the log, and stands still before it hands that on. */
static struct store *open_held(const char *folder, const struct log *log, const struct held *held)
{
    struct store *store = open_log(folder, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_begin(store, 1, 0, 0, "hips");
    store_close(store);
    struct store_options options = {.folder = folder, .threaded = true, .log = log, .boot = "b"};
    store = store_open(&options, NULL);
    fresh_snapshot(store);
    put_clock(store, 0, NOON_UNIX_S + 86400);
    for (int ms = 0; !held->within && ms < 20000; ms++)
        sleep_ms(1);
    assert_true(held->within);
    return store;
}

static void what_is_put_during_a_snapshot_is_written_before_the_log_is_closed(void **state)
{
    struct held held = {false, false};
    const struct log log = {hold_the_writer, &held, LOG_INFO};
    struct store *store = open_held(*state, &log, &held);
    put_person(store, 1, "Anna");
    held.leaving = true;
    store_close(store);
    store = open_log(*state, "c");
    assert_int_equal(fresh_snapshot(store)->people, 1);
    store_close(store);
}

static void a_snapshot_never_lacks_what_was_set_before_it_is_taken(void **state)
{
    static struct snapshot snapshot;
    struct held held = {false, false};
    const struct log log = {hold_the_writer, &held, LOG_INFO};
    struct store *store = open_held(*state, &log, &held);
    put_setting(store, 0, "equipment", "none");
    held.leaving = true;
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    assert_int_equal(snapshot.settings, 1);
    store_close(store);
}

static void a_missing_folder_is_made(void **state)
{
    char folder[256];
    snprintf(folder, sizeof folder, "%s/a/b c/d", (char *)*state);
    struct store *store = open_log(folder, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_int_equal(access(store_path(store), R_OK), 0);
    store_close(store);
}

static void a_folder_that_cannot_be_made_is_said_and_the_store_goes_on(void **state)
{
    char folder[256];
    snprintf(folder, sizeof folder, "%s/file/folder", (char *)*state);
    char file[256];
    snprintf(file, sizeof file, "%s/file", (char *)*state);
    fclose(fopen(file, "w"));
    struct store *store = open_log(folder, "a");
    assert_int_equal(store_state(store), STORE_GONE);
    assert_string_not_equal(fresh_snapshot(store)->trouble, "");
    put_person(store, 1, "Anna");
    unlink(file);
    put_session(store, SESSION_WITHOUT_LOG, 1, 10 * S_NS, 90);
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_equal(snapshot->trouble, "");
    assert_string_equal(snapshot->person[0].name, "Anna");
    assert_int_equal(snapshot->next_session, 2);
    store_close(store);
}

static void a_second_station_on_the_same_folder_is_refused(void **state)
{
    struct store *first = open_log(*state, "a"), *second = open_log(*state, "b");
    assert_int_equal(store_state(second), STORE_TAKEN);
    assert_int_equal(store_state(first), STORE_FINE);
    store_close(first);
    put_session(second, 1, 0, 10 * S_NS, 90);
    assert_int_equal(fresh_snapshot(second)->next_session, 2);
    store_close(second);
}

static void a_log_removed_under_a_running_station_is_begun_anew(void **state)
{
    struct store *store = open_log(*state, "a");
    put_session(store, 1, 0, 1000 * S_NS, 90);
    char command[300];
    snprintf(command, sizeof command, "rm '%s'/matstation.db*", (const char *)*state);
    assert_int_equal(system(command), 0);
    put_session(store, 2, 0, 2000 * S_NS, 90);
    assert_int_equal(store_state(store), STORE_FINE);
    store_close(store);
    store = open_log(*state, "b");
    assert_int_equal(fresh_snapshot(store)->next_session, 3);
    store_close(store);
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_new_log_is_empty_and_begins_with_session_one),
        ON_FOLDER(a_folder_that_is_made_for_a_log_is_its_owners_alone),
        ON_FOLDER(a_session_is_history_of_its_person_after_reopening),
        ON_FOLDER(a_log_removed_under_a_running_station_is_begun_anew),
        ON_FOLDER(settings_keep_their_last_value_by_person),
        ON_FOLDER(a_second_session_of_the_same_number_does_not_replace_the_first),
        ON_FOLDER(the_writer_thread_writes_what_the_caller_puts),
        ON_FOLDER(what_is_put_during_a_snapshot_is_written_before_the_log_is_closed),
        ON_FOLDER(a_snapshot_never_lacks_what_was_set_before_it_is_taken),
        ON_FOLDER(a_missing_folder_is_made),
        ON_FOLDER(a_folder_that_cannot_be_made_is_said_and_the_store_goes_on),
        ON_FOLDER(a_second_station_on_the_same_folder_is_refused),
        ON_FOLDER(a_calibration_comes_back_bit_by_bit_and_undo_brings_the_one_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
