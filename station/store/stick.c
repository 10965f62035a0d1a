#include "store/stick.h"
#include "store/export.h"
#include "store/folder.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- finding one */

/* The table writes a blank in a path as \040 (proc(5)). */
static void unescape(char *path)
{
    char *to = path;
    for (const char *from = path; *from;) {
        unsigned code;
        if (sscanf(from, "\\%3o", &code) == 1) {
            *to++ = (char)code;
            from += 4;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

static bool is_for_sticks(const char *path)
{
    static const char *const places[] = {"/media/", "/run/media/", "/mnt/"};
    for (unsigned i = 0; i < sizeof places / sizeof *places; i++)
        if (strncmp(path, places[i], strlen(places[i])) == 0)
            return true;
    return false;
}

int stick_find(const char *mounts, char *path, size_t size, struct error *error)
{
    FILE *table = fopen(mounts, "r");
    char line[PATH_MAX + 512], where[PATH_MAX];
    bool found = false;
    while (table && fgets(line, sizeof line, table)) {
        if (sscanf(line, "%*s %4095s", where) != 1)
            continue;
        unescape(where);
        if (!is_for_sticks(where) || access(where, W_OK) != 0 || strlen(where) >= size)
            continue;
        snprintf(path, size, "%s", where);
        found = true;
    }
    if (table)
        fclose(table);
    return found ? 0 : error_set(error, "No USB stick is there that can be written. Plug one in.");
}

/* ---- writing */

static int write_to(const char *path, struct logbook *logbook, enum export_format format,
                    struct error *error)
{
    struct export_options options = {.format = format};
    struct export_report report;
    FILE *file = fopen(path, "w");
    if (!file)
        return error_set(error, "The stick cannot be written: %s.", strerror(errno));
    int result = export_write(logbook, &options, file, &report, error);
    if (result == 0 && fsync(fileno(file)) != 0)
        result = error_set(error, "The stick cannot be written: %s.", strerror(errno));
    if (fclose(file) != 0 && result == 0)
        result = error_set(error, "The stick cannot be written: %s.", strerror(errno));
    return result;
}

static int export_one(struct logbook *logbook, const char *to, const char *ending,
                      enum export_format format, struct error *error)
{
    char part[PATH_MAX + 64], whole[PATH_MAX + 64];
    snprintf(part, sizeof part, "%s/matstation-log.part", to);
    snprintf(whole, sizeof whole, "%s/matstation-log.%s", to, ending);
    int result = write_to(part, logbook, format, error);
    if (result == 0 && rename(part, whole) != 0)
        result = error_set(error, "The stick cannot be written: %s.", strerror(errno));
    if (result != 0)
        unlink(part);
    return result;
}

int stick_export(const char *log_folder, const char *to, struct error *error)
{
    struct logbook *logbook;
    if (logbook_open(&logbook, log_folder, error) != 0)
        return -1;
    int result = export_one(logbook, to, "csv", EXPORT_CSV, error);
    if (result == 0)
        result = export_one(logbook, to, "json", EXPORT_JSON, error);
    if (result == 0)
        result = export_one(logbook, to, "tcx", EXPORT_TCX, error);
    logbook_close(logbook);
    folder_sync(to);
    return result;
}
