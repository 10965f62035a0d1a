/* Reads scenarios: the simulated person's files. */
#ifndef MATSTATION_LOAD_LOAD_SCENARIO_H
#define MATSTATION_LOAD_LOAD_SCENARIO_H

#include "catalogue/scenario.h"
#include "load/load.h"

/* Everything is checked before anything is taken: -1 with "file:line: what is wrong; what to do",
 * scenario is then undefined. What the file leaves out is as in scenario_default. */
int load_scenario(const char *path, struct scenario *scenario, struct error *error);

/* Overrides one number afterwards: "body.mass_kg=80". The keys are those of the file's groups body,
 * place, manner and pads. */
int load_scenario_set(struct scenario *scenario, const char *assignment, struct error *error);

/* Complains of what this room cannot see: what a scenario asks of exercises, cards and mats. */
typedef void scenario_check(void *self, const struct scenario *scenario,
                            struct complaints *complaints);

/* Complains of every mistake in every scenario of the folder; check is asked of those that have no
 * mistake of their own and name nothing that was refused. A folder without scenarios is whole. */
void load_check_scenarios(const char *folder, const struct catalogue *catalogue,
                          scenario_check *check, void *self, struct complaints *complaints);

#endif
