#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 4096, HEADER = 32, FRAME_HEADER = 24, FRAME = FRAME_HEADER + PAGE };
enum { HEADER_SUMMED = 24, HEADER_PAGE_SIZE = 8, HEADER_SALTS = 16, HEADER_SUM = 24 };
enum { FRAME_SUMMED = 8, FRAME_COMMIT = 4, FRAME_SALTS = 8, FRAME_SUM = 16, SALTS = 8 };
enum { FRAME_WORDS = (FRAME_SUMMED + PAGE) / 4 };

/* The last bit says how the words of the checksums are read: set, the first byte is the greatest.
 */
static const uint32_t magic = 0x377F0682;

struct sum {
    uint32_t a, b;
};

struct journal {
    int file;
    bool mend;
    bool greatest_first;
    unsigned char header[HEADER];
    unsigned char frame[FRAME];
    off_t at; /* where the frame stands */
    struct sum before, sum;
    bool flipped; /* the frame that cannot be mended has a flipped bit, and was not torn by a cut */
};

/* ---- words and sums */

static uint32_t word_at(const unsigned char *at, bool greatest_first)
{
    uint32_t word = 0;
    for (unsigned i = 0; i < 4; i++)
        word |= (uint32_t)at[i] << 8 * (greatest_first ? 3 - i : i);
    return word;
}

static void add(struct sum *sum, const unsigned char *at, size_t length, bool greatest_first)
{
    for (size_t i = 0; i < length; i += 8) {
        sum->a += word_at(at + i, greatest_first) + sum->b;
        sum->b += word_at(at + i + 4, greatest_first) + sum->a;
    }
}

static struct sum stored_sum(const unsigned char *at)
{
    return (struct sum){word_at(at, true), word_at(at + 4, true)};
}

static bool equal(struct sum one, struct sum other)
{
    return one.a == other.a && one.b == other.b;
}

static unsigned bits_apart(const unsigned char *one, const unsigned char *other, size_t length)
{
    unsigned bits = 0;
    for (size_t i = 0; i < length; i++)
        bits += (unsigned)__builtin_popcount(one[i] ^ other[i]);
    return bits;
}

static int put_right(const struct journal *journal, off_t at, const unsigned char *from,
                     size_t length)
{
    return !journal->mend || pwrite(journal->file, from, length, at) == (ssize_t)length ? 0 : -1;
}

/* ---- the header */

static bool is_header(const unsigned char header[HEADER])
{
    struct sum sum = {0};
    uint32_t first = word_at(header, true);
    add(&sum, header, HEADER_SUMMED, first & 1);
    return (first | 1) == (magic | 1) && word_at(header + HEADER_PAGE_SIZE, true) == PAGE &&
           equal(sum, stored_sum(header + HEADER_SUM));
}

/* A header torn by a cut of power belongs to no frame yet; one bit from that of the first frame it
 * is damaged. */
static bool mend_header(struct journal *journal)
{
    unsigned char salts[SALTS], *header = journal->header;
    if (pread(journal->file, salts, SALTS, HEADER + FRAME_SALTS) != SALTS)
        return false;
    for (unsigned bit = 0; bit < 8 * HEADER; bit++) {
        header[bit / 8] ^= (unsigned char)(1U << bit % 8);
        if (is_header(header) && memcmp(header + HEADER_SALTS, salts, SALTS) == 0)
            return put_right(journal, bit / 8, header + bit / 8, 1) == 0;
        header[bit / 8] ^= (unsigned char)(1U << bit % 8);
    }
    return false;
}

/* ---- frames */

static bool read_frame(struct journal *journal, off_t at)
{
    journal->at = at;
    return pread(journal->file, journal->frame, FRAME, at) == FRAME;
}

static struct sum sum_of(const unsigned char frame[FRAME], struct sum before, bool greatest_first)
{
    add(&before, frame, FRAME_SUMMED, greatest_first);
    add(&before, frame + FRAME_HEADER, PAGE, greatest_first);
    return before;
}

static void sum_frame(struct journal *journal)
{
    journal->sum = sum_of(journal->frame, journal->before, journal->greatest_first);
}

/* Whether the next frame's checksum goes on from this one. */
static bool is_followed(const struct journal *journal, struct sum sum)
{
    unsigned char next[FRAME];
    return pread(journal->file, next, FRAME, journal->at + FRAME) == FRAME &&
           equal(sum_of(next, sum, journal->greatest_first), stored_sum(next + FRAME_SUM));
}

static bool has_salts(const struct journal *journal)
{
    return memcmp(journal->frame + FRAME_SALTS, journal->header + HEADER_SALTS, SALTS) == 0;
}

static bool is_commit(const struct journal *journal)
{
    return word_at(journal->frame + FRAME_COMMIT, true) != 0;
}

/* The place in the frame of one of the words that the checksum covers. */
static size_t place_of(unsigned word)
{
    return 4 * (size_t)word + (word < FRAME_SUMMED / 4 ? 0 : FRAME_HEADER - FRAME_SUMMED);
}

/* Both sums are linear in every word, modulo 2^32: each pair of words takes (a, b) to (a + b + x,
 * a + 2 b + x + y). So what one changed bit does to them follows from its place, and the difference
 * that was found tells the place: surely for the 23 lower bits of a word; of the upper ones a few
 * places do the same. Returns how many places may have changed; the last of them in *word, *bit. */
static unsigned find_flipped(const struct journal *journal, unsigned *word, unsigned *bit)
{
    const struct sum stored = stored_sum(journal->frame + FRAME_SUM);
    const struct sum off = {journal->sum.a - stored.a, journal->sum.b - stored.b};
    struct sum effect[2] = {{1, 1}, {0, 1}}; /* of the first and second word of a pair */
    unsigned found = 0;
    for (unsigned i = FRAME_WORDS; i-- > 0;) {
        const struct sum *of = &effect[i % 2];
        uint32_t value = word_at(journal->frame + place_of(i), journal->greatest_first);
        for (unsigned b = 0; b < 32; b++) {
            uint32_t change = value >> b & 1 ? UINT32_C(1) << b : -(UINT32_C(1) << b);
            if (change * of->a != off.a || change * of->b != off.b)
                continue;
            found++;
            *word = i;
            *bit = b;
        }
        for (unsigned k = 0; k < 2 && i % 2 == 0; k++)
            effect[k] = (struct sum){effect[k].a + effect[k].b, effect[k].a + 2 * effect[k].b};
    }
    return found;
}

static void store_word(unsigned char *at, uint32_t word)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (unsigned char)(word >> 8 * (3 - i));
}

static bool mend_salts(struct journal *journal)
{
    unsigned char *salts = journal->frame + FRAME_SALTS;
    const unsigned char *expected = journal->header + HEADER_SALTS;
    if (bits_apart(salts, expected, SALTS) != 1 ||
        !equal(journal->sum, stored_sum(journal->frame + FRAME_SUM)))
        return false;
    memcpy(salts, expected, SALTS);
    return put_right(journal, journal->at + FRAME_SALTS, salts, SALTS) == 0;
}

static bool mend_sum(struct journal *journal, const unsigned char sum[SALTS])
{
    memcpy(journal->frame + FRAME_SUM, sum, SALTS);
    return put_right(journal, journal->at + FRAME_SUM, sum, SALTS) == 0;
}

static bool mend_content(struct journal *journal, unsigned word, unsigned bit)
{
    size_t at = place_of(word) + (journal->greatest_first ? 3 - bit / 8 : bit / 8);
    journal->frame[at] ^= (unsigned char)(1U << bit % 8);
    sum_frame(journal);
    return put_right(journal, journal->at + (off_t)at, journal->frame + at, 1) == 0;
}

/* One bit of the frame is wrong: in its salts, in its checksum, or in what that covers. The next
 * frame tells the last two apart where the difference does not. */
static bool mend_frame(struct journal *journal)
{
    unsigned char sum[SALTS];
    unsigned word = 0, bit = 0;
    journal->flipped = false;
    if (!has_salts(journal))
        return mend_salts(journal);
    store_word(sum, journal->sum.a);
    store_word(sum + 4, journal->sum.b);
    const struct sum stored = stored_sum(journal->frame + FRAME_SUM);
    unsigned places = find_flipped(journal, &word, &bit);
    bool in_sum = bits_apart(sum, journal->frame + FRAME_SUM, SALTS) == 1;
    journal->flipped = places > 0 || in_sum;
    if (in_sum && (places == 0 || is_followed(journal, journal->sum)))
        return mend_sum(journal, sum);
    if (places == 1 && (!in_sum || is_followed(journal, stored)))
        return mend_content(journal, word, bit);
    return false;
}

/* Each commit is synced before the next one begins: so a cut of power tears the last one only.
 * Where a frame follows the commit that the break is in, that commit had been whole. */
static void look_behind(struct journal *journal, struct journal_finding *finding)
{
    const off_t broken_at = journal->at;
    bool ended = journal->flipped;
    for (off_t at = broken_at; read_frame(journal, at); at += FRAME) {
        if (at != broken_at && !has_salts(journal))
            continue;
        finding->broken = finding->broken || ended;
        ended = ended || is_commit(journal);
        finding->hidden += is_commit(journal);
    }
    if (!finding->broken)
        finding->hidden = 0;
}

static void look_through(struct journal *journal, struct journal_finding *finding)
{
    journal->before = stored_sum(journal->header + HEADER_SUM);
    journal->greatest_first = word_at(journal->header, true) & 1;
    for (off_t at = HEADER; read_frame(journal, at); at += FRAME) {
        sum_frame(journal);
        bool sound =
            has_salts(journal) && equal(journal->sum, stored_sum(journal->frame + FRAME_SUM));
        if (!sound && !mend_frame(journal)) {
            look_behind(journal, finding);
            return;
        }
        finding->mended += !sound;
        journal->before = journal->sum;
    }
}

/* A station at work begins its journal again and again. */
static bool is_as_before(const struct journal *journal)
{
    unsigned char now[HEADER];
    return pread(journal->file, now, HEADER, 0) == HEADER &&
           memcmp(now, journal->header, HEADER) == 0;
}

static void look(struct journal *journal, struct journal_finding *finding)
{
    unsigned char found[HEADER];
    memcpy(found, journal->header, HEADER);
    if (!is_header(journal->header)) {
        if (!mend_header(journal))
            return;
        finding->mended++;
    }
    look_through(journal, finding);
    if (!journal->mend) {
        memcpy(journal->header, found, HEADER);
        if (!is_as_before(journal))
            *finding = (struct journal_finding){0};
    }
}

enum fault journal_look(const char *database_path, bool mend, struct journal_finding *finding)
{
    char path[PATH_MAX + 8];
    struct journal journal = {.mend = mend};
    *finding = (struct journal_finding){0};
    snprintf(path, sizeof path, "%s-wal", database_path);
    journal.file = open(path, (mend ? O_RDWR : O_RDONLY) | O_CLOEXEC);
    if (journal.file < 0)
        return errno == ENOENT || !mend ? FAULT_NONE : FAULT_READ_ONLY;
    if (pread(journal.file, journal.header, HEADER, 0) == HEADER)
        look(&journal, finding);
    enum fault fault = FAULT_NONE;
    if (mend && finding->mended > 0 && fsync(journal.file) != 0)
        fault = FAULT_GONE;
    close(journal.file);
    return fault;
}
