#include "person/person.h"

#include "catalogue/scenario.h"
#include "person/mind.h"
#include "person/performer.h"
#include "person/spread.h"
#include "person/teller.h"
#include "person/visitor.h"

#include <stdlib.h>
#include <string.h>

struct person {
    const struct mat *mat;
    const struct scenario *scenario;
    struct mind mind;
    struct shapes *shapes;
    struct performer performer;
    struct spread spread;
    struct truth truth;
    struct teller teller;
    struct footing visitors;
    bool button_down;              /* at the last step */
    bool told[SCENARIO_SLIPS_MAX]; /* that it goes on; of a press, that it was made */
};

static int check_acts(const struct scenario *scenario, const struct catalogue *catalogue,
                      struct error *error)
{
    for (unsigned i = 0; i < scenario->acts; i++)
        if (!shape_known(catalogue, scenario->act[i].what))
            return error_set(error, "%s:%d: nobody knows how to do \"%s\"; use an exercise's id",
                             scenario->file, scenario->act[i].line, scenario->act[i].what);
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

static int check_slips(const struct scenario *scenario, const struct catalogue *catalogue,
                       struct error *error)
{
    for (unsigned i = 0; i < scenario->slips; i++) {
        const struct scenario_slip *slip = &scenario->slip[i];
        if (!slip->exercise[0])
            continue;
        int index = catalogue_find_exercise(catalogue, slip->exercise);
        if (index < 0)
            return error_set(error, "%s:%d: there is no exercise \"%s\"; see assets/exercises",
                             scenario->file, slip->line, slip->exercise);
        const char *against = what_speaks_against(slip->what, &catalogue->exercise[index]);
        if (against)
            return error_set(error, "%s:%d: %s cannot happen in %s: %s; choose another exercise",
                             scenario->file, slip->line, slip_name(slip->what), slip->exercise,
                             against);
    }
    return 0;
}

/* A script whose exercises this body cannot be carried in is refused before it begins. */
static int check_balance(struct shapes *shapes, const struct scenario *scenario,
                         struct error *error)
{
    const struct settled middle = {.turned = false};
    for (unsigned i = 0; i < scenario->acts; i++) {
        const struct scenario_act *act = &scenario->act[i];
        struct shape shape = {.mirrored = act->side == SIDE_RIGHT};
        memcpy(shape.id, act->what, sizeof shape.id);
        struct footing footing;
        for (int quarter = 0; quarter < 4; quarter++)
            if (shapes_footing(shapes, &shape, &middle, 0.25F * (float)quarter, &footing))
                return error_set(error, "%s:%d: no body stays up in \"%s\"; mend its figure",
                                 scenario->file, act->line, act->what);
    }
    return 0;
}

struct person *person_open(const struct scenario *scenario, uint64_t seed, const struct mat *mat,
                           const struct catalogue *catalogue, const struct truth *truth,
                           struct error *error)
{
    if (check_acts(scenario, catalogue, error) || check_slips(scenario, catalogue, error))
        return NULL;
    struct person *person = calloc(1, sizeof *person);
    if (!person) {
        error_set(error, "no memory for a simulated person; close other programs");
        return NULL;
    }
    person->scenario = scenario;
    person->mat = mat;
    person->shapes = shapes_open(catalogue, &scenario->body, mat, error);
    if (!person->shapes || check_balance(person->shapes, scenario, error)) {
        shapes_close(person->shapes);
        free(person);
        return NULL;
    }
    mind_init(&person->mind, catalogue, scenario, seed);
    performer_init(&person->performer, catalogue, person->shapes, scenario, seed);
    spread_init(&person->spread, mat);
    if (truth)
        person->truth = *truth;
    teller_init(&person->teller, catalogue, mat, truth ? &person->truth : NULL,
                scenario->body.mass_kg);
    return person;
}

void person_close(struct person *person)
{
    if (person) {
        teller_finish(&person->teller);
        shapes_close(person->shapes);
    }
    free(person);
}

static void step_visitors(struct person *person, int64_t time_ns)
{
    person->visitors.bearings = 0;
    for (unsigned i = 0; i < person->scenario->slips; i++) {
        float t_s = mind_slip_s(&person->mind, i, time_ns);
        if (t_s >= 0.0F)
            visitor_add(person->scenario->slip[i].what, t_s, person->mat, &person->visitors);
    }
}

/* A press is told when the thumb goes down; all else when it begins and when it is over. */
static void tell_slips(struct person *person, int64_t time_ns, bool button_down)
{
    bool pressed = button_down && !person->button_down;
    person->button_down = button_down;
    for (unsigned i = 0; i < person->scenario->slips; i++) {
        enum slip what = person->scenario->slip[i].what;
        bool on = what == SLIP_PRESS || what == SLIP_PRESS_HELD
                      ? person->mind.slipped[i] && (person->told[i] || pressed)
                      : mind_slip_s(&person->mind, i, time_ns) >= 0.0F;
        if (on != person->told[i])
            teller_slip(&person->teller, what, on);
        person->told[i] = on;
    }
}

void person_step(struct person *person, int64_t time_ns, const struct view *view,
                 struct person_output *output)
{
    struct wish wish;
    output->button_down = false;
    if (person->scenario->acts)
        mind_follow_script(&person->mind, time_ns, &person->performer, &wish);
    else
        output->button_down =
            mind_follow_view(&person->mind, time_ns, view, &person->performer, &wish);
    performer_step(&person->performer, time_ns, &wish);
    step_visitors(person, time_ns);
    teller_step(&person->teller, time_ns, &person->performer, &person->visitors);
    tell_slips(person, time_ns, output->button_down);
    output->finished = person->mind.finished;
    output->pads = person->spread.pads;
    memset(output->force_n, 0, output->pads * sizeof *output->force_n);
    spread_footing(&person->spread, &person->performer.footing, output->force_n);
    spread_footing(&person->spread, &person->visitors, output->force_n);
}
