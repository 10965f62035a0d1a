#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_plain(void *self, enum log_level level, const char *line)
{
    (void)self;
    fprintf(stderr, "matstation: %s%s\n", level == LOG_WARNING ? "warning: " : "", line);
}

/* sd-daemon(3): "<3>" error, "<4>" warning, "<6>" info, "<7>" debug. */
static void write_journal(void *self, enum log_level level, const char *line)
{
    (void)self;
    static const char priority[] = {'3', '4', '6', '7'};
    fprintf(stderr, "<%c>%s\n", priority[level], line);
}

/* systemd.exec(5): device and inode of what it connected; who redirects it is elsewhere. */
static bool leads_to_journal(void)
{
    char place[64];
    struct stat found;
    const char *given = getenv("JOURNAL_STREAM");
    if (!given || fstat(STDERR_FILENO, &found))
        return false;
    snprintf(place, sizeof place, "%llu:%llu", (unsigned long long)found.st_dev,
             (unsigned long long)found.st_ino);
    return !strcmp(given, place);
}

struct log log_stderr(enum log_level most)
{
    return (struct log){leads_to_journal() ? write_journal : write_plain, NULL, most};
}

void log_line(const struct log *log, enum log_level level, const char *format, ...)
{
    if (!log || level > log->most)
        return;
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    log->write(log->self, level, line);
}
