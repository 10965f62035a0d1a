/* Holds: armed after three seconds in place, a wobble is told from a break, two graces, and the end
 * at the target by itself. */
#include "session/inside.h"

#include <stdio.h>

static const int64_t ARM_NS = 3 * NS_PER_S;
static const int64_t BREAK_NS = 700 * NS_PER_MS;
static const int64_t GRACE_NS = 1500 * NS_PER_MS;
static const int64_t BREATHE_AGAIN_NS = 8 * NS_PER_S;
enum { GRACES = 2 };

void hold_work_start(struct session *session)
{
    session->run.work.graces = GRACES;
    step_phase(session, PHASE_ARM);
    cue_say(session, URGENCY_LEAD, step_texts(session)->how);
}

static void begin_hold(struct session *session)
{
    struct work *work = &session->run.work;
    step_phase(session, PHASE_HOLD);
    work->hold_from_ns = session->sight.seen.time_ns;
    work->hold_before_ns = step_counted_ns(session);
    work->out = false;
    cue_tone(session, TONE_START);
    cue_key(session, URGENCY_CALM, "say.hold");
}

static void arm(struct session *session)
{
    struct work *work = &session->run.work;
    const struct sight *sight = &session->sight;
    const int64_t gone = session->now_ns - work->since_ns;
    if (sight->in_place && !sight_blind(session))
        step_seen_again(session);
    const int64_t from_ns =
        sight->in_place_since_ns > work->since_ns ? sight->in_place_since_ns : work->since_ns;
    if (work->by_time
            ? gone >= ARM_NS
            : sight->in_place && !sight_blind(session) && sight->seen.time_ns - from_ns >= ARM_NS) {
        begin_hold(session);
        return;
    }
    if ((sight->in_place && !sight_lost(session)) || work->by_time)
        return;
    if (!work->helped && gone >= UNSEEN_HELP_NS) {
        work->helped = true;
        cue_key(session, URGENCY_LEAD, "say.hold_help");
    }
    if (gone >= UNSEEN_BY_TIME_NS || sight_lost(session)) {
        work->by_time = true;
        work->since_ns = session->now_ns;
        cue_key(session, URGENCY_LEAD, "say.by_time");
    }
}

static void record_hold(struct session *session, enum why why)
{
    const struct work *work = &session->run.work;
    struct step_record *step = &session->run.record;
    const int64_t credited_ns = step_counted_ns(session) - work->hold_before_ns;
    if (work->by_time || credited_ns <= 0)
        return;
    struct record *record =
        record_part(session, RECORD_HOLD, work->hold_from_ns, session->sight.seen.time_ns);
    record->u.part.credited_ms = (uint32_t)(credited_ns / NS_PER_MS);
    record->u.part.why = why;
    record->u.part.n = ++step->holds;
    if (record->u.part.credited_ms > step->longest_hold_ms)
        step->longest_hold_ms = record->u.part.credited_ms;
}

/* Held up, or over: what was held stays. */
void hold_work_leave(struct session *session, enum why why)
{
    struct work *work = &session->run.work;
    if (work->phase != PHASE_HOLD && work->phase != PHASE_BROKEN)
        return;
    span_close(&work->credit, session->sight.seen.time_ns);
    record_hold(session, why);
}

static void say_why(struct session *session)
{
    static const char *const keys[] = {
        "say.why.unknown",  "say.why.hips_down", "say.why.knee_down", "say.why.support_lost",
        "say.why.left_mat", "say.why.unknown",   "say.why.unknown"};
    cue_hush(session);
    cue_key(session, URGENCY_LEAD, keys[session->run.record.why]);
}

/* The same, to who need not lift anything again. */
static void say_what_broke(struct session *session)
{
    static const char *const keys[] = {
        [WHY_HIPS_DOWN] = "say.over.hips_down",
        [WHY_KNEE_DOWN] = "say.over.knee_down",
        [WHY_SUPPORT_LOST] = "say.over.support_lost",
    };
    const enum why why = session->run.record.why;
    if (why < sizeof keys / sizeof *keys && keys[why])
        cue_key(session, URGENCY_LEAD, keys[why]);
}

/* The set's own words, to rest a moment, are among these. */
static void hold_over(struct session *session, bool just_broken)
{
    record_hold(session, session->run.record.why);
    step_set_done(session);
    cue_hush(session);
    if (just_broken)
        say_what_broke(session);
    cue_key(session, URGENCY_LEAD, "say.hold_over");
}

static void broke(struct session *session)
{
    struct work *work = &session->run.work;
    session->run.record.why = session->sight.why;
    session->run.record.broken++;
    cue_tone(session, TONE_BROKEN);
    if (work->graces == 0) {
        hold_over(session, true);
        return;
    }
    say_why(session);
    work->graces--;
    step_phase(session, PHASE_BROKEN);
}

static void follow(struct session *session)
{
    struct work *work = &session->run.work;
    const struct sight *sight = &session->sight;
    if (sight_blind(session))
        span_close(&work->credit, sight->seen.time_ns);
    if (!sight->fresh)
        return;
    if (sight->in_place) {
        if (work->out) /* a short wobble does not end a hold, which began before it */
            span_open(&work->credit, sight->in_place_since_ns > work->credit.to_ns
                                         ? sight->in_place_since_ns
                                         : sight->seen.time_ns);
        work->out = false;
        step_credit_while(session, true);
        return;
    }
    if (!work->out) {
        work->out = true;
        span_close(&work->credit, sight->in_place_since_ns);
    }
    if (sight->seen.time_ns - sight->in_place_since_ns >= BREAK_NS)
        broke(session);
}

/* What ran by time is seen after all, as surely as it would have been armed: from here on the mat
 * counts, and what went by time stays that. */
static void hold_after_all(struct session *session)
{
    struct work *work = &session->run.work;
    const struct sight *sight = &session->sight;
    const int64_t from_ns = later(sight->in_place_since_ns, work->since_ns);
    if (!sight->fresh || !sight->in_place || sight->seen.time_ns - from_ns < ARM_NS)
        return;
    step_seen_again(session);
    work->out = false;
    work->hold_from_ns = sight->seen.time_ns;
    work->hold_before_ns = step_counted_ns(session);
}

/* The mat does not answer any more: nobody is kept in a plank by that. */
static void go_blind(struct session *session)
{
    struct work *work = &session->run.work;
    span_close(&work->credit, session->sight.seen.time_ns);
    record_hold(session, WHY_GAP);
    work->by_time = true;
    cue_key(session, URGENCY_LEAD, "say.by_time");
}

static void hold(struct session *session, int64_t dt_ns)
{
    struct work *work = &session->run.work;
    if (work->by_time)
        step_count_time(session, dt_ns);
    else
        follow(session);
    if (work->by_time)
        hold_after_all(session);
    else if (sight_lost(session))
        go_blind(session);
    if (work->phase != PHASE_HOLD)
        return;
    if (session->now_ns - work->told_ns >= BREATHE_AGAIN_NS) {
        work->told_ns = session->now_ns;
        cue_key(session, URGENCY_CALM, "say.keep_breathing");
    }
    if (step_counted_ns(session) >= step_planned(session)->dose.seconds * NS_PER_S) {
        span_close(&work->credit, session->sight.seen.time_ns);
        record_hold(session, WHY_END);
        cue_key(session, URGENCY_LEAD, "say.hold_done");
        step_set_done(session);
    }
}

static void grace(struct session *session)
{
    struct work *work = &session->run.work;
    if (session->sight.in_place && session->sight.fresh) {
        const int64_t since_ns = work->since_ns;
        step_phase(session, PHASE_HOLD);
        work->out = false;
        span_open(&work->credit, session->sight.in_place_since_ns > since_ns
                                     ? session->sight.in_place_since_ns
                                     : session->sight.seen.time_ns);
    } else if (session->now_ns - work->since_ns >= GRACE_NS) {
        hold_over(session, false);
    }
}

void hold_work_step(struct session *session, int64_t dt_ns)
{
    switch (session->run.work.phase) {
    case PHASE_ARM: arm(session); break;
    case PHASE_HOLD: hold(session, dt_ns); break;
    default: grace(session); break;
    }
}
