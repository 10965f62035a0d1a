/* Cuts the power of a running log at every write and sync of its card.
 *
 *   powercut                 on a card in memory; at least 10 000 cuts; the last line counts
 *   powercut write FOLDER NOTE
 *                            lives a life on a real file system, and notes in a file elsewhere how
 *                            far it has come: the first session's number, the records put
 *   powercut verify FOLDER NOTE
 *                            after a real cut; check_ext4.py does both, many times */
#include "powercut/card.h"
#include "powercut/script.h"
#include "store/rows.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Long enough for checkpoints while it runs, and closed and opened once. */
enum { SESSIONS = 12, REOPEN_BEFORE = 8, SEEDS = 4, CUTS_LEAST = 10000, NESTED_EVERY = 97 };

static const char folder[] = "/card", database_path[] = "/card/matstation.db";

static struct store *open_log(const char *where, const char *vfs, const char *boot)
{
    struct store_options options = {.folder = where, .vfs = vfs, .boot = boot};
    struct store *store = store_open(&options, NULL);
    if (!store)
        abort();
    return store;
}

/* ---- the life that is cut short */

struct life {
    struct script script;
    struct card card;
    size_t *ops; /* ops of the card when so many records had been put */
};

static void live(struct life *life)
{
    script_make(&life->script, 1, SESSIONS);
    card_init(&life->card);
    life->card.recording = true;
    card_plug(&life->card);
    life->ops = calloc(life->script.count + 1, sizeof *life->ops);
    if (!life->ops)
        abort();
    struct store *store = open_log(folder, CARD_VFS, "first");
    for (size_t i = 0; i < life->script.count; i++) {
        const struct record *record = &life->script.record[i];
        if (record->kind == RECORD_SESSION_BEGIN && record->session == REOPEN_BEFORE) {
            store_close(store);
            store = open_log(folder, CARD_VFS, "first");
        }
        life->ops[i] = life->card.ops;
        store_put(store, record);
    }
    life->ops[life->script.count] = life->card.ops;
    store_close(store);
    life->card.recording = false;
}

static size_t returned_at(const struct life *life, size_t op)
{
    size_t returned = 0;
    while (returned < life->script.count && life->ops[returned + 1] <= op)
        returned++;
    return returned;
}

/* ---- one cut */

struct tally {
    unsigned cuts, failed, nested;
};

static void report(struct tally *tally, size_t op, int loss, uint64_t seed, const char *why)
{
    if (tally->failed++ < 10)
        printf("cut before op %zu, loss %d, seed %llu: %s\n", op, loss, (unsigned long long)seed,
               why);
}

/* The log opens as if nothing had happened, is sound, and holds what it must. */
static bool survives(const struct life *life, size_t returned, char why[256])
{
    struct store *store = open_log(folder, CARD_VFS, "second");
    enum store_state state = store_state(store);
    store_close(store);
    struct database *database;
    struct error error;
    if (state != STORE_FINE) {
        snprintf(why, 256, "the log does not open: state %d", (int)state);
        return false;
    }
    if (database_open(&database, database_path, CARD_VFS, DATABASE_READ, &error)) {
        snprintf(why, 256, "%.255s", error.text);
        return false;
    }
    bool good = script_holds(&life->script, database, returned, why);
    if (good && database_check(database, &error)) {
        snprintf(why, 256, "%.255s", error.text);
        good = false;
    }
    if (good && !script_rows_are_sound(database)) {
        snprintf(why, 256, "a row fails its checksum");
        good = false;
    }
    database_close(database);
    return good;
}

static void cut(const struct life *life, const struct card_replay *replay, size_t returned,
                enum card_loss loss, uint64_t seed, struct tally *tally)
{
    struct card card;
    char why[256] = "";
    card_init(&card);
    card_after_cut(&card, replay, loss, seed);
    card_plug(&card);
    if (!survives(life, returned, why))
        report(tally, replay->next, (int)loss, seed, why);
    tally->cuts++;
    card_free(&card);
}

/* The recovery is cut too, at each of its own writes and syncs. */
static void cut_recovery(const struct life *life, const struct card_replay *replay, size_t returned,
                         struct tally *tally)
{
    struct card card;
    card_init(&card);
    card_after_cut(&card, replay, CARD_TEAR_LAST, replay->next);
    struct card before;
    card_init(&before);
    card_after_cut(&before, replay, CARD_TEAR_LAST, replay->next);
    card.recording = true;
    card_plug(&card);
    store_close(open_log(folder, CARD_VFS, "second"));
    card.recording = false;
    struct card_replay again;
    card_replay_begin(&again, &card);
    for (unsigned i = 0; i < CARD_FILES; i++) {
        again.durable[i] = before.file[i];
        again.exists[i] = before.file[i].exists;
        before.file[i].content = (struct card_bytes){0};
    }
    for (size_t op = 0; op <= card.ops; op++) {
        card_replay_to(&again, op);
        cut(life, &again, returned, CARD_SCATTER, op, tally);
        tally->nested++;
    }
    card_replay_end(&again);
    card_free(&before);
    card_free(&card);
}

static int cut_everywhere(void)
{
    struct life life;
    struct tally tally = {0};
    struct card_replay replay;
    live(&life);
    card_replay_begin(&replay, &life.card);
    for (size_t op = 0; op <= life.card.ops; op++) {
        size_t returned = returned_at(&life, op);
        card_replay_to(&replay, op);
        cut(&life, &replay, returned, CARD_LOSE_ALL, op, &tally);
        cut(&life, &replay, returned, CARD_KEEP_ALL, op, &tally);
        cut(&life, &replay, returned, CARD_TEAR_LAST, op, &tally);
        for (uint64_t seed = 0; seed < SEEDS; seed++)
            cut(&life, &replay, returned, CARD_SCATTER, op * SEEDS + seed, &tally);
        if (op % NESTED_EVERY == 0)
            cut_recovery(&life, &replay, returned, &tally);
    }
    printf("%zu records, %zu writes, syncs and files made or removed\n", life.script.count,
           life.card.ops);
    printf("%u cuts, %u of them in a recovery; at worst %lld ms of a running session missing\n",
           tally.cuts, tally.nested, (long long)script_worst_ms());
    if (tally.cuts < CUTS_LEAST)
        report(&tally, 0, 0, 0, "fewer cuts than promised");
    card_replay_end(&replay);
    card_free(&life.card);
    script_free(&life.script);
    free(life.ops);
    printf("%u passed, %u failed\n", tally.cuts - tally.failed, tally.failed);
    return tally.failed == 0 ? 0 : 1;
}

/* ---- on a real file system */

static bool note(int file, uint32_t first_session, size_t returned)
{
    char line[64];
    int length = snprintf(line, sizeof line, "%10u %10zu\n", first_session, returned);
    return pwrite(file, line, (size_t)length, 0) == length && fdatasync(file) == 0;
}

static int write_life(const char *where, const char *notes)
{
    struct store *store = open_log(where, NULL, NULL);
    struct snapshot snapshot;
    struct script script;
    int file = open(notes, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    bool good =
        file >= 0 && store_state(store) == STORE_FINE && store_take_snapshot(store, &snapshot);
    if (!good)
        fprintf(stderr, "powercut: %s or %s cannot be written\n", store_path(store), notes);
    script_make(&script, good ? snapshot.next_session : 1, SESSIONS);
    for (size_t i = 0; i < script.count && good; i++) {
        good = note(file, script.first_session, i);
        store_put(store, &script.record[i]);
    }
    good = good && note(file, script.first_session, script.count);
    store_close(store);
    script_free(&script);
    close(file);
    return good ? 0 : 1;
}

/* The note may be one record behind: power went between a put and its note. */
static bool holds(const char *where, uint32_t first_session, size_t returned, char why[256])
{
    char path[4096];
    struct database *database;
    struct error error;
    struct script script;
    snprintf(path, sizeof path, "%s/matstation.db", where);
    if (database_open(&database, path, NULL, DATABASE_READ, &error)) {
        snprintf(why, 256, "%.255s", error.text);
        return false;
    }
    script_make(&script, first_session, SESSIONS);
    bool good = script_holds(&script, database, returned, why) ||
                script_holds(&script, database, returned + 1, why);
    if (good && database_check(database, &error)) {
        snprintf(why, 256, "%.255s", error.text);
        good = false;
    }
    script_free(&script);
    database_close(database);
    return good;
}

static int verify_life(const char *where, const char *notes)
{
    unsigned first_session = 0;
    size_t returned = 0;
    char why[256] = "no note was made";
    FILE *file = fopen(notes, "r");
    bool good = file && fscanf(file, "%u %zu", &first_session, &returned) == 2;
    if (file)
        fclose(file);
    if (good) {
        store_close(open_log(where, NULL, NULL));
        good = holds(where, first_session, returned, why);
    }
    printf("from session %u on, %zu records put: %s\n", first_session, returned,
           good ? "all there" : why);
    printf("%d passed, %d failed\n", good, !good);
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 1)
        return cut_everywhere();
    if (argc == 4 && strcmp(argv[1], "write") == 0)
        return write_life(argv[2], argv[3]);
    if (argc == 4 && strcmp(argv[1], "verify") == 0)
        return verify_life(argv[2], argv[3]);
    fprintf(stderr, "usage: powercut [write FOLDER NOTE | verify FOLDER NOTE]\n");
    return 2;
}
