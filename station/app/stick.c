#include "app/stick.h"

#include "app/paths.h"

#include <mntent.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <systemd/sd-id128.h>
#include <time.h>
#include <unistd.h>

static const char *const formats[STICK_FORMATS] = {"csv", "json", "tcx"};

/* Drawn by lot, as sd_id128_get_machine_app_specific(3) wants it. */
#define STICK_ID SD_ID128_MAKE(b2, ea, a9, e4, 92, 49, e4, bb, 67, 09, 40, 9e, 49, 9f, 47, 68)

static bool is_stick(const struct mntent *mount)
{
    const bool removable =
        !strncmp(mount->mnt_dir, "/media/", 7) || !strncmp(mount->mnt_dir, "/run/media/", 11);
    return removable && !hasmntopt(mount, MNTOPT_RO) && !access(mount->mnt_dir, W_OK);
}

bool stick_find(char *path, unsigned size)
{
    FILE *mounts = setmntent("/proc/self/mounts", "r");
    if (!mounts)
        return false;
    bool found = false;
    for (const struct mntent *mount; !found && (mount = getmntent(mounts));)
        if (is_stick(mount))
            found = snprintf(path, size, "%s", mount->mnt_dir) < (int)size;
    endmntent(mounts);
    return found;
}

static pid_t start_writer(const char *format, const char *data, const char *path)
{
    pid_t writer = 0;
    /* The file is opened by the writer itself: a slow stick would keep who starts it waiting. */
    char *const arguments[] = {"matstation",   "export",     "--format",
                               (char *)format, "--data",     (char *)data,
                               "--out",        (char *)path, NULL};
    return posix_spawn(&writer, "/proc/self/exe", NULL, NULL, arguments, environ) ? 0 : writer;
}

static bool busy(const struct stick *stick)
{
    for (unsigned i = 0; i < STICK_FORMATS; i++)
        if (stick->writer[i])
            return true;
    return false;
}

/* The day and the machine: on a stick that two stations share, neither writes over the other's. */
static void name_files(char *name, size_t size)
{
    const time_t now = time(NULL);
    struct tm day = {0};
    sd_id128_t id;
    localtime_r(&now, &day);
    const size_t length = strftime(name, size, "matstation-%Y-%m-%d", &day);
    if (sd_id128_get_machine_app_specific(STICK_ID, &id) == 0)
        snprintf(name + length, size - length, "-%02x%02x%02x%02x", id.bytes[0], id.bytes[1],
                 id.bytes[2], id.bytes[3]);
}

static void start_writers(struct stick *stick, const char *folder, const char *data,
                          const struct log *log)
{
    char name[64];
    name_files(name, sizeof name);
    for (unsigned i = 0; i < STICK_FORMATS; i++) {
        char path[PATH_BYTES + 80];
        snprintf(path, sizeof path, "%s/%s.%s", folder, name, formats[i]);
        stick->writer[i] = start_writer(formats[i], data, path);
        if (!stick->writer[i]) {
            stick->failed = true;
            log_line(log, LOG_WARNING, "%s cannot be written", path);
        }
    }
}

enum export_news stick_export(struct stick *stick, const char *data, const struct log *log)
{
    char folder[PATH_BYTES];
    if (busy(stick))
        return EXPORT_NO_NEWS;
    if (stick->given)
        snprintf(folder, sizeof folder, "%s", stick->given);
    else if (!stick_find(folder, sizeof folder)) {
        log_line(log, LOG_WARNING, "no USB stick was found; plug one in and choose Export again");
        return EXPORT_NO_STICK;
    }
    stick->failed = false;
    start_writers(stick, folder, data, log);
    return busy(stick) ? EXPORT_NO_NEWS : EXPORT_FAILED;
}

static void take_end(struct stick *stick, unsigned format, int status, const struct log *log)
{
    stick->writer[format] = 0;
    if (WIFEXITED(status) && !WEXITSTATUS(status)) {
        log_line(log, LOG_INFO, "the log was exported as %s", formats[format]);
        return;
    }
    stick->failed = true;
    log_line(log, LOG_WARNING, "the export as %s failed; is the stick full?", formats[format]);
}

enum export_news stick_look(struct stick *stick, const struct log *log)
{
    if (!busy(stick))
        return EXPORT_NO_NEWS;
    for (unsigned i = 0; i < STICK_FORMATS; i++) {
        int status;
        if (stick->writer[i] && waitpid(stick->writer[i], &status, WNOHANG) == stick->writer[i])
            take_end(stick, i, status, log);
    }
    if (busy(stick))
        return EXPORT_NO_NEWS;
    return stick->failed ? EXPORT_FAILED : EXPORT_WRITTEN;
}

void stick_close(struct stick *stick, const struct log *log)
{
    for (unsigned i = 0; i < STICK_FORMATS; i++) {
        int status;
        if (stick->writer[i] && waitpid(stick->writer[i], &status, 0) == stick->writer[i])
            take_end(stick, i, status, log);
    }
}
