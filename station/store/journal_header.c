/* The journal's frames, and its header when that is damaged.
 *
 * SQLite begins the journal again only once the database has all of it, and syncs the header before
 * it writes a frame. So behind a header that a cut of power tore there is nothing that the database
 * lacks; where there is, the header was whole once and is damaged. */
#include "store/journal_inside.h"

#include <string.h>
#include <unistd.h>

/* The last bit says how the words of the checksums are read: set, the first byte is the greatest.
 */
static const uint32_t magic = 0x377F0682, version = 3007000;

enum { HEADER_VERSION = 4, HEADER_TURN = 12 };

/* ---- words and sums */

uint32_t word_at(const unsigned char *at, bool greatest_first)
{
    const uint32_t word = (uint32_t)big_endian(at, 4);
    return greatest_first ? word : __builtin_bswap32(word);
}

void store_word(unsigned char *at, uint32_t word, bool greatest_first)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (unsigned char)(word >> 8 * (greatest_first ? 3 - i : i));
}

void sum_add(struct sum *sum, const unsigned char *at, size_t length, bool greatest_first)
{
    for (size_t i = 0; i < length; i += 8) {
        sum->a += word_at(at + i, greatest_first) + sum->b;
        sum->b += word_at(at + i + 4, greatest_first) + sum->a;
    }
}

/* Undoes sum_add. */
static void take_away(struct sum *sum, const unsigned char *at, size_t length, bool greatest_first)
{
    for (size_t i = length; i >= 8; i -= 8) {
        sum->b -= word_at(at + i - 4, greatest_first) + sum->a;
        sum->a -= word_at(at + i - 8, greatest_first) + sum->b;
    }
}

struct sum sum_stored(const unsigned char *at)
{
    return (struct sum){word_at(at, true), word_at(at + 4, true)};
}

bool sum_equal(struct sum one, struct sum other)
{
    return one.a == other.a && one.b == other.b;
}

struct sum sum_of(const unsigned char frame[FRAME], struct sum before, bool greatest_first)
{
    sum_add(&before, frame, FRAME_SUMMED, greatest_first);
    sum_add(&before, frame + FRAME_HEADER, PAGE, greatest_first);
    return before;
}

/* ---- frames */

bool frame_read(struct journal *journal, off_t at)
{
    journal->at = at;
    return pread(journal->file, journal->frame, FRAME, at) == FRAME;
}

bool frame_has_salts(const struct journal *journal)
{
    return memcmp(journal->frame + FRAME_SALTS, journal->header + HEADER_SALTS, SALTS) == 0;
}

bool frame_is_commit(const struct journal *journal)
{
    return word_at(journal->frame + FRAME_COMMIT, true) != 0;
}

bool frame_is_sound(struct journal *journal)
{
    journal->sum = sum_of(journal->frame, journal->before, journal->greatest_first);
    return frame_has_salts(journal) &&
           sum_equal(journal->sum, sum_stored(journal->frame + FRAME_SUM));
}

/* ---- the header made anew */

bool header_is_sound(const unsigned char header[HEADER])
{
    struct sum sum = {0};
    uint32_t first = word_at(header, true);
    sum_add(&sum, header, HEADER_SUMMED, first & 1);
    return (first | 1) == (magic | 1) && word_at(header + HEADER_PAGE_SIZE, true) == PAGE &&
           sum_equal(sum, sum_stored(header + HEADER_SUM));
}

/* The checksum of the first frame goes on from that of the header: taken back through the frame and
 * the salts it leaves what the header's first four words come to. Three of those are always the
 * same, and two equations give the fourth and one proof. */
static bool rebuild(struct journal *journal, bool greatest_first)
{
    unsigned char *header = journal->header;
    struct sum sum = sum_stored(journal->frame + FRAME_SUM), begun = {0};
    take_away(&sum, journal->frame + FRAME_HEADER, PAGE, greatest_first);
    take_away(&sum, journal->frame, FRAME_SUMMED, greatest_first);
    store_word(header, magic | greatest_first, true);
    store_word(header + HEADER_VERSION, version, true);
    store_word(header + HEADER_PAGE_SIZE, PAGE, true);
    memcpy(header + HEADER_SALTS, journal->frame + FRAME_SALTS, SALTS);
    store_word(header + HEADER_SUM, sum.a, true);
    store_word(header + HEADER_SUM + 4, sum.b, true);
    take_away(&sum, header + HEADER_SALTS, SALTS, greatest_first);
    sum_add(&begun, header, HEADER_PAGE_SIZE, greatest_first);
    store_word(header + HEADER_TURN, sum.b - sum.a - begun.b, greatest_first);
    return header_is_sound(header);
}

bool header_rebuild(struct journal *journal)
{
    return frame_read(journal, HEADER) && (rebuild(journal, false) || rebuild(journal, true));
}

/* ---- what stands behind it */

static uint32_t page_of(const struct journal *journal)
{
    return word_at(journal->frame, true);
}

static bool is_in_database(const struct journal *journal)
{
    unsigned char page[PAGE];
    off_t at = ((off_t)page_of(journal) - 1) * PAGE;
    return pread(journal->database, page, PAGE, at) == PAGE &&
           memcmp(page, journal->frame + FRAME_HEADER, PAGE) == 0;
}

static bool is_written_again(const struct journal *journal, off_t end)
{
    unsigned char page[4];
    for (off_t at = journal->at + FRAME; at < end; at += FRAME)
        if (pread(journal->file, page, sizeof page, at) == (ssize_t)sizeof page &&
            word_at(page, true) == page_of(journal))
            return true;
    return false;
}

struct journal_behind journal_follow(struct journal *journal, off_t begin)
{
    struct journal_behind behind = {0};
    off_t end = begin;
    for (off_t at = begin; frame_read(journal, at) && frame_is_sound(journal); at += FRAME) {
        journal->before = journal->sum;
        if (frame_is_commit(journal)) {
            behind.commits++;
            end = at + FRAME;
        }
    }
    for (off_t at = begin; at < end && !behind.missing && frame_read(journal, at); at += FRAME)
        behind.missing =
            journal->database >= 0 && !is_in_database(journal) && !is_written_again(journal, end);
    return behind;
}

/* The first frame's checksum may be what is damaged: so each may be the one that the next goes on
 * from. Frames of other salts are of before the journal was begun again. */
struct journal_behind journal_follow_second(struct journal *journal)
{
    struct journal_behind behind = {0};
    if (!frame_read(journal, HEADER + FRAME))
        return behind;
    memcpy(journal->header + HEADER_SALTS, journal->frame + FRAME_SALTS, SALTS);
    for (off_t at = HEADER; behind.commits == 0 && frame_read(journal, at); at += FRAME) {
        if (at > HEADER && !frame_has_salts(journal))
            break;
        const struct sum before = sum_stored(journal->frame + FRAME_SUM);
        for (unsigned order = 0; order < 2 && behind.commits == 0; order++) {
            journal->greatest_first = order == 1;
            journal->before = before;
            behind = journal_follow(journal, at + FRAME);
        }
    }
    return behind;
}
