/* What is done about rows that are not sound: they are set aside as text, and where others depend
 * on one, a row takes its place that claims no more than those others say. */
#ifndef MATSTATION_STORE_MEND_H
#define MATSTATION_STORE_MEND_H

#include "store/database.h"
#include "store/table.h"

/* Looks at every row of the log, in a transaction of its own. *found: rows set aside. */
enum fault mend_rows(struct database *database, int64_t run, unsigned *found);

/* Puts a row that was recovered from elsewhere, and the run, person and session that it needs. */
enum fault mend_put(struct database *database, const struct table *table, const void *row);

#endif
