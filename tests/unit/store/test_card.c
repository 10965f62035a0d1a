/* What a bad card does to the log, and what the log does about it. */
#include "powercut/card.h"
#include "powercut/script.h"
#include "store/queue.h"
#include "store/rows.h"
#include "store/write.h"
#include "unit/store/log_fixture.h"

static struct card card;

static int plug(void **state)
{
    (void)state;
    card_init(&card);
    card_plug(&card);
    return 0;
}

static int unplug(void **state)
{
    (void)state;
    card_free(&card);
    return 0;
}

static struct store *open_on_card(bool threaded)
{
    struct store_options options = {
        .folder = "/card", .vfs = CARD_VFS, .boot = "a", .threaded = threaded};
    struct store *store = store_open(&options, NULL);
    assert_non_null(store);
    return store;
}

static void assert_whole(const struct script *script)
{
    struct database *database;
    char why[256] = "";
    assert_int_equal(database_open(&database, "/card/matstation.db", CARD_VFS, DATABASE_READ, NULL),
                     FAULT_NONE);
    if (!script_holds(script, database, script->count, why))
        fail_msg("%s", why);
    assert_int_equal(database_check(database, NULL), FAULT_NONE);
    assert_true(script_rows_are_sound(database));
    database_close(database);
}

static unsigned writes_of_a_life(const struct script *script)
{
    struct store *store = open_on_card(false);
    for (size_t i = 0; i < script->count; i++)
        store_put(store, &script->record[i]);
    store_close(store);
    return card.writes;
}

/* The card is full from its nth write on, and empty again when the session is over. */
static void fill_at_write(const struct script *script, unsigned n, unsigned *seen_full)
{
    card_free(&card);
    card_plug(&card);
    card.full_after = n;
    struct store *store = open_on_card(false);
    for (size_t i = 0; i < script->count; i++)
        store_put(store, &script->record[i]);
    *seen_full += store_state(store) == STORE_FULL;
    card.full_after = 0;
    card.full = false;
    put_setting(store, 0, "volume", "1");
    store_close(store);
    assert_whole(script);
}

static void a_card_that_fills_at_any_write_loses_nothing_once_there_is_space(void **state)
{
    (void)state;
    struct script script;
    unsigned seen_full = 0;
    script_make(&script, 1, 1);
    unsigned writes = writes_of_a_life(&script);
    for (unsigned n = 1; n < writes - 12; n++)
        fill_at_write(&script, n, &seen_full);
    assert_in_range(seen_full, (writes - 12) / 10 * 9, writes);
    script_free(&script);
}

static void put_without_log(struct store *store, int64_t time_ns, unsigned details,
                            unsigned credited_s)
{
    put_begin(store, SESSION_WITHOUT_LOG, 1, time_ns, "hips");
    for (unsigned n = 1; n <= details; n++)
        put_part(store, RECORD_REPETITION, SESSION_WITHOUT_LOG, 1, time_ns, 0, n);
    put_step(store, RECORD_STEP_END, SESSION_WITHOUT_LOG, 1, time_ns, 0, "plank_front", credited_s);
    put_end(store, SESSION_WITHOUT_LOG, 1, time_ns, credited_s);
}

/* Both sessions begin without a number of their own; the first is more than one commit. */
static void two_sessions_that_waited_stay_two_wherever_the_card_fills_again(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 150; n++) {
        card_free(&card);
        card_plug(&card);
        store_close(open_on_card(false));
        card.full = true;
        struct store *store = open_on_card(false);
        put_without_log(store, S_NS, 300, 70);
        put_without_log(store, 2 * S_NS, 5, 90);
        card.full_after = n;
        card.full = false;
        put_clock(store, 60 * S_NS, NOON_UNIX_S);
        card.full_after = 0;
        card.full = false;
        put_clock(store, 120 * S_NS, NOON_UNIX_S + 60);
        struct snapshot *snapshot = fresh_snapshot(store);
        assert_int_equal(snapshot->next_session, 3);
        store_close(store);
    }
}

static void a_card_that_vanishes_and_comes_back_gets_what_it_missed(void **state)
{
    (void)state;
    struct script script;
    script_make(&script, 1, 2);
    struct store *store = open_on_card(false);
    for (size_t i = 0; i < script.count; i++) {
        card.gone = i > 20 && i < script.count - 20;
        store_put(store, &script.record[i]);
        if (i == script.count / 2)
            assert_int_equal(store_state(store), STORE_GONE);
    }
    assert_int_equal(store_state(store), STORE_FINE);
    store_close(store);
    assert_whole(&script);
    script_free(&script);
}

/* The first card goes while a session runs, another takes its place, and the first comes back. */
static void a_card_that_was_away_knows_the_run_that_goes_on(void **state)
{
    (void)state;
    static struct card other;
    card_init(&other);
    card_plug(&other);
    for (unsigned i = 0; i < 3; i++) /* so that its next run has another number */
        store_close(open_on_card(false));
    card_plug(&card);
    struct store *store = open_on_card(false);
    put_begin(store, 1, 0, S_NS, "hips");
    card.gone = true;
    put_setting(store, 0, "volume", "1");
    card_plug(&other);
    put_clock(store, 10 * S_NS, NOON_UNIX_S);
    assert_int_equal(store_state(store), STORE_FINE);
    other.gone = true;
    put_clock(store, 20 * S_NS, NOON_UNIX_S);
    card.gone = false;
    card_plug(&card);
    put_step(store, RECORD_STEP_END, 1, 0, 30 * S_NS, 0, "plank_front", 20);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_false(fresh_snapshot(store)->unfinished.present);
    store_close(store);
    other.gone = false;
    card_free(&other);
    card_plug(&card);
}

static void a_card_switched_to_read_only_is_said(void **state)
{
    (void)state;
    struct store *store = open_on_card(false);
    card.read_only = true;
    put_person(store, 1, "Anna");
    assert_int_equal(store_state(store), STORE_READ_ONLY);
    card.read_only = false;
    put_clock(store, 10 * S_NS, NOON_UNIX_S);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_equal(fresh_snapshot(store)->person[0].name, "Anna");
    store_close(store);
}

/* While the card does not answer, the caller puts ten minutes of records: were it to wait for the
 * card even once, this test would never end. */
static void a_card_that_stalls_never_keeps_the_caller_waiting(void **state)
{
    (void)state;
    struct store *store = open_on_card(true);
    static struct snapshot snapshot;
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    put_person(store, 1, "Anna");
    card.stalled = true;
    put_begin(store, 1, 1, S_NS, "lower_back");
    for (unsigned s = 0; s < 600; s++)
        put_step(store, RECORD_STEP_PROGRESS, 1, 1, s * S_NS, 0, "plank_front", s);
    store_want_snapshot(store);
    assert_false(store_take_snapshot(store, &snapshot));
    card.stalled = false;
    put_end(store, 1, 1, 600 * S_NS, 600);
    store_want_snapshot(store);
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    assert_int_equal(snapshot.person[0].history.sessions, 1);
    assert_int_equal(store_state(store), STORE_FINE);
    assert_string_equal(snapshot.trouble_key, "");
    store_close(store);
}

/* More than the queue holds. */
static void details_that_a_stalling_card_cost_are_told_unasked(void **state)
{
    (void)state;
    struct store *store = open_on_card(true);
    static struct snapshot snapshot;
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    assert_string_equal(snapshot.trouble_key, "");
    card.stalled = true;
    put_begin(store, 1, 1, S_NS, "lower_back");
    for (unsigned n = 1; n <= QUEUE_RECORDS + 1000; n++)
        put_part(store, RECORD_REPETITION, 1, 1, S_NS, 0, n);
    card.stalled = false;
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    assert_string_equal(snapshot.trouble_key, "trouble.log_given_up");
    assert_true(snapshot.given_up > 0);
    assert_string_not_equal(snapshot.trouble, "");
    assert_int_equal(store_state(store), STORE_FINE);
    store_close(store);
}

static void closing_tells_whether_all_that_counts_is_written(void **state)
{
    (void)state;
    struct store *store = open_on_card(false);
    put_person(store, 1, "Anna");
    assert_int_equal(store_close(store), 0);
    store = open_on_card(false);
    card.read_only = true;
    put_person(store, 2, "Berta");
    assert_int_equal(store_close(store), -1);
}

static void a_commit_costs_one_sync(void **state)
{
    (void)state;
    struct store *store = open_on_card(false);
    put_begin(store, 1, 0, 0, "lower_back");
    unsigned syncs = card.syncs;
    for (unsigned s = 1; s <= 300; s++)
        put_step(store, RECORD_STEP_PROGRESS, 1, 0, s * S_NS, 0, "plank_front", s);
    assert_in_range(card.syncs - syncs, 300, 330);
    store_close(store);
}

static void what_carries_no_credit_waits_half_a_second_at_most(void **state)
{
    (void)state;
    struct store *store = open_on_card(false);
    put_begin(store, 1, 0, 0, "lower_back");
    unsigned writes = card.writes;
    put_part(store, RECORD_REPETITION, 1, 0, 2 * S_NS, 0, 1);
    assert_int_equal(card.writes, writes);
    put_part(store, RECORD_REPETITION, 1, 0, 2 * S_NS + S_NS / 2, 0, 2);
    assert_true(card.writes > writes);
    store_close(store);
}

/* ---- the queue, when nothing can be written for long */

static struct record detail(enum record_kind kind, uint32_t session, unsigned step, unsigned n)
{
    struct record record = {.kind = kind, .session = session};
    if (kind == RECORD_STEP_PROGRESS) {
        record.u.step.step = step;
        record.u.step.credited_ms = n * 1000;
    } else {
        record.u.part.n = n;
    }
    return record;
}

static void an_overfull_queue_sheds_detail_and_keeps_the_session(void **state)
{
    (void)state;
    struct queue *queue = queue_open(16);
    struct record begin = {.kind = RECORD_SESSION_BEGIN, .session = 1}, out[16];
    queue_push(queue, &begin, 0);
    for (unsigned n = 1; n <= 40; n++) {
        struct record repetition = detail(RECORD_REPETITION, 1, 0, n);
        queue_push(queue, &repetition, n);
    }
    struct record end = {.kind = RECORD_SESSION_END, .session = 1};
    queue_push(queue, &end, 50);
    assert_int_equal(queue_peek(queue, out, 16), 16);
    assert_int_equal(out[0].kind, RECORD_SESSION_BEGIN);
    assert_int_equal(out[15].kind, RECORD_SESSION_END);
    assert_int_equal(out[14].u.part.n, 40);
    assert_int_equal(queue_shed(queue), 26);
    assert_int_equal(queue_lost(queue), 0);
    queue_close(queue);
}

static void a_nearly_full_queue_keeps_the_newest_progress_of_each_step(void **state)
{
    (void)state;
    struct queue *queue = queue_open(16);
    struct record out[16];
    for (unsigned n = 1; n <= 100; n++) {
        struct record progress = detail(RECORD_STEP_PROGRESS, 1, n % 2, n);
        queue_push(queue, &progress, n);
    }
    assert_int_equal(queue_shed(queue), 0);
    size_t count = queue_peek(queue, out, 16);
    assert_int_equal(out[count - 1].u.step.credited_ms, 100000);
    assert_int_equal(out[count - 2].u.step.credited_ms, 99000);
    queue_close(queue);
}

static void what_the_writer_holds_is_not_shed_under_it(void **state)
{
    (void)state;
    struct queue *queue = queue_open(8);
    struct record out[8];
    for (unsigned n = 1; n <= 8; n++) {
        struct record record = detail(RECORD_REPETITION, 1, 0, n);
        if (n == 5)
            record = (struct record){.kind = RECORD_SESSION_BEGIN, .session = 5};
        queue_push(queue, &record, n);
    }
    assert_int_equal(queue_peek(queue, out, 4), 4);
    struct record more = detail(RECORD_REPETITION, 1, 0, 9);
    queue_push(queue, &more, 9);
    queue_drop(queue, 4);
    assert_int_equal(queue_peek(queue, out, 8), 4);
    assert_int_equal(out[0].kind, RECORD_SESSION_BEGIN);
    assert_int_equal(out[1].u.part.n, 7);
    assert_int_equal(out[3].u.part.n, 9);
    queue_close(queue);
}

static void a_queue_full_of_sessions_gives_up_the_newest_and_counts_it(void **state)
{
    (void)state;
    struct queue *queue = queue_open(4);
    for (uint32_t session = 1; session <= 6; session++) {
        struct record begin = {.kind = RECORD_SESSION_BEGIN, .session = session};
        queue_push(queue, &begin, session);
    }
    assert_int_equal(queue_count(queue), 4);
    assert_int_equal(queue_lost(queue), 2);
    queue_close(queue);
}

#define ON_CARD(test) cmocka_unit_test_setup_teardown(test, plug, unplug)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_CARD(a_card_that_fills_at_any_write_loses_nothing_once_there_is_space),
        ON_CARD(two_sessions_that_waited_stay_two_wherever_the_card_fills_again),
        ON_CARD(a_card_that_vanishes_and_comes_back_gets_what_it_missed),
        ON_CARD(a_card_that_was_away_knows_the_run_that_goes_on),
        ON_CARD(a_card_switched_to_read_only_is_said),
        ON_CARD(a_card_that_stalls_never_keeps_the_caller_waiting),
        ON_CARD(closing_tells_whether_all_that_counts_is_written),
        ON_CARD(details_that_a_stalling_card_cost_are_told_unasked),
        ON_CARD(a_commit_costs_one_sync),
        ON_CARD(what_carries_no_credit_waits_half_a_second_at_most),
        cmocka_unit_test(an_overfull_queue_sheds_detail_and_keeps_the_session),
        cmocka_unit_test(a_nearly_full_queue_keeps_the_newest_progress_of_each_step),
        cmocka_unit_test(what_the_writer_holds_is_not_shed_under_it),
        cmocka_unit_test(a_queue_full_of_sessions_gives_up_the_newest_and_counts_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
