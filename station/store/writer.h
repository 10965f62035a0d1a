/* What the writer does with the card, whichever thread it runs on: opens the database when it can,
 * writes batches of records, makes snapshots. */
#ifndef MATSTATION_STORE_WRITER_H
#define MATSTATION_STORE_WRITER_H

#include "base/log.h"
#include "session/history_view.h"
#include "store/history.h"
#include "store/write.h"

#include <limits.h>

struct writer {
    const struct log *log;
    const char *vfs;
    char folder[PATH_MAX], path[PATH_MAX], boot[40];
    int64_t mark;              /* of this run */
    int lock_file;             /* -1: not held */
    struct database *database; /* NULL: not open */
    struct writing writing;
    enum fault fault;         /* what stands in the way; said once */
    char notice[160];         /* what was found damaged in this run; empty: nothing */
    const char *notice_key;   /* the same among the texts */
    unsigned salvages_failed; /* in a row: for want of space */
    struct everyday everyday;
    uint32_t closed; /* the session closed as too old to go on with; 0: none */
};

/* Paths only; -1: too long. */
int writer_init(struct writer *writer, const char *folder, const char *vfs, const char *boot,
                const struct log *log, struct error *error);
void writer_finish(struct writer *writer);

/* One transaction, durable on FAULT_NONE; else nothing of it is written. */
enum fault writer_write(struct writer *writer, const struct record *records, size_t count);

/* On a fault the snapshot is that of an empty log, with the trouble in words. */
enum fault writer_snapshot(struct writer *writer, int64_t now_ns, struct snapshot *snapshot,
                           struct calibration *calibration);

/* Whether trying again may help, and after how long. */
int64_t writer_retry_ns(const struct writer *writer);

#endif
