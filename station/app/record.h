/* The recording that a run makes of itself: --record. */
#ifndef MATSTATION_APP_RECORD_H
#define MATSTATION_APP_RECORD_H

#include "app/rig.h"
#include "session/history_view.h"
#include "session/session.h"
#include "signal/signal.h"
#include "store/recorder.h"

struct record_options {
    const struct run_options *run;
    const struct rig *rig;
    const char *log;                       /* its file: no recording takes its place */
    const struct snapshot *snapshot;       /* what the session begins with */
    uint32_t person;                       /* whose session it is */
    const struct calibration *calibration; /* in force; NULL: none */
    struct clock clock;
    struct wall_clock wall; /* now */
    bool threaded;
};

/* Where one is wanted, opens it and notes what the session begins with. An exit status; *recorder
 * stays as it is where none is wanted, and the caller closes it. */
int record_open(const struct record_options *options, struct recorder **recorder,
                struct error *error);

#endif
