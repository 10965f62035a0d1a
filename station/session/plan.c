/* From a programme and what is known of the person to the steps that will be done. */
#include "catalogue/names.h"
#include "session/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVERYTHING = 0xFF, HEALTH_CAUTIONS = 7 };

/* "roller,ball" as bits. */
static unsigned equipment_bits(const char *list)
{
    unsigned bits = 0;
    for (unsigned i = 0; i < names_equipment.count; i++) {
        const size_t length = strlen(names_equipment.name[i]);
        for (const char *at = list; (at = strstr(at, names_equipment.name[i])) != NULL;
             at += length)
            if ((at == list || at[-1] == ',') && (at[length] == ',' || at[length] == 0))
                bits |= 1u << i;
    }
    return bits;
}

/* Health: a yes, no answer yet, and every guest take the same out; who names a programme at the
 * command line has confirmed it. */
struct allowed plan_allowed(const struct session *session)
{
    struct allowed allowed = {.equipment = EVERYTHING, .wall = session->mat->wall != MAT_END_NONE};
    const char *equipment = station_setting(session, "equipment");
    if (*equipment)
        allowed.equipment = equipment_bits(equipment);
    if (session->start_with < 0 && !session->confirmed &&
        strcmp(person_setting(session, "health"), "clear"))
        allowed.cautions |= HEALTH_CAUTIONS;
    if (!strcmp(person_setting(session, "knee"), "yes"))
        allowed.cautions |= CAUTION_KNEE;
    if (session->start_with < 0 && person_is_new(session))
        allowed.cautions |= CAUTION_NOT_FIRST_WEEKS;
    return allowed;
}

/* Why not; STEP_OPEN: nothing speaks against it. */
static enum step_outcome why_not(const struct session *session, const struct allowed *allowed,
                                 const struct exercise *exercise)
{
    const unsigned against = exercise->cautions & allowed->cautions;
    const unsigned wall = allowed->wall ? 0 : EQUIPMENT_WALL;
    if (person_progress(session, exercise->id).barred)
        return STEP_HURT_BEFORE;
    if (against & ~(unsigned)CAUTION_NOT_FIRST_WEEKS)
        return STEP_HEALTH;
    if (against)
        return STEP_FIRST_WEEKS;
    return exercise->equipment & ~(allowed->equipment & ~wall) ? STEP_NO_EQUIPMENT : STEP_OPEN;
}

static bool may(const struct session *session, const struct allowed *allowed,
                const struct exercise *exercise)
{
    return why_not(session, allowed, exercise) == STEP_OPEN;
}

static void limit(struct dose *dose, const struct dose *most)
{
    dose->sets = dose->sets > most->sets ? most->sets : dose->sets;
    dose->repetitions =
        dose->repetitions > most->repetitions ? most->repetitions : dose->repetitions;
    dose->seconds = dose->seconds > most->seconds ? most->seconds : dose->seconds;
    dose->spots = dose->spots > most->spots ? most->spots : dose->spots;
    dose->area_limit_s =
        dose->area_limit_s > most->area_limit_s ? most->area_limit_s : dose->area_limit_s;
}

/* Then the easier way, where it spares the knee, is done instead. */
static bool hurts_only_the_knee(const struct session *session, const struct allowed *allowed,
                                const struct exercise *exercise)
{
    return why_not(session, allowed, exercise) == STEP_HEALTH &&
           (exercise->cautions & allowed->cautions & ~(unsigned)CAUTION_NOT_FIRST_WEEKS) ==
               CAUTION_KNEE;
}

/* The exercise, or as easy a way of it as the person chose and may do; -1: taken out. */
static int choose(const struct session *session, const struct allowed *allowed, int exercise)
{
    if (exercise < 0)
        return -1;
    const struct exercise *wanted = &session->catalogue->exercise[exercise];
    const int easier =
        *wanted->easier ? catalogue_find_exercise(session->catalogue, wanted->easier) : -1;
    const int chosen = easier >= 0 && person_progress(session, wanted->id).easier
                           ? choose(session, allowed, easier)
                           : -1;
    if (chosen >= 0)
        return chosen;
    if (easier >= 0 && hurts_only_the_knee(session, allowed, wanted) &&
        may(session, allowed, &session->catalogue->exercise[easier]))
        return easier;
    return may(session, allowed, wanted) ? exercise : -1;
}

static void make_smaller(const struct exercise *exercise, struct dose *dose)
{
    if (dose->sets > 1)
        dose->sets--;
    if (exercise->counts == COUNTS_REPETITIONS && dose->repetitions > 8)
        dose->repetitions = 8;
    if (exercise->counts == COUNTS_HOLD && dose->seconds > 10)
        dose->seconds = 10;
    if (exercise->counts == COUNTS_ROLL_AND_PAUSE) {
        dose->spots = 1;
        dose->seconds = 20;
    }
}

/* How far the person has come: growing targets, less after "worse". What was to be easier and is
 * still this exercise has no easier way, or none for this person: then less of it. */
static void adapt(const struct session *session, const struct exercise *exercise,
                  struct planned *step)
{
    struct dose *dose = &step->dose;
    const struct history_view *history = person_history(session);
    const struct progress progress = person_progress(session, exercise->id);
    if (session->start_with < 0 && exercise->kind != KIND_BREATH && person_is_new(session))
        limit(dose, &exercise->beginner);
    if (progress.hold_target_s && exercise->counts == COUNTS_HOLD)
        dose->seconds = progress.hold_target_s;
    if (progress.sets > dose->sets) /* grown in one programme; another may ask for more */
        dose->sets = progress.sets;
    const bool worse = history && history->felt_worse;
    step->smaller = progress.easier || worse;
    if (progress.easier)
        make_smaller(exercise, dose);
    if (worse)
        make_smaller(exercise, dose);
}

static void add(struct plan *plan, const struct planned *step)
{
    if (plan->steps < PLAN_STEPS_MAX)
        plan->step[plan->steps++] = *step;
}

static void add_sides(const struct exercise *exercise, struct planned step, struct plan *plan)
{
    if (exercise->sides != SIDES_EACH) {
        step.side = SIDE_BOTH;
        add(plan, &step);
        return;
    }
    step.side = SIDE_LEFT;
    step.other_side_follows = true;
    add(plan, &step);
    step.side = SIDE_RIGHT;
    step.other_side_follows = false;
    step.other_side_before = true;
    add(plan, &step);
}

static bool is_by_seconds(const struct exercise *exercise)
{
    return exercise->counts == COUNTS_HOLD || exercise->counts == COUNTS_TIME;
}

/* Its own, but never more of it than was asked for of what it is done instead of. */
static struct dose dose_instead(const struct exercise *asked_for, const struct dose *asked,
                                const struct exercise *chosen)
{
    struct dose dose = chosen->dose;
    if (chosen->counts == asked_for->counts || (is_by_seconds(chosen) && is_by_seconds(asked_for)))
        limit(&dose, asked);
    return dose;
}

/* As the next session will have it. False: the easier way that its texts tell of is not there for
 * this person. */
static bool make_easier(const struct session *session, struct planned *step)
{
    const struct allowed allowed = plan_allowed(session);
    const struct exercise *exercise = &session->catalogue->exercise[step->exercise];
    const int easier =
        *exercise->easier ? catalogue_find_exercise(session->catalogue, exercise->easier) : -1;
    const int chosen = choose(session, &allowed, easier);
    if (chosen >= 0) {
        step->exercise = (unsigned)chosen;
        step->dose = dose_instead(exercise, &step->dose, &session->catalogue->exercise[chosen]);
        adapt(session, &session->catalogue->exercise[chosen], step);
        return chosen == easier;
    }
    make_smaller(exercise, &step->dose);
    step->smaller = true;
    return !*exercise->easier;
}

/* A step of another exercise instead: where only one of the two is done side by side, there are
 * more steps of it or fewer. */
static void add_instead(const struct session *session, const struct planned *was,
                        struct planned step, bool first, struct plan *plan)
{
    const struct exercise *exercise = session->catalogue->exercise;
    if ((exercise[was->exercise].sides == SIDES_EACH) ==
        (exercise[step.exercise].sides == SIDES_EACH)) {
        add(plan, &step);
        return;
    }
    if (was->other_side_before && !first)
        return;
    step.other_side_before = step.other_side_follows = false;
    add_sides(&exercise[step.exercise], step, plan);
}

bool plan_make_easier(const struct session *session, struct plan *plan, unsigned from,
                      unsigned exercise)
{
    const struct plan was = *plan;
    bool as_told = true;
    plan->steps = from;
    for (unsigned i = from; i <= was.steps; i++) {
        for (unsigned k = 0; k < was.left_outs; k++)
            if (was.left_out[k].before == i)
                plan->left_out[k].before = plan->steps;
        if (i == was.steps)
            break;
        struct planned step = was.step[i];
        if (step.exercise == exercise)
            as_told = make_easier(session, &step);
        add_instead(session, &was.step[i], step, i == from, plan);
    }
    return as_told;
}

static void leave_out(const struct session *session, const struct allowed *allowed,
                      unsigned exercise, struct plan *plan)
{
    plan->left_out[plan->left_outs++] = (struct left_out){
        .exercise = exercise,
        .why = why_not(session, allowed, &session->catalogue->exercise[exercise]),
        .before = plan->steps,
    };
}

void plan_make(const struct session *session, const struct programme *programme, unsigned selection,
               struct plan *plan)
{
    const struct allowed allowed = plan_allowed(session);
    plan->steps = plan->left_outs = 0;
    for (unsigned i = 0; i < programme->steps; i++) {
        const struct programme_step *wanted = &programme->step[i];
        if (wanted->selection && wanted->selection != selection)
            continue;
        int exercise = choose(session, &allowed, (int)wanted->exercise);
        const bool first = exercise == (int)wanted->exercise;
        if (exercise < 0)
            exercise = choose(session, &allowed, wanted->alternative);
        if (exercise < 0) {
            leave_out(session, &allowed, wanted->exercise, plan);
            continue;
        }
        const struct exercise *chosen = &session->catalogue->exercise[exercise];
        struct planned step = {.exercise = (unsigned)exercise, .dose = wanted->dose};
        if (!first)
            step.dose = dose_instead(&session->catalogue->exercise[wanted->exercise], &wanted->dose,
                                     chosen);
        adapt(session, chosen, &step);
        add_sides(chosen, step, plan);
    }
}

static unsigned apart(unsigned a, unsigned b)
{
    return a > b ? a - b : b - a;
}

unsigned plan_find(const struct session *session, const struct plan *plan, unsigned near,
                   const char *exercise, enum side side)
{
    const int wanted = catalogue_find_exercise(session->catalogue, exercise);
    unsigned found = plan->steps;
    for (unsigned i = 0; i < plan->steps; i++)
        if ((int)plan->step[i].exercise == wanted && plan->step[i].side == side &&
            (found == plan->steps || apart(i, near) < apart(found, near)))
            found = i;
    return found;
}

uint32_t plan_step_credit_ms(const struct exercise *exercise, const struct planned *step)
{
    const uint32_t sets = step->dose.sets ? step->dose.sets : 1;
    switch (exercise->counts) {
    case COUNTS_REPETITIONS:
        return (uint32_t)(1000.0f * (float)(sets * step->dose.repetitions) *
                          (exercise->tempo.up_s + exercise->tempo.hold_s + exercise->tempo.down_s));
    case COUNTS_ROLL_AND_PAUSE: return 1000 * step->dose.spots * step->dose.seconds;
    case COUNTS_HOLD:
    case COUNTS_TIME:
    default: return 1000 * sets * step->dose.seconds;
    }
}

void plan_turn_key(const struct programme *programme, char key[ID_MAX])
{
    snprintf(key, ID_MAX, "turn.%.26s", programme->id);
}

unsigned plan_selection(const struct session *session, const struct programme *programme,
                        uint32_t number)
{
    const struct history_view *history = person_history(session);
    char key[ID_MAX];
    if (programme->selections < 2)
        return programme->selections;
    plan_turn_key(programme, key);
    const unsigned long turn = strtoul(person_setting(session, key), NULL, 10);
    if (turn >= 1 && turn <= programme->selections)
        return (unsigned)turn;
    return (history ? history->sessions : number) % programme->selections + 1;
}

bool plan_is_lying(const struct session *session, const struct planned *step)
{
    switch (session->catalogue->exercise[step->exercise].posture) {
    case POSTURE_STANDING:
    case POSTURE_SITTING:
    case POSTURE_KNEELING:
    case POSTURE_ALL_FOURS: return false;
    default: return true;
    }
}

unsigned plan_equipment(const struct catalogue *catalogue, const struct plan *plan)
{
    unsigned bits = 0;
    for (unsigned i = 0; i < plan->steps; i++)
        bits |= catalogue->exercise[plan->step[i].exercise].equipment;
    return bits;
}
