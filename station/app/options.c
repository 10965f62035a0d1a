#include "app/options.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

int options_next(int argc, char **argv, const struct option *known, struct error *error)
{
    opterr = 0;
    const int option = getopt_long(argc, argv, "", known, NULL);
    if (option == OPTIONS_WRONG)
        error_set(error,
                  "%s: \"%s\" is no option, or lacks its value; matstation %s --help lists the "
                  "options",
                  argv[0], argv[optind - 1], argv[0]);
    return option;
}

int options_number(const char *name, const char *text, double least, double most, double *number,
                   struct error *error)
{
    char *end;
    const double value = strtod(text, &end);
    if (end == text || *end || !(value >= least && value <= most))
        return error_set(error, "--%s %s: a number from %.12g to %.12g is wanted", name, text,
                         least, most);
    *number = value;
    return 0;
}

int options_whole(const char *name, const char *text, uint64_t least, uint64_t *number,
                  struct error *error)
{
    char *end;
    errno = 0;
    const unsigned long long value = strtoull(text, &end, 10);
    if (errno || *end || !isdigit((unsigned char)*text) || value < least)
        return error_set(error, "--%s %s: a whole number from %llu on is wanted", name, text,
                         (unsigned long long)least);
    *number = value;
    return 0;
}

int options_rest(int argc, char **argv, const char *wanted, struct error *error)
{
    const int first_unwanted = optind + (wanted ? 1 : 0);
    if (argc < first_unwanted)
        return error_set(error, "%s: which %s? matstation %s --help says more", argv[0], wanted,
                         argv[0]);
    if (argc > first_unwanted)
        return error_set(error, "%s takes no \"%s\"; matstation %s --help lists the options",
                         argv[0], argv[first_unwanted], argv[0]);
    return 0;
}
