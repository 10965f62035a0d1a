/* Reads rows out of a damaged file page by page, past whatever SQLite cannot follow any more: every
 * leaf of a table that still can be read, believed only where a row's own checksum agrees.
 * Layout: sqlite.org/fileformat2.html, sections 1.6 and 2.1. */
#ifndef MATSTATION_STORE_SCAN_H
#define MATSTATION_STORE_SCAN_H

#include "store/table.h"

#include <stdbool.h>
#include <stdio.h>

/* Calls `found` with each sound row of the table; it returns false to end the scan. journal: the
 * file is a write-ahead log, whose newest pages come first. False: ended, or the file could not be
 * read. */
bool scan_rows(FILE *file, bool journal, const struct table *table,
               bool (*found)(void *self, const void *row), void *self);

#endif
