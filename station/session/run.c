/* A session being run: its steps one after the other, pauses, and its end. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

static const int64_t OFF_MAT_NS = NS_PER_S;
static const int64_t STEP_DONE_NS = 3 * NS_PER_S / 2;
static const int64_t WORTH_A_TURN_MS = 60000; /* as the least that is history */

/* What is open is measured against nothing. */
static uint32_t planned_credit_ms(const struct session *session)
{
    uint32_t sum = 0;
    const struct plan *plan = &session->run.plan;
    if (session->run.free_rolling)
        return 0;
    for (unsigned i = 0; i < plan->steps; i++)
        sum += plan_step_credit_ms(&session->catalogue->exercise[plan->step[i].exercise],
                                   &plan->step[i]);
    return sum;
}

static void make_ready(struct session *session, int programme, uint32_t number)
{
    struct run *run = &session->run;
    const struct programme *chosen = &session->programmes.programme[programme];
    memset(run, 0, sizeof *run);
    run->programme = programme;
    run->active = true;
    run->number = number;
    run->given_up_before = session->snapshot.given_up;
    run->free_rolling = chosen->open;
    session->sight.trusted = session->sight.person;
    session->sight.believed = false;
    const unsigned selection = plan_selection(session, chosen, number);
    if (chosen->selections > 1) {
        plan_turn_key(chosen, run->turn_key);
        run->next_turn = selection % chosen->selections + 1;
    }
    plan_make(session, chosen, selection, &run->plan);
    run->planned_ms = planned_credit_ms(session);
}

static void record_beginning(struct session *session, enum record_kind kind)
{
    struct record *record = record_new(session, kind);
    text_copy(record->u.begin.programme, sizeof record->u.begin.programme,
              session->programmes.programme[session->run.programme].id);
    record->u.begin.planned_ms = session->run.planned_ms;
}

static void begin_with(struct session *session, unsigned step, const struct step_record *kept)
{
    stage_go(session, STAGE_RUN);
    session->run.step = step;
    if (step < session->run.plan.steps)
        step_begin(session, kept);
    else
        run_end(session, SESSION_DONE);
}

void run_start(struct session *session, int programme)
{
    session->cut_off.present = false;
    make_ready(session, programme, session->next_session++);
    record_beginning(session, RECORD_SESSION_BEGIN);
    begin_with(session, 0, NULL);
}

void run_resume(struct session *session, int programme, const struct unfinished *unfinished)
{
    struct run *run = &session->run;
    const struct step_record *last = &unfinished->last;
    make_ready(session, programme, unfinished->session);
    record_beginning(session, RECORD_SESSION_RESUME);
    run->elapsed_ns = ((int64_t)unfinished->elapsed_ms + last->elapsed_ms) * NS_PER_MS;
    run->credited_ms = unfinished->credited_ms;
    run->by_time_ms = unfinished->by_time_ms;
    const unsigned step = resume_place(session, last, &run->plan, &run->left_told);
    const bool kept = resume_can_keep(session, last, step);
    if (!kept) {
        run->credited_ms += last->credited_ms;
        run->by_time_ms += last->by_time_ms;
    }
    if (!kept && !resume_is_over(last)) {
        struct record *record = record_new(session, RECORD_STEP_END);
        record->u.step = *last;
        record->u.step.outcome = STEP_UNFINISHED;
    }
    run->recorded = kept ? last->step : last->step + 1;
    run->other_side_ns = resume_side_limit_ns(session, unfinished, step);
    for (unsigned region = 0; region < REGIONS; region++)
        run->area_ns[region] = unfinished->area_ms[region] * NS_PER_MS;
    run->area_ns[last->region] += last->on_roller_ms * NS_PER_MS;
    begin_with(session, step, kept ? last : NULL);
}

/* What was hardly begun is still due. */
static void take_turn(struct session *session, enum session_outcome outcome)
{
    const struct run *run = &session->run;
    char next[16];
    if (!*run->turn_key ||
        (outcome != SESSION_DONE && run->credited_ms + run->by_time_ms < WORTH_A_TURN_MS))
        return;
    snprintf(next, sizeof next, "%u", run->next_turn);
    person_set(session, run->turn_key, next);
}

void run_end(struct session *session, enum session_outcome outcome)
{
    struct run *run = &session->run;
    step_close(session, outcome == SESSION_HURT     ? STEP_HURT
                        : session->run.free_rolling ? STEP_DONE
                                                    : STEP_UNFINISHED);
    if (outcome == SESSION_DONE)
        run->step = run->plan.steps;
    step_tell_left_out(session);
    *session->news = 0;
    if (outcome == SESSION_DONE)
        progress_after(session);
    take_turn(session, outcome);
    struct record *record = record_new(session, RECORD_SESSION_END);
    record->u.end.outcome = outcome;
    record->u.end.planned_ms = run->planned_ms;
    record->u.end.elapsed_ms = (uint32_t)(run->elapsed_ns / NS_PER_MS);
    record->u.end.credited_ms = (uint32_t)run->credited_ms;
    record->u.end.by_time_ms = (uint32_t)run->by_time_ms;
    run->active = false;
    session->start_with = -1;
    session->output->session_ended = true;
    session->asked = (struct asked){0};
    session->asked_changed = true;
    cue_hush(session);
    questions_open(session);
}

static void next_step(struct session *session)
{
    struct run *run = &session->run;
    if (run->step + 1 >= run->plan.steps) {
        run_end(session, SESSION_DONE);
        return;
    }
    const bool lying = plan_is_lying(session, step_planned(session));
    run->step++;
    if (lying && !plan_is_lying(session, step_planned(session)))
        cue_key(session, URGENCY_LEAD, "say.get_up");
    step_begin(session, NULL);
}

void run_leave_step(struct session *session, enum step_outcome outcome)
{
    step_close(session, outcome);
    stage_go(session, STAGE_RUN);
    next_step(session);
}

/* What was done so far stays; a stretch begins its repetition again, the rest keeps its credit. */
void run_hold_up(struct session *session)
{
    struct work *work = &session->run.work;
    hold_work_leave(session, session->left_mat ? WHY_LEFT_MAT : WHY_END);
    span_close(&work->credit, session->sight.seen.time_ns);
    if (session->left_mat && (work->phase == PHASE_STRETCH || work->phase == PHASE_BREATH))
        span_cut(&work->credit, session->sight.leaving_ns > work->since_ns
                                    ? session->sight.leaving_ns
                                    : work->since_ns);
    if (session->left_mat && work->phase == PHASE_REPETITIONS)
        repeat_take_back(session);
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
        step_ask_side(session);
        step_record_progress(session);
    }
}

/* From now on, until chosen otherwise: the easier variant, or the same in a smaller dose. What is
 * finished is not done again. */
void run_make_easier(struct session *session)
{
    struct run *run = &session->run;
    const struct exercise *exercise = step_exercise(session);
    const bool finished = !run->step_open;
    person_progress_set(session, exercise->id, "easier", 1);
    step_close(session, STEP_SKIPPED);
    const bool as_told = plan_make_easier(session, &run->plan, finished ? run->step + 1 : run->step,
                                          (unsigned)(exercise - session->catalogue->exercise));
    run->planned_ms = planned_credit_ms(session);
    if (finished) {
        run_go_on(session);
        return;
    }
    run->plan.step[run->step].other_side_before = false; /* who is on that side already */
    stage_go(session, STAGE_RUN);
    step_begin(session, NULL);
    /* Before how to get there, after which nobody would still be waiting for it. */
    cue_say(session, URGENCY_WARN,
            as_told ? exercise->texts[session->language].easier : text_of(session, "say.less"));
}
