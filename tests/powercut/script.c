#include "powercut/script.h"
#include "store/rows.h"
#include "store/words.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define S_NS INT64_C(1000000000)
#define MS_NS INT64_C(1000000)

enum { ROOM = 1 << 16, MISSING_MOST_MS = 1000 };

/* ---- making */

static struct record *add(struct script *script, enum record_kind kind, uint32_t session,
                          int64_t time_ns)
{
    struct record *record = &script->record[script->count++];
    *record = (struct record){.kind = kind, .session = session, .person = 1, .time_ns = time_ns};
    return record;
}

static void add_step(struct script *script, enum record_kind kind, uint32_t session,
                     int64_t time_ns, unsigned step, unsigned credited_s)
{
    static const char *const exercise[SCRIPT_STEPS] = {"smr_glute", "plank_front", "glute_bridge"};
    struct record *record = add(script, kind, session, time_ns);
    record->u.step = (struct step_record){
        .step = step,
        .kind = step == 0 ? KIND_SMR : KIND_STRENGTH,
        .side = step == 0 ? SIDE_LEFT : SIDE_BOTH,
        .outcome = kind == RECORD_STEP_END ? STEP_DONE : STEP_OPEN,
        .planned_ms = SCRIPT_STEP_S * 1000,
        .elapsed_ms = credited_s * 1000,
        .credited_ms = credited_s * 1000,
        .left_share = 0.47F,
        .head_share = NAN,
    };
    snprintf(record->u.step.exercise, ID_MAX, "%s", exercise[step]);
}

static void add_part(struct script *script, unsigned step, uint32_t session, int64_t time_ns,
                     unsigned n)
{
    static const enum record_kind kind[SCRIPT_STEPS] = {RECORD_PAUSE, RECORD_HOLD,
                                                        RECORD_REPETITION};
    struct record *record = add(script, kind[step], session, time_ns);
    record->u.part.step = step;
    record->u.part.from_ns = time_ns - S_NS;
    record->u.part.to_ns = time_ns;
    record->u.part.credited_ms = 1000;
    record->u.part.n = n;
    record->u.part.x_mm = 450.5F;
    record->u.part.confidence = 0.75F;
}

static void add_setting(struct script *script, uint32_t session, int64_t time_ns)
{
    struct record *record = add(script, RECORD_SETTING, 0, time_ns);
    record->person = 0;
    snprintf(record->u.setting.key, ID_MAX, "volume");
    snprintf(record->u.setting.value, sizeof record->u.setting.value, "%u", session);
}

static int64_t add_one_step(struct script *script, uint32_t session, int64_t time_ns, unsigned step)
{
    add_step(script, RECORD_STEP_BEGIN, session, time_ns, step, 0);
    for (unsigned s = 1; s < SCRIPT_STEP_S; s++) {
        if (s % 3 == 2)
            add_part(script, step, session, time_ns + s * S_NS - 400 * MS_NS, s / 3 + 1);
        add_step(script, RECORD_STEP_PROGRESS, session, time_ns + s * S_NS, step, s);
    }
    time_ns += SCRIPT_STEP_S * S_NS;
    add_step(script, RECORD_STEP_END, session, time_ns, step, SCRIPT_STEP_S);
    return time_ns;
}

static int64_t add_session(struct script *script, uint32_t session, int64_t time_ns)
{
    struct record *begin = add(script, RECORD_SESSION_BEGIN, session, time_ns);
    snprintf(begin->u.begin.programme, ID_MAX, "lower_back");
    begin->u.begin.planned_ms = SCRIPT_STEPS * SCRIPT_STEP_S * 1000;
    for (unsigned step = 0; step < SCRIPT_STEPS; step++)
        time_ns = add_one_step(script, session, time_ns + 5 * S_NS, step);
    struct record *answer = add(script, RECORD_ANSWER, session, time_ns + 2 * S_NS);
    snprintf(answer->u.answer.question, ID_MAX, "feeling");
    snprintf(answer->u.answer.answer, ID_MAX, "looser");
    struct record *end = add(script, RECORD_SESSION_END, session, time_ns + 4 * S_NS);
    end->u.end.outcome = SESSION_DONE;
    end->u.end.planned_ms = SCRIPT_STEPS * SCRIPT_STEP_S * 1000;
    end->u.end.elapsed_ms = end->u.end.credited_ms = SCRIPT_STEPS * SCRIPT_STEP_S * 1000;
    add_setting(script, session, time_ns + 5 * S_NS);
    return time_ns + 30 * S_NS;
}

void script_make(struct script *script, uint32_t first_session, unsigned sessions)
{
    *script = (struct script){.record = calloc(ROOM, sizeof *script->record),
                              .first_session = first_session};
    if (!script->record)
        abort();
    struct record *person = add(script, RECORD_PERSON, 0, 0);
    snprintf(person->u.person.name, sizeof person->u.person.name, "Anna \"A\", Ä\n😀");
    struct record *clock = add(script, RECORD_CLOCK, 0, S_NS);
    clock->u.clock.unix_s = 1795348800;
    int64_t time_ns = 10 * S_NS;
    for (unsigned i = 0; i < sessions; i++)
        time_ns = add_session(script, first_session + i, time_ns);
}

void script_free(struct script *script)
{
    free(script->record);
    script->record = NULL;
}

/* ---- holding the log against it */

static int64_t worst_ms;

int64_t script_worst_ms(void)
{
    return worst_ms;
}

static bool wrong(char why[256], const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool wrong(char why[256], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, 256, format, arguments);
    va_end(arguments);
    return false;
}

/* What the script says of one session, when `returned` records had been put. */
struct expected {
    bool begun, may_have_begun, ended;
    unsigned steps_ended;
    int open_step;   /* -1: between steps */
    int64_t open_ms; /* what the newest record put says is credited of it */
    int64_t next_ms; /* and the one on its way */
    int64_t now_ms;  /* when power may have gone at the latest */
    unsigned parts_sure, parts_most;
};

static bool is_part(const struct record *record)
{
    return record->kind == RECORD_PAUSE || record->kind == RECORD_HOLD ||
           record->kind == RECORD_REPETITION;
}

static void expect_one(struct expected *expected, const struct record *record, bool returned,
                       int64_t now_ms)
{
    if (record->kind == RECORD_SESSION_BEGIN) {
        expected->may_have_begun = true;
        expected->begun |= returned;
    } else if (record->kind == RECORD_SESSION_END) {
        expected->ended |= returned;
    } else if (is_part(record)) {
        expected->parts_most++;
        expected->parts_sure += returned && record->time_ns / MS_NS <= now_ms - MISSING_MOST_MS;
    } else if (record->kind == RECORD_STEP_END && returned) {
        expected->steps_ended++;
        expected->open_step = -1;
    } else if (record->kind <= RECORD_STEP_END && record->kind >= RECORD_STEP_BEGIN) {
        expected->next_ms = record->u.step.credited_ms;
        if (returned) {
            expected->open_step = (int)record->u.step.step;
            expected->open_ms = record->u.step.credited_ms;
        }
    }
}

static struct expected expect(const struct script *script, uint32_t session, size_t returned)
{
    struct expected expected = {.open_step = -1};
    size_t last = returned < script->count ? returned : script->count - 1;
    expected.now_ms = script->record[last].time_ns / MS_NS;
    for (size_t i = 0; i <= last; i++)
        if (script->record[i].session == session)
            expect_one(&expected, &script->record[i], i < returned, expected.now_ms);
    return expected;
}

static bool ended_steps_hold(struct database *database, uint32_t session, unsigned ended,
                             char why[256])
{
    for (unsigned step = 0; step < ended; step++) {
        struct step_row row;
        rows_get(database, &table_step, (int64_t)session * STEPS_A_SESSION + step, &row);
        if (row.id < 0)
            return wrong(why, "session %u: finished step %u is missing", session, step);
        if (row.credited_ms != SCRIPT_STEP_S * 1000 || strcmp(row.outcome, "done") != 0)
            return wrong(why, "session %u: finished step %u has %lld ms and is %s", session, step,
                         (long long)row.credited_ms, row.outcome);
    }
    return true;
}

static bool open_step_holds(struct database *database, uint32_t session,
                            const struct expected *expected, char why[256])
{
    struct step_row row;
    if (expected->open_step < 0)
        return true;
    rows_get(database, &table_step, (int64_t)session * STEPS_A_SESSION + expected->open_step, &row);
    if (row.id < 0)
        return wrong(why, "session %u: running step %d is missing", session, expected->open_step);
    int64_t missing_ms = expected->now_ms - row.last_ms;
    if (missing_ms > worst_ms)
        worst_ms = missing_ms;
    if (missing_ms > MISSING_MOST_MS)
        return wrong(why, "session %u: the last %lld ms are missing", session,
                     (long long)missing_ms);
    if (row.credited_ms < expected->open_ms || row.credited_ms > expected->next_ms)
        return wrong(why, "session %u: %lld ms credited, not %lld to %lld", session,
                     (long long)row.credited_ms, (long long)expected->open_ms,
                     (long long)expected->next_ms);
    return true;
}

static bool parts_hold(struct database *database, uint32_t session, const struct expected *expected,
                       char why[256])
{
    int64_t parts = 0;
    rows_count(database, &table_part, "WHERE session = ?1", session, 0, &parts);
    if (parts < expected->parts_sure || parts > expected->parts_most)
        return wrong(why, "session %u: %lld parts, not %u to %u", session, (long long)parts,
                     expected->parts_sure, expected->parts_most);
    return true;
}

static bool session_holds(const struct script *script, struct database *database, uint32_t session,
                          size_t returned, char why[256])
{
    struct expected expected = expect(script, session, returned);
    struct session_row row;
    rows_get(database, &table_session, session, &row);
    if (row.id < 0)
        return !expected.begun || wrong(why, "session %u is missing", session);
    if (!expected.may_have_begun)
        return wrong(why, "session %u was never begun", session);
    if (expected.ended && (strcmp(row.outcome, "done") != 0 ||
                           row.credited_ms != SCRIPT_STEPS * SCRIPT_STEP_S * 1000))
        return wrong(why, "finished session %u is %s with %lld ms", session, row.outcome,
                     (long long)row.credited_ms);
    return ended_steps_hold(database, session, expected.steps_ended, why) &&
           open_step_holds(database, session, &expected, why) &&
           parts_hold(database, session, &expected, why);
}

static bool person_holds(const struct script *script, struct database *database, size_t returned,
                         char why[256])
{
    struct person_row person;
    rows_get(database, &table_person, 1, &person);
    if (person.id < 0)
        return returned == 0 || wrong(why, "the person is missing");
    return strcmp(person.name, script->record[0].u.person.name) == 0 ||
           wrong(why, "the person is called \"%s\"", person.name);
}

bool script_holds(const struct script *script, struct database *database, size_t returned,
                  char why[256])
{
    if (!person_holds(script, database, returned, why))
        return false;
    uint32_t last = script->first_session;
    for (size_t i = 0; i <= returned && i < script->count; i++)
        if (script->record[i].session > last)
            last = script->record[i].session;
    for (uint32_t session = script->first_session; session <= last + 1; session++)
        if (!session_holds(script, database, session, returned, why))
            return false;
    return true;
}

bool script_rows_are_sound(struct database *database)
{
    for (unsigned i = 0; i < TABLES; i++) {
        int64_t unsound;
        if (rows_find_unsound(database, tables[i], INT64_MIN, &unsound) || unsound != UNKNOWN)
            return false;
    }
    return true;
}
