/* Progression: targets grow after two clean sessions and shrink after "worse"; the rules are few
 * enough to be told. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

enum { CLEAN_SESSIONS = 2, HOLD_STEP_S = 5, HOLD_LEAST_S = 10, HOLD_MOST_S = 30, SETS_MOST = 3 };

static bool grows(const struct exercise *exercise)
{
    return exercise->kind == KIND_STRENGTH && !*exercise->variant_of;
}

/* All steps of the exercise in this session: unbroken, and all of it done. */
static bool was_clean(const struct session *session, unsigned exercise)
{
    const struct plan *plan = &session->run.plan;
    for (unsigned i = 0; i < plan->steps; i++)
        if (plan->step[i].exercise == exercise && !plan->step[i].clean)
            return false;
    return true;
}

static unsigned clamp(unsigned value, unsigned least, unsigned most)
{
    return value < least ? least : value > most ? most : value;
}

/* The rule is shown as it is applied. */
static void tell(struct session *session, const struct exercise *exercise, const char *key,
                 unsigned number)
{
    char n[16];
    snprintf(n, sizeof n, "%u", number);
    text_fill(
        session->news, sizeof session->news, text_of(session, key),
        (const struct fill[]){{"name", exercise->texts[session->language].name}, {"n", n}, {0}});
}

static void grow(struct session *session, const struct exercise *exercise, const struct dose *dose)
{
    const struct progress progress = person_progress(session, exercise->id);
    if (progress.clean + 1 < CLEAN_SESSIONS) {
        person_progress_set(session, exercise->id, "clean", progress.clean + 1);
        return;
    }
    const bool holds = exercise->counts == COUNTS_HOLD;
    if (!holds && person_is_new(session) && dose->sets >= exercise->beginner.sets)
        return; /* ready for more as soon as the first weeks are over */
    const unsigned before = holds ? dose->seconds : dose->sets;
    const unsigned next = holds ? clamp(before + HOLD_STEP_S, HOLD_LEAST_S, HOLD_MOST_S)
                                : clamp(before + 1, 1, SETS_MOST);
    person_progress_set(session, exercise->id, "clean", 0);
    if (next <= before)
        return;
    person_progress_set(session, exercise->id, holds ? "hold_s" : "sets", next);
    tell(session, exercise, holds ? "done.longer" : "done.more_sets", next);
}

static void shrink(struct session *session, const struct exercise *exercise,
                   const struct dose *dose)
{
    person_progress_set(session, exercise->id, "clean", 0);
    if (exercise->counts == COUNTS_HOLD)
        person_progress_set(session, exercise->id, "hold_s",
                            clamp(dose->seconds > HOLD_STEP_S ? dose->seconds - HOLD_STEP_S : 0,
                                  HOLD_LEAST_S, HOLD_MOST_S));
    else if (dose->sets > 1 && person_progress(session, exercise->id).sets)
        person_progress_set(session, exercise->id, "sets", dose->sets - 1);
}

/* Another side, or another place in the programme, is the same exercise still. */
static bool came_before(const struct plan *plan, unsigned step)
{
    for (unsigned i = 0; i < step; i++)
        if (plan->step[i].exercise == plan->step[step].exercise)
            return true;
    return false;
}

static void each(struct session *session, bool worse)
{
    const struct plan *plan = &session->run.plan;
    for (unsigned i = 0; i < plan->steps; i++) {
        const struct planned *step = &plan->step[i];
        const struct exercise *exercise = &session->catalogue->exercise[step->exercise];
        if (!grows(exercise) || !step->done || came_before(plan, i))
            continue;
        if (step->smaller)
            continue; /* says nothing of the person's own dose */
        if (worse)
            shrink(session, exercise, &step->dose);
        else if (was_clean(session, step->exercise))
            grow(session, exercise, &step->dose);
        else
            person_progress_set(session, exercise->id, "clean", 0);
    }
}

void progress_after(struct session *session)
{
    each(session, false);
}

void progress_worse(struct session *session)
{
    *session->news = 0; /* what was to grow does not */
    each(session, true);
}
