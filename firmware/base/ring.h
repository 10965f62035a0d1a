/* A wait-free ring of fixed-size slots between one writing and one reading thread. */
#ifndef MATSTATION_BASE_RING_H
#define MATSTATION_BASE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring;

/* slots is rounded up to a power of two; the kernel has given their memory then. NULL when memory
 * is short. The caller closes it once both threads are done with it. */
struct ring *ring_open(size_t slot_size, size_t slots);
void ring_close(struct ring *ring);

/* Writer only. Copies `size` bytes (at most slot_size); false, and counted, when the ring is full.
 */
bool ring_push(struct ring *ring, const void *item, size_t size);

/* Reader only. False when the ring is empty; else copies the `size` first bytes of the oldest. */
bool ring_pop(struct ring *ring, void *item, size_t size);

/* Items refused because the ring was full. Any thread. */
uint64_t ring_dropped(const struct ring *ring);

#endif
