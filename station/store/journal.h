/* Looks at the write-ahead log beside a database before SQLite does. SQLite takes its frames as far
 * as their checksums agree and drops the rest without a word: right after a cut of power, where the
 * last commit may be torn, and wrong where a bit has flipped in the middle.
 * Layout and checksum: sqlite.org/fileformat2.html, section 4. */
#ifndef MATSTATION_STORE_JOURNAL_H
#define MATSTATION_STORE_JOURNAL_H

#include "store/database.h"

#include <stdbool.h>

struct journal_finding {
    unsigned mended; /* single bits that were wrong, and are put right where that was wanted */
    bool broken;     /* commits that were whole stand behind damage that cannot be put right */
    unsigned hidden; /* so many of them, at most */
};

/* mend: puts flipped bits right in the file, for who alone may write the log. Else it only looks,
 * and finds nothing where the log is being written meanwhile. NONE where there is no journal. */
enum fault journal_look(const char *database_path, bool mend, struct journal_finding *finding);

#endif
