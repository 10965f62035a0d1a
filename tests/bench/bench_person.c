/* What half an hour of the simulated person and of the pads' electricity costs. */
#include "base/clock.h"
#include "catalogue/scenario.h"
#include "load/load.h"
#include "person/person.h"
#include "sim/pads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double SECONDS = 1800, LIMIT_S = 3;

struct bench {
    struct catalogue catalogue;
    struct mat mat;
    struct scenario scenario;
    struct person_output doing;
};

static double cpu_s(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void ignore(void *self, const char *line)
{
    (void)self;
    (void)line;
}

/* A little of everything that moves, over and over. */
static void fill(struct scenario *scenario, const struct catalogue *catalogue)
{
    static const char *const what[] = {"glute_bridge", "smr_glute",  "knee_rolling",
                                       "clamshell",    "cat_cow",    "smr_tfl_itb",
                                       "bird_dog",     "pelvic_tilt"};
    scenario_default(scenario);
    scenario->acts = sizeof what / sizeof *what * 4;
    for (unsigned i = 0; i < scenario->acts; i++) {
        struct scenario_act *act = &scenario->act[i];
        strcpy(act->what, what[i % 8]);
        if (catalogue->exercise[catalogue_find_exercise(catalogue, act->what)].sides != SIDES_BOTH)
            act->side = i / 8 % 2 ? SIDE_RIGHT : SIDE_LEFT;
        act->repetitions = 12;
        act->cycle_s = 5;
    }
}

static double person(struct bench *bench, unsigned rows, unsigned columns)
{
    mat_grid(&bench->mat, rows, columns);
    struct truth truth = {ignore, NULL};
    struct error error;
    double from_s = cpu_s();
    struct person *person =
        person_open(&bench->scenario, 1, &bench->mat, &bench->catalogue, &truth, &error);
    if (!person) {
        fprintf(stderr, "%s\n", error.text);
        exit(1);
    }
    for (int64_t t = 0; t < (int64_t)SECONDS * NS_PER_S; t += 10 * NS_PER_MS)
        person_step(person, t, NULL, &bench->doing);
    person_close(person);
    return cpu_s() - from_s;
}

static double electricity(unsigned count)
{
    struct pads *pads = pads_open(count, 1);
    if (!pads)
        exit(1);
    float force_n[PADS_MAX];
    for (unsigned i = 0; i < count; i++)
        force_n[i] = (float)i * 10;
    double from_s = cpu_s();
    for (int64_t t = 0; t < (int64_t)SECONDS * NS_PER_S; t += 2 * NS_PER_MS)
        pads_step(pads, t, force_n);
    double spent_s = cpu_s() - from_s;
    pads_close(pads);
    return spent_s;
}

static void print(const char *what, double spent_s)
{
    printf("%-44s %8.2f %8.1f %6.2f\n", what, spent_s, LIMIT_S, spent_s / LIMIT_S);
}

int main(void)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct complaints complaints = {.say = ignore};
    struct error error;
    if (!bench || load_catalogue("assets", &bench->catalogue, &complaints, &error)) {
        fprintf(stderr, "the assets cannot be read; run this in the repository\n");
        return 1;
    }
    fill(&bench->scenario, &bench->catalogue);
    printf("%-44s %8s %8s %6s\n", "half an hour at 100 frames/s", "CPU s", "limit", "ratio");
    print("person and truth, 16 pads", person(bench, 8, 2));
    print("person and truth, 32 pads", person(bench, 8, 4));
    print("person and truth, 512 pads", person(bench, 32, 16));
    print("electricity every 2 ms, 16 pads", electricity(16));
    catalogue_unload(&bench->catalogue);
    free(bench);
    return 0;
}
