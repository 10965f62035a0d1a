#include "app/options.h"

#include <stddef.h>

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
