/* The log as another program reads it: the commands history and export, beside a running station.
 * One thread. */
#ifndef MATSTATION_STORE_LOGBOOK_H
#define MATSTATION_STORE_LOGBOOK_H

#include "base/error.h"
#include "session/history_view.h"

#include <stdbool.h>
#include <stdint.h>

struct logbook;

/* The log in a folder. -1: there is none, or it cannot be read; error says why. The caller closes.
 */
int logbook_open(struct logbook **logbook, const char *folder, struct error *error);
void logbook_close(struct logbook *logbook);

/* Whether a log lies in that folder, whatever state it is in. */
bool logbook_is_there(const char *folder);

/* The file it is read from. */
const char *logbook_path(const struct logbook *logbook);

enum { LOGBOOK_PEOPLE_MAX = 16 };

struct logbook_person {
    uint32_t id; /* 0: guests */
    char name[320];
};

/* Guests and all people, as far as there is room; returns how many. */
unsigned logbook_people(struct logbook *logbook, struct logbook_person *people, unsigned most);

/* Somebody by name, or by number where nobody has that name. -1: nobody. */
int logbook_find(struct logbook *logbook, const char *name, struct logbook_person *person);

int logbook_history(struct logbook *logbook, uint32_t person, int64_t unix_now_s,
                    struct history_view *view);

/* Sessions that count but stand on no day, as no clock told when they were. */
struct logbook_undated {
    unsigned sessions;
    int64_t credited_ms, by_time_ms;
};
int logbook_undated(struct logbook *logbook, uint32_t person, struct logbook_undated *undated);

/* Looks through the whole file: 0, or -1 and what is wrong. Rows that fail their checksum are never
 * shown either way. */
int logbook_check(struct logbook *logbook, struct error *error);

/* Rows of the whole log that fail their checksum, each once, however often it was passed over. */
unsigned logbook_unsound(const struct logbook *logbook);

#endif
