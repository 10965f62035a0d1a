/* The log on the SD card: a writer thread that owns the database, a bounded queue in front of it,
 * and snapshots for the screen.
 *
 * What carries credit or a decision is committed as soon as it comes, the rest within 0.5 s: a cut
 * of power costs what happened since the last progress record, at most a second. */
#ifndef MATSTATION_STORE_STORE_H
#define MATSTATION_STORE_STORE_H

#include "base/error.h"
#include "base/log.h"
#include "catalogue/catalogue.h"
#include "session/history_view.h"
#include "session/record.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

struct store_options {
    const char *folder; /* made if missing; the database is matstation.db in it */
    bool threaded;      /* false: written within store_put (tests, virtual time) */
    const struct log *log;
    /* Tells which programmes are light enough for every day; read while opening. count 0: none is,
     * until store_take_programmes says so. */
    struct programmes programmes;
    const char *vfs;  /* SQLite's name for other files than the system's; NULL: the system's */
    const char *boot; /* which boot the records' clock belongs to; NULL: this one of the kernel's
                         where threaded, else one of its own */
};

enum { STORE_BOOT_MAX = 40 };

/* The kernel's name of this boot, for store_options.boot: the monotonic clock belongs to it. */
void store_kernels_boot(char boot[STORE_BOOT_MAX]);

enum store_state {
    STORE_FINE,
    STORE_BEHIND,    /* the card is slow; nothing is lost yet */
    STORE_FULL,      /* no space left: records wait in memory */
    STORE_READ_ONLY, /* the card or the folder cannot be written: records wait in memory */
    STORE_GONE,      /* the card does not answer: records wait in memory */
    STORE_TAKEN,     /* another station has the log open: records wait in memory */
    STORE_NEWER,     /* the log was written by a newer version and is left alone */
    STORE_FOREIGN,   /* the file is another program's and is left alone */
};

/* Never fails for want of a card: then the store is opened in memory, says so in state, and writes
 * when it can. NULL only without memory. The caller closes; close waits for what is queued, as
 * long as the card takes it, and says in the log what could not be written: then it returns -1.
 * Details that a slow card left no room for are no such loss. */
struct store *store_open(const struct store_options *options, struct error *error);
int store_close(struct store *store);

/* Main thread. Never waits for the card. Takes a copy, and a calibration with it. */
void store_put(struct store *store, const struct record *record);

/* Main thread: asks the writer for a fresh snapshot, with all that was put before it; take copies
 * it once it is there. One comes unasked when the store is opened, when its state changes, when the
 * clock, the people or the calibration did, and when records had to be given up, which its trouble
 * then says: so take may be called in every turn. */
void store_want_snapshot(struct store *store);
bool store_take_snapshot(struct store *store, struct snapshot *snapshot);

/* Main thread: there are these programmes now, and another day may be one of strength. Copied; a
 * fresh snapshot is asked for. */
void store_take_programmes(struct store *store, const struct programmes *programmes);

/* Before the session is opened: waits for the snapshot, at most so long. */
bool store_wait_snapshot(struct store *store, struct snapshot *snapshot, int64_t most_ns);

/* The calibration in force at the last snapshot; false, and pads 0, where there is none. */
bool store_calibration(struct store *store, struct calibration *calibration);

enum store_state store_state(const struct store *store);
const char *store_path(const struct store *store);

/* Any thread, for the watchdog: when the writer last turned its loop (monotonic; it does so at
 * least every 10 s, except while the card keeps it waiting). Not threaded: always now. */
int64_t store_turned_ns(const struct store *store);

#endif
