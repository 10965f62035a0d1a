/* Repetitions: counted from the load, led by a tempo; where the mat cannot count, the tempo does.
 */
#include "session/inside.h"

static const int64_t EARLY_NS = NS_PER_S; /* before the start: somebody who could not wait */
/* From the floor, and from the feet, at least so long [own]. */
static const int64_t GETTING_UP_NS = 5 * NS_PER_S, STEPPING_OFF_NS = NS_PER_S;
enum { SHORT_PART = 5 }; /* of the tempo's cycle: nobody is so fast [own] */

void repeat_start(struct session *session)
{
    struct work *work = &session->run.work;
    step_phase(session, PHASE_REPETITIONS);
    work->cycle_ns = work->followed_ns = session->now_ns;
    work->last_repetition_ns = session->now_ns;
    work->beat = 0;
    work->uncounted = (struct shares){0};
    cue_tone(session, TONE_TICK);
    cue_key(session, URGENCY_LEAD, "say.repeat");
}

static int64_t beat_end_ns(const struct tempo *tempo, unsigned beat)
{
    const float s = tempo->up_s + (beat > 0 ? tempo->hold_s : 0) + (beat > 1 ? tempo->down_s : 0);
    return (int64_t)(s * (float)NS_PER_S);
}

/* True when a cycle has ended. */
static bool follow_tempo(struct session *session)
{
    struct work *work = &session->run.work;
    const struct tempo *tempo = &step_exercise(session)->tempo;
    if (session->now_ns - work->followed_ns > STALL_NS)
        work->cycle_ns += session->now_ns - work->followed_ns;
    work->followed_ns = session->now_ns;
    while (work->beat < 3 && session->now_ns - work->cycle_ns >= beat_end_ns(tempo, work->beat)) {
        work->beat++;
        if (work->beat == 2)
            cue_tone(session, TONE_TOCK);
    }
    if (work->beat < 3)
        return false;
    work->cycle_ns += beat_end_ns(tempo, 2);
    work->beat = 0;
    cue_tone(session, TONE_TICK);
    return true;
}

static void say_number(struct session *session)
{
    char key[] = "number.n00";
    const unsigned n = session->run.work.repetitions;
    if (n == 0 || n > 30)
        return;
    key[8] = (char)('0' + n / 10);
    key[9] = (char)('0' + n % 10);
    cue_hush(session);
    cue_key(session, URGENCY_CALM, key);
}

static void counted(struct session *session)
{
    session->run.work.repetitions++;
    session->run.work.last_repetition_ns = session->now_ns;
    cue_tone(session, TONE_CREDIT);
    say_number(session);
}

/* With a breath that was taken before it: who rests between two lies as before. */
static void keep_shares(struct work *work)
{
    work->before_last = work->shares;
    shares_add(&work->shares, &work->uncounted);
    work->uncounted = (struct shares){0};
}

/* Credited from the end of the one before, at most one cycle of the tempo, within the set. */
static void record_repetition(struct session *session, const struct event *event)
{
    struct work *work = &session->run.work;
    const int64_t to_ns = event->to_ns < session->now_ns ? event->to_ns : session->now_ns;
    const int64_t cycle_ns = beat_end_ns(&step_exercise(session)->tempo, 2);
    const int64_t from_ns = later(later(work->repetition_end_ns, work->since_ns), to_ns - cycle_ns);
    struct record *record = record_part(session, RECORD_REPETITION, event->from_ns, event->to_ns);
    record->u.part.n = ++session->run.record.repetitions;
    record->u.part.confidence = event->confidence;
    if (to_ns > from_ns) {
        work->last_credit_ns = to_ns - from_ns;
        work->credit.sum_ns += to_ns - from_ns;
        work->repetition_end_ns = to_ns;
        keep_shares(work);
        record->u.part.credited_ms = (uint32_t)((to_ns - from_ns) / NS_PER_MS);
    }
}

/* Lying down, coming back: what began well before the work did is no repetition of it; nor is what
 * overlaps the one before, or is over in no time. */
static bool is_repetition(const struct session *session, const struct event *event)
{
    const struct work *work = &session->run.work;
    const int64_t cycle_ns = beat_end_ns(&step_exercise(session)->tempo, 2);
    return event->from_ns >= work->since_ns - EARLY_NS && event->from_ns >= work->seen_to_ns &&
           event->to_ns - event->from_ns >= cycle_ns / SHORT_PART;
}

/* Nobody is off the mat so soon after a repetition: it was the getting up. */
void repeat_take_back(struct session *session)
{
    struct work *work = &session->run.work;
    const bool stands = step_exercise(session)->posture == POSTURE_STANDING;
    const int64_t up_ns =
        session->sight.on_mat_since_ns - (stands ? STEPPING_OFF_NS : GETTING_UP_NS);
    if (work->repetitions == 0 || session->run.record.repetitions == 0 ||
        work->seen_to_ns <= up_ns || work->seen_to_ns <= work->since_ns)
        return;
    work->repetitions--;
    session->run.record.repetitions--;
    work->credit.sum_ns -= work->last_credit_ns;
    work->last_credit_ns = 0;
    work->shares = work->before_last;
    work->seen_to_ns = session->sight.on_mat_since_ns;
}

/* Most of it lies in what was credited already: the tempo has counted it. */
static bool is_counted(const struct work *work, const struct event *event)
{
    return event->from_ns + (event->to_ns - event->from_ns) / 2 < work->repetition_end_ns;
}

static void see(struct session *session)
{
    const struct observation *seen = &session->sight.seen;
    struct work *work = &session->run.work;
    if (!session->sight.fresh || !session->sight.on_mat || work->never_seen)
        return;
    shares_take(&work->uncounted, seen);
    for (unsigned i = 0; i < seen->events; i++) {
        if (seen->event[i].kind != EVENT_REP || !is_repetition(session, &seen->event[i]))
            continue;
        step_seen_again(session);
        if (is_counted(work, &seen->event[i]))
            continue;
        work->seen_to_ns = seen->event[i].to_ns;
        record_repetition(session, &seen->event[i]);
        counted(session);
    }
}

static void by_tempo(struct session *session)
{
    const struct exercise *exercise = step_exercise(session);
    const bool away = sight_off_mat(session, 0) && session->sight.trusted && !exercise->off_mat;
    if (away)
        return;
    session->run.record.by_tempo_repetitions++;
    session->run.work.by_time_ns += beat_end_ns(&exercise->tempo, 2);
    session->run.work.repetition_end_ns = session->run.work.cycle_ns;
    counted(session);
}

static void help(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t without = session->now_ns - work->last_repetition_ns;
    if (!work->helped && without >= UNSEEN_HELP_NS) {
        work->helped = true;
        cue_say(session, URGENCY_LEAD, step_texts(session)->how);
    }
    if (without >= UNSEEN_BY_TIME_NS || sight_lost(session)) {
        work->by_time = true;
        cue_key(session, URGENCY_LEAD, "say.by_tempo");
    }
}

void repeat_step(struct session *session, int64_t dt_ns)
{
    struct work *work = &session->run.work;
    (void)dt_ns;
    const bool cycle_ended = follow_tempo(session);
    see(session);
    if (work->by_time && cycle_ended)
        by_tempo(session);
    if (work->repetitions >= step_planned(session)->dose.repetitions) {
        work->repetitions = 0;
        step_set_done(session);
    } else if (!work->by_time) {
        help(session);
    }
}
