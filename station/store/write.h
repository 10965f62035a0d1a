/* Records turned into rows. Used by the log's writer, inside its transactions. */
#ifndef MATSTATION_STORE_WRITE_H
#define MATSTATION_STORE_WRITE_H

#include "session/record.h"
#include "store/database.h"
#include "store/table.h"

enum { RENUMBERED_MAX = 16 };

/* The numbers of sessions begun while the log could not be read begin here; they get their real
 * ones when they are written. */
#define SESSION_WITHOUT_LOG 1000000000U

struct writing {
    struct database *database;
    struct run_row run; /* this run of the program */
    /* Sessions whose number was already another's: the newest first. */
    struct {
        uint32_t from;
        int64_t to;
    } renumbered[RENUMBERED_MAX];
};

/* Enters this run of the program; it takes over the date of an earlier run of the same boot. */
enum fault write_run_begin(struct writing *writing, struct database *database, const char *boot,
                           int64_t mark);

/* The log was opened anew within this run, which goes on: maybe on another card. */
enum fault write_run_again(struct writing *writing, struct database *database);

/* FAULT_REFUSED: this record breaks a rule of the schema; all others may go on. */
enum fault write_record(struct writing *writing, const struct record *record);

/* Closes sessions left open by earlier runs, all or all but one, at their last second. */
enum fault write_close_unfinished(struct database *database, int64_t except);

/* Adds up what a session's steps say. */
enum fault write_sum_steps(struct database *database, struct session_row *session);

#endif
