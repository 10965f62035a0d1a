/* Whether a scenario can be played at all: against the exercises there are, and against what this
 * body can be carried in. */
#ifndef MATSTATION_PERSON_CHECK_SCENARIO_H
#define MATSTATION_PERSON_CHECK_SCENARIO_H

#include "base/error.h"
#include "catalogue/catalogue.h"
#include "catalogue/mat.h"
#include "catalogue/scenario.h"
#include "person/shape.h"

/* "file:line: what contradicts what; what to do". */
typedef void scenario_mistake(void *self, const char *line);

/* Says every mistake, and returns how many there are. A slip's pad must be one of the mats';
 * without mats it is not looked for. */
unsigned check_scenario(const struct scenario *scenario, const struct catalogue *catalogue,
                        const struct mat *mat, size_t mats, scenario_mistake *say, void *self);

/* One of its cards: -1 and such a line. */
int check_card(const struct scenario *scenario, unsigned i, const struct catalogue *catalogue,
               struct error *error);
/* The pad of that name; -1: the mat has none. */
int find_pad(const struct mat *mat, const char *name);
/* A script's own exercises; without a script any that a session may ask for. -1 and such a line. */
int check_balance(struct shapes *shapes, const struct scenario *scenario,
                  const struct catalogue *catalogue, struct error *error);

#endif
