/* Rows of the log, written and read whole, each with a checksum of its own.
 *
 * The checksum (CRC-32 as in zlib) covers the table's name and every value up to the last that is
 * not NULL: columns added later at the end do not change it. A row that fails it is never returned:
 * to readers it is not there. One thread. */
#ifndef MATSTATION_STORE_ROWS_H
#define MATSTATION_STORE_ROWS_H

#include "store/database.h"
#include "store/table.h"

/* Writes a row over the one of the same id. Texts are UTF-8. */
enum fault rows_put(struct database *database, const struct table *table, const void *row);
enum fault rows_remove(struct database *database, const struct table *table, int64_t id);

/* A sound row by its id; where there is none the row is all zero with id -1. */
enum fault rows_get(struct database *database, const struct table *table, int64_t id, void *row);

/* One more than the greatest id, at least 1. */
enum fault rows_next_id(struct database *database, const struct table *table, int64_t *id);

/* How many rows a condition holds for, without looking at their checksums. */
enum fault rows_count(struct database *database, const struct table *table, const char *condition,
                      int64_t first, int64_t second, int64_t *count);

/* A walk. condition is what follows the table's name ("WHERE session = ?1 ORDER BY id"), with up to
 * three integer arguments; NULL: all, by id. rows_next returns false at the end or on a fault,
 * which rows_end then returns. Every walk is ended. */
struct walk {
    struct database *database;
    const struct table *table;
    void *statement;
    int kept; /* the statement's place among those kept; -1: it is this walk's own */
    enum fault fault;
};
void rows_begin(struct walk *walk, struct database *database, const struct table *table,
                const char *condition, int64_t first, int64_t second, int64_t third);
bool rows_next(struct walk *walk, void *row);
enum fault rows_end(struct walk *walk);

/* The first row after `after` that fails its checksum: its id, or UNKNOWN where all are sound. */
enum fault rows_find_unsound(struct database *database, const struct table *table, int64_t after,
                             int64_t *id);

/* What stands in a row, sound or not, as text: values parted by bars. */
enum fault rows_describe(struct database *database, const struct table *table, int64_t id,
                         char *text, size_t size);

/* Whether a row that came from elsewhere carries its own checksum. */
bool rows_is_sound(const struct table *table, const void *row, int64_t crc);

#endif
