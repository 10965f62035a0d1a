/* The simulated person: watches the session's view and does what it asks, well or badly. */
#ifndef MATSTATION_PERSON_PERSON_H
#define MATSTATION_PERSON_PERSON_H

#include "base/error.h"
#include "body/skeleton.h"
#include "catalogue/catalogue.h"
#include "catalogue/scenario.h"
#include "session/view.h"

#include <stdbool.h>
#include <stdint.h>

struct scenario;
struct person;

/* What the person does in one step. */
struct person_output {
    unsigned pads;
    float force_n[PADS_MAX];     /* on each pad now */
    struct scenario_pads state;  /* of the pads, as the scenario says */
    enum slip trouble[PADS_MAX]; /* SLIP_PAD_..., of each pad; SLIPS: it is well */
    bool button_down;
    bool finished; /* a script has been played to its end */
};

/* What really happened, in the words of the recording formats. */
struct truth {
    void (*say)(void *self, const char *json_line);
    void *self;
};

/* Mat, catalogue and scenario outlive the person; truth may be NULL. The caller closes, which tells
 * the end of the truth. A refusal (NULL) names the scenario's file and line. */
struct person *person_open(const struct scenario *scenario, uint64_t seed, const struct mat *mat,
                           const struct catalogue *catalogue, const struct truth *truth,
                           struct error *error);
void person_close(struct person *person);

/* How many frames the recording has, for the truth's summary; unsaid: one a step. */
void person_recorded(struct person *person, unsigned long long frames);

/* view is the session's previous one; NULL: nothing is shown yet. */
void person_step(struct person *person, int64_t time_ns, const struct view *view,
                 struct person_output *output);

#endif
