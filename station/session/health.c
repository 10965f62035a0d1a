/* Who should ask a doctor first: plain questions, once a person. A yes takes out the roller, the
 * ball, planks and end-range bending until it is confirmed that they are fine. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

enum { QUESTIONS = 10, KNEE_QUESTION = 9 };

static const char *const question_ids[QUESTIONS] = {
    "bones",       "blood",   "joint",   "disc", "pregnancy",
    "circulation", "feeling", "illness", "skin", "knee",
};

static void ask(struct session *session)
{
    char key[48];
    snprintf(key, sizeof key, "health.%s", question_ids[session->question]);
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_HEALTH);
    menu_card_key(session, "no");
    menu_card_key(session, "yes");
    for (unsigned i = 0; i < session->menu.cards; i++)
        text_copy(session->menu.card[i].line, sizeof session->menu.card[i].line,
                  text_of(session, key));
    cue_key(session, URGENCY_LEAD, key);
    cue_say(session, URGENCY_LEAD, session->menu.card[0].title);
}

void health_open(struct session *session)
{
    session->question = 0;
    session->health_yes = false;
    ask(session);
}

/* What a yes takes out, and how it comes back. */
static void explain(struct session *session)
{
    session->question = QUESTIONS;
    menu_begin(session, CARDS_HEALTH);
    menu_card_key(session, "understood");
    menu_card_key(session, "doctor_agrees");
    menu_shown(session, session->person ? "say.health_yes" : "say.guest");
}

/* At once: who falls silent, or leaves, after a yes is not left with an older "clear". */
static void take_yes(struct session *session)
{
    session->health_yes = true;
    session->confirmed = false;
    person_set(session, "health", "caution");
}

/* Of a guest nothing is kept: it holds for this session. */
static void finish(struct session *session, const char *health)
{
    person_set(session, "health", health);
    session->confirmed = session->person == 0 && !strcmp(health, "clear");
    start_health_done(session);
}

void health_guest(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    explain(session);
}

static void answered(struct session *session, bool yes)
{
    char question[ID_MAX];
    snprintf(question, sizeof question, "health.%s", question_ids[session->question]);
    record_answer(session, question, yes ? "yes" : "no");
    if (session->question == KNEE_QUESTION)
        person_set(session, "knee", yes ? "yes" : "no");
    else if (yes)
        take_yes(session);
    if (++session->question < QUESTIONS)
        ask(session);
    else if (session->health_yes)
        explain(session);
    else
        finish(session, "clear");
}

void health_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "back"))
        start_health_done(session);
    else if (!strcmp(id, "doctor_agrees"))
        finish(session, "clear");
    else if (session->question >= QUESTIONS)
        finish(session, "caution");
    else
        answered(session, !strcmp(id, "yes"));
}
