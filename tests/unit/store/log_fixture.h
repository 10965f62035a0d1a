/* What the tests of the log share: a folder of their own, and records as a session makes them. */
#ifndef MATSTATION_TESTS_LOG_FIXTURE_H
#define MATSTATION_TESTS_LOG_FIXTURE_H

#include "session/record.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs the four above. */
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define S_NS INT64_C(1000000000)
#define NOON_UNIX_S INT64_C(1795348800) /* 2026-11-22 12:00 UTC */

static inline int make_folder(void **state)
{
    char *folder = strdup("/tmp/matstation-test-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? 0 : -1;
}

static inline int remove_folder(void **state)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int result = system(command);
    free(*state);
    return result;
}

#define ON_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

static inline struct store *open_log(const char *folder, const char *boot)
{
    struct store_options options = {.folder = folder, .boot = boot};
    struct store *store = store_open(&options, NULL);
    assert_non_null(store);
    return store;
}

static inline void put_clock(struct store *store, int64_t time_ns, int64_t unix_s)
{
    struct record record = {.kind = RECORD_CLOCK, .time_ns = time_ns};
    record.u.clock.unix_s = unix_s;
    store_put(store, &record);
}

static inline void put_person(struct store *store, uint32_t person, const char *name)
{
    struct record record = {.kind = RECORD_PERSON, .person = person};
    snprintf(record.u.person.name, sizeof record.u.person.name, "%s", name);
    store_put(store, &record);
}

static inline void put_setting(struct store *store, uint32_t person, const char *key,
                               const char *value)
{
    struct record record = {.kind = RECORD_SETTING, .person = person};
    snprintf(record.u.setting.key, sizeof record.u.setting.key, "%s", key);
    snprintf(record.u.setting.value, sizeof record.u.setting.value, "%s", value);
    store_put(store, &record);
}

static inline void put_answer(struct store *store, uint32_t session, uint32_t person,
                              int64_t time_ns, const char *question, const char *answer)
{
    struct record record = {
        .kind = RECORD_ANSWER, .session = session, .person = person, .time_ns = time_ns};
    snprintf(record.u.answer.question, ID_MAX, "%s", question);
    snprintf(record.u.answer.answer, ID_MAX, "%s", answer);
    store_put(store, &record);
}

static inline void put_begin(struct store *store, uint32_t session, uint32_t person,
                             int64_t time_ns, const char *programme)
{
    struct record record = {
        .kind = RECORD_SESSION_BEGIN, .session = session, .person = person, .time_ns = time_ns};
    record.u.begin.planned_ms = 480000;
    snprintf(record.u.begin.programme, ID_MAX, "%s", programme);
    store_put(store, &record);
}

/* A hold of so many credited seconds so far, out of 60. */
static inline struct record step_record(enum record_kind kind, uint32_t session, uint32_t person,
                                        int64_t time_ns, unsigned step, const char *exercise,
                                        unsigned credited_s)
{
    struct record record = {.kind = kind, .session = session, .person = person, .time_ns = time_ns};
    record.u.step = (struct step_record){
        .step = step,
        .kind = KIND_STRENGTH,
        .outcome = kind == RECORD_STEP_END ? STEP_DONE : STEP_OPEN,
        .planned_ms = 60000,
        .elapsed_ms = credited_s * 1000,
        .credited_ms = credited_s * 1000,
        .longest_hold_ms = credited_s * 1000,
        .left_share = 0.5F,
        .head_share = NAN,
    };
    snprintf(record.u.step.exercise, ID_MAX, "%s", exercise);
    return record;
}

static inline void put_step(struct store *store, enum record_kind kind, uint32_t session,
                            uint32_t person, int64_t time_ns, unsigned step, const char *exercise,
                            unsigned credited_s)
{
    struct record record = step_record(kind, session, person, time_ns, step, exercise, credited_s);
    store_put(store, &record);
}

static inline void put_part(struct store *store, enum record_kind kind, uint32_t session,
                            uint32_t person, int64_t time_ns, unsigned step, unsigned n)
{
    struct record record = {.kind = kind, .session = session, .person = person, .time_ns = time_ns};
    record.u.part.step = step;
    record.u.part.from_ns = time_ns - 2 * S_NS;
    record.u.part.to_ns = time_ns;
    record.u.part.credited_ms = 2000;
    record.u.part.x_mm = 900;
    record.u.part.n = n;
    record.u.part.confidence = 0.9F;
    store_put(store, &record);
}

static inline void put_end(struct store *store, uint32_t session, uint32_t person, int64_t time_ns,
                           unsigned credited_s)
{
    struct record record = {
        .kind = RECORD_SESSION_END, .session = session, .person = person, .time_ns = time_ns};
    record.u.end.outcome = SESSION_DONE;
    record.u.end.planned_ms = 480000;
    record.u.end.elapsed_ms = credited_s * 1000 + 30000;
    record.u.end.credited_ms = credited_s * 1000;
    store_put(store, &record);
}

/* One whole session of one step, credited second by second. */
static inline void put_session(struct store *store, uint32_t session, uint32_t person,
                               int64_t time_ns, unsigned credited_s)
{
    put_begin(store, session, person, time_ns, "lower_back");
    put_step(store, RECORD_STEP_BEGIN, session, person, time_ns + S_NS, 0, "plank_front", 0);
    for (unsigned s = 1; s <= credited_s; s += 10)
        put_step(store, RECORD_STEP_PROGRESS, session, person, time_ns + (s + 1) * S_NS, 0,
                 "plank_front", s);
    put_step(store, RECORD_STEP_END, session, person, time_ns + (credited_s + 2) * S_NS, 0,
             "plank_front", credited_s);
    put_end(store, session, person, time_ns + (credited_s + 3) * S_NS, credited_s);
}

static inline struct snapshot *fresh_snapshot(struct store *store)
{
    static struct snapshot snapshot;
    store_want_snapshot(store);
    assert_true(store_wait_snapshot(store, &snapshot, 20 * S_NS));
    return &snapshot;
}

#endif
