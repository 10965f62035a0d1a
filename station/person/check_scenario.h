/* Whether a scenario can be played at all: against the exercises there are, and against what this
 * body can be carried in. */
#ifndef MATSTATION_PERSON_CHECK_SCENARIO_H
#define MATSTATION_PERSON_CHECK_SCENARIO_H

#include "base/error.h"
#include "catalogue/catalogue.h"
#include "catalogue/mat.h"
#include "catalogue/scenario.h"
#include "person/shape.h"

/* These: -1 and "file:line: what contradicts what; what to do". */
int check_scenario(const struct scenario *scenario, const struct catalogue *catalogue,
                   const struct mat *mat, struct error *error);
int check_cards(const struct scenario *scenario, const struct catalogue *catalogue,
                struct error *error);
/* The pad of that name; -1: the mat has none. */
int find_pad(const struct mat *mat, const char *name);
/* A script's own exercises; without a script any that a session may ask for. */
int check_balance(struct shapes *shapes, const struct scenario *scenario,
                  const struct catalogue *catalogue, struct error *error);

#endif
