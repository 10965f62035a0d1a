/* A damaged log is set aside under a dated name, and a new one begun with all that can be read. */
#ifndef MATSTATION_STORE_SALVAGE_H
#define MATSTATION_STORE_SALVAGE_H

#include "base/error.h"
#include "store/database.h"

#include <stdint.h>

struct salvaged {
    char aside[64]; /* the damaged file's new name, within the folder */
    unsigned people, sessions;
};

/* folder/matstation.db becomes a sound log again. Needs space for a second file. On a fault the
 * damaged file stays in its place; or, as after a cut of power, the new one waits beside it for
 * salvage_resume. */
enum fault salvage_log(const char *folder, struct salvaged *salvaged, struct error *error);

/* Before the log is opened: ends what a cut of power interrupted. On a fault the log must not be
 * opened: an empty one would be begun, and what was recovered given up for it. */
enum fault salvage_resume(const char *folder, struct error *error);

#endif
