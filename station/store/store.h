/* The log on the SD card: a writer thread that owns the database, a bounded queue in front of it,
 * and snapshots for the screen. */
#ifndef MATSTATION_STORE_STORE_H
#define MATSTATION_STORE_STORE_H

#include "base/error.h"
#include "base/log.h"
#include "session/history_view.h"
#include "session/record.h"

#include <stdbool.h>

struct store;

struct store_options {
    const char *folder; /* made if missing; the database is matstation.db in it */
    bool threaded;      /* false: written within store_put (tests, virtual time) */
    const struct log *log;
};

enum store_state { STORE_FINE, STORE_BEHIND, STORE_FULL, STORE_READ_ONLY, STORE_GONE };

/* Never fails for want of a card: then the store is opened in memory, says so in state, and writes
 * when it can. -> NULL only without memory. The caller closes; close waits for what is queued. */
struct store *store_open(const struct store_options *options, struct error *error);
void store_close(struct store *store);

/* Main thread. Never waits for the card. Takes a copy. */
void store_put(struct store *store, const struct record *record);

/* Main thread: asks the writer for a fresh snapshot; take copies it once it is there. */
void store_want_snapshot(struct store *store);
bool store_take_snapshot(struct store *store, struct snapshot *snapshot);

enum store_state store_state(const struct store *store);
const char *store_path(const struct store *store);

#endif
