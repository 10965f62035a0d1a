/* An SD card for tests: an SQLite VFS of files kept in memory that counts, fails, stalls, and loses
 * power.
 *
 * What was written and not yet synced may, after a cut, be there, be missing, be torn at any byte
 * of a sector, and that for each sector on its own: so writes are dropped, torn and reordered.
 * What was synced is there. A file that was never synced may be missing, a removed one may be back,
 * until a new file is synced for the first time: SQLite's VFS then syncs the folder too. Bytes
 * outside a write are never changed by it (SQLite's powersafe overwrite, as its own VFS assumes of
 * every disk).
 *
 * One card is plugged in at a time. */
#ifndef MATSTATION_TESTS_CARD_H
#define MATSTATION_TESTS_CARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CARD_FILES = 6, CARD_NAME_MAX = 64, CARD_SECTOR = 512 };

struct card_bytes {
    uint8_t *byte;
    size_t size, room;
};

/* One thing that happened to a file. */
enum card_op_kind { CARD_WRITE, CARD_TRUNCATE, CARD_SYNC, CARD_CREATE, CARD_REMOVE };
struct card_op {
    enum card_op_kind kind;
    int file;
    size_t at, length; /* of a write; a truncation: the new size in `at` */
    uint8_t *byte;
};

struct card_file {
    char name[CARD_NAME_MAX];
    bool exists;
    struct card_bytes content;
};

struct card {
    struct card_file file[CARD_FILES];
    bool recording;
    size_t ops, ops_room;
    struct card_op *op;
    /* counters and faults */
    atomic_uint writes, syncs;
    atomic_uint full_after; /* writes from now on that succeed before the card is full; 0: never */
    atomic_bool full, gone, read_only;
    atomic_bool stalled; /* a sync waits until this is false */
    atomic_bool waiting; /* a sync waits now */
};

/* SQLite's name of the card: for store_options.vfs. */
#define CARD_VFS "card"

/* The card becomes the one plugged in. */
void card_plug(struct card *card);
void card_init(struct card *card);
void card_free(struct card *card);

struct card_file *card_find(struct card *card, const char *name);
/* Where a file of that name is, or would be; -1: there is no room for it. */
int card_slot(struct card *card, const char *name);
/* What happens to a file; byte: what is written. */
void card_record(struct card *card, enum card_op_kind kind, int file, size_t at, const void *byte,
                 size_t length);

/* Of a file's content; they end the program when there is no memory. */
void card_must(const void *memory);
void card_bytes_resize(struct card_bytes *bytes, size_t size);
void card_bytes_write(struct card_bytes *bytes, size_t at, const uint8_t *from, size_t length);
void card_bytes_copy(struct card_bytes *to, const struct card_bytes *from);

/* A recording replayed up to some op: what is durable, and what is not yet. */
struct card_replay {
    const struct card *recorded;
    size_t next; /* op */
    struct card_file durable[CARD_FILES];
    bool exists[CARD_FILES];    /* as the program saw it */
    size_t pending[CARD_FILES]; /* how many ops since the last sync, */
    size_t *op[CARD_FILES];     /* and which */
    size_t room[CARD_FILES];
};

void card_replay_begin(struct card_replay *replay, const struct card *recorded);
void card_replay_to(struct card_replay *replay, size_t op);
void card_replay_end(struct card_replay *replay);

/* How a cut treats what was not synced. */
enum card_loss { CARD_LOSE_ALL, CARD_KEEP_ALL, CARD_TEAR_LAST, CARD_SCATTER };

/* Fills an empty card with what a cut at this point leaves. */
void card_after_cut(struct card *card, const struct card_replay *replay, enum card_loss loss,
                    uint64_t seed);

#endif
