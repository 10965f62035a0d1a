#include "store/recording.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A bounded recording ends a day after its first frame. */
#define AGE_MOST_NS (INT64_C(86400) * 1000000000)

enum { ROW_END_BYTES = 32, VALUE_BYTES = 16 };

struct recorder {
    FILE *file;
    char *path;
    unsigned pads;
    uint64_t written, limit; /* bytes; limit 0: none */
    bool full, begun;
    int64_t first_ns;
    int failure; /* errno of the first failure; 0: none */
};

static void count(struct recorder *recorder, int printed)
{
    if (printed > 0)
        recorder->written += (uint64_t)printed;
    else if (printed < 0 && recorder->failure == 0)
        recorder->failure = errno;
}

struct recorder *recorder_open(const char *path, unsigned pads, const char *const *name,
                               uint64_t limit_bytes, struct error *error)
{
    struct recorder *recorder = calloc(1, sizeof *recorder);
    if (!recorder || !(recorder->path = strdup(path))) {
        free(recorder);
        error_set(error, "%s: no memory", path);
        return NULL;
    }
    recorder->pads = pads;
    recorder->limit = limit_bytes;
    recorder->file = fopen(path, "w");
    if (!recorder->file) {
        error_set(error, "%s: cannot be written: %s", path, strerror(errno));
        free(recorder->path);
        free(recorder);
        return NULL;
    }
    count(recorder, fprintf(recorder->file, "time_s"));
    for (unsigned i = 0; i < pads; i++)
        count(recorder, fprintf(recorder->file, ",%s", name[i]));
    count(recorder, fprintf(recorder->file, "\n"));
    return recorder;
}

void recorder_note(struct recorder *recorder, const char *key, const char *value)
{
    count(recorder, fprintf(recorder->file, "#! %s %s\n", key, value));
}

static const char *why_full(struct recorder *recorder, int64_t time_ns)
{
    uint64_t row = ROW_END_BYTES + (uint64_t)VALUE_BYTES * recorder->pads;
    if (!recorder->begun)
        recorder->first_ns = time_ns;
    recorder->begun = true;
    if (recorder->limit > 0 && recorder->written + row > recorder->limit)
        return "the limit of this file was reached";
    if (recorder->limit > 0 && time_ns - recorder->first_ns > AGE_MOST_NS)
        return "a day is over";
    return NULL;
}

int recorder_put(struct recorder *recorder, const struct frame *frame)
{
    if (recorder->failure != 0)
        return -1;
    if (recorder->full)
        return 0;
    const char *why = why_full(recorder, frame->time_ns);
    if (why) {
        recorder->full = true;
        recorder_note(recorder, "full", why);
        return 0;
    }
    int64_t us = frame->time_ns / 1000;
    uint64_t size = us < 0 ? -(uint64_t)us : (uint64_t)us;
    count(recorder, fprintf(recorder->file, "%s%" PRIu64 ".%06" PRIu64, us < 0 ? "-" : "",
                            size / 1000000, size % 1000000));
    for (unsigned i = 0; i < recorder->pads; i++) {
        bool valid = i < frame->pads && frame->state[i] == PAD_VALID;
        /* Nine digits bring a float back as it was. */
        count(recorder, valid ? fprintf(recorder->file, ",%.9g", (double)frame->value[i])
                              : fprintf(recorder->file, ","));
    }
    count(recorder, fprintf(recorder->file, "\n"));
    return recorder->failure == 0 ? 0 : -1;
}

int recorder_close(struct recorder *recorder, struct error *error)
{
    if (!recorder)
        return 0;
    if (fclose(recorder->file) != 0 && recorder->failure == 0)
        recorder->failure = errno;
    int failure = recorder->failure;
    if (failure != 0)
        error_set(error, "%s: not written whole: %s; is there room?", recorder->path,
                  strerror(failure));
    free(recorder->path);
    free(recorder);
    return failure == 0 ? 0 : -1;
}
