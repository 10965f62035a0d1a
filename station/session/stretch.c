/* Stretches and breathing: time while the contact is there, or time alone where the mat cannot see
 * it; a pacer leads the breath. */
#include "session/inside.h"

#include <math.h>

static const int64_t OUT_OF_PLACE_NS = 2 * NS_PER_S;
static const int64_t BREATHE_AGAIN_NS = 15 * NS_PER_S;

void stretch_start(struct session *session)
{
    step_phase(session, step_exercise(session)->kind == KIND_BREATH ? PHASE_BREATH : PHASE_STRETCH);
    cue_say(session, URGENCY_LEAD, step_texts(session)->how);
}

/* 0 out .. 1 in. */
float stretch_breath(const struct session *session)
{
    const struct exercise *exercise = step_exercise(session);
    if (!exercise->breath)
        return NAN;
    const float cycle_s = exercise->breath_in_s + exercise->breath_out_s;
    const float at_s =
        fmodf((float)(session->now_ns - session->run.work.since_ns) / (float)NS_PER_S, cycle_s);
    const float part = at_s < exercise->breath_in_s
                           ? at_s / exercise->breath_in_s
                           : 1 - (at_s - exercise->breath_in_s) / exercise->breath_out_s;
    return 0.5f - 0.5f * cosf(part * 3.14159265f);
}

static void go_by_time(struct session *session)
{
    struct work *work = &session->run.work;
    work->by_time = true;
    span_close(&work->credit, session->sight.seen.time_ns);
    cue_key(session, URGENCY_LEAD, "say.by_time");
}

static void missing(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t lost_ns = session->now_ns - session->sight.in_place_since_ns;
    if (!work->helped && lost_ns >= OUT_OF_PLACE_NS) {
        work->helped = true;
        cue_say(session, URGENCY_LEAD, step_texts(session)->place);
    }
    if (lost_ns >= UNSEEN_HELP_NS && session->now_ns - work->told_ns >= UNSEEN_HELP_NS) {
        work->told_ns = session->now_ns;
        cue_key(session, URGENCY_LEAD, "say.place_help");
    }
    if (lost_ns >= UNSEEN_BY_TIME_NS)
        go_by_time(session);
}

static void watch(struct session *session)
{
    struct work *work = &session->run.work;
    step_credit_while(session, session->sight.in_place);
    if (sight_lost(session))
        go_by_time(session);
    else if (!session->sight.in_place)
        missing(session);
    else
        work->helped = false;
}

/* The lying breath has its pacer, and nothing that is stretched. */
static void remind_of_breath(struct session *session)
{
    const enum kind kind = step_exercise(session)->kind;
    session->run.work.told_ns = session->now_ns;
    if (kind != KIND_BREATH)
        cue_key(session, URGENCY_CALM,
                kind == KIND_STRENGTH ? "say.keep_breathing" : "say.breathe_out");
}

void stretch_step(struct session *session, int64_t dt_ns)
{
    struct work *work = &session->run.work;
    if (session->sight.in_place && session->sight.fresh && !sight_blind(session))
        step_seen_again(session);
    if (work->by_time)
        step_count_time(session, dt_ns);
    else
        watch(session);
    if (session->now_ns - work->told_ns >= BREATHE_AGAIN_NS && session->sight.in_place)
        remind_of_breath(session);
    if (step_counted_ns(session) >= step_planned(session)->dose.seconds * NS_PER_S)
        step_set_done(session);
}
