/* The log onto a mounted USB stick, in all formats, by this same program run beside the station: a
 * slow stick keeps nobody waiting. Main thread. */
#ifndef MATSTATION_APP_STICK_H
#define MATSTATION_APP_STICK_H

#include "base/log.h"
#include "session/session.h"

#include <stdbool.h>
#include <sys/types.h>

enum { STICK_FORMATS = 3 };

struct stick {
    const char *given;           /* the folder to export to; NULL: a stick is looked for */
    pid_t writer[STICK_FORMATS]; /* 0: none */
    bool failed;                 /* one of this export's formats */
};

/* Where a stick is mounted: the first file system under /media or /run/media that may be written.
 * False: there is none. */
bool stick_find(char *path, unsigned size);

/* Starts writing the log of the folder `data`, into files named by the day and the machine. Does
 * nothing while an earlier export runs. */
enum export_news stick_export(struct stick *stick, const char *data, const struct log *log);

/* Every turn: news once all formats are written. */
enum export_news stick_look(struct stick *stick, const struct log *log);

/* Waits for what is still being written. */
void stick_close(struct stick *stick, const struct log *log);

#endif
