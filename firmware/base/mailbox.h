/* One item handed from one thread to another, newest wins: the writer never waits and never fails,
 * the reader gets the last item that was written whole. A double buffer with a third slot in
 * between, so that neither side ever touches what the other is using. */
#ifndef MATSTATION_BASE_MAILBOX_H
#define MATSTATION_BASE_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

struct mailbox;

/* NULL when memory is short. The caller closes it once both threads are done with it. */
struct mailbox *mailbox_open(size_t size);
void mailbox_close(struct mailbox *mailbox);

/* Writer only: copies `size` bytes, at most those of mailbox_open. */
void mailbox_write(struct mailbox *mailbox, const void *item, size_t size);

/* Reader only: false when nothing was written since the last read; item is then left alone. */
bool mailbox_read(struct mailbox *mailbox, void *item, size_t size);

#endif
