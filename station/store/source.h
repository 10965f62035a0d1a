/* The bytes of a file, plain or gzipped, as soon as they come: a pipe may have more to say minutes
 * later, and zlib's own files would wait until 64 KiB are together, deaf to everything else. */
#ifndef MATSTATION_STORE_SOURCE_H
#define MATSTATION_STORE_SOURCE_H

struct source;

enum source_state {
    SOURCE_GOES_ON,
    SOURCE_ENDED,   /* all of it was given */
    SOURCE_BROKEN,  /* it cannot be read any further */
    SOURCE_STOPPED, /* somebody did not want to wait */
};

/* path "-": standard input. NULL: errno says why. The caller closes. */
struct source *source_open(const char *path);
void source_close(struct source *source);

/* From now on nothing more is read once the descriptor `stop` can be read: who waits is woken. It
 * stays the caller's, as does what can be read from it. */
void source_stop_at(struct source *source, int stop);

/* The next byte; -1: there is none, and the state says why. Peeking leaves it for the next. */
int source_next(struct source *source);
int source_peek(struct source *source);

enum source_state source_state(const struct source *source);

/* Of one that is broken, in words. */
const char *source_trouble(const struct source *source);

#endif
