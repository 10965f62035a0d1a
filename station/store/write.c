#include "store/write.h"
#include "store/rows.h"
#include "store/text.h"
#include "store/words.h"
#include "store/write_inside.h"

#include <string.h>

int64_t write_ms(int64_t time_ns)
{
    int64_t ms = time_ns / 1000000;
    return time_ns % 1000000 < 0 ? ms - 1 : ms;
}

/* ---- runs and dates */

enum fault write_run_begin(struct writing *writing, struct database *database, const char *boot,
                           int64_t mark)
{
    *writing = (struct writing){.database = database};
    struct run_row *run = &writing->run, earlier;
    run->unix_offset_ms = UNKNOWN;
    run->mark = mark;
    COPY(run->boot, boot);
    enum fault fault = rows_next_id(database, &table_run, &run->id);
    if (fault)
        return fault;
    struct walk walk;
    rows_begin(&walk, database, &table_run, "ORDER BY id DESC LIMIT 1", 0, 0, 0);
    if (rows_next(&walk, &earlier) && strcmp(earlier.boot, run->boot) == 0)
        run->unix_offset_ms = earlier.unix_offset_ms;
    fault = rows_end(&walk);
    return fault ? fault : rows_put(database, &table_run, run);
}

enum fault write_run_again(struct writing *writing, struct database *database)
{
    struct run_row there;
    struct walk walk;
    writing->database = database;
    rows_begin(&walk, database, &table_run, "WHERE mark = ?1", writing->run.mark, 0, 0);
    bool been_there = rows_next(&walk, &there);
    enum fault fault = rows_end(&walk);
    if (been_there)
        writing->run.id = there.id;
    if (fault || been_there)
        return fault;
    /* Another card: this number may be another run's there. */
    fault = rows_next_id(database, &table_run, &writing->run.id);
    return fault ? fault : rows_put(database, &table_run, &writing->run);
}

/* Dates this run and all earlier ones of the same boot: the monotonic clock is theirs too. */
static enum fault write_clock(struct writing *writing, const struct record *record)
{
    int64_t offset_ms = record->u.clock.unix_s * 1000 - write_ms(record->time_ns);
    enum fault fault = FAULT_NONE;
    for (int64_t id = writing->run.id; id > 0 && !fault; id--) {
        struct run_row run;
        fault = rows_get(writing->database, &table_run, id, &run);
        if (fault || run.id != id || strcmp(run.boot, writing->run.boot) != 0)
            break;
        run.unix_offset_ms = offset_ms;
        fault = rows_put(writing->database, &table_run, &run);
    }
    if (!fault)
        writing->run.unix_offset_ms = offset_ms;
    return fault;
}

/* ---- sessions */

static int64_t number_of(const struct writing *writing, uint32_t session)
{
    for (unsigned i = 0; i < RENUMBERED_MAX; i++)
        if (writing->renumbered[i].to != 0 && writing->renumbered[i].from == session)
            return writing->renumbered[i].to;
    return session;
}

static void renumber(struct writing *writing, uint32_t from, int64_t to)
{
    memmove(&writing->renumbered[1], &writing->renumbered[0],
            sizeof writing->renumbered - sizeof writing->renumbered[0]);
    writing->renumbered[0].from = from;
    writing->renumbered[0].to = to;
}

enum fault write_ensure_person(struct writing *writing, uint32_t id)
{
    struct person_row person;
    enum fault fault = rows_get(writing->database, &table_person, id, &person);
    if (fault || person.id == id)
        return fault;
    person = (struct person_row){.id = id};
    return rows_put(writing->database, &table_person, &person);
}

static enum fault new_session(struct writing *writing, const struct record *record, int64_t id,
                              struct session_row *session)
{
    *session = (struct session_row){
        .id = id,
        .person = record->person,
        .run = writing->run.id,
        .last_run = writing->run.id,
        .began_ms = write_ms(record->time_ns),
    };
    COPY(session->outcome, word_of(words_session_outcome, SESSION_OPEN));
    return write_ensure_person(writing, record->person);
}

enum fault write_session_of(struct writing *writing, const struct record *record,
                            struct session_row *session)
{
    int64_t id = number_of(writing, record->session);
    enum fault fault = rows_get(writing->database, &table_session, id, session);
    if (fault || session->id == id)
        return fault;
    if (id >= SESSION_WITHOUT_LOG) {
        fault = rows_next_id(writing->database, &table_session, &id);
        renumber(writing, record->session, id);
    }
    if (!fault)
        fault = new_session(writing, record, id, session);
    return fault ? fault : rows_put(writing->database, &table_session, session);
}

static enum fault write_session_begin(struct writing *writing, const struct record *record)
{
    int64_t id = record->session, next = 1;
    struct session_row session;
    enum fault fault = rows_get(writing->database, &table_session, id, &session);
    if (!fault)
        fault = rows_next_id(writing->database, &table_session, &next);
    if (fault)
        return fault;
    if (session.id == id || id == 0 || id >= SESSION_WITHOUT_LOG) {
        renumber(writing, record->session, next);
        id = next;
    } else if (number_of(writing, record->session) != id) {
        renumber(writing, record->session, id);
    }
    fault = write_close_unfinished(writing->database, id);
    if (!fault)
        fault = new_session(writing, record, id, &session);
    session.planned_ms = record->u.begin.planned_ms;
    COPY(session.programme, record->u.begin.programme);
    return fault ? fault : rows_put(writing->database, &table_session, &session);
}

static enum fault write_session_resume(struct writing *writing, const struct record *record)
{
    struct session_row session;
    enum fault fault = write_session_of(writing, record, &session);
    if (fault)
        return fault;
    session.last_run = writing->run.id;
    session.resumed++;
    COPY(session.outcome, word_of(words_session_outcome, SESSION_OPEN));
    fault = write_close_unfinished(writing->database, session.id);
    return fault ? fault : rows_put(writing->database, &table_session, &session);
}

static enum fault write_session_end(struct writing *writing, const struct record *record)
{
    struct session_row session;
    enum fault fault = write_session_of(writing, record, &session);
    session.planned_ms = record->u.end.planned_ms;
    session.elapsed_ms = record->u.end.elapsed_ms;
    session.credited_ms = record->u.end.credited_ms;
    session.by_time_ms = record->u.end.by_time_ms;
    COPY(session.outcome, word_of(words_session_outcome, (int)record->u.end.outcome));
    return fault ? fault : rows_put(writing->database, &table_session, &session);
}

enum fault write_sum_steps(struct database *database, struct session_row *session)
{
    struct walk walk;
    struct step_row step;
    session->elapsed_ms = session->credited_ms = session->by_time_ms = 0;
    rows_begin(&walk, database, &table_step, "WHERE id >= ?1 AND id < ?2",
               session->id * STEPS_A_SESSION, (session->id + 1) * STEPS_A_SESSION, 0);
    while (rows_next(&walk, &step)) {
        session->elapsed_ms += step.elapsed_ms;
        session->credited_ms += step.credited_ms;
        session->by_time_ms += step.by_time_ms;
    }
    return rows_end(&walk);
}

static enum fault close_steps(struct database *database, int64_t session)
{
    struct walk walk;
    struct step_row step;
    rows_begin(&walk, database, &table_step, "WHERE id >= ?1 AND id < ?2 AND outcome = 'open'",
               session * STEPS_A_SESSION, (session + 1) * STEPS_A_SESSION, 0);
    enum fault fault = FAULT_NONE;
    while (!fault && rows_next(&walk, &step)) {
        COPY(step.outcome, word_of(words_step_outcome, STEP_UNFINISHED));
        fault = rows_put(database, &table_step, &step);
    }
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

enum fault write_close_unfinished(struct database *database, int64_t except)
{
    struct walk walk;
    struct session_row session;
    rows_begin(&walk, database, &table_session, "WHERE outcome = 'open' AND id <> ?1", except, 0,
               0);
    enum fault fault = FAULT_NONE;
    while (!fault && rows_next(&walk, &session)) {
        fault = write_sum_steps(database, &session);
        if (!fault)
            fault = close_steps(database, session.id);
        COPY(session.outcome, word_of(words_session_outcome, SESSION_CLOSED));
        if (!fault)
            fault = rows_put(database, &table_session, &session);
    }
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

/* ---- steps and their parts */

static void fill_step(struct step_row *row, const struct step_record *step)
{
    COPY(row->exercise, step->exercise);
    COPY(row->kind, word_of(words_kind, (int)step->kind));
    COPY(row->side, word_of(words_side, (int)step->side));
    COPY(row->outcome, word_of(words_step_outcome, (int)step->outcome));
    COPY(row->why, word_of(words_why, (int)step->why));
    COPY(row->region, word_of(words_region, (int)step->region));
    row->planned_ms = step->planned_ms;
    row->elapsed_ms = step->elapsed_ms;
    row->credited_ms = step->credited_ms;
    row->by_time_ms = step->by_time_ms;
    row->left_ms = step->left_ms;
    row->right_ms = step->right_ms;
    row->planned_repetitions = step->planned_repetitions;
    row->repetitions = step->repetitions;
    row->by_tempo_repetitions = step->by_tempo_repetitions;
    row->strokes = step->strokes;
    row->pauses = step->pauses;
    row->holds = step->holds;
    row->broken = step->broken;
    row->longest_hold_ms = step->longest_hold_ms;
    row->left_share = (double)step->left_share;
    row->head_share = (double)step->head_share;
    row->on_roller_ms = step->kind == KIND_SMR ? (int64_t)step->on_roller_ms : UNKNOWN;
}

static enum fault write_step(struct writing *writing, const struct record *record)
{
    struct session_row session;
    struct step_row row;
    enum fault fault = write_session_of(writing, record, &session);
    if (fault)
        return fault;
    int64_t id = session.id * STEPS_A_SESSION + record->u.step.step;
    fault = rows_get(writing->database, &table_step, id, &row);
    row.last_ms = write_ms(record->time_ns);
    /* A step gone on with after a cut begins anew in time; what it had done stays counted. */
    if (row.id != id || row.run != writing->run.id)
        row.began_ms = row.last_ms;
    row.id = id;
    row.session = session.id;
    row.step = record->u.step.step;
    row.run = writing->run.id;
    fill_step(&row, &record->u.step);
    return fault ? fault : rows_put(writing->database, &table_step, &row);
}

static enum fault write_part(struct writing *writing, const struct record *record,
                             enum part_kind kind)
{
    struct session_row session;
    struct part_row row = {
        .step = record->u.part.step,
        .run = writing->run.id,
        .n = record->u.part.n,
        .from_ms = write_ms(record->u.part.from_ns),
        .to_ms = write_ms(record->u.part.to_ns),
        .credited_ms = record->u.part.credited_ms,
        .x_mm = (double)record->u.part.x_mm,
        .confidence = (double)record->u.part.confidence,
    };
    COPY(row.kind, word_of(words_part, (int)kind));
    COPY(row.region, word_of(words_region, (int)record->u.part.region));
    COPY(row.why, word_of(words_why, (int)record->u.part.why));
    enum fault fault = write_session_of(writing, record, &session);
    row.session = session.id;
    if (!fault)
        fault = rows_next_id(writing->database, &table_part, &row.id);
    return fault ? fault : rows_put(writing->database, &table_part, &row);
}

enum fault write_record(struct writing *writing, const struct record *record)
{
    switch (record->kind) {
    case RECORD_SESSION_BEGIN: return write_session_begin(writing, record);
    case RECORD_SESSION_RESUME: return write_session_resume(writing, record);
    case RECORD_STEP_BEGIN:
    case RECORD_STEP_PROGRESS:
    case RECORD_STEP_END: return write_step(writing, record);
    case RECORD_PAUSE: return write_part(writing, record, PART_PAUSE);
    case RECORD_HOLD: return write_part(writing, record, PART_HOLD);
    case RECORD_REPETITION: return write_part(writing, record, PART_REPETITION);
    case RECORD_ANSWER: return write_answer(writing, record);
    case RECORD_SESSION_END: return write_session_end(writing, record);
    case RECORD_SETTING: return write_setting(writing, record);
    case RECORD_PERSON: return write_person(writing, record);
    case RECORD_CALIBRATION: return write_calibration(writing, record);
    case RECORD_CALIBRATION_UNDO: return write_calibration_undo(writing);
    case RECORD_PAD_HEALTH: return write_pad_health(writing, record);
    case RECORD_CLOCK: return write_clock(writing, record);
    }
    return FAULT_REFUSED;
}
