/* A whole session in virtual time with nobody looking: simulated person, simulated machine, the
 * station's own rooms; no screen, no sound, no log. What the station saw becomes a recording. */
#ifndef MATSTATION_APP_REHEARSAL_H
#define MATSTATION_APP_REHEARSAL_H

#include "base/log.h"
#include "catalogue/catalogue.h"
#include "catalogue/scenario.h"
#include "person/person.h"
#include "store/recorder.h"

struct rehearsal_options {
    const char *assets; /* what the catalogue was read from */
    const struct catalogue *catalogue;
    const struct mat *mat; /* wired */
    const char *programme; /* NULL: "short" */
    uint64_t seed;
    double rate_hz;
    struct recorder *recorder; /* loads in percent of span, and presses */
    int stop;                  /* of stop_open: looked at, and the rehearsal ended early */
    const struct log *log;
};

/* -1: the mat has no wiring, or there is no such programme that can be used. */
int rehearsal_check(const struct rehearsal_options *options, struct error *error);

/* Until the session has ended and the person has left, at most an hour. -1: error says why. */
int rehearse(const struct rehearsal_options *options, struct person *person, struct error *error);

#endif
