/* What of a log stands in an export. */
#include "store/export.h"
#include "unit/store/log_fixture.h"

/* A session that was cut off in a step and gone on with after a boot at which nobody knew the date;
 * the steps before that one were done. */
static void put_cut_session(const char *folder, unsigned done)
{
    struct store *store = open_log(folder, "dated");
    put_clock(store, 0, NOON_UNIX_S);
    put_begin(store, 1, 0, 0, "hips");
    for (unsigned step = 0; step < done; step++)
        put_step(store, RECORD_STEP_END, 1, 0, 70 * S_NS, step, "plank_front", 60);
    put_step(store, RECORD_STEP_PROGRESS, 1, 0, 90 * S_NS, done, "bridge_glute", 10);
    store_close(store);
    store = open_log(folder, "undated");
    const struct record resume = {.kind = RECORD_SESSION_RESUME, .session = 1};
    store_put(store, &resume);
    put_step(store, RECORD_STEP_END, 1, 0, 70 * S_NS, done, "bridge_glute", 70);
    put_end(store, 1, 0, 70 * S_NS, 70);
    store_close(store);
}

static struct export_report export_of(const char *folder, enum export_format format, char *text,
                                      size_t size)
{
    struct logbook *logbook;
    struct export_report report;
    const struct export_options options = {.format = format};
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(logbook_open(&logbook, folder, NULL), 0);
    assert_int_equal(export_write(logbook, &options, file, &report, NULL), 0);
    logbook_close(logbook);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
    return report;
}

/* The schema wants one lap in an activity at least, and laps have dates. */
static void a_session_none_of_whose_steps_has_a_date_is_left_out_of_tcx_as_undated(void **state)
{
    char text[4096];
    put_cut_session(*state, 0);
    const struct export_report report = export_of(*state, EXPORT_TCX, text, sizeof text);
    assert_int_equal(report.sessions, 0);
    assert_int_equal(report.undated, 1);
    assert_null(strstr(text, "<Activity "));
    assert_non_null(strstr(text, "</TrainingCenterDatabase>"));
}

static void a_session_one_of_whose_steps_has_a_date_is_in_tcx_with_that_lap(void **state)
{
    char text[4096];
    put_cut_session(*state, 1);
    const struct export_report report = export_of(*state, EXPORT_TCX, text, sizeof text);
    assert_int_equal(report.sessions, 1);
    assert_int_equal(report.undated, 0);
    const char *lap = strstr(text, "<Lap ");
    assert_non_null(lap);
    assert_null(strstr(lap + 1, "<Lap "));
    assert_non_null(strstr(lap, "plank_front"));
}

/* It was less than at the beginning: something was made easier. */
static void what_was_planned_in_the_end_is_what_an_export_says(void **state)
{
    char text[4096];
    struct store *store = open_log(*state, "dated");
    put_begin(store, 1, 0, 0, "hips");
    struct record end = {.kind = RECORD_SESSION_END, .session = 1, .time_ns = 70 * S_NS};
    end.u.end.planned_ms = 300000;
    end.u.end.credited_ms = 60000;
    store_put(store, &end);
    store_close(store);
    export_of(*state, EXPORT_JSON, text, sizeof text);
    assert_non_null(strstr(text, "\"planned_s\":300.000"));
}

static void how_long_an_area_was_rolled_is_in_an_export_where_it_is_known(void **state)
{
    char text[4096];
    struct store *store = open_log(*state, "dated");
    put_begin(store, 1, 0, 0, "hips");
    struct record rolled = step_record(RECORD_STEP_END, 1, 0, 70 * S_NS, 0, "smr_glute", 60);
    rolled.u.step.kind = KIND_SMR;
    rolled.u.step.on_roller_ms = 65500;
    store_put(store, &rolled);
    put_step(store, RECORD_STEP_END, 1, 0, 140 * S_NS, 1, "plank_front", 60);
    store_close(store);
    export_of(*state, EXPORT_JSON, text, sizeof text);
    assert_non_null(strstr(text, "\"on_roller_s\":65.500"));
    assert_non_null(strstr(text, "\"on_roller_s\":null"));
    export_of(*state, EXPORT_CSV, text, sizeof text);
    assert_non_null(strstr(text, ",head_share,on_roller_s\n"));
    assert_non_null(strstr(text, ",65.500\n"));
    assert_non_null(strstr(text, ",\n"));
}

/* A hold that nothing broke, repetitions, a roll of no clear region, and a hold that broke. */
static void put_four_steps(const char *folder)
{
    struct store *store = open_log(folder, "dated");
    put_begin(store, 1, 0, 0, "hips");
    struct record held = step_record(RECORD_STEP_END, 1, 0, 90 * S_NS, 0, "plank_front", 30);
    held.u.step.holds = 1;
    store_put(store, &held);
    struct record repeated = step_record(RECORD_STEP_END, 1, 0, 95 * S_NS, 1, "cat_cow", 30);
    repeated.u.step.kind = KIND_MOBILITY;
    repeated.u.step.longest_hold_ms = 0;
    store_put(store, &repeated);
    repeated.u.step.kind = KIND_SMR;
    repeated.u.step.step = 2;
    store_put(store, &repeated);
    held.u.step.step = 3;
    held.u.step.broken = 1;
    held.u.step.why = WHY_HIPS_DOWN;
    store_put(store, &held);
    put_part(store, RECORD_PAUSE, 1, 0, 96 * S_NS, 2, 1);
    put_end(store, 1, 0, 100 * S_NS, 120);
    store_close(store);
}

static void what_was_not_held_or_rolled_is_empty(void **state)
{
    char text[4096];
    put_four_steps(*state);
    export_of(*state, EXPORT_CSV, text, sizeof text);
    assert_non_null(strstr(text, ",1,0,30.000,,,0.500,"));          /* held, and not broken */
    assert_non_null(strstr(text, ",0,0,,,,0.500,"));                /* repeated */
    assert_non_null(strstr(text, ",0,0,,,unclear,0.500,"));         /* rolled somewhere */
    assert_non_null(strstr(text, ",1,1,30.000,hips_down,,0.500,")); /* broken */
}

static void what_was_not_held_or_rolled_is_null(void **state)
{
    char text[8192];
    put_four_steps(*state);
    export_of(*state, EXPORT_JSON, text, sizeof text);
    assert_non_null(strstr(text, "\"broken\":0,\"longest_hold_s\":30.000,\"why\":null,"
                                 "\"region\":null,"));
    assert_non_null(strstr(text, "\"longest_hold_s\":null,\"why\":null,\"region\":null,"));
    assert_non_null(strstr(text, "\"longest_hold_s\":null,\"why\":null,\"region\":\"unclear\","));
    assert_non_null(strstr(text, "\"why\":\"hips_down\",\"region\":null,"));
    const char *part = strstr(text, "{\"kind\":\"pause\"");
    assert_non_null(part);
    assert_non_null(strstr(part, "\"region\":\"unclear\",\"why\":null,"));
}

/* An older version wrote places and confidences of 0 where there are none. */
static void parts_say_only_what_is_theirs_whatever_stands_in_the_log(void **state)
{
    char text[8192];
    struct store *store = open_log(*state, "dated");
    put_begin(store, 1, 0, 0, "hips");
    put_part(store, RECORD_HOLD, 1, 0, 20 * S_NS, 0, 1);
    put_part(store, RECORD_PAUSE, 1, 0, 40 * S_NS, 0, 2);
    put_part(store, RECORD_REPETITION, 1, 0, 60 * S_NS, 0, 3);
    put_step(store, RECORD_STEP_END, 1, 0, 90 * S_NS, 0, "plank_front", 30);
    put_end(store, 1, 0, 100 * S_NS, 120);
    store_close(store);
    export_of(*state, EXPORT_JSON, text, sizeof text);
    const char *hold = strstr(text, "\"hold\""), *pause = strstr(text, "\"pause\"");
    const char *repetition = strstr(text, "\"repetition\"");
    assert_true(hold && pause && repetition);
    assert_ptr_equal(strstr(hold, "\"x_mm\":900.0"), strstr(pause, "\"x_mm\":"));
    assert_ptr_equal(strstr(hold, "\"confidence\":0.900"), strstr(repetition, "\"confidence\":"));
    assert_non_null(strstr(repetition, "\"x_mm\":null"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_session_none_of_whose_steps_has_a_date_is_left_out_of_tcx_as_undated),
        ON_FOLDER(a_session_one_of_whose_steps_has_a_date_is_in_tcx_with_that_lap),
        ON_FOLDER(what_was_planned_in_the_end_is_what_an_export_says),
        ON_FOLDER(how_long_an_area_was_rolled_is_in_an_export_where_it_is_known),
        ON_FOLDER(what_was_not_held_or_rolled_is_empty),
        ON_FOLDER(what_was_not_held_or_rolled_is_null),
        ON_FOLDER(parts_say_only_what_is_theirs_whatever_stands_in_the_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
