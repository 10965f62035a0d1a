#include "app/log_reader.h"

#include "app/run_options.h"
#include "store/folder.h"

#include <limits.h>

/* Who has only tried it out has a log all the same, in a folder of its own. */
static void say_why_not(const struct app *app, const struct log_reader *reader, const char *folder,
                        const char *why)
{
    const struct run_options tried = {.simulated = true};
    char simulated[PATH_MAX];
    struct error error;
    const bool only_tried = !reader->data && !logbook_is_there(folder) &&
                            !run_options_folder(&tried, simulated, sizeof simulated, &error) &&
                            logbook_is_there(simulated);
    log_line(app->log, LOG_ERROR, "%s%s%s", why,
             only_tried ? "; what was simulated or replayed: --data " : "",
             only_tried ? simulated : "");
}

int log_reader_open(const struct app *app, struct log_reader *reader)
{
    char folder[PATH_MAX] = "";
    struct error error;
    int result = folder_of_log(reader->data, folder, sizeof folder, &error);
    if (result == 0)
        result = logbook_open(&reader->logbook, folder, &error);
    if (result != 0) {
        say_why_not(app, reader, folder, error.text);
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
