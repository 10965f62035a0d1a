#include "session/inside.h"

#include <stdlib.h>
#include <string.h>

static const int64_t OFF_NS = 10 * NS_PER_S;

struct session *session_open(const struct session_config *config, struct error *error)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session) {
        error_set(error, "no memory for the session");
        return NULL;
    }
    session->catalogue = config->catalogue;
    session->programmes = catalogue_programmes(config->catalogue);
    session->mat = config->mat;
    if (config->snapshot)
        session->snapshot = *config->snapshot;
    session->language = config->language;
    const int set =
        catalogue_find_language(config->catalogue, station_setting(session, "language"));
    if (set >= 0 && !config->language_given)
        session->language = (unsigned)set;
    session->person = config->person;
    session->theme = config->theme;
    session->reduced_motion = config->reduced_motion;
    session->supply_count = config->supply_count;
    session->next_session = session->snapshot.next_session ? session->snapshot.next_session : 1;
    session->run.programme = -1;
    session->view.exercise = -1;
    session->start_with =
        config->programme ? programmes_find(&session->programmes, config->programme) : -1;
    if (config->programme && session->start_with < 0) {
        error_set(error, "there is no programme \"%s\"; see assets/programmes", config->programme);
        free(session);
        return NULL;
    }
    return session;
}

void session_close(struct session *session)
{
    if (session)
        calibrate_close(session);
    free(session);
}

void stage_go(struct session *session, enum stage stage)
{
    session->stage = stage;
    session->stage_since_ns = session->now_ns;
}

/* Of a log that cannot be written or read now, only that, and what it cost; what was known, and
 * what was set since and waits for the card, still holds. */
static void take_snapshot(struct session *session, const struct snapshot *snapshot)
{
    struct snapshot *known = &session->snapshot;
    if (session->begun && *snapshot->trouble_key && !snapshot->saved) {
        text_copy(known->trouble, sizeof known->trouble, snapshot->trouble);
        text_copy(known->trouble_key, sizeof known->trouble_key, snapshot->trouble_key);
        known->saved = false;
        known->given_up = snapshot->given_up;
    } else {
        *known = *snapshot;
    }
    if (snapshot->next_session > session->next_session)
        session->next_session = snapshot->next_session;
}

static void take_input(struct session *session, const struct session_input *input)
{
    session->now_ns = input->time_ns;
    clock_take(session, &input->wall);
    if (input->snapshot)
        take_snapshot(session, input->snapshot);
    if (input->health) {
        session->health = *input->health;
        session->health_known = true;
    }
    if (input->loads) {
        view_take_loads(session, input->loads);
        sight_take_loads(session, input->loads);
    }
    if (input->wrong_file)
        text_copy(session->wrong_file, sizeof session->wrong_file, input->wrong_file);
    if (input->programmes)
        choose_from(session, input->programmes);
    if (input->frame)
        calibrate_take(session, input->frame);
    session->held = 0;
    if (input->button_down_ns > 0 && input->time_ns > input->button_down_ns) {
        const float held = (float)(input->time_ns - input->button_down_ns) / (float)NS_PER_S;
        session->held = held > 1 ? 1 : held;
    }
    sight_take(session, input->observation);
    trouble_take(session, input->observation);
}

static void press(struct session *session, const struct press *press)
{
    if (press->kind == PRESS_STUCK) {
        cue_key(session, URGENCY_CALM, "say.button_stuck");
        return;
    }
    if (press->kind == PRESS_HELD)
        cue_tone(session, TONE_TOOK);
    switch (session->stage) {
    case STAGE_IDLE: idle_press(session, press); break;
    case STAGE_CARDS:
    case STAGE_HELD_UP: menu_press(session, press); break;
    case STAGE_RUN: run_press(session, press); break;
    case STAGE_PAGE: page_press(session, press); break;
    case STAGE_DONE: idle_go(session); break;
    case STAGE_BUILDER: start_press(session, press); break;
    case STAGE_CALIBRATION: calibrate_press(session, press); break;
    case STAGE_OFF: /* somebody presses, so the machine is still there */
        if (session->stays_on || session->now_ns - session->stage_since_ns >= OFF_NS)
            idle_go(session);
        break;
    }
}

static void pass_time(struct session *session, int64_t dt_ns)
{
    switch (session->stage) {
    case STAGE_IDLE: idle_step(session); break;
    case STAGE_CARDS: menu_wait(session); break;
    case STAGE_RUN: run_step(session, dt_ns); break;
    case STAGE_HELD_UP: held_up_step(session); break;
    case STAGE_PAGE: page_step(session); break;
    case STAGE_DONE: done_step(session); break;
    case STAGE_BUILDER: start_step(session); break;
    case STAGE_CALIBRATION: calibrate_step(session); break;
    case STAGE_OFF: break;
    }
}

static void begin(struct session *session)
{
    session->begun = true;
    view_choose_theme(session);
    session->begun_ns = session->now_ns;
    session->cut_off = session->snapshot.unfinished;
    if (session->start_with >= 0)
        run_start(session, session->start_with);
    else if (start_is_due(session))
        start_open(session);
    else if (!resume_offer(session))
        idle_go(session);
    if (session->snapshot.closed)
        cue_key(session, URGENCY_WARN, "say.closed");
}

void session_step(struct session *session, const struct session_input *input,
                  struct session_output *output)
{
    output->cues = output->records = 0;
    output->request = REQUEST_NONE;
    output->session_ended = output->choosing = false;
    session->output = output;
    const int64_t dt_ns =
        session->begun && input->time_ns > session->now_ns ? input->time_ns - session->now_ns : 0;
    take_input(session, input);
    if (!session->begun)
        begin(session);
    if (session->stage == STAGE_RUN)
        run_elapse(session, dt_ns);
    for (unsigned i = 0; i < input->presses && i < PRESSES_MAX; i++)
        press(session, &input->press[i]);
    pass_time(session, dt_ns <= STALL_NS ? dt_ns : 0);
    more_exported(session, input->exported);
    if (input->stays_on)
        more_stays_on(session);
    cue_flush(session);
    view_fill(session);
    output->view = &session->view;
    output->asked = session->asked;
    output->volume_pct = session_volume(session);
    output->asked_changed = session->asked_changed;
    session->asked_changed = false;
    session->output = NULL;
}
