/* A command's options: getopt_long, with one line about what is none. */
#ifndef MATSTATION_APP_OPTIONS_H
#define MATSTATION_APP_OPTIONS_H

#include "base/error.h"

#include <getopt.h>
#include <stdint.h>

enum { OPTIONS_END = -1, OPTIONS_WRONG = '?' };

/* The next option, its value in optarg; OPTIONS_END; or OPTIONS_WRONG, and error says why. argv[0]
 * is the command's name. */
int options_next(int argc, char **argv, const struct option *known, struct error *error);

/* The value of an option, "--name TEXT", from least to most. -1: error says what is wanted. */
int options_number(const char *name, const char *text, double least, double most, double *number,
                   struct error *error);
int options_whole(const char *name, const char *text, uint64_t least, uint64_t *number,
                  struct error *error);

/* What stands behind the options: nothing is wanted (NULL), or one thing, such as "FILE", which is
 * then argv[optind]. -1: error says what is wrong. */
int options_rest(int argc, char **argv, const char *wanted, struct error *error);

#endif
