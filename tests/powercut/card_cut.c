#include "powercut/card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void card_replay_begin(struct card_replay *replay, const struct card *recorded)
{
    memset(replay, 0, sizeof *replay);
    replay->recorded = recorded;
    for (unsigned i = 0; i < CARD_FILES; i++)
        snprintf(replay->durable[i].name, CARD_NAME_MAX, "%s", recorded->file[i].name);
}

static void apply(struct card_bytes *bytes, const struct card_op *op)
{
    if (op->kind == CARD_WRITE)
        card_bytes_write(bytes, op->at, op->byte, op->length);
    else if (op->kind == CARD_TRUNCATE)
        card_bytes_resize(bytes, op->at);
    else if (op->kind == CARD_CREATE)
        card_bytes_resize(bytes, 0);
}

static const struct card_op *pending_op(const struct card_replay *replay, int file, size_t i)
{
    return &replay->recorded->op[replay->op[file][i]];
}

/* The first `count` pending ops of a file are durable. */
static void settle(struct card_replay *replay, int file, size_t count)
{
    for (size_t i = 0; i < count; i++)
        apply(&replay->durable[file].content, pending_op(replay, file, i));
    replay->pending[file] -= count;
    if (replay->pending[file] > 0)
        memmove(replay->op[file], replay->op[file] + count,
                replay->pending[file] * sizeof *replay->op[file]);
    replay->durable[file].exists = replay->exists[file];
}

static bool is_about_names(const struct card_op *op)
{
    return op->kind == CARD_CREATE || op->kind == CARD_REMOVE;
}

/* Which files there are is durable, not what is in them. */
static void settle_names(struct card_replay *replay)
{
    for (int file = 0; file < CARD_FILES; file++) {
        size_t count = 0;
        for (size_t i = 0; i < replay->pending[file]; i++)
            if (is_about_names(pending_op(replay, file, i)))
                count = i + 1;
        settle(replay, file, count);
    }
}

static void replay_one(struct card_replay *replay, size_t which)
{
    const struct card_op *op = &replay->recorded->op[which];
    int file = op->file;
    if (op->kind == CARD_SYNC) {
        if (!replay->durable[file].exists)
            settle_names(replay);
        settle(replay, file, replay->pending[file]);
        return;
    }
    if (is_about_names(op))
        replay->exists[file] = op->kind == CARD_CREATE;
    if (replay->pending[file] == replay->room[file]) {
        replay->room[file] = replay->room[file] * 2 + 64;
        replay->op[file] = realloc(replay->op[file], replay->room[file] * sizeof *replay->op[file]);
        card_must(replay->op[file]);
    }
    replay->op[file][replay->pending[file]++] = which;
}

void card_replay_to(struct card_replay *replay, size_t op)
{
    for (; replay->next < op; replay->next++)
        replay_one(replay, replay->next);
}

void card_replay_end(struct card_replay *replay)
{
    for (unsigned i = 0; i < CARD_FILES; i++) {
        free(replay->durable[i].content.byte);
        free(replay->op[i]);
    }
}

/* xorshift64* (Vigna 2016). */
static uint64_t random_next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545F4914F6CDD1D);
}

/* Each sector of the write survives, is lost, or is torn at some byte. */
static void scatter_write(struct card_bytes *bytes, const struct card_op *op, uint64_t *random)
{
    for (size_t done = 0; done < op->length;) {
        size_t at = op->at + done, left = CARD_SECTOR - at % CARD_SECTOR;
        size_t length = op->length - done < left ? op->length - done : left;
        uint64_t fate = random_next(random) % 8;
        if (fate == 0)
            card_bytes_write(bytes, at, op->byte + done, 1 + random_next(random) % length);
        else if (fate < 4)
            card_bytes_write(bytes, at, op->byte + done, length);
        done += length;
    }
}

static void lose(struct card_bytes *bytes, const struct card_op *op, enum card_loss loss, bool last,
                 uint64_t *random)
{
    if (loss == CARD_KEEP_ALL || (loss == CARD_TEAR_LAST && !last))
        apply(bytes, op);
    else if (op->kind == CARD_WRITE && loss == CARD_SCATTER)
        scatter_write(bytes, op, random);
    else if (op->kind == CARD_WRITE && loss == CARD_TEAR_LAST)
        card_bytes_write(bytes, op->at, op->byte, random_next(random) % (op->length + 1));
    else if (loss == CARD_SCATTER && random_next(random) % 2 == 0)
        apply(bytes, op);
}

void card_after_cut(struct card *card, const struct card_replay *replay, enum card_loss loss,
                    uint64_t seed)
{
    uint64_t random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (unsigned i = 0; i < CARD_FILES; i++) {
        struct card_file *file = &card->file[i];
        const struct card_file *durable = &replay->durable[i];
        snprintf(file->name, CARD_NAME_MAX, "%s", durable->name);
        card_bytes_copy(&file->content, &durable->content);
        for (size_t n = 0; n < replay->pending[i]; n++)
            lose(&file->content, pending_op(replay, (int)i, n), loss, n + 1 == replay->pending[i],
                 &random);
        bool unsure = durable->exists != replay->exists[i];
        bool kept = loss == CARD_KEEP_ALL || loss == CARD_TEAR_LAST ||
                    (loss == CARD_SCATTER && random_next(&random) % 2 == 0);
        file->exists = unsure && !kept ? durable->exists : replay->exists[i];
        if (!file->exists)
            card_bytes_resize(&file->content, 0);
    }
}
