#include "person/check_scenario.h"

#include "catalogue/nearest.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = 256, SUGGESTED_BYTES = 80 };

struct checking {
    scenario_mistake *say;
    void *self;
    unsigned mistakes;
    struct error error;
};

static void tell(struct checking *checking, int result)
{
    if (!result)
        return;
    checking->mistakes++;
    checking->say(checking->self, checking->error.text);
}

static const struct exercise *exercise_of(const struct catalogue *catalogue, const char *id)
{
    int index = catalogue_find_exercise(catalogue, id);
    return index >= 0 ? &catalogue->exercise[index] : NULL;
}

static int refuse_act(const struct scenario *scenario, const struct scenario_act *act,
                      const char *why, struct error *error)
{
    return error_set(error, "%s:%d: %s %s", scenario->file, act->line, act->what, why);
}

/* A figure that is no exercise may be done mirrored. */
static bool has_sides(const struct catalogue *catalogue, const char *what)
{
    const struct exercise *exercise = exercise_of(catalogue, what);
    return exercise ? exercise->sides != SIDES_BOTH
                    : catalogue_find_figure(catalogue, what) != NULL;
}

static const char *suggest_exercise(const struct catalogue *catalogue, const char *id,
                                    char suggested[SUGGESTED_BYTES])
{
    const char *known[NAMES_MAX];
    size_t count = 0;
    for (; count < catalogue->exercises && count < NAMES_MAX; count++)
        known[count] = catalogue->exercise[count].id;
    const char *nearest = nearest_name(id, known, count);
    if (nearest)
        snprintf(suggested, SUGGESTED_BYTES, "did you mean \"%s\"?", nearest);
    return nearest ? suggested : "see assets/exercises";
}

static int check_act(const struct scenario *scenario, unsigned i, const struct catalogue *catalogue,
                     struct error *error)
{
    const struct scenario_act *act = &scenario->act[i];
    char suggested[SUGGESTED_BYTES];
    if (!shape_known(catalogue, act->what))
        return error_set(error, "%s:%d: nobody knows how to do \"%s\"; %s", scenario->file,
                         act->line, act->what, suggest_exercise(catalogue, act->what, suggested));
    if (!shape_drawn(catalogue, act->what))
        return refuse_act(scenario, act, "has no good figure to be done by; mend that", error);
    const struct exercise *exercise = exercise_of(catalogue, act->what);
    if (act->spots && (!exercise || exercise->tool == TOOL_NONE))
        return refuse_act(scenario, act, "rolls on nothing; give seconds or repetitions", error);
    if (act->side != SIDE_BOTH && !has_sides(catalogue, act->what))
        return refuse_act(scenario, act, "has no sides; remove side", error);
    if (act->repetitions && shape_rests(catalogue, act->what))
        return refuse_act(scenario, act, "does not move; give seconds", error);
    return 0;
}

/* NULL: this can go wrong with that exercise. */
static const char *what_speaks_against(enum slip slip, const struct exercise *exercise)
{
    bool plank = exercise->watch == WATCH_PLANK || exercise->watch == WATCH_SIDE_PLANK;
    switch (slip) {
    case SLIP_WRONG_SIDE: return exercise->sides == SIDES_BOTH ? "it has no sides" : NULL;
    case SLIP_TOO_FAST: return exercise->tool == TOOL_NONE ? "nothing is rolled on" : NULL;
    case SLIP_HIPS_DOWN:
        return plank || exercise->watch == WATCH_BRIDGE ? NULL : "the hips are not held up";
    case SLIP_KNEE_DOWN: return plank ? NULL : "no knee is held up";
    default: return NULL;
    }
}

/* How long an act takes at most, as far as it says; 0: it does not. */
static float lasts_s(const struct scenario *scenario, const struct scenario_act *act)
{
    const float pass_s = act->pass_s > 0.0F ? act->pass_s : 3.0F;
    if (act->repetitions)
        return 1.25F * (float)act->repetitions * act->cycle_s / scenario->manner.pace;
    if (act->spots)
        return (float)act->spots * (act->roll_s + 0.5F * pass_s + act->pause_s);
    return act->seconds;
}

/* A script must give the slip an exercise to happen in, often and long enough. */
static int check_in_script(const struct scenario *scenario, const struct catalogue *catalogue,
                           const struct scenario_slip *slip, struct error *error)
{
    const char *name = slip_name(slip->what);
    unsigned done = 0;
    float longest_s = 0.0F;
    bool fits = false, endless = false;
    for (unsigned i = 0; i < scenario->acts; i++) {
        const struct scenario_act *act = &scenario->act[i];
        const struct exercise *exercise = exercise_of(catalogue, act->what);
        fits = fits || (exercise && !what_speaks_against(slip->what, exercise));
        if (strcmp(act->what, slip->exercise) != 0)
            continue;
        done++;
        float s = lasts_s(scenario, act);
        endless = endless || s <= 0.0F;
        longest_s = s > longest_s ? s : longest_s;
    }
    bool needs = slip->what <= SLIP_KNEE_DOWN;
    if (!slip->exercise[0])
        return !needs || fits ? 0
                              : error_set(error,
                                          "%s:%d: nothing in this script can go wrong by %s; "
                                          "remove it, or do another exercise",
                                          scenario->file, slip->line, name);
    if (done < (slip->time_n ? slip->time_n : 1))
        return error_set(error,
                         "%s:%d: the script does %s %u times; add it, or mend exercise or "
                         "time",
                         scenario->file, slip->line, slip->exercise, done);
    if (!endless && slip->at_s >= longest_s)
        return error_set(error, "%s:%d: %s is over after %g s; let %s begin earlier",
                         scenario->file, slip->line, slip->exercise, (double)longest_s, name);
    return 0;
}

static int check_slip(const struct scenario *scenario, unsigned i,
                      const struct catalogue *catalogue, struct error *error)
{
    const struct scenario_slip *slip = &scenario->slip[i];
    const struct exercise *exercise = exercise_of(catalogue, slip->exercise);
    char suggested[SUGGESTED_BYTES];
    if (slip->exercise[0] && !exercise)
        return error_set(error, "%s:%d: there is no exercise \"%s\"; %s", scenario->file,
                         slip->line, slip->exercise,
                         suggest_exercise(catalogue, slip->exercise, suggested));
    const char *against = exercise ? what_speaks_against(slip->what, exercise) : NULL;
    if (against)
        return error_set(error, "%s:%d: %s cannot happen in %s: %s; choose another exercise",
                         scenario->file, slip->line, slip_name(slip->what), slip->exercise,
                         against);
    return scenario->acts ? check_in_script(scenario, catalogue, slip, error) : 0;
}

int find_pad(const struct mat *mat, const char *name)
{
    for (unsigned i = 0; i < mat->pads; i++)
        if (!strcmp(mat->pad[i].name, name))
            return (int)i;
    return -1;
}

static int check_pad(const struct scenario *scenario, unsigned i, const struct mat *mat,
                     size_t mats, struct error *error)
{
    const struct scenario_slip *slip = &scenario->slip[i];
    bool there = !slip->pad[0] || !mats;
    for (size_t at = 0; at < mats && !there; at++)
        there = find_pad(&mat[at], slip->pad) >= 0;
    if (there)
        return 0;
    if (mats > 1)
        return error_set(error, "%s:%d: no mat has a pad \"%s\"; pads have names like %s",
                         scenario->file, slip->line, slip->pad, mat->pad[0].name);
    return error_set(error, "%s:%d: the mat has no pad \"%s\"; its first is %s", scenario->file,
                     slip->line, slip->pad, mat->pad[0].name);
}

unsigned check_scenario(const struct scenario *scenario, const struct catalogue *catalogue,
                        const struct mat *mat, size_t mats, scenario_mistake *say, void *self)
{
    struct checking checking = {.say = say, .self = self};
    struct error *error = &checking.error;
    for (unsigned i = 0; i < scenario->cards; i++)
        tell(&checking, check_card(scenario, i, catalogue, error));
    for (unsigned i = 0; i < scenario->acts; i++)
        tell(&checking, check_act(scenario, i, catalogue, error));
    for (unsigned i = 0; i < scenario->slips; i++) {
        tell(&checking, check_slip(scenario, i, catalogue, error));
        tell(&checking, check_pad(scenario, i, mat, mats, error));
    }
    return checking.mistakes;
}

static bool stays_up(struct shapes *shapes, const char *id, bool mirrored)
{
    const struct settled middle = {.turned = false};
    struct shape shape = {.mirrored = mirrored};
    struct footing footing;
    memcpy(shape.id, id, strlen(id) + 1);
    for (int quarter = 0; quarter < 4; quarter++)
        if (shapes_footing(shapes, &shape, &middle, 0.25F * (float)quarter, &footing))
            return false;
    return true;
}

int check_balance(struct shapes *shapes, const struct scenario *scenario,
                  const struct catalogue *catalogue, struct error *error)
{
    for (unsigned i = 0; i < scenario->acts; i++) {
        const struct scenario_act *act = &scenario->act[i];
        if (!stays_up(shapes, act->what, act->side == SIDE_RIGHT))
            return error_set(error, "%s:%d: no body stays up in \"%s\"; mend its figure",
                             scenario->file, act->line, act->what);
    }
    for (size_t i = 0; i < catalogue->exercises && !scenario->acts; i++)
        if (!stays_up(shapes, catalogue->exercise[i].id, false))
            return error_set(error,
                             "%s:1: no body of this size stays up in \"%s\", which a session may "
                             "ask for; mend its figure",
                             scenario->file, catalogue->exercise[i].id);
    return 0;
}
