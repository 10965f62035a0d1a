/* One person's history, as the screen and the session need it. */
#ifndef MATSTATION_STORE_HISTORY_H
#define MATSTATION_STORE_HISTORY_H

#include "catalogue/catalogue.h"
#include "session/history_view.h"
#include "store/database.h"
#include "store/table.h"

/* Less credited (seen or by time) is not history. */
enum { HISTORY_LEAST_MS = 60000 };

/* Which sessions are: of the person ?1 with at least ?2 ms credited. */
#define HISTORY_COUNTS "WHERE person = ?1 AND credited_ms + by_time_ms >= ?2 AND outcome <> 'open'"

/* Programmes that are light enough for every day: their strength exercises make no day of it. */
enum { EVERYDAY_MAX = 64 };
struct everyday {
    unsigned programmes;
    char programme[EVERYDAY_MAX][ID_MAX];
};
void everyday_of(const struct programmes *programmes, struct everyday *everyday);

/* Where now is: this run's clock, and its date if it is known. */
struct present {
    const struct run_row *run;
    const struct everyday *everyday; /* NULL: none is */
    int64_t now_ms;                  /* monotonic */
    int64_t unix_now_ms;             /* or UNKNOWN */
};

/* UNIX time in ms of a moment of some run, or UNKNOWN. Looks runs up once: start with run.id 0. */
struct dating {
    struct database *database;
    struct run_row run;
};
enum fault dating_unix_ms(struct dating *dating, int64_t run, int64_t at_ms, int64_t *unix_ms);

enum fault history_of(struct database *database, const struct present *present, uint32_t person,
                      struct history_view *history);

#endif
