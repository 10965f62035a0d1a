/* Of the files that read the log for a command. */
#ifndef MATSTATION_STORE_LOGBOOK_INSIDE_H
#define MATSTATION_STORE_LOGBOOK_INSIDE_H

#include "store/database.h"
#include "store/logbook.h"

#include <limits.h>

struct logbook {
    struct database *database;
    char path[PATH_MAX];
};

#endif
