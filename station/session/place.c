/* Getting into place: the demonstration, waiting for the surest contact, 3-2-1. */
#include "session/inside.h"

#include <stdio.h>
#include <stdlib.h>

static const int64_t SIDE_SWITCH_NS = 8 * NS_PER_S;
static const int64_t GATED_NS = NS_PER_S; /* the surest contact has been there */
static const int64_t UNGATED_NS = 5 * NS_PER_S;
static const int64_t GATE_GONE_NS = 3 * NS_PER_S / 2; /* in the countdown */
enum { DEMONSTRATIONS = 2, DEMONSTRATION_S = 8 };

static void key_of(const struct exercise *exercise, char *key, size_t size)
{
    snprintf(key, size, "shown.%.25s", exercise->id);
}

unsigned place_showing_s(const struct session *session, const struct exercise *exercise)
{
    char key[ID_MAX];
    key_of(exercise, key, sizeof key);
    return atoi(person_setting(session, key)) < DEMONSTRATIONS ? DEMONSTRATION_S : 0;
}

/* How often this person was shown the exercise. */
static bool needs_showing(struct session *session)
{
    char key[ID_MAX], count[16];
    if (!place_showing_s(session, step_exercise(session)))
        return false;
    key_of(step_exercise(session), key, sizeof key);
    snprintf(count, sizeof count, "%d", atoi(person_setting(session, key)) + 1);
    person_set(session, key, count);
    return true;
}

static void say_place(struct session *session)
{
    cue_say(session, URGENCY_LEAD, step_texts(session)->place);
    if (*step_texts(session)->caution)
        cue_say(session, URGENCY_LEAD, step_texts(session)->caution);
}

static void say_side(struct session *session)
{
    char text[320];
    const char *side =
        step_planned(session)->side == SIDE_LEFT ? "say.left_side" : "say.right_side";
    if (step_planned(session)->side == SIDE_BOTH)
        return;
    text_fill(text, sizeof text, text_of(session, side),
              (const struct fill[]){{"name", step_texts(session)->name}, {0}});
    cue_say(session, URGENCY_LEAD, text);
}

static bool has_tempo(const struct session *session)
{
    return step_exercise(session)->counts == COUNTS_REPETITIONS;
}

static void say_by_what(struct session *session)
{
    cue_key(session, URGENCY_LEAD, has_tempo(session) ? "say.by_tempo" : "say.by_time");
}

/* Once a session for each; after that it stands on the screen alone. */
static void say_unseen(struct session *session)
{
    struct run *run = &session->run;
    bool *told = has_tempo(session) ? &run->told_by_tempo : &run->told_by_time;
    if (!run->work.never_seen || *told)
        return;
    *told = true;
    say_by_what(session);
}

void place_start(struct session *session, bool demonstrate)
{
    struct work *work = &session->run.work;
    work->gate_since_ns = 0;
    work->waited_ns = 0;
    if (work->elapsed_ns == 0 && step_planned(session)->other_side_before) {
        step_phase(session, PHASE_SIDE_SWITCH);
        cue_hush(session);
        cue_key(session, URGENCY_LEAD, "say.side_switch");
        say_side(session);
        return;
    }
    if (demonstrate && needs_showing(session)) {
        step_phase(session, PHASE_DEMONSTRATION);
        cue_say(session, URGENCY_LEAD, step_texts(session)->name);
        cue_say(session, URGENCY_LEAD, step_texts(session)->how);
        say_unseen(session);
        return;
    }
    step_phase(session, PHASE_PLACE);
    if (demonstrate)
        cue_say(session, URGENCY_LEAD, step_texts(session)->name);
    say_side(session);
    say_place(session);
    say_unseen(session);
}

/* Only the surest contact counts; where there is none, or where the exercise is done beside the
 * mat, a while does. */
static bool is_gated(const struct session *session)
{
    const struct exercise *exercise = step_exercise(session);
    const bool beside = exercise->off_mat && !session->sight.on_mat;
    return exercise->gate != ZONE_UNKNOWN && !session->run.work.never_seen && !beside;
}

static bool gate_seen(const struct session *session)
{
    return !is_gated(session) || sight_gate(session, step_exercise(session)->gate);
}

static void note_gate(struct session *session)
{
    struct work *work = &session->run.work;
    if (!session->sight.fresh)
        return;
    const bool there = (session->sight.on_mat || step_exercise(session)->off_mat) &&
                       !sight_blind(session) && gate_seen(session);
    if (!there)
        work->gate_since_ns = 0;
    else if (work->gate_since_ns == 0)
        work->gate_since_ns = session->now_ns;
}

static bool is_in_place(const struct session *session)
{
    const struct work *work = &session->run.work;
    const int64_t needed = is_gated(session) ? GATED_NS : UNGATED_NS;
    return work->gate_since_ns > 0 && session->now_ns - work->gate_since_ns >= needed;
}

static int64_t waited(const struct session *session)
{
    return session->run.work.waited_ns + session->now_ns - session->run.work.since_ns;
}

/* Help is given once, however often the contact comes and goes. */
static void keep_waiting_in(struct session *session, enum phase phase)
{
    const bool helped = session->run.work.helped;
    step_phase(session, phase);
    session->run.work.helped = helped;
}

/* Nor does the waiting begin anew. */
static void start_countdown(struct session *session)
{
    session->run.work.waited_ns = waited(session);
    session->run.work.counted_down = 0;
    keep_waiting_in(session, PHASE_COUNTDOWN);
}

/* Nobody is locked out by a sensor; but who left the mat that had seen them is not run for. */
static void wait_for_place(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t waited_ns = waited(session);
    if (is_in_place(session)) {
        start_countdown(session);
        return;
    }
    if (!work->helped && waited_ns >= UNSEEN_HELP_NS) {
        work->helped = true;
        cue_key(session, URGENCY_LEAD, "say.place_help");
    }
    if (waited_ns < (sight_lost(session) ? UNGATED_NS : UNSEEN_BY_TIME_NS))
        return;
    if (session->sight.trusted && sight_off_mat(session, NS_PER_S) &&
        !step_exercise(session)->off_mat) {
        held_up_open(session, false);
        return;
    }
    work->by_time = true;
    if (!work->never_seen) /* else it was told at the beginning */
        say_by_what(session);
    start_countdown(session);
}

static void start_work(struct session *session)
{
    session->run.work.set_ns = 0;
    session->run.work.set_ns = step_counted_ns(session) - session->run.work.kept_ns;
    cue_tone(session, TONE_START);
    if (session->run.free_rolling) {
        free_start(session);
        return;
    }
    switch (step_exercise(session)->counts) {
    case COUNTS_ROLL_AND_PAUSE: roll_start(session); break;
    case COUNTS_HOLD: hold_work_start(session); break;
    case COUNTS_REPETITIONS: repeat_start(session); break;
    case COUNTS_TIME: stretch_start(session); break;
    }
}

static void count_down(struct session *session)
{
    struct work *work = &session->run.work;
    const int64_t gone = session->now_ns - work->since_ns;
    if (!work->by_time && work->gate_since_ns == 0) {
        if (work->gate_lost_ns == 0)
            work->gate_lost_ns = session->now_ns;
        if (session->now_ns - work->gate_lost_ns >= GATE_GONE_NS) {
            work->gate_lost_ns = 0;
            keep_waiting_in(session, PHASE_PLACE);
            return;
        }
    } else {
        work->gate_lost_ns = 0;
    }
    while (work->counted_down < 3 && gone >= work->counted_down * NS_PER_S) {
        work->counted_down++;
        cue_tone(session, TONE_COUNT);
    }
    if (gone >= 3 * NS_PER_S)
        start_work(session);
}

void place_step(struct session *session)
{
    const struct work *work = &session->run.work;
    const int64_t gone = session->now_ns - work->since_ns;
    note_gate(session);
    switch (work->phase) {
    case PHASE_DEMONSTRATION:
        if (gone >= DEMONSTRATION_S * NS_PER_S)
            place_start(session, false);
        break;
    case PHASE_SIDE_SWITCH:
        if (gone >= SIDE_SWITCH_NS) {
            step_phase(session, PHASE_PLACE);
            say_place(session);
        }
        break;
    case PHASE_COUNTDOWN: count_down(session); break;
    default: wait_for_place(session); break;
    }
}
