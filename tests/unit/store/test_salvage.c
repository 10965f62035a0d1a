/* A salvage that is cut off, meets an old journal, or has no space. */
#include "store/writer.h"
#include "unit/store/log_files.h"

#include <sched.h>
#include <sys/mount.h>

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

/* An empty log begun meanwhile would take the place of what was recovered for good. */
static void a_recovered_log_that_cannot_take_its_place_waits_for_it(void **state)
{
    char path[512], in_the_way[512];
    make_log(*state);
    file_in(path, *state, "matstation.db");
    copy_file(*state, "matstation.db", "matstation.db.new");
    assert_int_equal(unlink(path), 0);
    file_in(in_the_way, *state, "matstation.db-wal");
    assert_int_equal(mkdir(in_the_way, 0755), 0);

    struct store *store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_READ_ONLY);
    store_close(store);
    assert_int_not_equal(access(path, F_OK), 0);

    assert_int_equal(rmdir(in_the_way), 0);
    store = open_log(*state, "a");
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_equal(fresh_snapshot(store)->person[0].name, "Anna");
    store_close(store);
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
    unsigned pages = (unsigned)(size_of(*state, "matstation.db") / 4096);
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
    assert_true(mount_card(card, (unsigned)(size_of(*state, "matstation.db") / 4096) + 4, 0));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_salvage_cut_off_between_its_two_renames_is_ended),
        ON_FOLDER(a_recovered_log_that_cannot_take_its_place_waits_for_it),
        ON_FOLDER(a_journal_before_the_last_checkpoint_takes_no_rows_place),
        ON_FOLDER(a_card_too_small_for_a_salvage_keeps_the_damaged_log_until_there_is_space),
        ON_FOLDER(a_salvage_without_space_is_said_once_and_tried_more_and_more_rarely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
