/* Reads rows out of a damaged file page by page, past whatever SQLite cannot follow any more: every
 * leaf of a table that still can be read, believed only where a row's own checksum agrees.
 * Layout: sqlite.org/fileformat2.html, sections 1.6 and 2.1. */
#ifndef MATSTATION_STORE_SCAN_H
#define MATSTATION_STORE_SCAN_H

#include "store/table.h"

#include <stdbool.h>
#include <stdio.h>

/* A write-ahead log's newest pages come first; those from before it was last begun again are older
 * than the database's own. */
enum scan_of { SCAN_DATABASE, SCAN_JOURNAL, SCAN_JOURNAL_BEFORE };

/* Calls `found` with each sound row of the table; it returns false to end the scan. False: ended,
 * or the file could not be read. */
bool scan_rows(FILE *file, enum scan_of of, const struct table *table,
               bool (*found)(void *self, const void *row), void *self);

#endif
