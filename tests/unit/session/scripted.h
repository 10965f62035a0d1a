/* A session on the real assets with a scripted mat: the observation is what the test says it is,
 * and an obedient person does what the view asks. Time is a variable of the test. */
#ifndef MATSTATION_TESTS_SCRIPTED_H
#define MATSTATION_TESTS_SCRIPTED_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "load/load.h"
#include "session/session.h"

enum { TICK_MS = 40, KEPT_RECORDS_MAX = 20000, KEPT_CUES_MAX = 4000 };

struct scripted {
    struct catalogue catalogue;
    struct mat mat;
    struct snapshot snapshot;
    struct session *session;
    struct session_output output;
    struct observation seen;
    const struct view *view;
    int64_t now_ns;
    bool obedient; /* false: the test writes seen itself */
    bool no_frames;
    struct wall_clock wall;
    enum theme theme;
    bool reduced_motion;
    const struct machine_health *health; /* told in the next tick */
    bool silent;                         /* frames come, and no pad has a value */
    struct loads loads;
    struct programmes given;
    const struct programmes *programmes; /* handed in in the next tick */
    int64_t phase_ns;                    /* time in the present phase */
    enum phase phase;
    int64_t repetition_ns;
    int64_t paused_since_ns; /* of the stillness in the last frame; 0: none */
    unsigned presses;
    struct press press;
    unsigned records;
    struct record *record;
    unsigned cues;
    struct cue *cue;
    bool ended;
    enum session_request request;
};

static inline void scripted_print(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

static inline void scripted_load(struct scripted *s)
{
    memset(s, 0, sizeof *s);
    struct complaints complaints = {.say = scripted_print};
    struct error error;
    assert_int_equal(load_catalogue("assets", &s->catalogue, &complaints, &error), 0);
    mat_grid(&s->mat, 8, 4);
    s->record = calloc(KEPT_RECORDS_MAX, sizeof *s->record);
    s->cue = calloc(KEPT_CUES_MAX, sizeof *s->cue);
    s->snapshot.next_session = 1;
    s->snapshot.people = 1;
    s->snapshot.person[0].id = 1;
    strcpy(s->snapshot.person[0].name, "Ada");
    s->snapshot.person[0].history.days_since_first = 100;
    s->snapshot.person[0].history.sessions = 10;
    s->now_ns = 1000 * NS_PER_S;
    s->obedient = true;
}

static inline void scripted_set(struct scripted *s, const char *key, const char *value)
{
    struct setting *setting = &s->snapshot.person[0].setting[s->snapshot.person[0].settings++];
    strcpy(setting->key, key);
    strcpy(setting->value, value);
}

static inline void scripted_open(struct scripted *s, uint32_t person, const char *programme)
{
    const struct session_config config = {.catalogue = &s->catalogue,
                                          .mat = &s->mat,
                                          .snapshot = &s->snapshot,
                                          .person = person,
                                          .programme = programme,
                                          .theme = s->theme,
                                          .reduced_motion = s->reduced_motion};
    struct error error;
    s->session = session_open(&config, &error);
    assert_non_null(s->session);
}

static inline void scripted_close(struct scripted *s)
{
    session_close(s->session);
    catalogue_unload(&s->catalogue);
    free(s->record);
    free(s->cue);
}

static inline struct event *scripted_event(struct scripted *s, enum event_kind kind)
{
    struct event *event = &s->seen.event[s->seen.events++];
    memset(event, 0, sizeof *event);
    event->kind = kind;
    event->time_ns = event->to_ns = s->now_ns;
    return event;
}

static inline void scripted_repetition(struct scripted *s, int64_t length_ns)
{
    struct event *event = scripted_event(s, EVENT_REP);
    event->from_ns = s->now_ns - length_ns;
    event->n = ++s->seen.repetitions;
    event->confidence = 0.9f;
}

/* As the detector does: a stillness of two seconds or longer is told once it is over, late. */
static inline void scripted_tell_pause(struct scripted *s, int64_t late_ns)
{
    const struct roller_seen *roller = &s->seen.roller;
    const int64_t from_ns = s->paused_since_ns, to_ns = s->now_ns - late_ns;
    s->paused_since_ns = roller->paused ? roller->paused_since_ns : 0;
    if (!from_ns || roller->paused || to_ns - from_ns < 2 * NS_PER_S)
        return;
    struct event *event = scripted_event(s, EVENT_PAUSE);
    event->from_ns = from_ns;
    event->to_ns = to_ns;
    event->credited_ns = to_ns - from_ns;
}

static inline void scripted_obey(struct scripted *s)
{
    const struct view *view = s->view;
    const enum phase phase = view ? view->phase : PHASE_NONE;
    s->phase_ns = phase == s->phase ? s->phase_ns + TICK_MS * NS_PER_MS : 0;
    s->phase = phase;
    s->seen.presence = PRESENCE_PERSON;
    s->seen.loaded = view ? view->target : 0;
    s->seen.roller.present = (s->seen.loaded & (1u << ZONE_ROLLER)) != 0;
    const bool still =
        phase == PHASE_PAUSE || (phase == PHASE_SEARCH && s->phase_ns > 3 * NS_PER_S);
    if (still && !s->seen.roller.paused)
        s->seen.roller.paused_since_ns = s->now_ns - NS_PER_S;
    s->seen.roller.paused = still && s->seen.roller.present;
    const bool holds = phase == PHASE_ARM || phase == PHASE_HOLD;
    if (holds != s->seen.hold.in_place)
        s->seen.hold.since_ns = s->now_ns;
    s->seen.hold.in_place = holds;
    if (phase != PHASE_REPETITIONS)
        s->repetition_ns = s->now_ns;
    else if (s->now_ns - s->repetition_ns >= 5 * NS_PER_S) {
        s->repetition_ns = s->now_ns;
        scripted_repetition(s, 4 * NS_PER_S);
    }
}

static inline void scripted_keep(struct scripted *s)
{
    for (unsigned i = 0; i < s->output.records && s->records < KEPT_RECORDS_MAX; i++)
        s->record[s->records++] = s->output.record[i];
    for (unsigned i = 0; i < s->output.cues && s->cues < KEPT_CUES_MAX; i++)
        s->cue[s->cues++] = s->output.cue[i];
    s->ended = s->ended || s->output.session_ended;
    if (s->output.request)
        s->request = s->output.request;
}

static inline void scripted_tick(struct scripted *s)
{
    s->now_ns += TICK_MS * NS_PER_MS;
    s->seen.events = 0;
    s->seen.time_ns = s->now_ns;
    if (s->obedient)
        scripted_obey(s);
    if (!s->no_frames)
        scripted_tell_pause(s, 0);
    struct session_input input = {.time_ns = s->now_ns,
                                  .observation = s->no_frames ? NULL : &s->seen};
    for (unsigned i = 0; i < s->mat.pads; i++)
        s->loads.usable[i] = !s->silent;
    s->loads.pads = s->mat.pads;
    if (!s->no_frames)
        input.loads = &s->loads;
    input.wall = s->wall;
    input.health = s->health;
    s->health = NULL;
    input.programmes = s->programmes;
    s->programmes = NULL;
    if (s->presses) {
        input.presses = 1;
        input.press[0] = s->press;
        s->presses = 0;
    }
    session_step(s->session, &input, &s->output);
    s->seen.events = 0;
    s->view = s->output.view;
    if (s->output.asked_changed)
        s->seen.repetitions = 0;
    scripted_keep(s);
}

static inline void scripted_run(struct scripted *s, double seconds)
{
    for (int64_t end_ns = s->now_ns + (int64_t)(seconds * 1e9); s->now_ns < end_ns;)
        scripted_tick(s);
}

/* False: it did not come to this phase within the time. */
static inline bool scripted_until(struct scripted *s, enum phase phase, double seconds)
{
    for (int64_t end_ns = s->now_ns + (int64_t)(seconds * 1e9); s->now_ns < end_ns;) {
        scripted_tick(s);
        if (s->view->phase == phase)
            return true;
    }
    return false;
}

static inline bool scripted_until_screen(struct scripted *s, enum screen screen, double seconds)
{
    for (int64_t end_ns = s->now_ns + (int64_t)(seconds * 1e9); s->now_ns < end_ns;) {
        scripted_tick(s);
        if (s->view->screen == screen)
            return true;
    }
    return false;
}

static inline void scripted_press(struct scripted *s, enum press_kind kind)
{
    s->presses = 1;
    s->press = (struct press){.time_ns = s->now_ns, .kind = kind};
    scripted_tick(s);
}

/* Short presses until the card is in front, then a held one. */
static inline void scripted_choose(struct scripted *s, const char *id)
{
    for (unsigned i = 0; i <= CARDS_MAX; i++) {
        if (s->view->cards && !strcmp(s->view->card[s->view->selected].id, id)) {
            scripted_press(s, PRESS_HELD);
            return;
        }
        scripted_press(s, PRESS_SHORT);
    }
    fail_msg("no card %s among those of set %d", id, (int)s->view->card_set);
}

static inline unsigned scripted_count(const struct scripted *s, enum record_kind kind)
{
    unsigned n = 0;
    for (unsigned i = 0; i < s->records; i++)
        n += s->record[i].kind == kind;
    return n;
}

/* The last record of a kind; fails where there is none. */
static inline const struct record *scripted_last(const struct scripted *s, enum record_kind kind)
{
    for (unsigned i = s->records; i-- > 0;)
        if (s->record[i].kind == kind)
            return &s->record[i];
    fail_msg("no record of kind %d", (int)kind);
    return NULL;
}

static inline bool scripted_said(const struct scripted *s, const char *key)
{
    const char *text = catalogue_text(&s->catalogue, 0, key);
    for (unsigned i = 0; i < s->cues; i++)
        if (!strcmp(s->cue[i].spoken, text))
            return true;
    return false;
}

#endif
