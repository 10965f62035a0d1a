/* A session being run: its steps one after the other, pauses, and its end. */
#include "session/inside.h"

#include <math.h>
#include <string.h>

static const int64_t OFF_MAT_NS = NS_PER_S;
static const int64_t STEP_DONE_NS = 3 * NS_PER_S / 2;

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
    sight_forget_place(session);
}

static void begin_record(struct session *session)
{
    const struct exercise *exercise = step_exercise(session);
    const struct planned *planned = step_planned(session);
    struct step_record *record = &session->run.record;
    memset(record, 0, sizeof *record);
    record->step = session->run.step;
    text_copy(record->exercise, sizeof record->exercise, exercise->id);
    record->kind = exercise->kind;
    record->side = planned->side;
    record->planned_ms = plan_step_credit_ms(exercise, planned);
    record->planned_repetitions = exercise->counts == COUNTS_REPETITIONS
                                      ? (uint16_t)(planned->dose.sets * planned->dose.repetitions)
                                      : 0;
    record->region = exercise->region;
    record->left_share = record->head_share = NAN;
}

void step_begin(struct session *session)
{
    struct run *run = &session->run;
    memset(&run->work, 0, sizeof run->work);
    run->work.began_ns = session->now_ns;
    run->work.never_seen = step_exercise(session)->watch == WATCH_NOTHING ||
                           step_exercise(session)->sureness == SURENESS_LOW;
    run->work.by_time = run->work.never_seen;
    run->other_side_said = false;
    begin_record(session);
    run->step_open = true;
    step_ask(session);
    record_step(session, RECORD_STEP_BEGIN);
    place_start(session, !step_planned(session)->other_side_before);
}

static uint32_t planned_credit_ms(const struct session *session)
{
    uint32_t sum = 0;
    const struct plan *plan = &session->run.plan;
    for (unsigned i = 0; i < plan->steps; i++)
        sum += plan_step_credit_ms(&session->catalogue->exercise[plan->step[i].exercise],
                                   &plan->step[i]);
    return sum;
}

static void make_ready(struct session *session, int programme)
{
    struct run *run = &session->run;
    const struct programme *chosen = &session->catalogue->programme[programme];
    memset(run, 0, sizeof *run);
    run->programme = programme;
    run->active = true;
    run->free_rolling = chosen->open;
    session->sight.trusted = session->sight.person;
    plan_make(session, chosen, plan_selection(session, chosen), &run->plan, &run->left_out);
    run->planned_ms = chosen->open ? 0 : planned_credit_ms(session);
}

static void record_beginning(struct session *session, enum record_kind kind)
{
    struct record *record = record_new(session, kind);
    text_copy(record->u.begin.programme, sizeof record->u.begin.programme,
              session->catalogue->programme[session->run.programme].id);
    record->u.begin.planned_ms = session->run.planned_ms;
}

static void begin_with(struct session *session, unsigned step)
{
    stage_go(session, STAGE_RUN);
    session->run.step = step;
    if (step < session->run.plan.steps)
        step_begin(session);
    else
        run_end(session, SESSION_DONE);
}

void run_start(struct session *session, int programme)
{
    make_ready(session, programme);
    session->run.number = session->next_session++;
    record_beginning(session, RECORD_SESSION_BEGIN);
    begin_with(session, 0);
}

void run_resume(struct session *session, int programme, unsigned step, uint32_t number)
{
    make_ready(session, programme);
    session->run.number = number;
    record_beginning(session, RECORD_SESSION_RESUME);
    begin_with(session, step);
}

static void close_step(struct session *session, enum step_outcome outcome)
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
    struct planned *planned = &run->plan.step[run->step];
    planned->done = outcome == STEP_DONE;
    planned->clean =
        planned->done && run->record.broken == 0 && run->record.step == run->step &&
        run->record.credited_ms + run->record.by_time_ms >= run->record.planned_ms * 9 / 10;
}

/* The same exercise, another region: a step of its own. */
void run_next_region(struct session *session)
{
    struct run *run = &session->run;
    close_step(session, STEP_DONE);
    const unsigned number = run->record.step + 1;
    memset(&run->work, 0, sizeof run->work);
    run->work.began_ns = session->now_ns;
    begin_record(session);
    run->record.step = number;
    run->step_open = true;
    record_step(session, RECORD_STEP_BEGIN);
    step_phase(session, PHASE_SEARCH);
}

void run_end(struct session *session, enum session_outcome outcome)
{
    struct run *run = &session->run;
    close_step(session, outcome == SESSION_HURT     ? STEP_HURT
                        : session->run.free_rolling ? STEP_DONE
                                                    : STEP_UNFINISHED);
    if (outcome == SESSION_DONE)
        progress_after(session);
    struct record *record = record_new(session, RECORD_SESSION_END);
    record->u.end.outcome = outcome;
    record->u.end.elapsed_ms = (uint32_t)(run->elapsed_ns / NS_PER_MS);
    record->u.end.credited_ms = (uint32_t)run->credited_ms;
    record->u.end.by_time_ms = (uint32_t)run->by_time_ms;
    run->active = false;
    session->output->session_ended = true;
    session->asked = (struct asked){0};
    session->asked_changed = true;
    cue_hush(session);
    done_open(session);
}

static void next_step(struct session *session)
{
    struct run *run = &session->run;
    if (run->step + 1 >= run->plan.steps) {
        run_end(session, SESSION_DONE);
        return;
    }
    run->step++;
    step_begin(session);
}

void run_leave_step(struct session *session, enum step_outcome outcome)
{
    close_step(session, outcome);
    stage_go(session, STAGE_RUN);
    next_step(session);
}

/* Both sides get the same: the second one no more than the first was given. */
static void note_side(struct session *session)
{
    const struct step_record *record = &session->run.record;
    const uint32_t given_ms = record->credited_ms + record->by_time_ms;
    session->run.other_side_ns = 0;
    if (step_planned(session)->other_side_follows && given_ms >= 5000 &&
        given_ms < record->planned_ms)
        session->run.other_side_ns = given_ms * NS_PER_MS;
}

static void step_finished(struct session *session)
{
    step_phase(session, PHASE_STEP_DONE);
    span_close(&session->run.work.credit, session->sight.seen.time_ns);
    cue_tone(session, TONE_DONE);
    close_step(session, STEP_DONE);
    note_side(session);
}

void step_set_done(struct session *session)
{
    struct work *work = &session->run.work;
    span_close(&work->credit, session->sight.seen.time_ns);
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
        if (!isnan(seen->balance.left_share)) {
            work->left_share += (double)seen->balance.left_share;
            work->head_share += (double)seen->balance.head_share;
            work->shares++;
        }
    } else {
        span_close(&work->credit, seen->time_ns);
    }
}

/* What was done so far stays; a stretch begins its repetition again, the rest keeps its credit. */
void run_hold_up(struct session *session)
{
    struct work *work = &session->run.work;
    hold_work_leave(session, session->left_mat ? WHY_LEFT_MAT : WHY_END);
    span_close(&work->credit, session->sight.seen.time_ns);
    const bool working = work->phase >= PHASE_SEARCH && work->phase <= PHASE_BREATH;
    if (working)
        work->kept_ns =
            step_exercise(session)->counts == COUNTS_TIME ? 0 : step_counted_ns(session);
    if (session->run.step_open)
        record_step(session, RECORD_STEP_PROGRESS);
}

void run_go_on(struct session *session)
{
    stage_go(session, STAGE_RUN);
    if (session->run.step_open) {
        step_ask(session);
        place_start(session, false);
    } else {
        next_step(session);
    }
}

void run_press(struct session *session, const struct press *press)
{
    if (session->run.work.phase == PHASE_DEMONSTRATION && press->kind != PRESS_LEAVE) {
        place_start(session, false);
        return;
    }
    held_up_open(session, true);
}

static void record_progress(struct session *session)
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

static void work_on(struct session *session, int64_t dt_ns)
{
    const enum phase phase = session->run.work.phase;
    if (session->run.free_rolling && (phase == PHASE_SEARCH || phase == PHASE_PAUSE)) {
        free_step(session, dt_ns);
        return;
    }
    switch (session->run.work.phase) {
    case PHASE_DEMONSTRATION:
    case PHASE_PLACE:
    case PHASE_COUNTDOWN:
    case PHASE_SIDE_SWITCH: place_step(session); break;
    case PHASE_SEARCH:
    case PHASE_PAUSE:
    case PHASE_MOVE_ON: roll_step(session, dt_ns); break;
    case PHASE_ARM:
    case PHASE_HOLD:
    case PHASE_BROKEN: hold_work_step(session, dt_ns); break;
    case PHASE_REPETITIONS: repeat_step(session, dt_ns); break;
    case PHASE_STRETCH:
    case PHASE_BREATH: stretch_step(session, dt_ns); break;
    case PHASE_REST: rest_step(session); break;
    case PHASE_STEP_DONE:
    case PHASE_NONE:
        if (session->now_ns - session->run.work.since_ns >= STEP_DONE_NS)
            next_step(session);
        break;
    }
}

/* Credit goes to the side as told; the question is asked once, and only when it is sure. */
static void ask_side(struct session *session)
{
    const enum side seen = session->sight.seen.sure_other_side;
    const enum side told = step_planned(session)->side;
    if (session->run.other_side_said || seen == SIDE_BOTH || told == SIDE_BOTH || seen == told)
        return;
    session->run.other_side_said = true;
    cue_key(session, URGENCY_CALM, told == SIDE_LEFT ? "say.is_this_left" : "say.is_this_right");
}

/* Before somebody was ever seen, and beside the mat, leaving it means nothing. */
static bool has_left(const struct session *session)
{
    const enum phase phase = session->run.work.phase;
    const bool waiting = phase == PHASE_PLACE || phase == PHASE_DEMONSTRATION ||
                         phase == PHASE_SIDE_SWITCH || phase == PHASE_REST ||
                         phase == PHASE_STEP_DONE;
    return session->sight.trusted && !waiting && !step_exercise(session)->off_mat &&
           sight_off_mat(session, OFF_MAT_NS);
}

void run_elapse(struct session *session, int64_t dt_ns)
{
    session->run.elapsed_ns += dt_ns;
    if (session->run.step_open)
        session->run.work.elapsed_ns += dt_ns;
}

void run_step(struct session *session, int64_t dt_ns)
{
    if (has_left(session)) {
        held_up_open(session, false);
        return;
    }
    work_on(session, dt_ns);
    if (session->stage == STAGE_RUN) {
        roll_guard(session);
        ask_side(session);
        record_progress(session);
    }
}

/* From now on, until chosen otherwise: the easier variant, or the same in a smaller dose. */
void run_make_easier(struct session *session)
{
    struct run *run = &session->run;
    const struct exercise *exercise = step_exercise(session);
    person_progress_set(session, exercise->id, "easier", 1);
    close_step(session, STEP_SKIPPED);
    for (unsigned i = run->step; i < run->plan.steps; i++)
        if (run->plan.step[i].exercise == (unsigned)(exercise - session->catalogue->exercise))
            plan_make_easier(session, &run->plan.step[i]);
    stage_go(session, STAGE_RUN);
    step_begin(session);
    cue_say(session, URGENCY_LEAD, exercise->texts[session->language].easier);
}
