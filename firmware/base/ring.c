#include "base/ring.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64 };

/* head and tail only grow; their difference is the fill. Each has one writer, who alone may move
 * it, and lies in a cache line of its own. */
struct ring {
    size_t slot_size;
    size_t mask;
    unsigned char *slots;
    _Alignas(CACHE_LINE) atomic_size_t head;    /* written by the writer */
    _Alignas(CACHE_LINE) atomic_size_t tail;    /* written by the reader */
    _Alignas(CACHE_LINE) atomic_size_t dropped; /* 64 bits need a library on ARMv6 */
};

struct ring *ring_open(size_t slot_size, size_t slots)
{
    size_t rounded = 1;
    while (rounded < slots)
        rounded *= 2;
    struct ring *ring = aligned_alloc(CACHE_LINE, sizeof *ring);
    if (!ring)
        return NULL;
    memset(ring, 0, sizeof *ring);
    ring->slot_size = slot_size;
    ring->mask = rounded - 1;
    ring->slots = calloc(rounded, slot_size);
    if (!ring->slots) {
        free(ring);
        return NULL;
    }
    /* Else the kernel would find a page for each slot when a writer in real time first fills it. */
    explicit_bzero(ring->slots, rounded * slot_size);
    atomic_init(&ring->head, 0);
    atomic_init(&ring->tail, 0);
    atomic_init(&ring->dropped, 0);
    return ring;
}

void ring_close(struct ring *ring)
{
    if (!ring)
        return;
    free(ring->slots);
    free(ring);
}

bool ring_push(struct ring *ring, const void *item, size_t size)
{
    size_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);
    size_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
    if (head - tail > ring->mask || size > ring->slot_size) {
        atomic_fetch_add_explicit(&ring->dropped, 1, memory_order_relaxed);
        return false;
    }
    memcpy(ring->slots + (head & ring->mask) * ring->slot_size, item, size);
    atomic_store_explicit(&ring->head, head + 1, memory_order_release);
    return true;
}

bool ring_pop(struct ring *ring, void *item, size_t size)
{
    size_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    size_t head = atomic_load_explicit(&ring->head, memory_order_acquire);
    if (head == tail)
        return false;
    if (size > ring->slot_size)
        size = ring->slot_size;
    memcpy(item, ring->slots + (tail & ring->mask) * ring->slot_size, size);
    atomic_store_explicit(&ring->tail, tail + 1, memory_order_release);
    return true;
}

uint64_t ring_dropped(const struct ring *ring)
{
    return atomic_load_explicit(&ring->dropped, memory_order_relaxed);
}
