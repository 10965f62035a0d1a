/* All that a screen may know, made anew in every step. */
#include "session/inside.h"

#include "catalogue/names.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int64_t NEXT_NS = 5 * NS_PER_S;
static const int64_t STAND_NS = 5 * NS_PER_S; /* idle: then the countdown is shown */
enum { LEARN_CARDS = 12 };
static const int64_t DIM_NS = 3 * 60 * NS_PER_S;

void view_take_loads(struct session *session, const struct loads *loads)
{
    struct view *view = &session->view;
    view->pads = loads->pads < VIEW_PADS_MAX ? loads->pads : VIEW_PADS_MAX;
    const float full = loads->typical > 0 ? loads->typical : 1;
    for (unsigned i = 0; i < view->pads; i++) {
        const float share = loads->usable[i] ? loads->load[i] / full : 0;
        view->pad_load_pct[i] = (uint8_t)(share <= 0 ? 0 : share >= 1 ? 100 : share * 100);
        view->pad_fault[i] = loads->fault[i];
    }
}

static void set_text(char *out, size_t size, const struct session *session, const char *key)
{
    text_copy(out, size, text_of(session, key));
}

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
        snprintf(zone, sizeof zone, "cue.place.%s", zone_name(step_exercise(session)->gate));
        key = zone;
    }
    if (key)
        set_text(view->cue, sizeof view->cue, session, key);
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
        text_fill(more, sizeof more, text_of(session, "subtitle.set"), "n", set, "m", sets, NULL);
    else if (view->side != SIDE_BOTH)
        set_text(more, sizeof more, session,
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
        set_text(view->next, sizeof view->next, session, "next.done");
        return;
    }
    const struct planned *next = &run->plan.step[run->step + 1];
    const char *key = next->side == SIDE_LEFT    ? "next.left"
                      : next->side == SIDE_RIGHT ? "next.right"
                                                 : "next.step";
    text_fill(view->next, sizeof view->next, text_of(session, key), "name",
              session->catalogue->exercise[next->exercise].texts[session->language].name, NULL);
}

static void fill_note(struct session *session)
{
    struct view *view = &session->view;
    const struct work *work = &session->run.work;
    if (!view->seen_by_mat)
        set_text(view->note, sizeof view->note, session,
                 step_exercise(session)->counts == COUNTS_REPETITIONS ? "note.by_tempo"
                                                                      : "note.by_time");
    else if (work->phase == PHASE_PLACE || work->phase == PHASE_DEMONSTRATION)
        text_copy(view->note, sizeof view->note,
                  *step_texts(session)->caution ? step_texts(session)->caution
                                                : step_texts(session)->why);
    else
        text_copy(view->note, sizeof view->note, step_texts(session)->caution_short);
}

static bool places(enum phase phase)
{
    return phase == PHASE_DEMONSTRATION || phase == PHASE_PLACE || phase == PHASE_COUNTDOWN;
}

static void fill_run(struct session *session)
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

static void fill_cards(struct session *session)
{
    struct view *view = &session->view;
    const struct menu *menu = &session->menu;
    view->screen = SCREEN_CARDS;
    view->card_set = menu->set;
    view->cards = menu->cards;
    view->selected = menu->selected;
    memcpy(view->card, menu->card, menu->cards * sizeof *menu->card);
    static const char *const titles[] = {
        [CARDS_CHOOSE] = "cards.choose",
        [CARDS_MORE] = "cards.more",
        [CARDS_PAUSED] = "cards.paused",
        [CARDS_HURT] = "cards.hurt",
        [CARDS_HEALTH] = "cards.health",
        [CARDS_FEELING] = "cards.feeling",
        [CARDS_STIFFNESS] = "cards.stiffness",
        [CARDS_PEOPLE] = "cards.people",
        [CARDS_VOLUME] = "cards.volume",
        [CARDS_LANGUAGE] = "cards.language",
        [CARDS_EQUIPMENT] = "cards.equipment",
        [CARDS_RESUME] = "cards.resume",
        [CARDS_INFORMATION] = "cards.information",
        [CARDS_ALLOW] = "cards.allow",
        [CARDS_CLOCK] = "cards.clock",
        [CARDS_CALIBRATION] = "cards.calibration",
        [CARDS_WEIGHT] = "cards.weight",
    };
    set_text(view->title, sizeof view->title, session, titles[menu->set]);
}

static void fill_done(struct session *session)
{
    struct view *view = &session->view;
    const struct run *run = &session->run;
    view->screen = SCREEN_DONE;
    view->credited_s = (uint32_t)(run->credited_ms / 1000);
    view->planned_s = run->planned_ms / 1000;
    view->saved = !*session->snapshot.trouble;
    set_text(view->title, sizeof view->title, session, "done.title");
    set_text(view->note, sizeof view->note, session, view->saved ? "done.saved" : "done.not_saved");
    char key[48];
    snprintf(key, sizeof key, "learn.l%02u", run->number % LEARN_CARDS + 1);
    set_text(view->line[0], sizeof *view->line, session, key);
    view->lines = 1;
}

/* In daytime, a word about getting up after long sitting. */
static bool is_daytime(const struct session *session)
{
    return session->view.clock_known && session->view.hour >= 9 && session->view.hour < 18;
}

static void fill_idle(struct session *session)
{
    struct view *view = &session->view;
    const struct history_view *history = person_history(session);
    view->screen = SCREEN_IDLE;
    view->dim = session->woken_ns == 0;
    view->days_done_this_week = history ? history->days_done_this_week : 0;
    set_text(view->title, sizeof view->title, session, "idle.title");
    set_text(view->cue, sizeof view->cue, session, "idle.cue");
    if (is_daytime(session))
        set_text(view->note, sizeof view->note, session, "idle.get_up");
    const int64_t still_ns =
        session->still_since_ns ? session->now_ns - session->still_since_ns : 0;
    if (still_ns > STAND_NS) {
        const int64_t left_ns = 2 * STAND_NS > still_ns ? 2 * STAND_NS - still_ns : 0;
        view->ring = (struct view_ring){.unit = RING_COUNTDOWN,
                                        .number = (unsigned)((left_ns + NS_PER_S - 1) / NS_PER_S),
                                        .filled = (float)(still_ns - STAND_NS) / (float)STAND_NS};
    }
}

static void fill_builder(struct session *session)
{
    static const char *const parts[] = {"welcome", "empty", "pads", "ready"};
    struct view *view = &session->view;
    char key[48], met[16], all[16];
    const char *part = parts[session->builder > BUILDER_READY ? BUILDER_READY : session->builder];
    view->screen = SCREEN_FIRST_START;
    view->show_mat = session->builder == BUILDER_PADS;
    snprintf(met, sizeof met, "%u", start_pads_met(session));
    snprintf(all, sizeof all, "%u", view->pads);
    snprintf(key, sizeof key, "builder.%s.title", part);
    set_text(view->title, sizeof view->title, session, key);
    snprintf(key, sizeof key, "builder.%s.line", part);
    text_fill(view->line[0], sizeof *view->line, text_of(session, key), "n", met, "m", all, NULL);
    snprintf(key, sizeof key, "builder.%s.note", part);
    set_text(view->line[1], sizeof *view->line, session, key);
    view->lines = 2;
}

static void fill_calibration(struct session *session)
{
    static const char *const parts[] = {"empty", "walk", "done", "refused"};
    const struct calibrating *calibrating = &session->calibrating;
    struct view *view = &session->view;
    char key[48], walked[16], pads[16];
    view->screen = SCREEN_CALIBRATION;
    view->show_mat = true;
    snprintf(walked, sizeof walked, "%u", calibrating->walked);
    snprintf(pads, sizeof pads, "%u", session->mat->pads);
    snprintf(key, sizeof key, "calibration.%s.title", parts[calibrating->part]);
    set_text(view->title, sizeof view->title, session, key);
    snprintf(key, sizeof key, "calibration.%s.line", parts[calibrating->part]);
    text_fill(view->line[0], sizeof *view->line, text_of(session, key), "n", walked, "m", pads,
              "result", calibrating->result, NULL);
    view->lines = 1;
}

static void fill_free(struct session *session)
{
    static const char *const regions[REGIONS] = {"region.unclear", "region.glutes",
                                                 "region.tfl_itb", "region.quads_hip_flexors",
                                                 "region.erector_spinae"};
    struct view *view = &session->view;
    const struct run *run = &session->run;
    const struct work *work = &run->work;
    if (work->phase != PHASE_SEARCH && work->phase != PHASE_PAUSE)
        return;
    const int64_t still_ns = span_ns(&work->credit, session->sight.seen.time_ns);
    view->screen = SCREEN_FREE_ROLLING;
    view->show_mat = true;
    view->next[0] = 0;
    view->ring =
        (struct view_ring){.unit = RING_SECONDS,
                           .number = (unsigned)(still_ns / NS_PER_S),
                           .filled = (float)(still_ns % (30 * NS_PER_S)) / (float)(30 * NS_PER_S),
                           .credited = work->phase == PHASE_PAUSE};
    set_text(view->subtitle, sizeof view->subtitle, session, regions[run->free_region]);
}

static void fill_clock(struct session *session)
{
    struct view *view = &session->view;
    view->clock_known = session->wall.known;
    if (!view->clock_known)
        return;
    const int64_t day_s = 24 * 60 * 60;
    const int64_t s = ((session->wall.unix_s + session->wall.offset_s) % day_s + day_s) % day_s;
    view->hour = (int)(s / 3600);
    view->minute = (int)(s / 60 % 60);
}

static enum light light_of(const struct session *session)
{
    switch (session->stage) {
    case STAGE_RUN: return session->run.work.phase == PHASE_PLACE ? LIGHT_BLINKING : LIGHT_STEADY;
    case STAGE_HELD_UP: return LIGHT_BLINKING;
    case STAGE_OFF: return LIGHT_OFF;
    default: return LIGHT_BREATHING;
    }
}

static void fill_person(struct session *session)
{
    struct view *view = &session->view;
    view->person = session->person;
    for (unsigned i = 0; i < session->snapshot.people && i < PEOPLE_MAX; i++)
        if (session->person && session->snapshot.person[i].id == session->person)
            text_copy(view->person_name, sizeof view->person_name,
                      session->snapshot.person[i].name);
}

/* All but the pads, which stay as they were last seen. */
static void clear(struct view *view)
{
    const unsigned pads = view->pads;
    memset(view, 0, offsetof(struct view, pads));
    view->pads = pads;
    memset(&view->card_set, 0, sizeof *view - offsetof(struct view, card_set));
    view->exercise = -1;
    view->breath = NAN;
    view->seen_by_mat = true;
}

static void fill_stage(struct session *session)
{
    switch (session->stage) {
    case STAGE_IDLE: fill_idle(session); break;
    case STAGE_HELD_UP:
        fill_run(session);
        session->view.dim = session->now_ns - session->menu.since_ns >= DIM_NS;
        fill_cards(session);
        break;
    case STAGE_CARDS: fill_cards(session); break;
    case STAGE_RUN:
        fill_run(session);
        if (session->run.free_rolling)
            fill_free(session);
        break;
    case STAGE_PAGE: page_fill(session); break;
    case STAGE_BUILDER: fill_builder(session); break;
    case STAGE_CALIBRATION: fill_calibration(session); break;
    case STAGE_DONE: fill_done(session); break;
    case STAGE_OFF:
        session->view.screen = SCREEN_POWER_OFF;
        set_text(session->view.title, sizeof session->view.title, session, "power_off.title");
        break;
    }
}

void view_fill(struct session *session)
{
    struct view *view = &session->view;
    const struct observation *seen = &session->sight.seen;
    clear(view);
    view->time_ns = session->now_ns;
    view->language = session->language;
    view->dark = true;
    view->held = session->held;
    view->person_on_mat = session->sight.on_mat;
    view->loaded = session->sight.any ? seen->loaded : 0;
    view->balance_x_mm = session->sight.any ? seen->balance.x_mm : NAN;
    view->balance_y_mm = session->sight.any ? seen->balance.y_mm : NAN;
    trouble_fill(session);
    fill_clock(session);
    fill_stage(session);
    fill_person(session);
    view->light = light_of(session);
}
