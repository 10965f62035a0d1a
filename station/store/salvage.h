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

/* folder/matstation.db becomes a sound log again. A cut of power within leaves either the damaged
 * file in its place, or the new one. Needs space for a second file. On a fault nothing is changed.
 */
enum fault salvage_log(const char *folder, struct salvaged *salvaged, struct error *error);

/* Before the log is opened: ends what a cut of power interrupted. */
void salvage_resume(const char *folder);

#endif
