/* How SQLite lays out its file and its journal (sqlite.org/fileformat2.html): for the files of this
 * room that look at the bytes themselves. Numbers have their greatest byte first. */
#ifndef MATSTATION_STORE_LAYOUT_H
#define MATSTATION_STORE_LAYOUT_H

#include <stdint.h>

/* Pages are 4096 bytes: what SQLite makes unless told otherwise, and nobody tells it. */
enum { PAGE = 4096, HEADER = 32, FRAME_HEADER = 24, FRAME = FRAME_HEADER + PAGE };
/* Of the journal's header; its two salts are those of all frames of one turn of the journal. */
enum { HEADER_SUMMED = 24, HEADER_PAGE_SIZE = 8, HEADER_SALTS = 16, HEADER_SUM = 24 };
enum { FRAME_SUMMED = 8, FRAME_COMMIT = 4, FRAME_SALTS = 8, FRAME_SUM = 16, SALTS = 8 };

/* Of at most 8 bytes. */
static inline uint64_t big_endian(const unsigned char *at, unsigned bytes)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

#endif
