/* The file of the log: opening, transactions, and what can go wrong with a card. */
#ifndef MATSTATION_STORE_DATABASE_H
#define MATSTATION_STORE_DATABASE_H

#include "base/error.h"

#include <stdbool.h>

/* Why the log could not be read or written. What is to be done differs for each. */
enum fault {
    FAULT_NONE,
    FAULT_FULL,      /* no space left: try again later */
    FAULT_READ_ONLY, /* not allowed to write: try again later */
    FAULT_GONE,      /* the folder or the card is not there, or answers with errors: later */
    FAULT_TAKEN,     /* another station has it: later */
    FAULT_NEWER,     /* written by a newer version: left alone */
    FAULT_OLDER,     /* to be brought up to date by who may write */
    FAULT_EMPTY,     /* nothing to read: it was made, and never written to */
    FAULT_FOREIGN,   /* some other program's file: left alone */
    FAULT_DAMAGED,   /* set it aside, recover what can be read */
    FAULT_REFUSED,   /* this one row breaks a rule of the schema; the file is fine */
    FAULT_MEMORY,
};

struct database;

enum database_mode {
    DATABASE_WRITE,   /* made if missing, brought up to this version */
    DATABASE_READ,    /* as another process reads the log of a running station */
    DATABASE_SALVAGE, /* read whatever can be read: nothing is checked on opening */
};

/* One thread uses a database. vfs NULL: the operating system's files. On a fault *database is NULL
 * and error says what and where. The caller closes. */
enum fault database_open(struct database **database, const char *path, const char *vfs,
                         enum database_mode mode, struct error *error);
void database_close(struct database *database);

enum fault database_begin(struct database *database);
enum fault database_commit(struct database *database);
void database_rollback(struct database *database);

/* What SQLite itself finds wrong with the pages; NONE or DAMAGED, error with the first finding. */
enum fault database_check(struct database *database, struct error *error);

/* What a fault means, and what to do; and SQLite's own words about the last of this database. */
const char *database_words(enum fault fault);
const char *database_complaint(const struct database *database);

#endif
