/* The card as it is: bytes, files, and what happened to them. */
#include "powercut/card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void card_must(const void *memory)
{
    if (memory)
        return;
    fprintf(stderr, "card: no memory is left\n");
    abort();
}

static void bytes_reserve(struct card_bytes *bytes, size_t size)
{
    if (size <= bytes->room)
        return;
    bytes->room = size * 2 + 4096;
    bytes->byte = realloc(bytes->byte, bytes->room);
    card_must(bytes->byte);
}

void card_bytes_resize(struct card_bytes *bytes, size_t size)
{
    bytes_reserve(bytes, size);
    if (size > bytes->size)
        memset(bytes->byte + bytes->size, 0, size - bytes->size);
    bytes->size = size;
}

void card_bytes_write(struct card_bytes *bytes, size_t at, const uint8_t *from, size_t length)
{
    if (at + length > bytes->size)
        card_bytes_resize(bytes, at + length);
    memcpy(bytes->byte + at, from, length);
}

void card_bytes_copy(struct card_bytes *to, const struct card_bytes *from)
{
    card_bytes_resize(to, from->size);
    if (from->size > 0)
        memcpy(to->byte, from->byte, from->size);
}

void card_init(struct card *card)
{
    memset(card, 0, sizeof *card);
}

void card_free(struct card *card)
{
    for (size_t i = 0; i < card->ops; i++)
        free(card->op[i].byte);
    free(card->op);
    for (unsigned i = 0; i < CARD_FILES; i++)
        free(card->file[i].content.byte);
    card_init(card);
}

struct card_file *card_find(struct card *card, const char *name)
{
    for (unsigned i = 0; i < CARD_FILES; i++)
        if (card->file[i].exists && strcmp(card->file[i].name, name) == 0)
            return &card->file[i];
    return NULL;
}

int card_slot(struct card *card, const char *name)
{
    for (int i = 0; i < CARD_FILES; i++)
        if (strcmp(card->file[i].name, name) == 0)
            return i;
    for (int i = 0; i < CARD_FILES; i++) {
        if (!*card->file[i].name) {
            snprintf(card->file[i].name, CARD_NAME_MAX, "%s", name);
            return i;
        }
    }
    return -1;
}

void card_record(struct card *card, enum card_op_kind kind, int file, size_t at, const void *byte,
                 size_t length)
{
    if (!card->recording)
        return;
    if (card->ops == card->ops_room) {
        card->ops_room = card->ops_room * 2 + 1024;
        card->op = realloc(card->op, card->ops_room * sizeof *card->op);
        card_must(card->op);
    }
    struct card_op *op = &card->op[card->ops++];
    *op = (struct card_op){.kind = kind, .file = file, .at = at, .length = length};
    if (length > 0) {
        op->byte = malloc(length);
        card_must(op->byte);
        memcpy(op->byte, byte, length);
    }
}
