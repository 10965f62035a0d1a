#include "store/store.h"
#include "base/clock.h"
#include "store/queue.h"
#include "store/store_inside.h"
#include "store/writer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A record waits for its commit at most so long; the writer's loop turns at least so often. */
static const int64_t commit_after_ns = NS_PER_S / 2, turn_every_ns = 10 * NS_PER_S;
static const int64_t behind_after_ns = 5 * NS_PER_S;

enum { BATCH = 256 };

struct store {
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;  /* of everything down to the next comment, held for copies only */
    pthread_cond_t wake;   /* for the writer */
    pthread_cond_t answer; /* for who waits for a snapshot */
    struct queue *queue;
    bool closing, snapshot_wanted, snapshot_ready;
    int64_t put_ns;    /* time of the last record put */
    int64_t turned_ns; /* when the writer's loop last went round */
    struct snapshot snapshot;
    struct calibration calibration;
    struct everyday everyday;
    unsigned remembered_put, remembered_written, snapshot_has; /* settings and people */
    _Atomic(enum store_state) state;                           /* read by any thread */
    /* The writer's. */
    struct writer writer;
    int64_t retry_at_ns; /* after a fault; 0: none */
    bool news;           /* a snapshot is due unasked */
    uint64_t given_up;   /* records, as a snapshot told */
    struct record batch[BATCH];
    struct snapshot making;
    struct calibration making_calibration;
};

static int64_t monotonic_ns(void)
{
    const struct clock machine = clock_monotonic();
    return clock_now_ns(&machine);
}

/* ---- the writer: what follows runs on its thread, or within the caller's where there is none */

static void note_fault(struct store *store, enum fault fault, int64_t now_ns)
{
    enum store_state state = state_of(store->writer.fault);
    store->retry_at_ns = fault ? now_ns + writer_retry_ns(&store->writer) : 0;
    if (store->state != state)
        store->news = true;
    store->state = state;
}

/* What the screen should know of without asking. */
static bool is_news(const struct record *records, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (records[i].kind == RECORD_CLOCK || records[i].kind == RECORD_PERSON ||
            records[i].kind == RECORD_CALIBRATION || records[i].kind == RECORD_CALIBRATION_UNDO)
            return true;
    return false;
}

/* Records that found the queue full; lock held. */
static uint64_t given_up(const struct store *store)
{
    return queue_shed(store->queue) + queue_lost(store->queue);
}

static void write_queue(struct store *store, int64_t now_ns)
{
    enum fault fault = FAULT_NONE;
    while (!fault) {
        pthread_mutex_lock(&store->lock);
        size_t count = queue_peek(store->queue, store->batch, BATCH);
        pthread_mutex_unlock(&store->lock);
        if (count == 0)
            break;
        const unsigned remembered = count_remembered(store->batch, count);
        fault = writer_write(&store->writer, store->batch, count);
        store->news = store->news || (!fault && is_news(store->batch, count));
        pthread_mutex_lock(&store->lock);
        queue_drop(store->queue, fault ? 0 : count);
        store->remembered_written += fault ? 0 : remembered;
        store->news = store->news || (!fault && given_up(store) != store->given_up);
        store->turned_ns = monotonic_ns();
        pthread_mutex_unlock(&store->lock);
    }
    note_fault(store, fault, now_ns);
}

/* What stands in the way of the log goes before. Lock held. */
static void tell_given_up(struct store *store)
{
    struct snapshot *making = &store->making;
    making->given_up = given_up(store);
    if (!making->saved || given_up(store) == 0)
        return;
    snprintf(making->trouble_key, sizeof making->trouble_key, "trouble.log_given_up");
    snprintf(making->trouble, sizeof making->trouble,
             "The card was too slow for a while. Part of the log is missing.");
    store->given_up = given_up(store);
}

static void make_snapshot(struct store *store, int64_t now_ns)
{
    pthread_mutex_lock(&store->lock);
    store->writer.everyday = store->everyday;
    const unsigned has = store->remembered_written;
    pthread_mutex_unlock(&store->lock);
    enum fault fault =
        writer_snapshot(&store->writer, now_ns, &store->making, &store->making_calibration);
    note_fault(store, fault, now_ns);
    store->news = false;
    pthread_mutex_lock(&store->lock);
    tell_given_up(store);
    store->snapshot = store->making;
    store->calibration = store->making_calibration;
    store->snapshot_has = has;
    /* Wanted again meanwhile: this one lacks what was put since, and nobody may take it. */
    store->snapshot_ready = !store->snapshot_wanted;
    pthread_cond_broadcast(&store->answer);
    pthread_mutex_unlock(&store->lock);
}

/* When the queue is to be written next; lock held. */
static int64_t due_ns(const struct store *store)
{
    if (queue_count(store->queue) == 0)
        return INT64_MAX;
    bool at_once = store->closing || store->snapshot_wanted || queue_urgent(store->queue);
    int64_t due = at_once ? 0 : queue_oldest_ns(store->queue) + commit_after_ns;
    return due > store->retry_at_ns ? due : store->retry_at_ns;
}

static void wait_until(struct store *store, int64_t until_ns)
{
    struct timespec until = {until_ns / NS_PER_S, until_ns % NS_PER_S};
    pthread_cond_timedwait(&store->wake, &store->lock, &until);
}

/* One turn of the writer's loop; lock held before and after. False: all is done. */
static bool turn(struct store *store)
{
    int64_t now_ns = monotonic_ns(), due = due_ns(store);
    store->turned_ns = now_ns;
    const bool closing = store->closing, snapshot = store->snapshot_wanted;
    bool write = due <= now_ns || (closing && due != INT64_MAX);
    if (write || snapshot) {
        store->snapshot_wanted = false;
        pthread_mutex_unlock(&store->lock);
        if (write)
            write_queue(store, now_ns);
        if (snapshot || store->news)
            make_snapshot(store, monotonic_ns());
        pthread_mutex_lock(&store->lock);
        /* Who closes puts nothing more: what was put before it said so is tried in this turn only
         * if it began after that. */
        return !closing;
    }
    if (closing)
        return false;
    int64_t turn_by = now_ns + turn_every_ns;
    wait_until(store, due < turn_by ? due : turn_by);
    return true;
}

static void *run(void *argument)
{
    struct store *store = argument;
    pthread_mutex_lock(&store->lock);
    while (turn(store))
        ;
    pthread_mutex_unlock(&store->lock);
    return NULL;
}

/* ---- opening and closing */

static int start_thread(struct store *store)
{
    if (pthread_create(&store->thread, NULL, run, store) != 0)
        return -1;
    pthread_setname_np(store->thread, "writer");
    return 0;
}

struct store *store_open(const struct store_options *options, struct error *error)
{
    char boot[STORE_BOOT_MAX];
    struct store *store = calloc(1, sizeof *store);
    if (!store || !(store->queue = queue_open(QUEUE_RECORDS))) {
        error_set(error, "no memory is left for the log");
        free(store);
        return NULL;
    }
    name_boot(options, boot);
    if (writer_init(&store->writer, options->folder, options->vfs, boot, options->log, error) != 0)
        goto fail;
    everyday_of(&options->programmes, &store->everyday);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&store->lock, NULL);
    pthread_cond_init(&store->wake, &monotonic);
    pthread_cond_init(&store->answer, &monotonic);
    pthread_condattr_destroy(&monotonic);
    store->threaded = options->threaded;
    store->snapshot_wanted = true;
    store->turned_ns = monotonic_ns();
    if (!store->threaded)
        store_want_snapshot(store);
    else if (start_thread(store) != 0) {
        error_set(error, "the log's writer could not be started: no memory is left");
        goto fail;
    }
    return store;
fail:
    queue_close(store->queue);
    free(store);
    return NULL;
}

/* -1: something that counts. */
static int say_what_is_lost(struct store *store)
{
    size_t waiting = queue_count(store->queue);
    uint64_t details = queue_shed(store->queue), others = queue_lost(store->queue);
    if (waiting > 0)
        log_line(store->writer.log, LOG_ERROR, "%s: %zu record%s could not be written: lost",
                 store->writer.path, waiting, waiting == 1 ? "" : "s");
    if (details + others > 0)
        log_line(store->writer.log, LOG_WARNING,
                 "%s: the card was too slow: %llu details and %llu other records were given up",
                 store->writer.path, (unsigned long long)details, (unsigned long long)others);
    return waiting + others > 0 ? -1 : 0;
}

int store_close(struct store *store)
{
    if (!store)
        return 0;
    pthread_mutex_lock(&store->lock);
    store->closing = true;
    pthread_cond_signal(&store->wake);
    pthread_mutex_unlock(&store->lock);
    if (store->threaded)
        pthread_join(store->thread, NULL);
    else
        write_queue(store, store->put_ns);
    const int result = say_what_is_lost(store);
    writer_finish(&store->writer);
    queue_close(store->queue);
    pthread_cond_destroy(&store->answer);
    pthread_cond_destroy(&store->wake);
    pthread_mutex_destroy(&store->lock);
    free(store);
    return result;
}

/* ---- the caller's side */

/* Without a thread the records' own time says when a commit is due. */
static void write_if_due(struct store *store)
{
    if (due_ns(store) <= store->put_ns)
        write_queue(store, store->put_ns);
    if (store->news)
        make_snapshot(store, store->put_ns);
}

void store_put(struct store *store, const struct record *record)
{
    pthread_mutex_lock(&store->lock);
    store->put_ns = record->time_ns;
    const uint64_t lost = queue_lost(store->queue);
    queue_push(store->queue, record, store->threaded ? monotonic_ns() : record->time_ns);
    store->remembered_put += is_remembered(record) && queue_lost(store->queue) == lost;
    pthread_cond_signal(&store->wake);
    pthread_mutex_unlock(&store->lock);
    if (!store->threaded)
        write_if_due(store);
}

void store_take_programmes(struct store *store, const struct programmes *programmes)
{
    pthread_mutex_lock(&store->lock);
    everyday_of(programmes, &store->everyday);
    pthread_mutex_unlock(&store->lock);
    store_want_snapshot(store);
}

void store_want_snapshot(struct store *store)
{
    pthread_mutex_lock(&store->lock);
    store->snapshot_wanted = store->threaded;
    store->snapshot_ready = false;
    pthread_cond_signal(&store->wake);
    pthread_mutex_unlock(&store->lock);
    if (store->threaded)
        return;
    if (store->retry_at_ns <= store->put_ns)
        write_queue(store, store->put_ns);
    make_snapshot(store, store->put_ns);
}

/* What was set since it was made would be forgotten with it: then another one is made. Of a log
 * that cannot be read nothing is forgotten. Lock held. */
static bool is_current(struct store *store)
{
    if (store->threaded && store->snapshot_ready && store->snapshot.saved &&
        store->snapshot_has != store->remembered_put) {
        store->snapshot_ready = false;
        store->snapshot_wanted = true;
        pthread_cond_signal(&store->wake);
    }
    return store->snapshot_ready;
}

static bool take(struct store *store, struct snapshot *snapshot)
{
    if (!is_current(store))
        return false;
    *snapshot = store->snapshot;
    store->snapshot_ready = false;
    return true;
}

bool store_take_snapshot(struct store *store, struct snapshot *snapshot)
{
    pthread_mutex_lock(&store->lock);
    bool taken = take(store, snapshot);
    pthread_mutex_unlock(&store->lock);
    return taken;
}

bool store_wait_snapshot(struct store *store, struct snapshot *snapshot, int64_t most_ns)
{
    int64_t until_ns = monotonic_ns() + most_ns;
    struct timespec until = {until_ns / NS_PER_S, until_ns % NS_PER_S};
    pthread_mutex_lock(&store->lock);
    while (!is_current(store) && monotonic_ns() < until_ns)
        pthread_cond_timedwait(&store->answer, &store->lock, &until);
    bool taken = take(store, snapshot);
    pthread_mutex_unlock(&store->lock);
    return taken;
}

bool store_calibration(struct store *store, struct calibration *calibration)
{
    pthread_mutex_lock(&store->lock);
    *calibration = store->calibration;
    pthread_mutex_unlock(&store->lock);
    return calibration->pads > 0;
}

enum store_state store_state(const struct store *store)
{
    enum store_state state = store->state;
    if (state != STORE_FINE)
        return state;
    struct store *mine = (struct store *)store;
    pthread_mutex_lock(&mine->lock);
    int64_t now_ns = store->threaded ? monotonic_ns() : store->put_ns;
    bool behind =
        queue_count(store->queue) > 0 && now_ns - queue_oldest_ns(store->queue) > behind_after_ns;
    pthread_mutex_unlock(&mine->lock);
    return behind ? STORE_BEHIND : STORE_FINE;
}

const char *store_path(const struct store *store)
{
    return store->writer.path;
}

int64_t store_turned_ns(const struct store *store)
{
    struct store *mine = (struct store *)store;
    if (!store->threaded)
        return monotonic_ns();
    pthread_mutex_lock(&mine->lock);
    int64_t turned_ns = store->turned_ns;
    pthread_mutex_unlock(&mine->lock);
    return turned_ns;
}
