/* One step of the plan: what is asked, what is credited, and its record. */
#include "session/inside.h"

#include <math.h>
#include <string.h>

enum { WORTH_MATCHING_MS = 5000 }; /* less given to a side limits the other one to nothing */

const struct planned *step_planned(const struct session *session)
{
    return &session->run.plan.step[session->run.step];
}

const struct exercise *step_exercise(const struct session *session)
{
    return &session->catalogue->exercise[step_planned(session)->exercise];
}

const struct exercise_texts *step_texts(const struct session *session)
{
    return &step_exercise(session)->texts[session->language];
}

void step_phase(struct session *session, enum phase phase)
{
    struct work *work = &session->run.work;
    work->phase = phase;
    work->since_ns = session->now_ns;
    work->helped = false;
    work->told_ns = session->now_ns;
}

/* Repetitions and strokes are counted anew from here. */
void step_ask(struct session *session)
{
    session->asked =
        (struct asked){.exercise = step_exercise(session), .side = step_planned(session)->side};
    session->asked_changed = true;
    session->run.strokes_seen = 0;
    sight_forget_place(session);
}

void step_tell_left_out(struct session *session)
{
    struct run *run = &session->run;
    const struct plan *plan = &run->plan;
    for (; run->left_told < plan->left_outs; run->left_told++) {
        const struct left_out *left_out = &plan->left_out[run->left_told];
        const struct exercise *exercise = &session->catalogue->exercise[left_out->exercise];
        if (left_out->before > run->step)
            return;
        struct step_record *record = &record_new(session, RECORD_STEP_END)->u.step;
        record->step = run->recorded++;
        text_copy(record->exercise, sizeof record->exercise, exercise->id);
        record->kind = exercise->kind;
        record->outcome = left_out->why;
        record->region = exercise->region;
        record->left_share = record->head_share = NAN;
    }
}

static void begin_record(struct session *session)
{
    const struct exercise *exercise = step_exercise(session);
    const struct planned *planned = step_planned(session);
    struct step_record *record = &session->run.record;
    memset(record, 0, sizeof *record);
    record->step = session->run.recorded++;
    text_copy(record->exercise, sizeof record->exercise, exercise->id);
    record->kind = exercise->kind;
    record->side = planned->side;
    record->planned_ms = session->run.free_rolling ? 0 : plan_step_credit_ms(exercise, planned);
    record->planned_repetitions = exercise->counts == COUNTS_REPETITIONS
                                      ? (uint16_t)(planned->dose.sets * planned->dose.repetitions)
                                      : 0;
    record->region = exercise->region;
    record->left_share = record->head_share = NAN;
}

void step_begin(struct session *session, const struct step_record *kept)
{
    struct run *run = &session->run;
    memset(&run->work, 0, sizeof run->work);
    run->work.began_ns = session->now_ns;
    run->work.never_seen = step_exercise(session)->watch == WATCH_NOTHING ||
                           step_exercise(session)->sureness == SURENESS_LOW;
    run->work.by_time = run->work.never_seen;
    run->other_side_said = false;
    step_tell_left_out(session);
    begin_record(session);
    run->step_open = true;
    if (kept)
        resume_keep(session, kept);
    step_ask(session);
    record_step(session, RECORD_STEP_BEGIN);
    place_start(session, !step_planned(session)->other_side_before);
}

/* As the mat saw it: what went by time or tempo may have been done, and nobody knows. Brisk
 * repetitions are credited less time, and are repetitions. */
static bool saw_nearly_all(const struct step_record *record)
{
    return record->planned_repetitions ? record->repetitions * 10 >= record->planned_repetitions * 9
                                       : record->credited_ms >= record->planned_ms * 9 / 10;
}

void step_close(struct session *session, enum step_outcome outcome)
{
    struct run *run = &session->run;
    struct work *work = &run->work;
    if (!run->step_open)
        return;
    span_close(&work->credit, session->sight.seen.time_ns);
    const bool only_time =
        outcome == STEP_DONE && span_ns(&work->credit, 0) == 0 && work->by_time_ns > 0;
    run->record.outcome = only_time ? STEP_BY_TIME : outcome;
    record_step(session, RECORD_STEP_END);
    run->credited_ms += run->record.credited_ms;
    run->by_time_ms += run->record.by_time_ms;
    run->step_open = false;
    run->other_side_ns = 0;
    struct planned *planned = &run->plan.step[run->step];
    planned->done = outcome == STEP_DONE;
    planned->clean = planned->done && run->record.broken == 0 && saw_nearly_all(&run->record);
}

/* The same exercise, another region: a step of its own. */
void run_next_region(struct session *session)
{
    struct run *run = &session->run;
    step_close(session, STEP_DONE);
    memset(&run->work, 0, sizeof run->work);
    run->work.began_ns = session->now_ns;
    begin_record(session);
    run->step_open = true;
    record_step(session, RECORD_STEP_BEGIN);
    step_phase(session, PHASE_SEARCH);
}

int64_t step_side_limit_ns(const struct step_record *first)
{
    const uint32_t given_ms = first->credited_ms + first->by_time_ms;
    const bool less = given_ms >= WORTH_MATCHING_MS && given_ms < first->planned_ms;
    return less ? given_ms * NS_PER_MS : 0;
}

static void step_finished(struct session *session)
{
    step_phase(session, PHASE_STEP_DONE);
    span_close(&session->run.work.credit, session->sight.seen.time_ns);
    cue_tone(session, TONE_DONE);
    step_close(session, STEP_DONE);
    if (step_planned(session)->other_side_follows)
        session->run.other_side_ns = step_side_limit_ns(&session->run.record);
}

void step_set_done(struct session *session)
{
    struct work *work = &session->run.work;
    span_close(&work->credit, session->sight.seen.time_ns);
    work->kept_ns = 0;
    if (work->set + 1 < step_planned(session)->dose.sets) {
        work->set++;
        rest_start(session);
    } else {
        step_finished(session);
    }
}

int64_t step_counted_ns(const struct session *session)
{
    const struct work *work = &session->run.work;
    return span_ns(&work->credit, session->sight.seen.time_ns) + work->by_time_ns - work->set_ns;
}

void step_seen_again(struct session *session)
{
    struct work *work = &session->run.work;
    if (work->by_time && !work->never_seen)
        work->by_time = false;
}

void step_count_time(struct session *session, int64_t dt_ns)
{
    const bool away = sight_off_mat(session, 0) && session->sight.trusted;
    if (!away || step_exercise(session)->off_mat)
        session->run.work.by_time_ns += dt_ns;
}

void shares_take(struct shares *shares, const struct observation *seen)
{
    if (isnan(seen->balance.left_share))
        return;
    shares->left += (double)seen->balance.left_share;
    shares->head += (double)seen->balance.head_share;
    shares->frames++;
}

void shares_add(struct shares *shares, const struct shares *more)
{
    shares->left += more->left;
    shares->head += more->head;
    shares->frames += more->frames;
}

void step_credit_while(struct session *session, bool in_place)
{
    struct work *work = &session->run.work;
    const struct observation *seen = &session->sight.seen;
    if (sight_blind(session)) {
        span_close(&work->credit, seen->time_ns);
        return;
    }
    if (!session->sight.fresh)
        return;
    if (seen->gap_ns > 0)
        span_close(&work->credit, seen->time_ns - seen->gap_ns);
    if (in_place && session->sight.on_mat) {
        span_open(&work->credit, seen->time_ns > work->began_ns ? seen->time_ns : work->began_ns);
        shares_take(&work->shares, seen);
    } else {
        span_close(&work->credit, seen->time_ns);
    }
}

void step_record_progress(struct session *session)
{
    struct work *work = &session->run.work;
    if (!session->run.step_open || session->now_ns - work->progress_ns < NS_PER_S)
        return;
    const uint32_t before = session->run.record.credited_ms + session->run.record.by_time_ms;
    const int64_t now = span_ns(&work->credit, session->sight.seen.time_ns) + work->by_time_ns;
    if (now / NS_PER_MS > before) {
        work->progress_ns = session->now_ns;
        record_step(session, RECORD_STEP_PROGRESS);
    }
}

/* Credit goes to the side as told; the question is asked once, and only when it is sure. */
void step_ask_side(struct session *session)
{
    const enum side seen = session->sight.seen.sure_other_side;
    const enum side told = step_planned(session)->side;
    if (session->run.other_side_said || seen == SIDE_BOTH || told == SIDE_BOTH || seen == told)
        return;
    session->run.other_side_said = true;
    cue_key(session, URGENCY_CALM, told == SIDE_LEFT ? "say.is_this_left" : "say.is_this_right");
}
