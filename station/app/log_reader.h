/* What the commands that read the log share: which log, whose, and saying what is wrong. */
#ifndef MATSTATION_APP_LOG_READER_H
#define MATSTATION_APP_LOG_READER_H

#include "app/commands.h"
#include "store/logbook.h"

struct log_reader {
    const char *data;   /* --data; NULL: the default folder */
    const char *person; /* --person; NULL: everybody */
    struct logbook *logbook;
    struct logbook_person who; /* of person */
};

/* Opens the log and finds the person. Returns an exit status; unless it is EXIT_DONE the error has
 * been said, and there is nothing to close. */
int log_reader_open(const struct app *app, struct log_reader *reader);

/* Says what was left out of what was shown. */
void log_reader_close(const struct app *app, struct log_reader *reader);

#endif
