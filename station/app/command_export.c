#include "app/commands.h"
#include "app/interrupt.h"
#include "app/log_reader.h"
#include "app/options.h"
#include "app/paths.h"

#include "store/export.h"
#include "store/folder.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static void usage(void)
{
    printf("Usage: matstation export --format csv|json|tcx [--since YYYY-MM-DD] "
           "[--person NAME] [--data DIR] [--out FILE]\n"
           "The log on standard output, in a format that other programs read.\n"
           "  --format FORMAT     csv: a line a step; json: everything; tcx: training logs\n"
           "  --since YYYY-MM-DD  only sessions begun on that day or later\n"
           "  --person NAME       only this person (a name, or a number)\n"
           "  --data DIR          the folder of the log\n"
           "  --out FILE          into a file, which is there once all of it is (- for standard\n"
           "                      output)\n");
}

static int wrong(const struct app *app, const char *line, const char *value)
{
    log_line(app->log, LOG_ERROR, "export: \"%s\": %s", value, line);
    return EXIT_USAGE;
}

static int wrong_use(const struct app *app, const struct error *error)
{
    log_line(app->log, LOG_ERROR, "%s", error->text);
    return EXIT_USAGE;
}

/* Local midnight of a day that exists. */
static int read_since(const char *text, struct export_options *options)
{
    struct tm date = {.tm_isdst = -1};
    int year, month, day, length = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || text[length] != '\0')
        return -1;
    date.tm_year = year - 1900;
    date.tm_mon = month - 1;
    date.tm_mday = day;
    time_t midnight = mktime(&date);
    if (date.tm_year != year - 1900 || date.tm_mon != month - 1 || date.tm_mday != day)
        return -1;
    options->since_known = true;
    options->since_unix_s = midnight;
    return 0;
}

/* -1: all is said and done. */
static int read_options(const struct app *app, int argc, char **argv, struct log_reader *reader,
                        struct export_options *options, const char **out)
{
    static const struct option known[] = {
        {"format", required_argument, NULL, 'f'},
        {"since", required_argument, NULL, 's'},
        {"person", required_argument, NULL, 'p'},
        {"data", required_argument, NULL, 'd'},
        {"out", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    bool format_known = false;
    struct error error;
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, &error)) != OPTIONS_END;) {
        if (option == 'f' && export_format_of(optarg, &options->format) != 0)
            return wrong(app, "the format must be csv, json or tcx", optarg);
        if (option == 's' && read_since(optarg, options) != 0)
            return wrong(app, "--since wants a day as YYYY-MM-DD", optarg);
        if (option == 'f')
            format_known = true;
        else if (option == 'p')
            reader->person = optarg;
        else if (option == 'd')
            reader->data = optarg;
        else if (option == 'o')
            *out = strcmp(optarg, "-") ? optarg : NULL;
        else if (option == 'h')
            return usage(), -1;
        else if (option != 's')
            return wrong_use(app, &error);
    }
    if (options_rest(argc, argv, NULL, &error))
        return wrong_use(app, &error);
    if (!format_known)
        error_set(&error, "export: in which format? add --format csv, json or tcx");
    return format_known ? EXIT_DONE : wrong_use(app, &error);
}

static int write_to(const struct app *app, struct log_reader *reader,
                    struct export_options *options, FILE *out)
{
    struct export_report report;
    struct error error;
    options->one_person = reader->person != NULL;
    options->person = reader->who.id;
    if (export_write(reader->logbook, options, out, &report, &error) != 0) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return EXIT_FAILED;
    }
    if (report.undated > 0)
        log_line(app->log, LOG_WARNING,
                 "%u session%s made while the date was not known, left out here; --format json "
                 "without --since has %s",
                 report.undated, report.undated == 1 ? " was" : "s were",
                 report.undated == 1 ? "it" : "them");
    return EXIT_DONE;
}

static int cannot_write(const struct app *app, const char *path)
{
    log_line(app->log, LOG_ERROR, "%s: cannot be written: %s", path, strerror(errno));
    return EXIT_FAILED;
}

/* A device, a pipe or a link, as /dev/stdout is one, is written to: no other file takes its place.
 */
static bool takes_place(const char *path)
{
    struct stat found;
    return lstat(path, &found) != 0 || S_ISREG(found.st_mode);
}

/* Into a file that is to be, or is, the one at that path. */
static int write_into(const struct app *app, struct log_reader *reader,
                      struct export_options *options, const char *file, const char *path)
{
    FILE *out = fopen(file, "w");
    if (!out)
        return cannot_write(app, path);
    int status = write_to(app, reader, options, out);
    if (fclose(out) != 0 && status == EXIT_DONE)
        status = cannot_write(app, path);
    return status;
}

/* Whoever pulls the stick out too early finds the file of before, or a part under another name. */
static int write_file(const struct app *app, struct log_reader *reader,
                      struct export_options *options, const char *path, char *part)
{
    if (paths_is_folder(path)) {
        log_line(app->log, LOG_ERROR, "%s: is a folder; name a file in it", path);
        return EXIT_FAILED;
    }
    if (paths_are_one(path, logbook_path(reader->logbook))) {
        log_line(app->log, LOG_ERROR, "%s is the log itself: name another file", path);
        return EXIT_USAGE;
    }
    if (!takes_place(path))
        return write_into(app, reader, options, path, path);
    int status = write_into(app, reader, options, part, path);
    if (status == EXIT_DONE && rename(part, path) != 0)
        status = cannot_write(app, path);
    if (status != EXIT_DONE) {
        remove(part);
        return status;
    }
    return folder_sync_above(path) == 0 || errno == EINVAL ? EXIT_DONE : cannot_write(app, path);
}

static int export_log(const struct app *app, struct log_reader *reader,
                      struct export_options *options, const char *out, char *part)
{
    int status = log_reader_open(app, reader);
    if (status != EXIT_DONE)
        return status;
    status =
        out ? write_file(app, reader, options, out, part) : write_to(app, reader, options, stdout);
    log_reader_close(app, reader);
    return status;
}

int command_export(const struct app *app, int argc, char **argv)
{
    struct log_reader reader = {0};
    struct export_options options = {0};
    const char *out = NULL;
    int status = read_options(app, argc, argv, &reader, &options, &out);
    if (status != EXIT_DONE)
        return status < 0 ? EXIT_DONE : status;
    char part[PATH_MAX];
    int length = snprintf(part, sizeof part, "%s.part", out ? out : "");
    if (length < 0 || (size_t)length >= sizeof part) {
        errno = ENAMETOOLONG;
        return cannot_write(app, out);
    }
    struct interrupt interrupt;
    status = interrupt_open(&interrupt, app, argv[0], out && takes_place(out) ? part : NULL);
    if (status != EXIT_DONE)
        return status;
    status = export_log(app, &reader, &options, out, part);
    interrupt_close(&interrupt);
    return status;
}
