/* A log cut off with its journal, in which bits have flipped since. */
#include "store/journal.h"
#include "unit/store/log_files.h"

enum { PAGE = 4096, HEADER = 32, FRAME = 24 + PAGE };

/* A second into the last step the power goes; reused: the journal had been begun again before. */
static void cut_off(const char *folder, bool reused)
{
    struct store *store = open_log(folder, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    for (uint32_t session = 1; session <= 4; session++) {
        put_session(store, session, 1, session * 1000 * S_NS, 90);
        if (session == 2 && reused)
            run_sql(folder, "PRAGMA wal_checkpoint(PASSIVE)");
    }
    copy_file(folder, "matstation.db", "cut");
    copy_file(folder, "matstation.db-wal", "cut-wal");
    store_close(store);
    copy_file(folder, "cut", "matstation.db");
    copy_file(folder, "cut-wal", "matstation.db-wal");
}

static void remove_files(const char *folder)
{
    char command[300];
    snprintf(command, sizeof command, "rm -f '%s'/*", folder);
    assert_int_equal(system(command), 0);
}

static void flip(const char *folder, long byte, unsigned bit)
{
    char path[512];
    file_in(path, folder, "matstation.db-wal");
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, byte, SEEK_SET), 0);
    int was = fgetc(file);
    assert_int_equal(fseek(file, byte, SEEK_SET), 0);
    fputc(was ^ (1 << bit), file);
    assert_int_equal(fclose(file), 0);
}

static struct journal_finding look_only(const char *folder)
{
    char path[512];
    struct journal_finding finding;
    file_in(path, folder, "matstation.db");
    assert_int_equal(journal_look(path, false, &finding), FAULT_NONE);
    return finding;
}

/* The trouble's key once the log is open, and that all of it is there. */
static void assert_all_there(const char *folder, const char *trouble)
{
    struct store *store = open_log(folder, "b");
    struct snapshot *snapshot = fresh_snapshot(store);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_equal(snapshot->trouble_key, trouble);
    assert_int_equal(snapshot->next_session, 5);
    assert_string_equal(snapshot->person[0].name, "Anna");
    assert_int_equal(snapshot->person[0].history.sessions, 4);
    store_close(store);
}

/* Of the header: magic, page size, salts, checksum; of a frame: page, commit, salts, checksum, and
 * the page itself, but for the upper bits of its words. */
static const long header_bytes[] = {3, 9, 17, 21, 26, 30};
static const long frame_bytes[] = {1, 5, 9, 14, 17, 22, 24, 25, 28, 30, 2000, FRAME - 4};

static void flip_each(const char *folder, bool reused, long frame)
{
    for (size_t i = 0; i < sizeof frame_bytes / sizeof *frame_bytes; i++) {
        cut_off(folder, reused);
        assert_int_equal(look_only(folder).mended, 0);
        flip(folder, HEADER + frame * FRAME + frame_bytes[i], (unsigned)i % 8);
        assert_int_equal(look_only(folder).mended, 1);
        assert_all_there(folder, "trouble.log_mended");
        remove_files(folder);
    }
}

static void a_bit_flipped_in_the_first_frame_is_put_right_and_said(void **state)
{
    flip_each(*state, false, 0);
}

static void a_bit_flipped_in_a_later_frame_is_put_right_and_said(void **state)
{
    flip_each(*state, false, 11);
}

static void a_bit_flipped_in_a_journal_used_again_is_put_right_and_said(void **state)
{
    flip_each(*state, true, 1);
}

static void a_bit_flipped_in_the_header_is_put_right_and_said(void **state)
{
    for (size_t i = 0; i < sizeof header_bytes / sizeof *header_bytes; i++) {
        cut_off(*state, i % 2);
        flip(*state, header_bytes[i], (unsigned)i % 8);
        assert_all_there(*state, "trouble.log_mended");
        remove_files(*state);
    }
}

/* Everything of the header is gone, or part of it. */
static void scramble(const char *folder, long byte, long length)
{
    for (long i = byte; i < byte + length; i++)
        for (unsigned bit = 0; bit < 8; bit++)
            if ((i * 8 + bit) * 2654435761U >> 28 & 1)
                flip(folder, i, bit);
}

static void a_header_damaged_in_many_bits_is_put_right_and_said(void **state)
{
    static const long from[] = {0, 12, 16, 20, 24, 5}, length[] = {32, 4, 8, 8, 8, 3};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        cut_off(*state, i % 2);
        scramble(*state, from[i], length[i]);
        struct journal_finding finding = look_only(*state);
        assert_true(finding.mended > 1);
        assert_false(finding.broken);
        assert_all_there(*state, "trouble.log_mended");
        remove_files(*state);
    }
}

static void
a_header_damaged_together_with_the_first_frame_is_said_and_the_rest_recovered(void **state)
{
    for (int reused = 0; reused < 2; reused++) {
        cut_off(*state, reused);
        scramble(*state, 0, HEADER);
        scramble(*state, HEADER + 16, 300);
        struct journal_finding finding = look_only(*state);
        assert_true(finding.broken);
        assert_true(finding.hidden > 2);
        assert_all_there(*state, "trouble.log_damaged");
        remove_files(*state);
    }
}

/* What a cut of power leaves where the journal was begun again: nothing behind it is missing. */
static void a_header_torn_as_the_journal_was_begun_again_is_no_damage(void **state)
{
    for (int frames_too = 0; frames_too < 2; frames_too++) {
        cut_off(*state, false);
        copy_file(*state, "matstation.db-wal", "cut-wal");
        run_sql(*state, "PRAGMA wal_checkpoint(TRUNCATE)");
        copy_file(*state, "cut-wal", "matstation.db-wal");
        scramble(*state, 12, 9);
        if (frames_too)
            scramble(*state, HEADER + 16, 9);
        struct journal_finding finding = look_only(*state);
        assert_int_equal(finding.mended, 0);
        assert_false(finding.broken);
        assert_all_there(*state, "");
        remove_files(*state);
    }
}

static void
damage_that_cannot_be_put_right_is_said_and_what_stands_behind_it_recovered(void **state)
{
    for (int reused = 0; reused < 2; reused++) {
        cut_off(*state, reused);
        for (unsigned bit = 0; bit < 8; bit++)
            flip(*state, HEADER + FRAME + 100 + bit, bit);
        struct journal_finding finding = look_only(*state);
        assert_true(finding.broken);
        assert_true(finding.hidden > 2);
        assert_all_there(*state, "trouble.log_damaged");
        remove_files(*state);
    }
}

/* Of the last commit too, which a cut of power might have torn. */
static void a_top_bit_flipped_in_any_commit_is_said_and_the_rest_recovered(void **state)
{
    for (int last = 0; last < 2; last++) {
        cut_off(*state, false);
        long frame = last ? size_of(*state, "matstation.db-wal") - FRAME : HEADER + 5 * FRAME;
        flip(*state, frame + 31, 7);
        assert_true(look_only(*state).broken);
        assert_all_there(*state, "trouble.log_damaged");
        remove_files(*state);
    }
}

/* What a cut of power leaves: the last commit torn. */
static void a_torn_last_commit_is_no_damage(void **state)
{
    cut_off(*state, false);
    long size = size_of(*state, "matstation.db-wal");
    for (unsigned bit = 0; bit < 8; bit++)
        flip(*state, size - 900 + bit * 7, bit);
    struct journal_finding finding = look_only(*state);
    assert_int_equal(finding.mended, 0);
    assert_false(finding.broken);
    struct store *store = open_log(*state, "b");
    assert_string_equal(fresh_snapshot(store)->trouble, "");
    store_close(store);
}

static void beside_a_station_at_work_nothing_is_found(void **state)
{
    struct store *store = open_log(*state, "a");
    for (uint32_t session = 1; session <= 30; session++) {
        put_session(store, session, 0, session * 1000 * S_NS, 90);
        struct journal_finding finding = look_only(*state);
        assert_int_equal(finding.mended, 0);
        assert_false(finding.broken);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_bit_flipped_in_the_first_frame_is_put_right_and_said),
        ON_FOLDER(a_bit_flipped_in_a_later_frame_is_put_right_and_said),
        ON_FOLDER(a_bit_flipped_in_a_journal_used_again_is_put_right_and_said),
        ON_FOLDER(a_bit_flipped_in_the_header_is_put_right_and_said),
        ON_FOLDER(a_header_damaged_in_many_bits_is_put_right_and_said),
        ON_FOLDER(a_header_damaged_together_with_the_first_frame_is_said_and_the_rest_recovered),
        ON_FOLDER(a_header_torn_as_the_journal_was_begun_again_is_no_damage),
        ON_FOLDER(damage_that_cannot_be_put_right_is_said_and_what_stands_behind_it_recovered),
        ON_FOLDER(a_top_bit_flipped_in_any_commit_is_said_and_the_rest_recovered),
        ON_FOLDER(a_torn_last_commit_is_no_damage),
        ON_FOLDER(beside_a_station_at_work_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
