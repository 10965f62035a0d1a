#include "store/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
    READ_BYTES = 1 << 16,
    MAGIC_1 = 0x1f, /* a gzipped file begins with these two */
    MAGIC_2 = 0x8b,
    GZIP_BITS = 15 + 16, /* inflateInit2: any window, and gzip's header and checksum */
};

struct source {
    int file, stop; /* stop -1: none */
    enum source_state state;
    const char *trouble;
    const uint8_t *at, *end; /* to be given */
    bool begun, packed;
    bool between;    /* a gzipped part has ended; another may follow */
    z_stream stream; /* next_in and avail_in: read, and not unpacked yet */
    uint8_t read[READ_BYTES], unpacked[READ_BYTES];
};

struct source *source_open(const char *path)
{
    struct source *source = calloc(1, sizeof *source);
    if (!source)
        return NULL;
    source->stop = -1;
    source->file = strcmp(path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                          : open(path, O_RDONLY | O_CLOEXEC);
    if (source->file >= 0)
        return source;
    const int why = errno;
    free(source);
    errno = why;
    return NULL;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    if (source->packed)
        inflateEnd(&source->stream);
    close(source->file);
    free(source);
}

void source_stop_at(struct source *source, int stop)
{
    source->stop = stop;
}

static void fail(struct source *source, const char *trouble)
{
    source->state = SOURCE_BROKEN;
    source->trouble = trouble;
}

/* Waits until there is something to read, or its end. True: somebody does not want to wait. */
static bool must_stop(const struct source *source)
{
    struct pollfd either[] = {{source->stop, POLLIN, 0}, {source->file, POLLIN, 0}};
    if (source->stop < 0)
        return false;
    while (poll(either, 2, -1) < 0 && errno == EINTR)
        continue;
    return either[0].revents != 0;
}

/* Reads something behind the first `had` bytes. How much; 0: nothing more, and the state is set. */
static size_t read_behind(struct source *source, size_t had)
{
    ssize_t got;
    do {
        if (must_stop(source)) {
            source->state = SOURCE_STOPPED;
            return 0;
        }
        got = read(source->file, source->read + had, READ_BYTES - had);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        fail(source, strerror(errno));
    if (got == 0)
        source->state = SOURCE_ENDED;
    return got > 0 ? (size_t)got : 0;
}

static void give(struct source *source, size_t length)
{
    source->at = source->read;
    source->end = source->read + length;
}

/* The first bytes of a file say what it is. */
static void begin(struct source *source)
{
    size_t had = read_behind(source, 0);
    if (had == 1 && source->read[0] == MAGIC_1)
        had += read_behind(source, had);
    source->begun = true;
    source->packed = had >= 2 && source->read[0] == MAGIC_1 && source->read[1] == MAGIC_2;
    if (!source->packed) {
        give(source, had);
        return;
    }
    source->stream.next_in = source->read;
    source->stream.avail_in = (unsigned)had;
    if (inflateInit2(&source->stream, GZIP_BITS) != Z_OK)
        fail(source, "not enough memory");
}

static void fill_packed(struct source *source)
{
    if (source->stream.avail_in > 0)
        return;
    source->stream.next_in = source->read;
    source->stream.avail_in = (unsigned)read_behind(source, 0);
    if (source->state == SOURCE_ENDED && !source->between)
        fail(source, "it ends too early; is it the whole file?");
}

/* Behind the end of one gzipped part: what is no other part is not looked at, as gzip does. */
static bool begin_part(struct source *source)
{
    source->between = false;
    if (*source->stream.next_in == MAGIC_1)
        return inflateReset(&source->stream) == Z_OK;
    source->state = SOURCE_ENDED;
    return false;
}

static void unpack(struct source *source)
{
    z_stream *stream = &source->stream;
    fill_packed(source);
    if (source->state != SOURCE_GOES_ON || (source->between && !begin_part(source)))
        return;
    stream->next_out = source->unpacked;
    stream->avail_out = READ_BYTES;
    const int result = inflate(stream, Z_NO_FLUSH);
    source->at = source->unpacked;
    source->end = stream->next_out;
    source->between = result == Z_STREAM_END;
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        fail(source, result == Z_MEM_ERROR ? "not enough memory" : "it is damaged");
}

static void fill(struct source *source)
{
    if (!source->begun)
        begin(source);
    else if (source->packed)
        unpack(source);
    else
        give(source, read_behind(source, 0));
}

int source_peek(struct source *source)
{
    while (source->at == source->end && source->state == SOURCE_GOES_ON)
        fill(source);
    return source->at == source->end ? -1 : *source->at;
}

int source_next(struct source *source)
{
    const int next = source_peek(source);
    source->at += next >= 0;
    return next;
}

enum source_state source_state(const struct source *source)
{
    return source->state;
}

const char *source_trouble(const struct source *source)
{
    return source->trouble;
}
