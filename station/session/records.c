/* What is left behind, as it happens. */
#include "session/inside.h"

#include <math.h>
#include <string.h>

/* The last place is given again when all are taken: a step's records are bounded far below it. */
struct record *record_new(struct session *session, enum record_kind kind)
{
    struct session_output *output = session->output;
    if (output->records == RECORDS_MAX)
        output->records--;
    struct record *record = &output->record[output->records++];
    memset(record, 0, sizeof *record);
    record->kind = kind;
    record->time_ns = session->now_ns;
    record->session = session->run.number;
    record->person = session->person;
    return record;
}

struct record *record_part(struct session *session, enum record_kind kind, int64_t from_ns,
                           int64_t to_ns)
{
    struct record *record = record_new(session, kind);
    record->u.part.step = session->run.record.step;
    record->u.part.from_ns = from_ns;
    record->u.part.to_ns = to_ns;
    record->u.part.x_mm = record->u.part.confidence = NAN;
    return record;
}

static uint32_t ms(int64_t ns)
{
    return (uint32_t)(ns / NS_PER_MS);
}

static float mean_share(double sum, unsigned frames)
{
    return frames ? (float)(sum / frames) : NAN;
}

void record_step(struct session *session, enum record_kind kind)
{
    const struct work *work = &session->run.work;
    struct step_record *step = &session->run.record;
    step->elapsed_ms = ms(work->elapsed_ns);
    step->credited_ms = ms(span_ns(&work->credit, session->sight.seen.time_ns));
    step->by_time_ms = ms(work->by_time_ns);
    step->on_roller_ms = ms(work->on_roller_ns);
    step->left_share = mean_share(work->shares.left, work->shares.frames);
    step->head_share = mean_share(work->shares.head, work->shares.frames);
    step->left_ms = step->side == SIDE_LEFT ? step->credited_ms : 0;
    step->right_ms = step->side == SIDE_RIGHT ? step->credited_ms : 0;
    record_new(session, kind)->u.step = *step;
}

void record_setting(struct session *session, uint32_t person, const char *key, const char *value)
{
    struct record *record = record_new(session, RECORD_SETTING);
    record->person = person;
    record->session = 0;
    text_copy(record->u.setting.key, sizeof record->u.setting.key, key);
    text_copy(record->u.setting.value, sizeof record->u.setting.value, value);
}

void record_answer(struct session *session, const char *question, const char *answer)
{
    struct record *record = record_new(session, RECORD_ANSWER);
    text_copy(record->u.answer.question, sizeof record->u.answer.question, question);
    text_copy(record->u.answer.answer, sizeof record->u.answer.answer, answer);
}
