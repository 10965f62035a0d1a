#include "person/person.h"

#include "catalogue/scenario.h"
#include "person/check_scenario.h"
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
    bool button_down; /* at the last step */
    bool goes_on[SCENARIO_SLIPS_MAX];
};

static void keep_first(void *self, const char *line)
{
    struct error *error = self;
    if (error && !*error->text)
        error_set(error, "%s", line);
}

static int refuse_mistakes(const struct scenario *scenario, const struct catalogue *catalogue,
                           const struct mat *mat, struct error *error)
{
    if (error)
        *error->text = '\0';
    return check_scenario(scenario, catalogue, mat, 1, keep_first, error) ? -1 : 0;
}

struct person *person_open(const struct scenario *scenario, uint64_t seed, const struct mat *mat,
                           const struct catalogue *catalogue, const struct truth *truth,
                           struct error *error)
{
    if (refuse_mistakes(scenario, catalogue, mat, error))
        return NULL;
    struct person *person = calloc(1, sizeof *person);
    if (!person) {
        error_set(error, "no memory for a simulated person; close other programs");
        return NULL;
    }
    person->scenario = scenario;
    person->mat = mat;
    person->shapes = shapes_open(catalogue, &scenario->body, mat, error);
    if (!person->shapes || check_balance(person->shapes, scenario, catalogue, error)) {
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

void person_recorded(struct person *person, unsigned long long frames)
{
    person->teller.frames = frames;
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
    const struct mind *mind = &person->mind;
    if (button_down && !person->button_down && mind->thumb.slip >= 0)
        teller_slip(&person->teller, person->scenario->slip[mind->thumb.slip].what, true);
    person->button_down = button_down;
    for (unsigned i = 0; i < person->scenario->slips; i++) {
        bool on = mind_slip_s(mind, i, time_ns) >= 0.0F;
        const struct scenario_slip *slip = &person->scenario->slip[i];
        if (on != person->goes_on[i] && slip_is_of_pad(slip->what))
            teller_pad(&person->teller, slip->pad, slip->what, on);
        else if (on != person->goes_on[i])
            teller_slip(&person->teller, slip->what, on);
        person->goes_on[i] = on;
    }
}

static void trouble_pads(const struct person *person, int64_t time_ns, struct person_output *output)
{
    for (unsigned i = 0; i < output->pads; i++)
        output->trouble[i] = SLIPS;
    for (unsigned n = 0; n < person->scenario->slips; n++) {
        const struct scenario_slip *slip = &person->scenario->slip[n];
        if (!slip_is_of_pad(slip->what) || mind_slip_s(&person->mind, n, time_ns) < 0.0F)
            continue;
        output->trouble[find_pad(person->mat, slip->pad)] = slip->what;
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
    output->state = person->scenario->pads;
    trouble_pads(person, time_ns, output);
    memset(output->force_n, 0, output->pads * sizeof *output->force_n);
    spread_footing(&person->spread, &person->performer.footing, output->force_n);
    spread_footing(&person->spread, &person->visitors, output->force_n);
}
