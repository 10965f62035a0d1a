/* A whole session without the machine: the simulated person's forces, 25 frames a second, straight
 * into signal, detector and session, in virtual time. */
#ifndef MATSTATION_TESTS_COACHED_H
#define MATSTATION_TESTS_COACHED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "catalogue/scenario.h"
#include "detect/detector.h"
#include "load/load.h"
#include "load/load_scenario.h"
#include "person/person.h"
#include "session/session.h"
#include "signal/signal.h"

enum { COACHED_STEPS_MAX = 140, COACHED_TRUTHS_MAX = 4000 };

/* One event of the truth that the person tells: only what is compared. */
struct told {
    char event[12], id[ID_MAX];
    double from_s, to_s; /* at one moment: both that one */
    double part;         /* of a repetition that was broken off, done: 0..1; else -1 */
};

struct coached {
    const struct catalogue *catalogue;
    struct mat mat;
    struct scenario scenario;
    struct signal *signal;
    struct detector *detector;
    struct person *person;
    struct session *session;
    struct frame frame;
    struct loads loads;
    struct observation seen;
    struct session_output output;
    struct person_output does;
    int64_t now_ns;
    bool ended;
    unsigned steps;
    struct step_record step[COACHED_STEPS_MAX];
    double began_s[COACHED_STEPS_MAX], ended_s[COACHED_STEPS_MAX];
    unsigned tolds;
    struct told told[COACHED_TRUTHS_MAX];
    double elapsed_s;
    int64_t button_down_ns; /* 0: up */
    bool held_told;
};

static inline void coached_print(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

static inline double coached_number(const char *line, const char *key)
{
    const char *at = strstr(line, key);
    return at ? strtod(at + strlen(key), NULL) : -1;
}

static inline void coached_hear(void *self, const char *line)
{
    struct coached *c = self;
    const char *event = strstr(line, "\"event\":\"");
    if (!event || c->tolds == COACHED_TRUTHS_MAX)
        return;
    struct told told = {.from_s = coached_number(line, "\"from_s\":"),
                        .to_s = coached_number(line, "\"to_s\":"),
                        .part = coached_number(line, "\"part\":")};
    const char *id = strstr(line, "\"id\":\"");
    sscanf(event + 9, "%11[a-z_]", told.event);
    if (id)
        sscanf(id + 6, "%31[a-z_]", told.id);
    if (!strcmp(told.event, "exercise"))
        told.from_s = told.to_s = coached_number(line, "\"t\":");
    if (!strncmp(told.event, "rep", 3) || !strcmp(told.event, "pause") ||
        !strcmp(told.event, "hold") || !strcmp(told.event, "exercise"))
        c->told[c->tolds++] = told;
}

/* The catalogue, and a log with somebody who has had the demonstrations and the first weeks behind
 * her. -1: there is none. */
static inline int coached_load(struct catalogue *catalogue, struct snapshot *snapshot)
{
    struct complaints complaints = {.say = coached_print};
    struct error error;
    if (load_catalogue("assets", catalogue, &complaints, &error))
        return -1;
    snapshot->people = 1;
    snapshot->person[0].id = 1;
    snapshot->person[0].history.days_since_first = 100;
    snapshot->person[0].history.sessions = 2;
    for (size_t i = 0; i < catalogue->exercises; i++) {
        struct setting *setting = &snapshot->person[0].setting[snapshot->person[0].settings++];
        snprintf(setting->key, sizeof setting->key, "shown.%.25s", catalogue->exercise[i].id);
        strcpy(setting->value, "2");
    }
    return 0;
}

/* By what the catalogue says of it. */
static inline bool coached_can_be_seen(const struct exercise *exercise)
{
    return exercise->sureness != SURENESS_LOW && exercise->watch != WATCH_NOTHING;
}

/* With somebody who is described already. A wall stands at the mat's foot end. */
static inline void coached_open_with(struct coached *c, const struct catalogue *catalogue,
                                     const struct snapshot *snapshot, const char *mat,
                                     const struct scenario *scenario, const char *programme,
                                     uint64_t seed)
{
    struct error error = {""};
    memset(c, 0, sizeof *c);
    c->catalogue = catalogue;
    c->now_ns = 100 * NS_PER_S;
    assert_int_equal(load_mat("assets", mat, &c->mat, &error), 0);
    c->mat.wall = MAT_END_FEET;
    c->scenario = *scenario;
    c->signal = signal_open(&c->mat, NULL, &error);
    c->detector = detector_open(&c->mat, &catalogue->recognition, &error);
    const struct truth truth = {.say = coached_hear, .self = c};
    c->person = person_open(&c->scenario, seed, &c->mat, catalogue, &truth, &error);
    const struct session_config config = {.catalogue = catalogue,
                                          .mat = &c->mat,
                                          .snapshot = snapshot,
                                          .person = 1,
                                          .programme = programme};
    c->session = session_open(&config, &error);
    if (!c->signal || !c->detector || !c->person || !c->session)
        fail_msg("%s", error.text);
}

static inline void coached_open(struct coached *c, const struct catalogue *catalogue,
                                const struct snapshot *snapshot, const char *mat, const char *name,
                                const char *programme, uint64_t seed)
{
    char path[256];
    struct error error = {""};
    struct scenario scenario;
    snprintf(path, sizeof path, "assets/scenarios/%s.cfg", name);
    assert_int_equal(load_scenario(path, &scenario, &error), 0);
    coached_open_with(c, catalogue, snapshot, mat, &scenario, programme, seed);
}

static inline void coached_close(struct coached *c)
{
    session_close(c->session);
    person_close(c->person);
    detector_close(c->detector);
    signal_close(c->signal);
}

static inline void coached_keep(struct coached *c, const struct record *record)
{
    const double now_s = (double)c->now_ns / 1e9;
    if (record->kind == RECORD_STEP_BEGIN && c->steps < COACHED_STEPS_MAX)
        c->began_s[c->steps] = now_s;
    if (record->kind == RECORD_STEP_END && c->steps < COACHED_STEPS_MAX) {
        c->ended_s[c->steps] = now_s;
        c->step[c->steps++] = record->u.step;
    }
    if (record->kind == RECORD_SESSION_END)
        c->elapsed_s = record->u.end.elapsed_ms / 1e3;
}

static inline void coached_button(struct coached *c, struct session_input *input)
{
    const bool down = c->does.button_down;
    if (down && !c->button_down_ns) {
        c->button_down_ns = c->now_ns;
        c->held_told = false;
    }
    const bool long_enough =
        c->button_down_ns && c->now_ns - c->button_down_ns >= NS_PER_S && !c->held_told;
    if (down && long_enough) {
        c->held_told = true;
        input->press[input->presses++] = (struct press){c->now_ns, PRESS_HELD};
    } else if (!down && c->button_down_ns && !c->held_told) {
        input->press[input->presses++] = (struct press){c->now_ns, PRESS_SHORT};
    }
    if (!down)
        c->button_down_ns = 0;
    input->button_down_ns = c->button_down_ns;
}

static inline void coached_tick(struct coached *c)
{
    c->now_ns += 40 * NS_PER_MS;
    person_step(c->person, c->now_ns, c->output.view, &c->does);
    c->frame.time_ns = c->now_ns;
    c->frame.number++;
    c->frame.pads = c->mat.pads;
    memcpy(c->frame.value, c->does.force_n, c->mat.pads * sizeof *c->frame.value);
    struct session_input input = {.time_ns = c->now_ns};
    if (signal_step(c->signal, &c->frame, &c->loads)) {
        detector_step(c->detector, &c->loads, &c->seen);
        input.observation = &c->seen;
        input.loads = &c->loads;
        input.frame = &c->frame;
    }
    coached_button(c, &input);
    session_step(c->session, &input, &c->output);
    if (c->output.asked_changed)
        detector_ask(c->detector, &c->output.asked);
    for (unsigned i = 0; i < c->output.records; i++)
        coached_keep(c, &c->output.record[i]);
    c->ended = c->ended || c->output.session_ended;
}

/* Until the session has ended; false: it took longer than the minutes. */
static inline bool coached_run(struct coached *c, double minutes)
{
    const int64_t until_ns = c->now_ns + (int64_t)(minutes * 60e9);
    while (!c->ended && c->now_ns < until_ns)
        coached_tick(c);
    return c->ended;
}

/* Of what really happened within a step. */
static inline unsigned coached_true_count(const struct coached *c, unsigned step, const char *event)
{
    unsigned count = 0;
    for (unsigned i = 0; i < c->tolds; i++)
        count += !strcmp(c->told[i].event, event) && c->told[i].to_s > c->began_s[step] &&
                 c->told[i].to_s <= c->ended_s[step] + 1;
    return count;
}

#endif
