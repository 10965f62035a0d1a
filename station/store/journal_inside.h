/* The write-ahead log's checksums and frames, for the files that look through it. */
#ifndef MATSTATION_STORE_JOURNAL_INSIDE_H
#define MATSTATION_STORE_JOURNAL_INSIDE_H

#include "store/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct sum {
    uint32_t a, b;
};

struct journal {
    int file, database; /* the latter -1: not there */
    bool mend;
    bool greatest_first; /* how the words of the checksums are read */
    unsigned char header[HEADER];
    unsigned char frame[FRAME];
    off_t at; /* where the frame stands */
    struct sum before, sum;
    bool flipped; /* the frame that cannot be mended has a flipped bit, and was not torn by a cut */
};

/* ---- words and sums */

uint32_t word_at(const unsigned char *at, bool greatest_first);
void store_word(unsigned char *at, uint32_t word, bool greatest_first);
void sum_add(struct sum *sum, const unsigned char *at, size_t length, bool greatest_first);
struct sum sum_stored(const unsigned char *at);
bool sum_equal(struct sum one, struct sum other);

/* Of a frame that stands behind one whose sum is `before`. */
struct sum sum_of(const unsigned char frame[FRAME], struct sum before, bool greatest_first);

/* ---- frames */

bool frame_read(struct journal *journal, off_t at);
bool frame_has_salts(const struct journal *journal); /* those of the header */
bool frame_is_commit(const struct journal *journal);

/* Whether its salts are the header's and its checksum goes on from `before`; fills `sum`. */
bool frame_is_sound(struct journal *journal);

/* ---- the header */

bool header_is_sound(const unsigned char header[HEADER]);

/* Makes journal->header anew from the first frame, which tells all of it. */
bool header_rebuild(struct journal *journal);

/* What stands behind a header that is damaged. */
struct journal_behind {
    unsigned commits; /* whole ones, from the given frame on */
    bool missing;     /* not all of them are in the database yet */
};

/* Frames that follow each other from `at` on; journal->header's salts and journal->before lead. */
struct journal_behind journal_follow(struct journal *journal, off_t at);

/* The same where the first frame is damaged too: from the next on that others follow. */
struct journal_behind journal_follow_second(struct journal *journal);

#endif
