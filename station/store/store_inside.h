/* What the log's owner, store.c, has in files of their own. Inside the room only. */
#ifndef MATSTATION_STORE_STORE_INSIDE_H
#define MATSTATION_STORE_STORE_INSIDE_H

#include "store/database.h"
#include "store/store.h"

enum store_state state_of(enum fault fault);

void name_boot(const struct store_options *options, char boot[STORE_BOOT_MAX]);

/* Whether the session knows it from then on: a snapshot that lacks it is older than the session. */
bool is_remembered(const struct record *record);
unsigned count_remembered(const struct record *records, size_t count);

#endif
