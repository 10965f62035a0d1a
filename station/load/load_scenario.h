/* Reads scenarios: the simulated person's files. */
#ifndef MATSTATION_LOAD_LOAD_SCENARIO_H
#define MATSTATION_LOAD_LOAD_SCENARIO_H

#include "base/error.h"
#include "catalogue/scenario.h"

/* Everything is checked before anything is taken: -1 with "file:line: what is wrong; what to do",
 * scenario is then undefined. What the file leaves out is as in scenario_default. */
int load_scenario(const char *path, struct scenario *scenario, struct error *error);

/* Overrides one number afterwards: "body.mass_kg=80". The keys are those of the file's groups body,
 * place, manner and pads. */
int load_scenario_set(struct scenario *scenario, const char *assignment, struct error *error);

#endif
