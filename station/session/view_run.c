/* The view of a step being done: ring, figure, cue, what comes next. */
#include "session/inside.h"

#include "catalogue/names.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int64_t NEXT_NS = 5 * NS_PER_S;

static void fill_seconds(struct view_ring *ring, int64_t counted_ns, int64_t target_ns,
                         bool credited)
{
    const int64_t left_ns = target_ns > counted_ns ? target_ns - counted_ns : 0;
    ring->unit = RING_SECONDS;
    ring->number = (unsigned)((left_ns + NS_PER_S - 1) / NS_PER_S);
    ring->filled = target_ns > 0 ? (float)counted_ns / (float)target_ns : 0;
    ring->filled = ring->filled > 1 ? 1 : ring->filled;
    ring->credited = credited;
}

static void fill_ring(struct session *session)
{
    const struct work *work = &session->run.work;
    const struct dose *dose = &step_planned(session)->dose;
    struct view_ring *ring = &session->view.ring;
    const int64_t target_ns = dose->seconds * NS_PER_S;
    const int64_t gone_ns = session->now_ns - work->since_ns;
    switch (work->phase) {
    case PHASE_COUNTDOWN:
        ring->unit = RING_COUNTDOWN;
        ring->number = gone_ns >= 3 * NS_PER_S ? 1 : (unsigned)(3 - gone_ns / NS_PER_S);
        break;
    case PHASE_SEARCH:
    case PHASE_PAUSE:
    case PHASE_MOVE_ON:
        fill_seconds(ring, roll_spot_ns(session), target_ns,
                     work->phase == PHASE_PAUSE && !work->by_time);
        break;
    case PHASE_ARM:
    case PHASE_HOLD:
    case PHASE_BROKEN:
    case PHASE_STRETCH:
    case PHASE_BREATH:
        fill_seconds(ring, step_counted_ns(session), target_ns, work->credit.open);
        break;
    case PHASE_REPETITIONS:
        ring->unit = RING_REPETITIONS;
        ring->number = work->repetitions;
        ring->filled = dose->repetitions ? (float)work->repetitions / (float)dose->repetitions : 0;
        ring->credited = !work->by_time;
        break;
    case PHASE_REST: fill_seconds(ring, gone_ns, dose->rest_s * NS_PER_S, false); break;
    case PHASE_STEP_DONE:
        ring->filled = 1;
        ring->credited = !work->by_time;
        break;
    default: break;
    }
}

/* Where in its movement the figure is: led by the mat where it sees it, else by the tempo. */
static float figure_phase(const struct session *session)
{
    const struct work *work = &session->run.work;
    const struct exercise *exercise = step_exercise(session);
    const float gone_s = (float)(session->now_ns - work->since_ns) / (float)NS_PER_S;
    const struct figure *figure = catalogue_find_figure(session->catalogue, exercise->figure);
    float cycle_s = figure && figure->cycle_s > 0 ? figure->cycle_s : 4;
    if (work->phase == PHASE_REPETITIONS) {
        cycle_s = exercise->tempo.up_s + exercise->tempo.hold_s + exercise->tempo.down_s;
        return cycle_s > 0 ? (float)(session->now_ns - work->cycle_ns) / (float)NS_PER_S / cycle_s
                           : 0;
    }
    if (work->phase == PHASE_DEMONSTRATION || work->phase == PHASE_SEARCH)
        return gone_s / cycle_s;
    return 0;
}

static void fill_cue(struct session *session)
{
    static const char *const keys[] = {
        [PHASE_PAUSE] = "cue.stay",
        [PHASE_MOVE_ON] = "cue.move_on",
        [PHASE_COUNTDOWN] = "cue.ready",
        [PHASE_REST] = "cue.rest",
        [PHASE_SIDE_SWITCH] = "cue.side_switch",
        [PHASE_STEP_DONE] = "cue.step_done",
    };
    static const char *const whys[] = {
        "cue.why.unknown",  "cue.why.hips_down", "cue.why.knee_down", "cue.why.support_lost",
        "cue.why.left_mat", "cue.why.unknown",   "cue.why.unknown"};
    struct view *view = &session->view;
    const enum phase phase = session->run.work.phase;
    const char *key = phase < sizeof keys / sizeof *keys ? keys[phase] : NULL;
    char zone[48];
    if (phase == PHASE_BROKEN)
        key = whys[session->run.record.why];
    if (phase == PHASE_PLACE) {
        const enum zone gate = step_exercise(session)->gate;
        const bool there =
            gate != ZONE_UNKNOWN && session->sight.on_mat && sight_gate(session, gate);
        snprintf(zone, sizeof zone, "cue.place.%s", zone_name(gate));
        key = there ? "cue.ready" : zone;
    }
    if (key)
        text_copy_key(view->cue, sizeof view->cue, session, key);
    else
        text_copy(view->cue, sizeof view->cue, step_texts(session)->cue);
}

static void fill_subtitle(struct session *session)
{
    struct view *view = &session->view;
    const struct exercise *exercise = step_exercise(session);
    char kind[48], set[16], sets[16], more[TEXT_MAX] = "";
    snprintf(kind, sizeof kind, "kind.%s", names_kind.name[exercise->kind]);
    snprintf(set, sizeof set, "%u", view->set);
    snprintf(sets, sizeof sets, "%u", view->sets);
    if (session->run.work.phase == PHASE_DEMONSTRATION)
        text_copy(more, sizeof more, step_texts(session)->why);
    else if (view->sets > 1)
        text_fill(more, sizeof more, text_of(session, "subtitle.set"),
                  (const struct fill[]){{"n", set}, {"m", sets}, {0}});
    else if (view->side != SIDE_BOTH)
        text_copy_key(more, sizeof more, session,
                      view->side == SIDE_LEFT ? "subtitle.left" : "subtitle.right");
    snprintf(view->subtitle, sizeof view->subtitle, "%.60s%s%.90s", text_of(session, kind),
             *more ? " \xC2\xB7 " : "", more);
}

/* How long the step will still take, where that is known. */
static int64_t left_ns(const struct session *session)
{
    const struct work *work = &session->run.work;
    const struct dose *dose = &step_planned(session)->dose;
    if (work->phase == PHASE_STEP_DONE || work->phase == PHASE_SIDE_SWITCH)
        return 0;
    if (work->set + 1 < dose->sets)
        return INT64_MAX;
    switch (work->phase) {
    case PHASE_PAUSE:
        return work->spot + 1 < dose->spots ? INT64_MAX
                                            : dose->seconds * NS_PER_S - roll_spot_ns(session);
    case PHASE_HOLD:
    case PHASE_STRETCH:
    case PHASE_BREATH: return dose->seconds * NS_PER_S - step_counted_ns(session);
    case PHASE_REPETITIONS: return work->repetitions + 1 >= dose->repetitions ? 0 : INT64_MAX;
    default: return INT64_MAX;
    }
}

static void fill_next(struct session *session)
{
    const struct run *run = &session->run;
    struct view *view = &session->view;
    if (left_ns(session) > NEXT_NS)
        return;
    if (run->step + 1 >= run->plan.steps) {
        text_copy_key(view->next, sizeof view->next, session, "next.done");
        return;
    }
    const struct planned *next = &run->plan.step[run->step + 1];
    const char *key = next->side == SIDE_LEFT    ? "next.left"
                      : next->side == SIDE_RIGHT ? "next.right"
                                                 : "next.step";
    text_fill(
        view->next, sizeof view->next, text_of(session, key),
        (const struct fill[]){
            {"name", session->catalogue->exercise[next->exercise].texts[session->language].name},
            {0}});
}

/* What to take care of; of an exercise that the mat cannot see until the work is under way, as what
 * counts is known from the beginning. */
static const char *caution_now(const struct session *session)
{
    const struct exercise_texts *texts = step_texts(session);
    const struct work *work = &session->run.work;
    switch (work->phase) {
    case PHASE_DEMONSTRATION:
    case PHASE_PLACE: return texts->caution;
    case PHASE_COUNTDOWN:
    case PHASE_SEARCH: return work->by_time && !work->never_seen ? "" : texts->caution_short;
    default: return work->by_time ? "" : texts->caution_short;
    }
}

static void fill_note(struct session *session)
{
    struct view *view = &session->view;
    const enum phase phase = session->run.work.phase;
    const char *caution = caution_now(session);
    const bool waits = phase == PHASE_DEMONSTRATION || phase == PHASE_PLACE;
    if (*caution)
        text_copy(view->note, sizeof view->note, caution);
    else if (!view->seen_by_mat)
        text_copy_key(view->note, sizeof view->note, session,
                      step_exercise(session)->counts == COUNTS_REPETITIONS ? "note.by_tempo"
                                                                           : "note.by_time");
    else if (waits)
        text_copy(view->note, sizeof view->note, step_texts(session)->why);
}

static bool places(enum phase phase)
{
    return phase == PHASE_DEMONSTRATION || phase == PHASE_PLACE || phase == PHASE_COUNTDOWN;
}

void view_fill_run(struct session *session)
{
    struct view *view = &session->view;
    const struct run *run = &session->run;
    const struct work *work = &run->work;
    const struct planned *planned = step_planned(session);
    const struct exercise *exercise = step_exercise(session);
    const bool rests = work->phase == PHASE_REST || work->phase == PHASE_SIDE_SWITCH;
    view->screen = places(work->phase) ? SCREEN_PLACE : rests ? SCREEN_REST : SCREEN_EXERCISE;
    view->phase = work->phase;
    view->phase_since_ns = work->since_ns;
    view->exercise = (int)planned->exercise;
    view->side = planned->side;
    view->kind = exercise->kind;
    view->seen_by_mat = !work->by_time;
    view->step = run->step;
    view->steps = run->plan.steps;
    view->sets = planned->dose.sets > 1 ? planned->dose.sets : 0;
    view->set = view->sets ? work->set + 1 : 0;
    view->figure_phase = figure_phase(session);
    view->breath =
        work->phase == PHASE_STRETCH || work->phase == PHASE_BREATH ? stretch_breath(session) : NAN;
    view->show_mat = work->phase == PHASE_PLACE || work->phase == PHASE_DEMONSTRATION;
    view->target = exercise->must | (exercise->gate ? 1u << exercise->gate : 0);
    text_copy(view->title, sizeof view->title, step_texts(session)->name);
    fill_subtitle(session);
    fill_ring(session);
    fill_cue(session);
    fill_note(session);
    fill_next(session);
}
