/* The folder of programmes, looked at again whenever there is something to choose: a file that an
 * owner wrote, changed or took away counts from the next choice on. Main thread. */
#ifndef MATSTATION_APP_SHELF_H
#define MATSTATION_APP_SHELF_H

#include "base/log.h"
#include "load/load.h"

#include <stdbool.h>
#include <stdint.h>

enum { SHELF_LINES_MAX = 32 };

struct shelf {
    char assets[512];
    const struct log *log;
    uint64_t seen;                  /* names, sizes and times of the files when last read */
    struct programme *now, *before; /* before: what the session may still hold */
    struct programmes programmes;   /* of `now` */
    unsigned said, heard;           /* lines of the last reading, and of this one */
    uint64_t said_line[SHELF_LINES_MAX], heard_line[SHELF_LINES_MAX]; /* their hashes */
    char wrong_programme[TEXT_MAX]; /* the first mistake in a programme; empty: none */
    char wrong_elsewhere[TEXT_MAX]; /* and in the other files, read at the start alone */
};

/* Before the assets are loaded; both outlive the shelf. */
void shelf_open(struct shelf *shelf, const char *assets, const struct log *log);
void shelf_close(struct shelf *shelf);

/* A complaint of the loader, self being the shelf: a line in the journal, unless the last reading
 * said the same. */
void shelf_hear(void *self, const char *line);

/* Reads the programmes anew where a file is not as it was. True: they, and what is wrong, are to be
 * handed on; what was handed on before the last time is freed. */
bool shelf_look(struct shelf *shelf, const struct catalogue *catalogue);

/* What is wrong with a file, as "programmes/mine.cfg:3: ..."; "": nothing. */
const char *shelf_wrong(const struct shelf *shelf);

/* -1, with one line: why the programme is none of the catalogue's, be it that there is no such file
 * or that what it says is of no use. */
int shelf_refuse(const char *assets, const struct catalogue *catalogue, const char *id,
                 struct error *error);

#endif
