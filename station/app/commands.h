/* The commands of the one binary. Each reads its own options and returns the exit status. */
#ifndef MATSTATION_APP_COMMANDS_H
#define MATSTATION_APP_COMMANDS_H

#include "base/log.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* What every command gets: where the assets are, and where lines for the journal go. */
struct app {
    const char *assets;
    const struct log *log;
};

/* argv[0] is the command's name, as getopt_long wants it. */
int command_run(const struct app *app, int argc, char **argv);
int command_probe(const struct app *app, int argc, char **argv);
int command_selftest(const struct app *app, int argc, char **argv);
int command_analyse(const struct app *app, int argc, char **argv);
int command_simulate(const struct app *app, int argc, char **argv);
int command_history(const struct app *app, int argc, char **argv);
int command_export(const struct app *app, int argc, char **argv);
int command_check(const struct app *app, int argc, char **argv);
int command_calibrate(const struct app *app, int argc, char **argv);
int command_safe(const struct app *app, int argc, char **argv);

#endif
