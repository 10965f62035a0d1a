/* All that the station needs to know of its log, read out by the writer. */
#ifndef MATSTATION_STORE_SNAPSHOT_H
#define MATSTATION_STORE_SNAPSHOT_H

#include "session/history_view.h"
#include "store/history.h"
#include "store/write.h"

/* now_ms: monotonic. trouble is left as it is. */
enum fault snapshot_make(struct writing *writing, const struct everyday *everyday, int64_t now_ms,
                         struct snapshot *snapshot);

/* The calibration in force: pads 0 where there is none. */
enum fault snapshot_calibration(struct database *database, struct calibration *calibration);

/* What an earlier run left open and nobody can go on with any more is closed, in a transaction of
 * its own. *closed: the number of the newest session closed, or 0. */
enum fault snapshot_close_old(struct writing *writing, int64_t now_ms, uint32_t *closed);

/* Where there is no log to read. */
void snapshot_empty(struct snapshot *snapshot);

#endif
