#include "store/recorder.h"

#include "base/clock.h"
#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

/* A bounded recording ends a day after its first frame. */
#define AGE_MOST_NS (86400 * NS_PER_S)
/* A cut of power costs the last seconds of a recording, and no recording as a whole. */
#define SYNC_AFTER_NS (3 * NS_PER_S)

enum { ROW_END_BYTES = 32, VALUE_BYTES = 16, NAME_BYTES = 64 };
/* Two minutes of 32 pads at 100 frames a second. Of it rows leave some to the notes: a press that
 * is missing would make another session of it. */
enum { WAITING_BYTES = 4 << 20, KEPT_FOR_NOTES = 64 << 10 };

struct recorder {
    int file;
    gzFile packed; /* over the file; NULL: it is written as it is */
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;  /* of all down to the next comment */
    pthread_cond_t wake;   /* for the thread */
    size_t first, waiting; /* bytes of `text`, a ring */
    bool closing;
    int failure;         /* errno of the first failure; 0: none */
    int64_t sync_due_ns; /* monotonic; 0: nothing was written since the last */
    bool named;          /* its name in its folder is durable */
    /* The caller's. */
    char *path, *row;
    size_t length, row_size; /* of the row being put together */
    unsigned pads;
    uint64_t taken, limit; /* bytes; limit 0: none */
    bool full, begun;
    int64_t first_ns;
    uint64_t shed; /* frames of the gap that goes on; 0: none does */
    int64_t shed_from_ns, shed_to_ns;
    char text[WAITING_BYTES];
};

/* ---- to the card */

static int64_t monotonic_ns(void)
{
    const struct clock machine = clock_monotonic();
    return clock_now_ns(&machine);
}

/* errno of what has just failed: zlib does not set it for failures of its own. */
static int failure_now(void)
{
    return errno ? errno : EIO;
}

/* As write(2), but packing is never told to try again: zlib's failures stay. */
static ssize_t put_bytes(struct recorder *recorder, const char *bytes, size_t length)
{
    if (!recorder->packed)
        return write(recorder->file, bytes, length);
    errno = 0;
    const int packed = gzwrite(recorder->packed, bytes, (unsigned)length);
    return packed > 0 ? packed : errno && errno != EINTR ? -1 : 0;
}

/* Takes the ring's oldest bytes to the file without holding the lock; lock held before and after.
 */
static void write_some(struct recorder *recorder)
{
    size_t most = WAITING_BYTES - recorder->first;
    size_t length = recorder->waiting < most ? recorder->waiting : most;
    pthread_mutex_unlock(&recorder->lock);
    ssize_t written = put_bytes(recorder, recorder->text + recorder->first, length);
    int why = errno;
    pthread_mutex_lock(&recorder->lock);
    if (written < 0 && why == EINTR)
        return;
    if (written <= 0 && recorder->failure == 0)
        recorder->failure = written < 0 ? why : ENOSPC;
    /* What cannot be written is not kept: the failure is said at the end. */
    size_t done = written > 0 ? (size_t)written : length;
    recorder->first = (recorder->first + done) % WAITING_BYTES;
    recorder->waiting -= done;
    if (recorder->sync_due_ns == 0)
        recorder->sync_due_ns = monotonic_ns() + SYNC_AFTER_NS;
}

/* A pipe cannot be synced, and need not be. Lock held before and after. */
static void sync_file(struct recorder *recorder)
{
    pthread_mutex_unlock(&recorder->lock);
    errno = 0;
    const bool flushed = !recorder->packed || gzflush(recorder->packed, Z_SYNC_FLUSH) == Z_OK;
    const int why = flushed && fdatasync(recorder->file) == 0 ? 0 : failure_now();
    recorder->named = recorder->named || folder_sync_above(recorder->path) == 0;
    pthread_mutex_lock(&recorder->lock);
    recorder->sync_due_ns = 0;
    if (recorder->failure == 0 && why != EINVAL && why != EROFS)
        recorder->failure = why;
}

static void wait_for_work(struct recorder *recorder)
{
    const int64_t due_ns = recorder->sync_due_ns;
    const struct timespec due = {due_ns / NS_PER_S, due_ns % NS_PER_S};
    if (due_ns > 0)
        pthread_cond_timedwait(&recorder->wake, &recorder->lock, &due);
    else
        pthread_cond_wait(&recorder->wake, &recorder->lock);
}

static void *run(void *argument)
{
    struct recorder *recorder = argument;
    pthread_mutex_lock(&recorder->lock);
    while (!recorder->closing || recorder->waiting > 0) {
        if (recorder->sync_due_ns > 0 && recorder->sync_due_ns <= monotonic_ns())
            sync_file(recorder);
        else if (recorder->waiting > 0)
            write_some(recorder);
        else
            wait_for_work(recorder);
    }
    if (recorder->sync_due_ns > 0)
        sync_file(recorder);
    pthread_mutex_unlock(&recorder->lock);
    return NULL;
}

/* ---- into the ring; lock held */

static void copy_in(struct recorder *recorder, const char *text, size_t length)
{
    size_t at = (recorder->first + recorder->waiting) % WAITING_BYTES;
    size_t until_end = WAITING_BYTES - at, part = length < until_end ? length : until_end;
    memcpy(recorder->text + at, text, part);
    memcpy(recorder->text, text + part, length - part);
    recorder->waiting += length;
    recorder->taken += length;
    pthread_cond_signal(&recorder->wake);
}

/* Without a thread the caller waits for the card, and nothing is given up. */
static bool has_room(struct recorder *recorder, size_t length)
{
    while (!recorder->threaded && recorder->waiting + length > WAITING_BYTES)
        write_some(recorder);
    return recorder->waiting + length <= WAITING_BYTES;
}

static void put_note(struct recorder *recorder, const char *key, const char *value)
{
    char line[512];
    int length = snprintf(line, sizeof line, "#! %s %s\n", key, value);
    for (char *at = line; at + 1 < line + sizeof line && at[0] && at[1]; at++)
        if ((unsigned char)*at < ' ')
            *at = ' '; /* a name may hold a line break */
    if (length > 0 && (size_t)length < sizeof line && has_room(recorder, (size_t)length))
        copy_in(recorder, line, (size_t)length);
}

/* "12.500000": seconds as a recording has them. */
static int print_time(char *text, size_t size, int64_t time_ns)
{
    int64_t us = time_ns / 1000;
    uint64_t positive = us < 0 ? -(uint64_t)us : (uint64_t)us;
    return snprintf(text, size, "%s%" PRIu64 ".%06" PRIu64, us < 0 ? "-" : "", positive / 1000000,
                    positive % 1000000);
}

static void end_gap(struct recorder *recorder)
{
    char from[32], to[32], value[96];
    print_time(from, sizeof from, recorder->shed_from_ns);
    print_time(to, sizeof to, recorder->shed_to_ns);
    snprintf(value, sizeof value, "%s %s %" PRIu64, from, to, recorder->shed);
    put_note(recorder, "gap", value);
    recorder->shed = 0;
}

/* Once one row had to be given up, so are the next until half of the ring is free: one gap is
 * better than a hundred. */
static bool must_shed(struct recorder *recorder)
{
    size_t most = recorder->shed > 0 ? WAITING_BYTES / 2 : WAITING_BYTES - KEPT_FOR_NOTES;
    return recorder->threaded && recorder->waiting + recorder->length > most;
}

static void put_row(struct recorder *recorder, int64_t time_ns)
{
    if (must_shed(recorder)) {
        if (recorder->shed++ == 0)
            recorder->shed_from_ns = time_ns;
        recorder->shed_to_ns = time_ns;
        return;
    }
    if (recorder->shed > 0)
        end_gap(recorder);
    if (has_room(recorder, recorder->length))
        copy_in(recorder, recorder->row, recorder->length);
}

/* ---- opening and closing */

static void print(struct recorder *recorder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void print(struct recorder *recorder, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(recorder->row + recorder->length, recorder->row_size - recorder->length,
                         format, arguments);
    va_end(arguments);
    if (more > 0 && (size_t)more < recorder->row_size - recorder->length)
        recorder->length += (size_t)more;
}

static void put_header(struct recorder *recorder, const char *const *name)
{
    recorder->length = 0;
    print(recorder, "time_s");
    for (unsigned i = 0; i < recorder->pads; i++)
        print(recorder, ",%.*s", NAME_BYTES - 2, name[i]);
    print(recorder, "\n");
    copy_in(recorder, recorder->row, recorder->length);
}

/* 0, or why not. */
static int close_file(struct recorder *recorder)
{
    int result = 0;
    errno = 0;
    if (recorder->packed)
        result = gzclose(recorder->packed);
    else if (recorder->file >= 0)
        result = close(recorder->file);
    recorder->packed = NULL;
    recorder->file = -1;
    return result ? failure_now() : 0;
}

static void discard(struct recorder *recorder)
{
    (void)close_file(recorder);
    pthread_cond_destroy(&recorder->wake);
    pthread_mutex_destroy(&recorder->lock);
    free(recorder->row);
    free(recorder->path);
    free(recorder);
}

/* "-": standard output goes on behind what it has already. */
static int open_file(struct recorder *recorder, const char *path)
{
    static const char packed[] = ".gz";
    const size_t length = strlen(path), ending = sizeof packed - 1;
    if (strcmp(path, "-") == 0)
        recorder->file = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    else
        recorder->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (recorder->file < 0)
        return -1;
    if (length < ending || strcmp(path + length - ending, packed) != 0)
        return 0;
    recorder->packed = gzdopen(recorder->file, "wb");
    errno = ENOMEM; /* the only reason why not */
    return recorder->packed ? 0 : -1;
}

static int start_thread(struct recorder *recorder)
{
    if (pthread_create(&recorder->thread, NULL, run, recorder) != 0)
        return -1;
    pthread_setname_np(recorder->thread, "recorder");
    return 0;
}

struct recorder *recorder_open(const struct recorder_options *options, struct error *error)
{
    struct recorder *recorder = calloc(1, sizeof *recorder);
    if (!recorder) {
        error_set(error, "%s: no memory", options->path);
        return NULL;
    }
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&recorder->lock, NULL);
    pthread_cond_init(&recorder->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    recorder->pads = options->pads;
    recorder->limit = options->limit_bytes;
    recorder->row_size = ROW_END_BYTES + (size_t)NAME_BYTES * options->pads;
    const char *path = strcmp(options->path, "-") ? options->path : "standard output";
    recorder->path = strdup(path);
    recorder->row = malloc(recorder->row_size);
    recorder->file = -1;
    if (open_file(recorder, options->path) != 0)
        error_set(error, "%s: cannot be written: %s", path, strerror(errno));
    else if (!recorder->path || !recorder->row)
        error_set(error, "%s: no memory", path);
    else {
        put_header(recorder, options->name);
        recorder->threaded = options->threaded;
        if (!options->threaded || start_thread(recorder) == 0)
            return recorder;
        error_set(error, "%s: its thread could not be started: no memory", path);
    }
    discard(recorder);
    return NULL;
}

int recorder_close(struct recorder *recorder, struct error *error)
{
    if (!recorder)
        return 0;
    pthread_mutex_lock(&recorder->lock);
    if (recorder->shed > 0)
        end_gap(recorder);
    recorder->closing = true;
    pthread_cond_signal(&recorder->wake);
    pthread_mutex_unlock(&recorder->lock);
    if (recorder->threaded)
        pthread_join(recorder->thread, NULL);
    else
        run(recorder);
    const int closing = close_file(recorder);
    const int failure = recorder->failure ? recorder->failure : closing;
    if (failure != 0)
        error_set(error, "%s: not written whole: %s; is there room?", recorder->path,
                  strerror(failure));
    discard(recorder);
    return failure == 0 ? 0 : -1;
}

/* ---- the caller's side */

void recorder_note(struct recorder *recorder, const char *key, const char *value)
{
    pthread_mutex_lock(&recorder->lock);
    put_note(recorder, key, value);
    pthread_mutex_unlock(&recorder->lock);
}

static const char *why_full(struct recorder *recorder, int64_t time_ns)
{
    uint64_t row = ROW_END_BYTES + (uint64_t)VALUE_BYTES * recorder->pads;
    if (!recorder->begun)
        recorder->first_ns = time_ns;
    recorder->begun = true;
    if (recorder->limit > 0 && recorder->taken + row > recorder->limit)
        return "the limit of this file was reached";
    if (recorder->limit > 0 && time_ns - recorder->first_ns > AGE_MOST_NS)
        return "a day is over";
    return NULL;
}

static void print_row(struct recorder *recorder, const struct frame *frame)
{
    recorder->length = 0;
    recorder->length += (size_t)print_time(recorder->row, recorder->row_size, frame->time_ns);
    for (unsigned i = 0; i < recorder->pads; i++) {
        bool valid = i < frame->pads && frame->state[i] == PAD_VALID;
        /* Nine digits bring a float back as it was. */
        if (valid)
            print(recorder, ",%.9g", (double)frame->value[i]);
        else
            print(recorder, ",");
    }
    print(recorder, "\n");
}

int recorder_put(struct recorder *recorder, const struct frame *frame)
{
    const char *why = recorder->full ? NULL : why_full(recorder, frame->time_ns);
    if (!recorder->full && !why)
        print_row(recorder, frame);
    pthread_mutex_lock(&recorder->lock);
    int failure = recorder->failure;
    if (!recorder->full && !why)
        put_row(recorder, frame->time_ns);
    if (why)
        put_note(recorder, "full", why);
    pthread_mutex_unlock(&recorder->lock);
    recorder->full = recorder->full || why != NULL;
    return failure == 0 ? 0 : -1;
}
