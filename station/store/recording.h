/* Reads recordings of frames: comma-separated, plain or gzipped, as other programs make and read
 * them. */
#ifndef MATSTATION_STORE_RECORDING_H
#define MATSTATION_STORE_RECORDING_H

#include "base/error.h"
#include "base/frame.h"
#include "base/log.h"

#include <stdbool.h>
#include <stdint.h>

struct recording;

/* path "-": standard input. On -1 nothing usable was found (exit status 2). The caller closes. */
struct recording *recording_open(const char *path, const struct log *log, struct error *error);
void recording_close(struct recording *recording);

/* From now on the end has come once the descriptor `stop` can be read, whatever a pipe would still
 * say: who waits for a row is woken. */
void recording_stop_at(struct recording *recording, int stop);

unsigned recording_pads(const struct recording *recording);
const char *recording_pad_name(const struct recording *recording, unsigned pad);

/* 1: a frame, in the file's own time, not checked against the last; 0: the end. Bad rows are
 * counted, the first five told to the log, and passed over. */
int recording_next(struct recording *recording, struct frame *frame);
uint64_t recording_bad_rows(const struct recording *recording);

/* Seconds as a recording has them, "12.500000", in nanoseconds. False: that is no time. */
bool recording_time(const char *text, int64_t *time_ns);

/* The value of a "#! key value" line met so far; NULL: none. For repeated keys (press) by index. */
const char *recording_note(const struct recording *recording, const char *key, unsigned index);

#endif
