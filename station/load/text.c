#include "load/text.h"

#include "base/utf8.h"
#include "load/complaints.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Line of the first byte that is not UTF-8 text, or 0. */
static int line_not_text(const char *text, size_t size)
{
    int line = 1;
    uint32_t point;
    for (size_t i = 0; i < size;) {
        const size_t length = utf8_decode(text + i, size - i, &point);
        if (length == 0 || text[i] == 0)
            return line;
        line += text[i] == '\n';
        i += length;
    }
    return 0;
}

/* Files stand alone: an include could go in a circle, and its lines would be nobody's. Line of the
 * first one, or 0. */
static int line_of_include(const char *text)
{
    int line = 1;
    for (const char *at = text; at; line++) {
        at += strspn(at, " \t");
        if (!strncmp(at, "@include", 8))
            return line;
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return 0;
}

/* Past a text in quotes or a comment that begins here; else here. */
static const char *past_quiet(const char *at)
{
    const char *end = at;
    if (*at == '"') {
        for (end = at + 1; *end && *end != '"';)
            end += *end == '\\' && end[1] ? 2 : 1;
        return *end ? end + 1 : end;
    }
    if (*at == '#' || !strncmp(at, "//", 2))
        return at + strcspn(at, "\n");
    if (!strncmp(at, "/*", 2)) {
        end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    return at;
}

static bool is_long_number(const char *at, size_t length)
{
    char *end = NULL;
    errno = 0;
    const long long number = strtoll(at, &end, 0);
    return end == at + length && (errno || number < INT32_MIN || number > INT32_MAX);
}

/* libconfig takes a whole number of more than 32 bits for another one. Line of the first, or 0. */
static int line_of_long_number(const char *text)
{
    static const char *const of_words = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                        "0123456789_*.+-";
    int line = 1;
    for (const char *at = text; *at;) {
        const char *next = past_quiet(at);
        if (next == at) {
            const size_t length = strspn(at, of_words);
            if (length > 0 && is_long_number(at, length))
                return line;
            next = at + (length ? length : 1);
        }
        for (; at < next; at++)
            line += *at == '\n';
    }
    return 0;
}

/* What waits for somebody or never ends is none; the null device is one without a line. */
static bool is_text(const struct stat *about)
{
    struct stat null;
    return S_ISREG(about->st_mode) ||
           (S_ISCHR(about->st_mode) && !stat("/dev/null", &null) && about->st_rdev == null.st_rdev);
}

/* Waits for nobody at the other end of a pipe. */
static FILE *open_file(const char *path, struct complaints *complaints)
{
    struct stat about;
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        complain(complaints, path, 0, "cannot be opened (%s); check the name and who may read it",
                 strerror(errno));
        return NULL;
    }
    FILE *file = NULL;
    if (fstat(fd, &about) || !is_text(&about))
        complain(complaints, path, 0, "is a folder or a device; put a file of text in its place");
    else if (!(file = fdopen(fd, "rb")))
        complain(complaints, path, 0, "no memory to read it");
    if (!file)
        close(fd);
    return file;
}

bool text_is_fit(const char *name, const char *text, size_t size, struct complaints *complaints)
{
    int line = line_not_text(text, size);
    if (line) {
        complain(complaints, name, line, "not UTF-8 text; save the file in the encoding UTF-8");
        return false;
    }
    if ((line = line_of_include(text)) != 0) {
        complain(complaints, name, line, "@include is not allowed; put the lines into this file");
        return false;
    }
    if ((line = line_of_long_number(text)) != 0)
        complain(complaints, name, line, "a number too large for anything here; shorten it");
    return line == 0;
}

char *text_of_file(const char *path, struct complaints *complaints)
{
    FILE *file = open_file(path, complaints);
    if (!file)
        return NULL;
    char *text = calloc(1, ASSET_BYTES_MAX + 2);
    const size_t size = text ? fread(text, 1, ASSET_BYTES_MAX + 1, file) : 0;
    const bool failed = ferror(file) || !text;
    fclose(file);
    if (failed)
        complain(complaints, path, 0, "cannot be read; try once more");
    else if (size > ASSET_BYTES_MAX)
        complain(complaints, path, 1, "larger than %d bytes; such a file is a page or two of text",
                 ASSET_BYTES_MAX);
    else if (text_is_fit(path, text, size, complaints))
        return text;
    free(text);
    return NULL;
}
