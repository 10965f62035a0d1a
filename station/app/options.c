#include "app/options.h"

#include "catalogue/nearest.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 32, NAME_BYTES = 32, LACKS_VALUE = ':' };

static int unknown(char **argv, const char *said, const struct option *known, struct error *error)
{
    char text[NAMES_MAX][NAME_BYTES], meant[384];
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < NAMES_MAX && known[count].name; count++) {
        snprintf(text[count], NAME_BYTES, "--%s", known[count].name);
        names[count] = text[count];
    }
    return error_set(error, "%s: there is no option \"%s\"; %s", argv[0], said,
                     suggestion(said, names, count, meant, sizeof meant));
}

int options_next(int argc, char **argv, const struct option *known, struct error *error)
{
    opterr = 0;
    int index = 0;
    const int option = getopt_long(argc, argv, ":", known, &index);
    const char *said = argv[optind - 1];
    const char letter[] = {'-', (char)optopt, '\0'};
    if (option == LACKS_VALUE)
        error_set(error, "%s: %s wants a value; matstation %s --help says which", argv[0], said,
                  argv[0]);
    else if (option == OPTIONS_WRONG && optopt && strchr(said, '='))
        error_set(error, "%s: \"%s\": this option takes no value", argv[0], said);
    else if (option == OPTIONS_WRONG)
        unknown(argv, optopt ? letter : said, known, error);
    const bool empty = optarg && !*optarg; /* "$UNSET", say */
    if (empty)
        error_set(error, "%s: --%s wants a value, and got an empty one", argv[0],
                  known[index].name);
    return empty || option == LACKS_VALUE ? OPTIONS_WRONG : option;
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
        return error_set(error, "--%s %s: a whole number from %llu to %llu is wanted", name, text,
                         (unsigned long long)least, (unsigned long long)UINT64_MAX);
    *number = value;
    return 0;
}

int options_rest(int argc, char **argv, const char *wanted, struct error *error)
{
    const int first_unwanted = optind + (wanted ? 1 : 0);
    if (argc < first_unwanted || (wanted && !*argv[optind]))
        return error_set(error, "%s: which %s? matstation %s --help says more", argv[0], wanted,
                         argv[0]);
    if (argc > first_unwanted)
        return error_set(error, "%s takes no \"%s\"; matstation %s --help lists the options",
                         argv[0], argv[first_unwanted], argv[0]);
    return 0;
}
