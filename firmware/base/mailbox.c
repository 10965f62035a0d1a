#include "base/mailbox.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 3, FRESH = 4 };

/* `shared` names the slot that neither side holds, plus FRESH when it has not been read. Each side
 * trades its own slot for that one. */
struct mailbox {
    size_t size;
    unsigned char *slots;
    unsigned writing;
    unsigned reading;
    atomic_uint shared;
};

struct mailbox *mailbox_open(size_t size)
{
    struct mailbox *mailbox = calloc(1, sizeof *mailbox);
    if (!mailbox)
        return NULL;
    mailbox->size = size;
    mailbox->slots = calloc(SLOTS, size);
    if (!mailbox->slots) {
        free(mailbox);
        return NULL;
    }
    mailbox->writing = 0;
    mailbox->reading = 1;
    atomic_init(&mailbox->shared, 2);
    return mailbox;
}

void mailbox_close(struct mailbox *mailbox)
{
    if (!mailbox)
        return;
    free(mailbox->slots);
    free(mailbox);
}

void mailbox_write(struct mailbox *mailbox, const void *item, size_t size)
{
    memcpy(mailbox->slots + mailbox->writing * mailbox->size, item,
           size < mailbox->size ? size : mailbox->size);
    unsigned taken =
        atomic_exchange_explicit(&mailbox->shared, mailbox->writing | FRESH, memory_order_acq_rel);
    mailbox->writing = taken & ~(unsigned)FRESH;
}

bool mailbox_read(struct mailbox *mailbox, void *item, size_t size)
{
    if (!(atomic_load_explicit(&mailbox->shared, memory_order_relaxed) & FRESH))
        return false;
    unsigned taken =
        atomic_exchange_explicit(&mailbox->shared, mailbox->reading, memory_order_acq_rel);
    mailbox->reading = taken & ~(unsigned)FRESH;
    memcpy(item, mailbox->slots + mailbox->reading * mailbox->size,
           size < mailbox->size ? size : mailbox->size);
    return true;
}
