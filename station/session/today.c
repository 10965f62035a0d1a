/* Today: one of the programmes, by rules simple enough to be shown on its card. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

enum { SHORTEST_MIN = 7, LONGEST_MIN = 25 };

/* Not on two days running; where no clock tells the days, not in two sessions running. */
static bool strength_rests(const struct session *session)
{
    const struct history_view *history = person_history(session);
    if (!history || history->sessions == 0)
        return false;
    if (history->clock_known)
        return history->days_since_strength == 0 || history->days_since_strength == 1;
    const int last = programmes_find(&session->programmes, history->last_programme);
    return last >= 0 && session->programmes.programme[last].strength;
}

static bool is_first(const struct session *session)
{
    const struct history_view *history = person_history(session);
    return history && history->sessions == 0;
}

static bool lacks_equipment(const struct plan *plan)
{
    for (unsigned i = 0; i < plan->left_outs; i++)
        if (plan->left_out[i].why == STEP_NO_EQUIPMENT)
            return true;
    return false;
}

static unsigned steps_due(const struct programme *programme, unsigned selection)
{
    unsigned due = 0;
    for (unsigned i = 0; i < programme->steps; i++)
        due += !programme->step[i].selection || programme->step[i].selection == selection;
    return due;
}

/* Well: long enough to matter, short enough for any day, and most of it can be done. *lacks: it
 * would be, with more equipment. */
static bool suits(const struct session *session, const struct programme *programme, bool strength,
                  bool well, bool *lacks)
{
    struct plan plan;
    const unsigned selection = plan_selection(session, programme, session->next_session);
    if (programme->open || (programme->strength && !strength))
        return false;
    if (well && (programme->minutes < SHORTEST_MIN || programme->minutes > LONGEST_MIN))
        return false;
    plan_make(session, programme, selection, &plan);
    const bool most =
        plan.steps > 0 && (!well || plan.left_outs * 3 <= steps_due(programme, selection));
    *lacks = *lacks || (!most && lacks_equipment(&plan));
    return most;
}

/* The next one that suits after the one done last, in the order of the cards. *lacks: one before it
 * needs equipment that is not there. */
static int next_after(const struct session *session, const char *last, bool strength, bool well,
                      bool *lacks)
{
    const int count = (int)session->programmes.count;
    const int from = *last ? programmes_find(&session->programmes, last) : -1;
    for (int i = 1; i <= count; i++) {
        const int at = (from + i) % count;
        if (suits(session, &session->programmes.programme[at], strength, well, lacks))
            return at;
    }
    return -1;
}

int today_choose(const struct session *session, const char **reason)
{
    const struct history_view *history = person_history(session);
    const int first = programmes_find(&session->programmes, "first_time");
    *reason = "today.next";
    if (is_first(session) && first >= 0) {
        *reason = "today.first";
        return first;
    }
    bool strength = true;
    if (history && history->felt_worse) {
        strength = false;
        *reason = "today.worse";
    } else if (strength_rests(session)) {
        strength = false;
        *reason = "today.strength_rests";
    } else if (person_is_new(session)) {
        *reason = history ? "today.first_weeks" : "today.guest";
    }
    const char *last = history ? history->last_programme : "";
    bool lacks = false;
    const int chosen = next_after(session, last, strength, true, &lacks);
    if (lacks && !strcmp(*reason, "today.next"))
        *reason = "today.equipment";
    return chosen >= 0 ? chosen : next_after(session, last, strength, false, &lacks);
}
