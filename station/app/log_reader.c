#include "app/log_reader.h"

#include "store/folder.h"

#include <limits.h>
#include <stdio.h>

int log_reader_open(const struct app *app, struct log_reader *reader)
{
    char folder[PATH_MAX];
    struct error error;
    int result = folder_of_log(reader->data, folder, sizeof folder, &error);
    if (result == 0)
        result = logbook_open(&reader->logbook, folder, &error);
    if (result != 0) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return EXIT_FAILED;
    }
    if (logbook_check(reader->logbook, &error) != 0)
        log_line(app->log, LOG_WARNING, "%s", error.text);
    if (!reader->person || logbook_find(reader->logbook, reader->person, &reader->who) == 0)
        return EXIT_DONE;
    log_line(app->log, LOG_ERROR, "nobody called \"%s\" is in the log: see matstation history",
             reader->person);
    logbook_close(reader->logbook);
    return EXIT_USAGE;
}

void log_reader_close(const struct app *app, struct log_reader *reader)
{
    unsigned unsound = logbook_unsound(reader->logbook);
    if (unsound > 0)
        log_line(app->log, LOG_WARNING, "%u rows of the log are damaged and were left out",
                 unsound);
    logbook_close(reader->logbook);
}
