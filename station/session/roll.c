/* Self-myofascial release: search slowly, stay on a spot while its ring fills, move on. Only the
 * time of staying is credited; it may come in pieces. */
#include "session/inside.h"

static const int64_t FAST_AGAIN_NS = 10 * NS_PER_S;
static const int64_t SEARCH_HELP_NS = 20 * NS_PER_S;
static const int64_t SEARCH_BY_TIME_NS = 45 * NS_PER_S;
static const int64_t SEARCH_UNSEEN_NS = 8 * NS_PER_S; /* of searching where only time counts */
static const int64_t PAUSE_SURE_NS =
    3 * NS_PER_S; /* longer than the shortest pause, as holds are armed */
static const int64_t MOVE_ON_UNSEEN_NS = 4 * NS_PER_S;
static const int64_t MOVE_ON_AGAIN_NS = 10 * NS_PER_S;
static const int64_t MOVE_ON_MOST_NS = 20 * NS_PER_S; /* the mat may not see that it was done */
static const int64_t BREATHE_AGAIN_NS = 12 * NS_PER_S;
static const int64_t MOTIONLESS_NS = 30 * NS_PER_S; /* beyond an area's limit */
static const int64_t LOUDER_NS = 10 * NS_PER_S;
enum { AREA_LIMIT_S = 120, WARNINGS_MAX = 20 };

static int64_t counted_ns(const struct session *session)
{
    const struct work *work = &session->run.work;
    return span_ns(&work->credit, session->sight.seen.time_ns) + work->by_time_ns;
}

int64_t roll_spot_ns(const struct session *session)
{
    return counted_ns(session) - session->run.work.spot_from_ns;
}

static bool is_paused(const struct session *session)
{
    return session->sight.seen.roller.paused && session->sight.on_mat && !sight_blind(session);
}

/* With the ball, which the mat does not see, each exercise goes about it in its own way: beside the
 * spine nothing rolls. */
void roll_start(struct session *session)
{
    step_phase(session, PHASE_SEARCH);
    if (session->run.work.never_seen)
        cue_say(session, URGENCY_LEAD, step_texts(session)->how);
    else
        cue_key(session, URGENCY_LEAD, "say.search");
}

/* Nobody was there before, or nobody saw it. */
static int64_t there_since_ns(const struct session *session)
{
    return later(session->sight.on_mat_since_ns, session->sight.gap_end_ns);
}

/* The onset of stillness, as far as is known now, but never before the search, nor before anybody
 * was there, nor across a gap. */
static int64_t onset_ns(const struct session *session)
{
    const struct observation *seen = &session->sight.seen;
    const int64_t at_ns = seen->time_ns;
    const int64_t from_ns = later(later(seen->roller.paused_since_ns, there_since_ns(session)),
                                  session->run.work.searched_ns);
    return from_ns < at_ns ? from_ns : at_ns;
}

void roll_begin_credit(struct session *session)
{
    struct work *work = &session->run.work;
    work->searched_ns = work->since_ns;
    work->pause_since_ns = onset_ns(session);
    span_open(&work->credit, work->pause_since_ns);
}

void roll_follow_onset(struct session *session)
{
    struct work *work = &session->run.work;
    if (work->credit.open && work->credit.from_ns == work->pause_since_ns)
        work->credit.from_ns = work->pause_since_ns = onset_ns(session);
}

static void start_pause(struct session *session)
{
    struct work *work = &session->run.work;
    work->pause_before_ns = counted_ns(session);
    if (work->by_time)
        work->pause_since_ns = session->sight.seen.time_ns;
    else
        roll_begin_credit(session);
    step_phase(session, PHASE_PAUSE);
    cue_tone(session, TONE_START);
    cue_key(session, URGENCY_CALM, "say.stay");
}

/* Once its credit is closed: there it ended. */
static void record_pause(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t credited_ns = counted_ns(session) - work->pause_before_ns;
    if (credited_ns < NS_PER_S || work->by_time)
        return;
    struct record *record =
        record_part(session, RECORD_PAUSE, work->pause_since_ns, work->credit.to_ns);
    record->u.part.credited_ms = (uint32_t)(credited_ns / NS_PER_MS);
    record->u.part.x_mm = session->sight.seen.roller.x_mm;
    record->u.part.region = step_exercise(session)->region;
    record->u.part.n = work->spot + 1;
    session->run.record.pauses++;
}

/* The detector tells each pause that ends, and when it did: nothing after that counts. What it ends
 * without a word was shorter than a pause, a slow turn: nothing of it counts. Where no frames come,
 * or it goes on and only the person is not seen any more, what was seen stands. */
bool roll_end_credit(struct session *session, int64_t since_ns)
{
    struct work *work = &session->run.work;
    const struct observation *seen = &session->sight.seen;
    if (!session->sight.fresh || seen->roller.paused) {
        span_close(&work->credit, seen->time_ns);
        return true;
    }
    for (unsigned i = 0; i < seen->events; i++) {
        if (seen->event[i].kind != EVENT_PAUSE)
            continue;
        span_cut(&work->credit, later(seen->event[i].to_ns, since_ns));
        return true;
    }
    span_cut(&work->credit, since_ns);
    return false;
}

static void end_pause(struct session *session)
{
    struct work *work = &session->run.work;
    if (roll_end_credit(session, work->pause_since_ns))
        record_pause(session);
    step_phase(session, PHASE_SEARCH);
}

static void leave_spot(struct session *session)
{
    struct work *work = &session->run.work;
    work->spot++;
    work->spot_from_ns = counted_ns(session);
    if (work->spot >= step_planned(session)->dose.spots) {
        step_set_done(session);
        return;
    }
    step_phase(session, PHASE_MOVE_ON);
    cue_tone(session, TONE_MOVE_ON);
    cue_key(session, URGENCY_LEAD, "say.move_on");
}

static void spot_done(struct session *session)
{
    span_close(&session->run.work.credit, session->sight.seen.time_ns);
    record_pause(session);
    leave_spot(session);
}

static bool spot_is_filled(const struct session *session)
{
    return roll_spot_ns(session) >= step_planned(session)->dose.seconds * NS_PER_S;
}

/* A pause that was over before the mat was sure of it, as before getting up: told afterwards. */
static void credit_afterwards(struct session *session)
{
    struct work *work = &session->run.work;
    const struct observation *seen = &session->sight.seen;
    for (unsigned i = 0; session->sight.fresh && i < seen->events; i++) {
        const struct event *event = &seen->event[i];
        if (event->kind != EVENT_PAUSE || event->from_ns < work->since_ns)
            continue;
        work->pause_before_ns = counted_ns(session);
        work->pause_since_ns = later(event->from_ns, there_since_ns(session));
        span_open(&work->credit, work->pause_since_ns);
        span_cut(&work->credit, event->to_ns);
        record_pause(session);
        if (spot_is_filled(session)) {
            leave_spot(session);
            return;
        }
    }
}

static void say_too_fast(struct session *session)
{
    struct work *work = &session->run.work;
    const float most = step_exercise(session)->passes_per_min_most;
    if (most > 0 && session->sight.seen.roller.passes_per_min > most &&
        session->now_ns - work->told_ns >= FAST_AGAIN_NS) {
        work->told_ns = session->now_ns;
        cue_key(session, URGENCY_LEAD, "say.slower");
    }
}

static void search(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t gone = session->now_ns - work->since_ns;
    if (is_paused(session))
        step_seen_again(session);
    if (work->by_time) {
        if (gone >= SEARCH_UNSEEN_NS)
            start_pause(session);
        return;
    }
    if (is_paused(session)) {
        start_pause(session);
        return;
    }
    credit_afterwards(session);
    if (work->phase != PHASE_SEARCH)
        return;
    say_too_fast(session);
    if (!work->helped && gone >= SEARCH_HELP_NS) {
        work->helped = true;
        cue_key(session, URGENCY_LEAD, "say.search_help");
    }
    if (gone >= SEARCH_BY_TIME_NS || sight_lost(session)) {
        work->by_time = true;
        cue_key(session, URGENCY_LEAD, "say.by_time");
    }
}

/* A pause that ran by time is surely seen after all: from here on the mat counts. */
static void stay_after_all(struct session *session)
{
    struct work *work = &session->run.work;
    const struct observation *seen = &session->sight.seen;
    if (!session->sight.fresh || !is_paused(session) || work->never_seen ||
        seen->time_ns - seen->roller.paused_since_ns < PAUSE_SURE_NS)
        return;
    step_seen_again(session);
    work->pause_before_ns = counted_ns(session);
    work->searched_ns = work->pause_since_ns = session->sight.seen.time_ns;
    span_open(&work->credit, work->pause_since_ns);
}

static void stay(struct session *session, int64_t dt_ns)
{
    struct work *work = &session->run.work;
    if (work->by_time) {
        step_count_time(session, dt_ns);
        stay_after_all(session);
    } else if (!is_paused(session)) {
        end_pause(session);
        return;
    }
    if (!work->by_time) {
        roll_follow_onset(session);
        step_credit_while(session, true);
    }
    if (session->now_ns - work->told_ns >= BREATHE_AGAIN_NS) {
        work->told_ns = session->now_ns;
        cue_key(session, URGENCY_CALM, "say.breathe");
    }
    if (spot_is_filled(session))
        spot_done(session);
}

static void move_on(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t gone = session->now_ns - work->since_ns;
    if (work->by_time ? gone >= MOVE_ON_UNSEEN_NS
                      : !is_paused(session) || gone >= MOVE_ON_MOST_NS) {
        step_phase(session, PHASE_SEARCH);
        return;
    }
    if (session->now_ns - work->told_ns >= MOVE_ON_AGAIN_NS) {
        work->told_ns = session->now_ns;
        cue_tone(session, TONE_MOVE_ON);
        cue_key(session, URGENCY_LEAD, "say.move_on");
    }
}

/* Of what is rolled now, or was last. */
int64_t roll_area_limit_ns(const struct session *session)
{
    for (unsigned i = session->run.step + 1; i-- > 0;)
        if (session->run.plan.step[i].dose.area_limit_s)
            return session->run.plan.step[i].dose.area_limit_s * NS_PER_S;
    return AREA_LIMIT_S * NS_PER_S;
}

/* Never longer on an area than its limit, and both sides alike. */
static bool is_enough(const struct session *session)
{
    const int64_t other_ns = session->run.other_side_ns;
    return session->run.work.on_roller_ns >= roll_area_limit_ns(session) ||
           (other_ns > 0 && counted_ns(session) >= other_ns);
}

/* The mat counts from where it was asked last: after a pause anew, for another area on. */
void roll_count_strokes(struct session *session)
{
    struct run *run = &session->run;
    const unsigned strokes = session->sight.seen.roller.strokes;
    const unsigned before = strokes < run->strokes_seen ? 0 : run->strokes_seen;
    run->record.strokes = (uint16_t)(run->record.strokes + strokes - before);
    run->strokes_seen = strokes;
}

void roll_step(struct session *session, int64_t dt_ns)
{
    struct work *work = &session->run.work;
    work->on_roller_ns += dt_ns;
    roll_count_strokes(session);
    switch (work->phase) {
    case PHASE_SEARCH: search(session); break;
    case PHASE_PAUSE: stay(session, dt_ns); break;
    default: move_on(session); break;
    }
    const enum phase phase = work->phase;
    if ((phase == PHASE_SEARCH || phase == PHASE_PAUSE || phase == PHASE_MOVE_ON) &&
        is_enough(session)) {
        span_close(&work->credit, session->sight.seen.time_ns);
        if (phase == PHASE_PAUSE)
            record_pause(session);
        cue_key(session, URGENCY_LEAD, "say.area_done");
        step_set_done(session);
    }
}

/* Whatever is being done: somebody who lies motionless on the roller for far too long is told. */
void roll_guard(struct session *session)
{
    struct run *run = &session->run;
    const struct roller_seen *roller = &session->sight.seen.roller;
    if (!is_paused(session) || !roller->present) {
        run->warned = 0;
        return;
    }
    const int64_t still_ns = session->now_ns - roller->paused_since_ns;
    const int64_t due_ns = roll_area_limit_ns(session) + MOTIONLESS_NS + run->warned * LOUDER_NS;
    if (still_ns < due_ns || run->warned >= WARNINGS_MAX)
        return;
    cue_tone(session, TONE_WARN);
    cue_key(session, run->warned ? URGENCY_SAFETY : URGENCY_WARN, "say.move_off");
    run->warned++;
}
