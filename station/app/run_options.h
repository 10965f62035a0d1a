/* The options of `matstation run`, and what is derived from them. */
#ifndef MATSTATION_APP_RUN_OPTIONS_H
#define MATSTATION_APP_RUN_OPTIONS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run_options {
    bool simulated;
    bool window;           /* a window instead of the whole screen */
    bool once;             /* end after one session */
    const char *scenario;  /* NULL: the first one */
    const char *programme; /* NULL: the owner chooses */
    const char *person;
    const char *language;
    const char *mat; /* id, file or RxC; NULL: as the configuration says */
    const char *config;
    const char *data;     /* NULL: the usual place */
    const char *pictures; /* --headless: folder; NULL: a display is looked for */
    const char *record, *replay;
    const char *stick; /* the folder that Export writes to; NULL: a USB stick is looked for */
    uint64_t seed;
    bool seeded;       /* --seed was given */
    double speed;      /* < 0: not given */
    int width, height; /* 0: the display's own */
};

enum run_options_result { RUN_OPTIONS_GO, RUN_OPTIONS_DONE, RUN_OPTIONS_WRONG };

/* Points into argv. DONE: help was printed. WRONG: error says what. */
enum run_options_result run_options_read(struct run_options *options, int argc, char **argv,
                                         struct error *error);

/* Where the log of such a run is kept. What is simulated or replayed is not the owner's history: it
 * has a folder of its own within the usual place. */
int run_options_folder(const struct run_options *options, char *path, size_t size,
                       struct error *error);

#endif
