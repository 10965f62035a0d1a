/* After a session: how is your back, how stiff this week, and what was done. */
#include "session/inside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int64_t DONE_NS = 15 * NS_PER_S;

void questions_open(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_FEELING);
    menu_card_key(session, "looser");
    menu_card_key(session, "same");
    menu_card_key(session, "worse");
    menu_shown(session, "say.feeling");
}

static bool stiffness_is_due(const struct session *session)
{
    const struct history_view *history = person_history(session);
    return history && isnan(history->stiffness[0]);
}

static void ask_stiffness(struct session *session)
{
    menu_begin(session, CARDS_STIFFNESS);
    for (int i = 0; i <= 10; i++) {
        char number[8];
        snprintf(number, sizeof number, "%d", i);
        menu_card(session, number, number,
                  i == 0    ? text_of(session, "card.stiffness.none")
                  : i == 10 ? text_of(session, "card.stiffness.most")
                            : "",
                  -1);
    }
    menu_shown(session, "say.stiffness");
}

/* Who did the last step lying has to get up; where that is not known, too. */
static bool is_lying(const struct session *session)
{
    const struct plan *plan = &session->run.plan;
    if (plan->steps == 0)
        return false;
    const unsigned last = session->run.step < plan->steps ? session->run.step : plan->steps - 1;
    return plan_is_lying(session, &plan->step[last]);
}

void done_show(struct session *session)
{
    stage_go(session, STAGE_DONE);
    cue_tone(session, TONE_FINISHED);
    cue_key(session, URGENCY_LEAD, is_lying(session) ? "say.done" : "done.title");
}

/* Worse again within two weeks: whoever it was is to see the signs. Decided now, while the log does
 * not know of this answer. */
static void take_feeling(struct session *session, bool worse)
{
    const struct history_view *history = person_history(session);
    session->signs_due = worse && history && history->worse_in_two_weeks > 0;
    if (worse)
        progress_worse(session);
}

void questions_chose(struct session *session, const char *id)
{
    const bool feeling = session->menu.set == CARDS_FEELING;
    if (feeling)
        take_feeling(session, !strcmp(id, "worse"));
    if (strcmp(id, "back"))
        record_answer(session, feeling ? "feeling" : "stiffness", id);
    if (feeling && stiffness_is_due(session))
        ask_stiffness(session);
    else if (session->signs_due)
        page_open_professional(session);
    else
        done_show(session);
}

void done_step(struct session *session)
{
    if (session->now_ns - session->stage_since_ns >= DONE_NS)
        idle_go(session);
}
