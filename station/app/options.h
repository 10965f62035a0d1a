/* A command's options: getopt_long, with one line about what is none. */
#ifndef MATSTATION_APP_OPTIONS_H
#define MATSTATION_APP_OPTIONS_H

#include "base/error.h"

#include <getopt.h>

enum { OPTIONS_END = -1, OPTIONS_WRONG = '?' };

/* The next option, its value in optarg; OPTIONS_END; or OPTIONS_WRONG, and error says why. argv[0]
 * is the command's name. */
int options_next(int argc, char **argv, const struct option *known, struct error *error);

/* What stands behind the options: nothing is wanted (NULL), or one thing, such as "FILE", which is
 * then argv[optind]. -1: error says what is wrong. */
int options_rest(int argc, char **argv, const char *wanted, struct error *error);

#endif
