/* A session that the power cut off: what is offered of it, and until when. */
#include "unit/store/log_fixture.h"

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

/* What limits what comes: an area its time on the roller, a side what the other one was given. */
static void of_the_steps_before_it_a_cut_session_keeps_what_limits_the_next(void **state)
{
    struct store *store = open_log(*state, "a");
    put_begin(store, 1, 0, 0, "free_rolling");
    for (unsigned step = 0; step < 4; step++) {
        struct record record = step_record(step < 3 ? RECORD_STEP_END : RECORD_STEP_PROGRESS, 1, 0,
                                           step * 60 * S_NS, step, "free_rolling", 10 + step);
        record.u.step.kind = KIND_SMR;
        record.u.step.region = step == 1 ? REGION_TFL_ITB : REGION_GLUTES;
        record.u.step.on_roller_ms = 20000 + step * 1000;
        store_put(store, &record);
    }
    store_close(store);
    store = open_log(*state, "b");
    const struct unfinished *unfinished = &fresh_snapshot(store)->unfinished;
    assert_int_equal(unfinished->area_ms[REGION_GLUTES], 42000);
    assert_int_equal(unfinished->area_ms[REGION_TFL_ITB], 21000);
    assert_int_equal(unfinished->last.on_roller_ms, 23000);
    assert_int_equal(unfinished->before.step, 2);
    assert_int_equal(unfinished->before.credited_ms, 12000);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_session_cut_off_is_offered_with_the_step_it_was_in),
        ON_FOLDER(of_the_steps_before_it_a_cut_session_keeps_what_limits_the_next),
        ON_FOLDER(the_age_is_not_known_without_a_clock),
        ON_FOLDER(within_one_boot_the_age_needs_no_clock),
        ON_FOLDER(after_half_an_hour_it_is_closed_at_its_last_second_and_said),
        ON_FOLDER(a_session_gone_on_with_keeps_its_credit_and_ends),
        ON_FOLDER(a_new_session_closes_the_one_that_was_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
