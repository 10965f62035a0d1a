#include "store/journal.h"
#include "store/journal_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FRAME_WORDS = (FRAME_SUMMED + PAGE) / 4 };

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

/* ---- frames */

/* Whether the next frame's checksum goes on from this one. */
static bool is_followed(const struct journal *journal, struct sum sum)
{
    unsigned char next[FRAME];
    return pread(journal->file, next, FRAME, journal->at + FRAME) == FRAME &&
           sum_equal(sum_of(next, sum, journal->greatest_first), sum_stored(next + FRAME_SUM));
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
    const struct sum stored = sum_stored(journal->frame + FRAME_SUM);
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

static bool mend_salts(struct journal *journal)
{
    unsigned char *salts = journal->frame + FRAME_SALTS;
    const unsigned char *expected = journal->header + HEADER_SALTS;
    if (bits_apart(salts, expected, SALTS) != 1 ||
        !sum_equal(journal->sum, sum_stored(journal->frame + FRAME_SUM)))
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
    journal->sum = sum_of(journal->frame, journal->before, journal->greatest_first);
    return put_right(journal, journal->at + (off_t)at, journal->frame + at, 1) == 0;
}

/* One bit of the frame is wrong: in its salts, in its checksum, or in what that covers. The next
 * frame tells the last two apart where the difference does not. */
static bool mend_frame(struct journal *journal)
{
    unsigned char sum[SALTS];
    unsigned word = 0, bit = 0;
    journal->flipped = false;
    if (!frame_has_salts(journal))
        return mend_salts(journal);
    store_word(sum, journal->sum.a, true);
    store_word(sum + 4, journal->sum.b, true);
    const struct sum stored = sum_stored(journal->frame + FRAME_SUM);
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
    for (off_t at = broken_at; frame_read(journal, at); at += FRAME) {
        if (at != broken_at && !frame_has_salts(journal))
            continue;
        finding->broken = finding->broken || ended;
        ended = ended || frame_is_commit(journal);
        finding->hidden += frame_is_commit(journal);
    }
    if (!finding->broken)
        finding->hidden = 0;
}

static void look_through(struct journal *journal, struct journal_finding *finding)
{
    journal->before = sum_stored(journal->header + HEADER_SUM);
    journal->greatest_first = word_at(journal->header, true) & 1;
    for (off_t at = HEADER; frame_read(journal, at); at += FRAME) {
        bool sound = frame_is_sound(journal);
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

/* False: the journal hides nothing, or what it hides cannot be followed from the header on. */
static bool mend_header(struct journal *journal, struct journal_finding *finding)
{
    unsigned char found[HEADER], rebuilt[HEADER];
    memcpy(found, journal->header, HEADER);
    if (!header_rebuild(journal)) {
        struct journal_behind behind = journal_follow_second(journal);
        finding->broken = behind.missing;
        finding->hidden = behind.missing ? behind.commits : 0;
        return false;
    }
    memcpy(rebuilt, journal->header, HEADER);
    journal->before = sum_stored(rebuilt + HEADER_SUM);
    journal->greatest_first = word_at(rebuilt, true) & 1;
    if (!journal_follow(journal, HEADER).missing || put_right(journal, 0, rebuilt, HEADER) != 0)
        return false;
    finding->mended = bits_apart(found, rebuilt, HEADER);
    return true;
}

static void look(struct journal *journal, struct journal_finding *finding)
{
    unsigned char found[HEADER];
    memcpy(found, journal->header, HEADER);
    if (header_is_sound(journal->header) || mend_header(journal, finding))
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
    journal.database = open(database_path, O_RDONLY | O_CLOEXEC);
    if (pread(journal.file, journal.header, HEADER, 0) == HEADER)
        look(&journal, finding);
    enum fault fault = FAULT_NONE;
    if (mend && finding->mended > 0 && fsync(journal.file) != 0)
        fault = FAULT_GONE;
    if (journal.database >= 0)
        close(journal.database);
    close(journal.file);
    return fault;
}
