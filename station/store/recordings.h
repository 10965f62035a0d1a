/* A folder of recordings that never outgrows its bounds: those too old are removed, and the oldest
 * of those that take too much. Only files of the names that are given here are touched. */
#ifndef MATSTATION_STORE_RECORDINGS_H
#define MATSTATION_STORE_RECORDINGS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RECORDING_DAYS_MOST = 30 };

/* Of one, and of all that are kept before a new one: some hours of 32 pads each. */
#define RECORDING_BYTES_MOST (UINT64_C(1) << 30)
#define RECORDINGS_BYTES_MOST (UINT64_C(1) << 30)

/* A path that means a folder: it is one, or ends in a slash. */
bool recordings_is_folder(const char *path);

/* Makes the folder if missing, makes room in it, and gives the path of a new recording.
 * unix_now_known false: no date can be trusted, and none is too old. -1: error says why. */
int recordings_next(const char *folder, bool unix_now_known, int64_t unix_now_s, char *path,
                    size_t size, struct error *error);

#endif
