/* Records on their way to the card: bounded, so that a card that is gone for long costs detail and
 * never the session. Not locked: its owner locks. Allocates when opened and never later. */
#ifndef MATSTATION_STORE_QUEUE_H
#define MATSTATION_STORE_QUEUE_H

#include "session/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ten minutes of a session that writes six records a second. */
enum { QUEUE_RECORDS = 4096 };

struct queue;

struct queue *queue_open(size_t records);
void queue_close(struct queue *queue);

/* Takes the record, and with it what it owns. Beyond three quarters only the newest progress of a
 * step is kept; when full, the oldest detail (progress, repetition, pause, hold, pad health) makes
 * room, and only where there is none the record itself is lost. at_ns: now, on any one clock. */
void queue_push(struct queue *queue, const struct record *record, int64_t at_ns);

/* Copies up to `most` of the oldest records without removing them; they stay untouched until
 * queue_drop has removed them, or queue_peek is called again. */
size_t queue_peek(struct queue *queue, struct record *records, size_t most);

/* Removes and frees what the last queue_peek gave, as far as `count`. */
void queue_drop(struct queue *queue, size_t count);

size_t queue_count(const struct queue *queue);
int64_t queue_oldest_ns(const struct queue *queue); /* when the oldest was pushed */
bool queue_urgent(const struct queue *queue);       /* holds what should not wait */
uint64_t queue_shed(const struct queue *queue);     /* details given up so far */
uint64_t queue_lost(const struct queue *queue);     /* others given up so far */

#endif
