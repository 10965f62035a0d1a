/* The first start, in two parts: the builder sees that every pad answers, and walks over the mat;
 * the owner says who he or she is and what there is. Days and a cut of power may lie between them.
 * After that the same questions stand under More. */
#include "session/inside.h"

#include <string.h>

static const uint8_t PRESSED_PCT = 30;

bool start_is_due(const struct session *session)
{
    return strcmp(station_setting(session, "ready"), "yes") != 0;
}

static void begin_part(struct session *session)
{
    cue_hush(session);
    if (session->builder == BUILDER_WALK) {
        calibrate_open(session);
        return;
    }
    const bool ready = session->builder == BUILDER_READY;
    if (ready)
        station_set(session, "ready", "owner");
    stage_go(session, STAGE_BUILDER);
    cue_key(session, URGENCY_LEAD, ready ? "say.builder_ready" : "say.builder_pads");
}

void start_open(struct session *session)
{
    session->first_start = true;
    if (!strcmp(station_setting(session, "ready"), "owner")) {
        language_open(session);
        return;
    }
    if (session->builder == BUILDER_WALK) {
        begin_part(session);
        return;
    }
    session->builder = BUILDER_WELCOME;
    memset(session->pad_met, 0, sizeof session->pad_met);
    stage_go(session, STAGE_BUILDER);
    cue_key(session, URGENCY_LEAD, "say.builder_welcome");
}

static void next_part(struct session *session)
{
    if (session->builder == BUILDER_READY) {
        session->builder++;
        language_open(session);
        return;
    }
    session->builder++;
    begin_part(session);
}

bool start_walks(const struct session *session)
{
    return session->first_start && session->builder == BUILDER_WALK;
}

void start_walk_done(struct session *session)
{
    next_part(session);
}

/* Any part can be left by holding the button: nobody is locked out by a pad. */
void start_press(struct session *session, const struct press *press)
{
    if (press->kind == PRESS_HELD || session->builder == BUILDER_WELCOME ||
        session->builder == BUILDER_READY)
        next_part(session);
}

unsigned start_pads_met(const struct session *session)
{
    unsigned met = 0;
    for (unsigned i = 0; i < session->view.pads; i++)
        met += session->pad_met[i];
    return met;
}

void start_step(struct session *session)
{
    const struct view *view = &session->view;
    if (session->builder != BUILDER_PADS)
        return;
    for (unsigned i = 0; i < view->pads; i++)
        if (!session->pad_met[i] && view->pad_load_pct[i] >= PRESSED_PCT) {
            session->pad_met[i] = true;
            cue_tone(session, TONE_CREDIT);
        }
    if (view->pads > 0 && start_pads_met(session) == view->pads)
        next_part(session);
}

/* The owner's part, question by question; without a first start each leads back to More. */
void start_language_done(struct session *session)
{
    if (session->first_start)
        volume_open(session);
    else
        more_open(session);
}

void start_volume_done(struct session *session)
{
    if (!session->first_start) {
        more_open(session);
        return;
    }
    if (session->snapshot.people == 0)
        people_add(session);
    else
        session->person = session->snapshot.person[0].id;
    health_open(session);
}

void start_health_done(struct session *session)
{
    if (session->first_start)
        equipment_open(session);
    else
        choose_open(session);
}

void start_equipment_done(struct session *session)
{
    if (!session->first_start) {
        more_open(session);
        return;
    }
    session->first_start = false;
    station_set(session, "ready", "yes");
    choose_open(session);
}
