#include "store/queue.h"

#include <stdlib.h>
#include <string.h>

struct waiting {
    struct record record;
    int64_t at_ns;
};

struct queue {
    size_t size, first, count, peeked;
    uint64_t shed, lost;
    struct waiting waiting[];
};

struct queue *queue_open(size_t records)
{
    struct queue *queue = calloc(1, sizeof *queue + records * sizeof queue->waiting[0]);
    if (queue)
        queue->size = records;
    return queue;
}

static struct waiting *at(const struct queue *queue, size_t place)
{
    struct queue *mine = (struct queue *)queue;
    return &mine->waiting[(queue->first + place) % queue->size];
}

static void release(struct record *record)
{
    if (record->kind == RECORD_CALIBRATION)
        free(record->u.calibration);
}

void queue_close(struct queue *queue)
{
    if (!queue)
        return;
    queue_drop(queue, queue->count);
    free(queue);
}

static bool is_detail(const struct record *record)
{
    switch (record->kind) {
    case RECORD_STEP_PROGRESS:
    case RECORD_PAUSE:
    case RECORD_HOLD:
    case RECORD_REPETITION:
    case RECORD_PAD_HEALTH: return true;
    default: return false;
    }
}

static bool same_step(const struct record *a, const struct record *b)
{
    return a->kind == RECORD_STEP_PROGRESS && b->kind == RECORD_STEP_PROGRESS &&
           a->session == b->session && a->u.step.step == b->u.step.step;
}

static void remove_at(struct queue *queue, size_t place)
{
    for (size_t i = place; i + 1 < queue->count; i++)
        *at(queue, i) = *at(queue, i + 1);
    queue->count--;
}

/* The newest waiting progress of the same step becomes this one: nothing of it is lost. */
static bool replace_progress(struct queue *queue, const struct record *record, int64_t at_ns)
{
    for (size_t i = queue->count; i-- > queue->peeked;) {
        if (!same_step(&at(queue, i)->record, record))
            continue;
        remove_at(queue, i);
        *at(queue, queue->count++) = (struct waiting){*record, at_ns};
        return true;
    }
    return false;
}

static bool shed_oldest_detail(struct queue *queue)
{
    for (size_t i = queue->peeked; i < queue->count; i++) {
        if (is_detail(&at(queue, i)->record)) {
            remove_at(queue, i);
            queue->shed++;
            return true;
        }
    }
    return false;
}

void queue_push(struct queue *queue, const struct record *record, int64_t at_ns)
{
    if (queue->count >= queue->size / 4 * 3 && replace_progress(queue, record, at_ns))
        return;
    if (queue->count == queue->size && !shed_oldest_detail(queue)) {
        struct record given_up = *record;
        release(&given_up);
        queue->lost++;
        return;
    }
    *at(queue, queue->count++) = (struct waiting){*record, at_ns};
}

size_t queue_peek(struct queue *queue, struct record *records, size_t most)
{
    queue->peeked = queue->count < most ? queue->count : most;
    for (size_t i = 0; i < queue->peeked; i++)
        records[i] = at(queue, i)->record;
    return queue->peeked;
}

void queue_drop(struct queue *queue, size_t count)
{
    for (size_t i = 0; i < count; i++)
        release(&at(queue, i)->record);
    queue->first = (queue->first + count) % queue->size;
    queue->count -= count;
    queue->peeked = 0;
}

size_t queue_count(const struct queue *queue)
{
    return queue->count;
}

int64_t queue_oldest_ns(const struct queue *queue)
{
    return queue->count > 0 ? at(queue, 0)->at_ns : INT64_MAX;
}

bool queue_urgent(const struct queue *queue)
{
    for (size_t i = queue->count; i-- > 0;) {
        enum record_kind kind = at(queue, i)->record.kind;
        if (kind == RECORD_STEP_PROGRESS || !is_detail(&at(queue, i)->record))
            return true;
    }
    return false;
}

uint64_t queue_shed(const struct queue *queue)
{
    return queue->shed;
}

uint64_t queue_lost(const struct queue *queue)
{
    return queue->lost;
}
