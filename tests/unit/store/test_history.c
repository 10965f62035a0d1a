/* What of a log is history: areas, days, strength, and how the back was. */
#include "unit/store/log_fixture.h"

static void put_rolling(struct store *store, unsigned step, enum region region, unsigned seen_s,
                        unsigned by_time_s)
{
    struct record record = step_record(RECORD_STEP_END, 1, 1, S_NS, step, "smr_glute", seen_s);
    record.u.step.kind = KIND_SMR;
    record.u.step.region = region;
    record.u.step.by_time_ms = by_time_s * 1000;
    store_put(store, &record);
}

static void rolling_is_told_apart_by_area_and_by_what_was_seen(void **state)
{
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_begin(store, 1, 1, 0, "hips");
    put_rolling(store, 0, REGION_GLUTES, 60, 0);
    put_rolling(store, 1, REGION_GLUTES, 30, 15);
    put_rolling(store, 2, REGION_ERECTOR_SPINAE, 0, 120);
    put_rolling(store, 3, REGION_UNCLEAR, 6, 0);
    put_step(store, RECORD_STEP_END, 1, 1, S_NS, 4, "plank_front", 60);
    put_end(store, 1, 1, 500 * S_NS, 156);
    const struct history_day *day = &fresh_snapshot(store)->person[0].history.day[0];
    assert_float_equal(day->area_minutes[REGION_GLUTES], 1.5, 1e-4);
    assert_float_equal(day->area_by_time_minutes[REGION_GLUTES], 0.25, 1e-4);
    assert_float_equal(day->area_minutes[REGION_ERECTOR_SPINAE], 0, 0);
    assert_float_equal(day->area_by_time_minutes[REGION_ERECTOR_SPINAE], 2, 1e-4);
    assert_float_equal(day->area_minutes[REGION_UNCLEAR], 0.1, 1e-4);
    assert_float_equal(day->area_minutes[REGION_TFL_ITB], 0, 0);
    store_close(store);
}

static int days_since_strength(const char *folder, struct programmes programmes)
{
    struct store_options options = {.folder = folder, .boot = "a", .programmes = programmes};
    struct store *store = store_open(&options, NULL);
    assert_non_null(store);
    const int days = fresh_snapshot(store)->person[0].history.days_since_strength;
    store_close(store);
    return days;
}

static void a_programme_that_is_light_enough_for_every_day_makes_no_day_of_strength(void **state)
{
    struct programme programme[2] = {{.id = "lower_back", .strength = true}, {.id = "desk_break"}};
    const struct programmes programmes = {2, programme};
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_begin(store, 1, 1, 10 * S_NS, "desk_break");
    put_step(store, RECORD_STEP_END, 1, 1, 100 * S_NS, 0, "romanian_deadlift", 70);
    put_end(store, 1, 1, 110 * S_NS, 70);
    store_close(store);
    assert_int_equal(days_since_strength(*state, programmes), -1);
    assert_int_equal(days_since_strength(*state, (struct programmes){0}), 0);
    programme[1].strength = true;
    assert_int_equal(days_since_strength(*state, programmes), 0);
}

static void a_programme_that_came_later_makes_no_day_of_strength_either(void **state)
{
    const struct programme mine = {.id = "mine"};
    const struct programmes now = {1, &mine};
    static struct snapshot snapshot;
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_begin(store, 1, 1, 10 * S_NS, "mine");
    put_step(store, RECORD_STEP_END, 1, 1, 100 * S_NS, 0, "romanian_deadlift", 70);
    put_end(store, 1, 1, 110 * S_NS, 70);
    assert_int_equal(fresh_snapshot(store)->person[0].history.days_since_strength, 0);
    store_take_programmes(store, &now);
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    assert_int_equal(snapshot.person[0].history.days_since_strength, -1);
    store_close(store);
}

static void under_a_minute_credited_is_not_history(void **state)
{
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 59);
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_int_equal(history->sessions, 0);
    assert_float_equal(history->day[0].minutes[KIND_STRENGTH], 0, 0);
    assert_int_equal(history->days_since_last, -1);
    store_close(store);
}

/* Nobody answers after the second session. */
static void worse_holds_until_the_next_session_that_counts(void **state)
{
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    put_answer(store, 1, 1, 110 * S_NS, "feeling", "worse");
    assert_true(fresh_snapshot(store)->person[0].history.felt_worse);
    put_session(store, 2, 1, 200 * S_NS, 30);
    assert_true(fresh_snapshot(store)->person[0].history.felt_worse);
    put_session(store, 3, 1, 300 * S_NS, 90);
    assert_false(fresh_snapshot(store)->person[0].history.felt_worse);
    assert_int_equal(fresh_snapshot(store)->person[0].history.worse_in_two_weeks, 1);
    put_answer(store, 3, 1, 410 * S_NS, "feeling", "worse");
    put_answer(store, 3, 1, 420 * S_NS, "feeling", "same");
    assert_false(fresh_snapshot(store)->person[0].history.felt_worse);
    store_close(store);
}

static void without_a_clock_worse_counts_among_the_last_answers(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    put_answer(store, 1, 1, 110 * S_NS, "feeling", "worse");
    store_close(store);
    store = open_log(*state, "b");
    assert_int_equal(fresh_snapshot(store)->person[0].history.worse_in_two_weeks, 1);
    for (unsigned i = 0; i < 6; i++)
        put_answer(store, 1, 1, (200 + i) * S_NS, "feeling", "same");
    assert_int_equal(fresh_snapshot(store)->person[0].history.worse_in_two_weeks, 0);
    store_close(store);
}

static void without_a_clock_the_present_boot_has_its_weeks_too(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    put_answer(store, 1, 1, 110 * S_NS, "feeling", "worse");
    put_answer(store, 1, 1, 111 * S_NS, "stiffness", "4");
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_int_equal(history->worse_in_two_weeks, 1);
    assert_float_equal(history->stiffness[0], 4, 0);
    for (unsigned i = 0; i < 6; i++)
        put_answer(store, 1, 1, (200 + i) * S_NS, "feeling", "same");
    history = &fresh_snapshot(store)->person[0].history;
    assert_int_equal(history->worse_in_two_weeks, 0);
    assert_true(isnan(history->stiffness[0]));
    store_close(store);
}

static void with_a_clock_answers_without_a_date_are_not_recent(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_answer(store, 1, 1, 110 * S_NS, "feeling", "worse");
    put_answer(store, 1, 1, 111 * S_NS, "stiffness", "4");
    store_close(store);
    store = open_log(*state, "b");
    put_clock(store, 0, NOON_UNIX_S);
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_true(history->clock_known);
    assert_int_equal(history->worse_in_two_weeks, 0);
    assert_true(isnan(history->stiffness[0]));
    store_close(store);
}

static bool is_stiffness_known(const char *folder, const char *boot)
{
    struct store *store = open_log(folder, boot);
    const bool known = !isnan(fresh_snapshot(store)->person[0].history.stiffness[0]);
    store_close(store);
    return known;
}

/* A station that is unplugged every day would ask every day. */
static void without_a_clock_a_week_is_three_sessions(void **state)
{
    static const char *const boots[] = {"b", "c", "d"};
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_answer(store, 1, 1, 110 * S_NS, "feeling", "same");
    put_answer(store, 1, 1, 111 * S_NS, "stiffness", "4");
    store_close(store);
    for (unsigned i = 0; i < 3; i++) {
        assert_true(is_stiffness_known(*state, boots[i]));
        store = open_log(*state, boots[i]);
        put_answer(store, 2 + i, 1, 110 * S_NS, "feeling", "same");
        store_close(store);
    }
    assert_false(is_stiffness_known(*state, "e"));
}

static void the_clock_dates_sessions_that_were_before_it(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    assert_false(fresh_snapshot(store)->person[0].history.clock_known);
    store_close(store);
    store = open_log(*state, "a");
    put_clock(store, 3 * 86400 * S_NS, NOON_UNIX_S);
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_true(history->clock_known);
    assert_int_equal(history->days_since_last, 3);
    assert_float_equal(history->day[3].minutes[KIND_STRENGTH], 1.5, 1e-4);
    store_close(store);
}

static void without_a_clock_this_boot_is_day_zero_and_durations_are_right(void **state)
{
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_false(history->clock_known);
    assert_int_equal(history->sessions, 1);
    assert_float_equal(history->day[0].minutes[KIND_STRENGTH], 1.5, 1e-4);
    store_close(store);
}

/* The clock of an earlier boot ran ahead by years, and nobody set it. */
static void a_session_dated_ahead_of_today_is_not_todays(void **state)
{
    struct store *store = open_log(*state, "a");
    put_clock(store, 0, NOON_UNIX_S + INT64_C(1000) * 86400);
    put_person(store, 1, "Anna");
    put_session(store, 1, 1, 10 * S_NS, 90);
    store_close(store);
    store = open_log(*state, "b");
    put_clock(store, 0, NOON_UNIX_S);
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_int_equal(history->sessions, 1);
    assert_float_equal(history->day[0].minutes[KIND_STRENGTH], 0, 0);
    assert_int_equal(history->days_since_last, -1);
    assert_int_equal(history->days_done_this_week, 0);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(rolling_is_told_apart_by_area_and_by_what_was_seen),
        ON_FOLDER(a_programme_that_is_light_enough_for_every_day_makes_no_day_of_strength),
        ON_FOLDER(a_programme_that_came_later_makes_no_day_of_strength_either),
        ON_FOLDER(under_a_minute_credited_is_not_history),
        ON_FOLDER(worse_holds_until_the_next_session_that_counts),
        ON_FOLDER(without_a_clock_worse_counts_among_the_last_answers),
        ON_FOLDER(without_a_clock_the_present_boot_has_its_weeks_too),
        ON_FOLDER(with_a_clock_answers_without_a_date_are_not_recent),
        ON_FOLDER(without_a_clock_a_week_is_three_sessions),
        ON_FOLDER(the_clock_dates_sessions_that_were_before_it),
        ON_FOLDER(without_a_clock_this_boot_is_day_zero_and_durations_are_right),
        ON_FOLDER(a_session_dated_ahead_of_today_is_not_todays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
