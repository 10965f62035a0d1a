/* A session that was cut off, by power or a fault, may be gone on with. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

bool resume_is_over(const struct step_record *last)
{
    return last->outcome != STEP_OPEN && last->outcome != STEP_UNFINISHED;
}

/* The log's numbers of steps may be ahead of the plan's, by what was left out or made easier: the
 * exercise tells the place. */
unsigned resume_place(const struct session *session, const struct step_record *last,
                      const struct plan *plan, unsigned *left_told)
{
    unsigned at = plan_find(session, plan, last->step, last->exercise, last->side);
    const bool planned = at < plan->steps;
    const int exercise = catalogue_find_exercise(session->catalogue, last->exercise);
    *left_told = 0;
    for (unsigned i = 0; i < plan->left_outs; i++)
        if (planned ? plan->left_out[i].before <= at : (int)plan->left_out[i].exercise == exercise)
            *left_told = i + 1;
    if (planned)
        return resume_is_over(last) ? at + 1 : at;
    if (*left_told > 0)
        return plan->left_out[*left_told - 1].before;
    return last->step < plan->steps ? last->step : plan->steps;
}

/* As the screen counts them. */
static unsigned step_shown(struct session *session, const struct unfinished *unfinished)
{
    const int found = programmes_find(&session->programmes, unfinished->programme);
    const struct programme *programme = &session->programmes.programme[found];
    const uint32_t person = session->person;
    struct plan plan;
    unsigned left_told;
    session->person = unfinished->person;
    plan_make(session, programme, plan_selection(session, programme, unfinished->session), &plan);
    session->person = person;
    return resume_place(session, &unfinished->last, &plan, &left_told) + 1;
}

static bool is_still_good(const struct session *session)
{
    const int64_t since_s = (session->now_ns - session->begun_ns) / NS_PER_S;
    return session->cut_off.present && session->cut_off.age_s + since_s <= RESUME_WITHIN_S;
}

bool resume_offer(struct session *session)
{
    const struct unfinished *unfinished = &session->cut_off;
    if (!is_still_good(session) || unfinished->steps == 0 ||
        programmes_find(&session->programmes, unfinished->programme) < 0)
        return false;
    char number[16], question[TEXT_MAX];
    snprintf(number, sizeof number, "%u", step_shown(session, unfinished));
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

bool resume_can_keep(const struct session *session, const struct step_record *last, unsigned step)
{
    const struct plan *plan = &session->run.plan;
    return !resume_is_over(last) && step < plan->steps && plan->step[step].side == last->side &&
           !strcmp(session->catalogue->exercise[plan->step[step].exercise].id, last->exercise);
}

int64_t resume_side_limit_ns(const struct session *session, const struct unfinished *unfinished,
                             unsigned step)
{
    const struct plan *plan = &session->run.plan;
    const struct step_record *last = &unfinished->last;
    const struct step_record *first = resume_is_over(last) ? last : &unfinished->before;
    const bool done = first->outcome == STEP_DONE || first->outcome == STEP_BY_TIME;
    if (step >= plan->steps || !plan->step[step].other_side_before || !done ||
        strcmp(session->catalogue->exercise[plan->step[step].exercise].id, first->exercise) != 0)
        return 0;
    return step_side_limit_ns(first);
}

/* The step that was cut off keeps its credit, a stretch begins its repetition again. */
void resume_keep(struct session *session, const struct step_record *last)
{
    struct work *work = &session->run.work;
    const struct exercise *exercise = step_exercise(session);
    session->run.record = *last;
    work->elapsed_ns = last->elapsed_ms * NS_PER_MS;
    work->on_roller_ns = last->on_roller_ms * NS_PER_MS;
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
    const struct unfinished unfinished = session->cut_off;
    if (!unfinished.person && session->person)
        session->host = session->person;
    session->person = unfinished.person;
    session->cut_off.present = false;
    run_resume(session, programmes_find(&session->programmes, unfinished.programme), &unfinished);
}

void resume_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "go_on")) {
        go_on(session);
        return;
    }
    session->cut_off.present = false;
    idle_go(session);
}
