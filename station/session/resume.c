/* A session that was cut off, by power or a fault, may be gone on with. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

enum { STILL_GOOD_S = 30 * 60 };

bool resume_offer(struct session *session)
{
    const struct unfinished *unfinished = &session->snapshot.unfinished;
    if (!unfinished->present || unfinished->age_s > STILL_GOOD_S || unfinished->steps == 0 ||
        programmes_find(&session->programmes, unfinished->programme) < 0)
        return false;
    char number[16], question[TEXT_MAX];
    snprintf(number, sizeof number, "%u", unfinished->last.step + 1);
    text_fill(question, sizeof question, text_of(session, "say.resume"),
              (const struct fill[]){{"n", number}, {0}});
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_RESUME);
    menu_card_key(session, "go_on");
    menu_card_key(session, "no");
    cue_say(session, URGENCY_LEAD, question);
    menu_shown(session, NULL);
    return true;
}

/* The step that was cut off keeps its credit, a stretch begins its repetition again. */
static void keep_credit(struct session *session, const struct step_record *last)
{
    struct work *work = &session->run.work;
    const struct exercise *exercise = step_exercise(session);
    if (strcmp(last->exercise, exercise->id) || last->outcome != STEP_OPEN)
        return;
    const int64_t rest_ns = (int64_t)last->elapsed_ms * NS_PER_MS;
    session->run.record = *last;
    work->elapsed_ns = rest_ns;
    work->credit.sum_ns = (int64_t)last->credited_ms * NS_PER_MS;
    work->by_time_ns = (int64_t)last->by_time_ms * NS_PER_MS;
    const struct dose *dose = &step_planned(session)->dose;
    const int64_t counted_ns = work->credit.sum_ns + work->by_time_ns;
    const int64_t set_ns = dose->seconds * NS_PER_S;
    if (exercise->counts == COUNTS_REPETITIONS && dose->repetitions) {
        const unsigned done = last->repetitions + last->by_tempo_repetitions;
        work->set = done / dose->repetitions;
        work->repetitions = done % dose->repetitions;
    } else if (exercise->counts == COUNTS_ROLL_AND_PAUSE && set_ns) {
        work->spot = (unsigned)(counted_ns / set_ns);
        work->spot_from_ns = work->spot * set_ns;
    } else if (set_ns) {
        work->set = (unsigned)(counted_ns / set_ns);
        work->kept_ns = exercise->counts == COUNTS_TIME ? 0 : counted_ns % set_ns;
    }
    if (dose->sets && work->set >= dose->sets)
        work->set = dose->sets - 1;
}

static void go_on(struct session *session)
{
    const struct unfinished unfinished = session->snapshot.unfinished;
    const struct step_record *last = &unfinished.last;
    const bool over = last->outcome != STEP_OPEN && last->outcome != STEP_UNFINISHED;
    session->person = unfinished.person;
    session->snapshot.unfinished.present = false;
    run_resume(session, programmes_find(&session->programmes, unfinished.programme),
               over ? last->step + 1 : last->step, unfinished.session);
    if (session->run.step_open && !over)
        keep_credit(session, last);
}

void resume_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "go_on")) {
        go_on(session);
        return;
    }
    session->snapshot.unfinished.present = false;
    idle_go(session);
}
