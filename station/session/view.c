/* All that a screen may know, made anew in every step. */
#include "session/inside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEARN_CARDS = 12 };
static const int64_t DIM_NS = 3 * 60 * NS_PER_S;

/* Of an empty mat nothing is shown: its typical load is noise. */
void view_take_loads(struct session *session, const struct loads *loads)
{
    struct view *view = &session->view;
    view->pads = loads->pads < VIEW_PADS_MAX ? loads->pads : VIEW_PADS_MAX;
    const float full = loads->typical > 0 ? loads->typical : 1;
    for (unsigned i = 0; i < view->pads; i++) {
        const bool loaded = loads->usable[i] && (session->sight.on_mat || loads->contact[i]);
        const float share = loaded ? loads->load[i] / full : 0;
        view->pad_load_pct[i] = (uint8_t)(share <= 0 ? 0 : share >= 1 ? 100 : share * 100);
        view->pad_fault[i] = loads->fault[i];
    }
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
    text_copy_key(view->title, sizeof view->title, session, titles[menu->set]);
}

/* Beside what was credited, never in one sum with it. */
static void say_by_time(struct session *session)
{
    struct view *view = &session->view;
    char n[16];
    const unsigned minutes = (unsigned)((session->run.by_time_ms + 30000) / 60000);
    if (minutes == 0)
        return;
    snprintf(n, sizeof n, "%u", minutes);
    text_fill(view->line[view->lines++], sizeof *view->line, text_of(session, "done.by_time"),
              (const struct fill[]){{"n", n}, {0}});
}

/* Of this session: what an earlier one lost does not count. */
static void say_whether_saved(struct session *session)
{
    struct view *view = &session->view;
    const struct snapshot *log = &session->snapshot;
    const bool whole = log->given_up == session->run.given_up_before;
    view->saved = log->saved && whole;
    text_copy_key(view->note, sizeof view->note, session,
                  view->saved  ? "done.saved"
                  : log->saved ? "done.partly_saved"
                               : "done.not_saved");
}

static void fill_done(struct session *session)
{
    struct view *view = &session->view;
    const struct run *run = &session->run;
    view->screen = SCREEN_DONE;
    view->credited_s = (uint32_t)(run->credited_ms / 1000);
    view->planned_s = run->planned_ms / 1000;
    text_copy_key(view->title, sizeof view->title, session, "done.title");
    say_whether_saved(session);
    char key[48];
    snprintf(key, sizeof key, "learn.l%02u", run->number % LEARN_CARDS + 1);
    text_copy_key(view->line[0], sizeof *view->line, session, key);
    text_copy(view->line[1], sizeof *view->line, session->news);
    view->lines = *session->news ? 2 : 1;
    say_by_time(session);
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
    text_copy_key(view->title, sizeof view->title, session, "idle.title");
    text_copy_key(view->cue, sizeof view->cue, session, "idle.cue");
    if (is_daytime(session))
        text_copy_key(view->note, sizeof view->note, session, "idle.get_up");
    const int64_t still_ns =
        session->still_since_ns ? session->now_ns - session->still_since_ns : 0;
    if (still_ns > STAND_STILL_NS) {
        const int64_t left_ns = 2 * STAND_STILL_NS > still_ns ? 2 * STAND_STILL_NS - still_ns : 0;
        view->ring = (struct view_ring){.unit = RING_COUNTDOWN,
                                        .number = (unsigned)((left_ns + NS_PER_S - 1) / NS_PER_S),
                                        .filled = (float)(still_ns - STAND_STILL_NS) /
                                                  (float)STAND_STILL_NS};
        text_copy_key(view->cue, sizeof view->cue, session, "cue.ready");
    }
}

static void fill_builder(struct session *session)
{
    static const char *const parts[] = {
        [BUILDER_WELCOME] = "welcome", [BUILDER_PADS] = "pads", [BUILDER_READY] = "ready"};
    struct view *view = &session->view;
    char key[48], met[16], all[16];
    const char *part = parts[session->builder > BUILDER_READY ? BUILDER_READY : session->builder];
    view->screen = SCREEN_FIRST_START;
    view->show_mat = session->builder == BUILDER_PADS;
    snprintf(met, sizeof met, "%u", start_pads_met(session));
    snprintf(all, sizeof all, "%u", view->pads);
    snprintf(key, sizeof key, "builder.%s.title", part);
    text_copy_key(view->title, sizeof view->title, session, key);
    snprintf(key, sizeof key, "builder.%s.line", part);
    text_fill(view->line[0], sizeof *view->line, text_of(session, key),
              (const struct fill[]){{"n", met}, {"m", all}, {0}});
    snprintf(key, sizeof key, "builder.%s.note", part);
    text_copy_key(view->cue, sizeof view->cue, session, key);
    view->lines = 1;
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
    text_copy_key(view->title, sizeof view->title, session, key);
    snprintf(key, sizeof key, "calibration.%s.line", parts[calibrating->part]);
    text_fill(
        view->line[0], sizeof *view->line, text_of(session, key),
        (const struct fill[]){{"n", walked}, {"m", pads}, {"result", calibrating->result}, {0}});
    snprintf(key, sizeof key, "calibration.%s.note", parts[calibrating->part]);
    text_copy_key(view->cue, sizeof view->cue, session, key);
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
    text_copy_key(view->subtitle, sizeof view->subtitle, session, regions[run->free_region]);
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

/* Where the machine refuses, nobody is left waiting for it. */
static void fill_off(struct session *session)
{
    struct view *view = &session->view;
    view->screen = SCREEN_POWER_OFF;
    text_copy_key(view->title, sizeof view->title, session,
                  session->stays_on ? "power_off.refused" : "power_off.title");
    if (session->stays_on)
        text_copy_key(view->line[view->lines++], sizeof *view->line, session, "power_off.unplug");
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
        view_fill_run(session);
        session->view.dim = session->now_ns - session->menu.since_ns >= DIM_NS;
        fill_cards(session);
        break;
    case STAGE_CARDS: fill_cards(session); break;
    case STAGE_RUN:
        view_fill_run(session);
        if (session->run.free_rolling)
            fill_free(session);
        break;
    case STAGE_PAGE: page_fill(session); break;
    case STAGE_BUILDER: fill_builder(session); break;
    case STAGE_CALIBRATION: fill_calibration(session); break;
    case STAGE_DONE: fill_done(session); break;
    case STAGE_OFF: fill_off(session); break;
    }
}

void view_choose_theme(struct session *session)
{
    enum { DAY_FROM_HOUR = 8, DAY_TO_HOUR = 18 };
    const struct wall_clock *wall = &session->wall;
    const int64_t hour = (wall->unix_s + wall->offset_s) / 3600 % 24;
    const bool day = wall->known && hour >= DAY_FROM_HOUR && hour < DAY_TO_HOUR;
    session->dark = session->theme == THEME_DARK || (session->theme == THEME_BY_DAY && !day);
}

void view_fill(struct session *session)
{
    struct view *view = &session->view;
    const struct observation *seen = &session->sight.seen;
    clear(view);
    view->time_ns = session->now_ns;
    view->language = session->language;
    if (session->stage == STAGE_IDLE) /* nobody's screen changes in the middle of something */
        view_choose_theme(session);
    view->dark = session->dark;
    view->reduced_motion = session->reduced_motion;
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
