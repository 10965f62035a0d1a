/* All that a run of the appliance holds. Main thread. */
#ifndef MATSTATION_APP_RUN_H
#define MATSTATION_APP_RUN_H

#include "app/commands.h"
#include "app/pace.h"
#include "app/pipeline.h"
#include "app/rig.h"
#include "app/run_options.h"
#include "app/senses.h"
#include "app/show.h"
#include "app/stick.h"
#include "app/watchdog.h"

struct run {
    const struct app *app;
    struct run_options options;
    struct pace pace;
    struct rig rig;
    struct show show;
    struct pipeline pipeline;
    struct senses senses;
    struct watchdog watchdog;
    struct stick stick;
    int stop;
    uint32_t person; /* whose session it is at the start */
    unsigned spoken; /* the language of the voice */
    int64_t done_ns; /* when "Done" was shown */
    char data[1024];
    char pictures[1100];
};

/* By its app and its options, in order: what can be refused comes before all that is seen or leaves
 * something behind, and the machine last. Returns an exit status; error says what is wrong.
 * run_close takes what was opened so far. */
int run_open(struct run *run, struct error *error);

/* In reverse. EXIT_FAILED: something that was to be kept is lost; the log has been told. */
int run_close(struct run *run);

#endif
