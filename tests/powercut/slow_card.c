/* A card that takes its time, for a whole program: preloaded, it keeps every opening, write and
 * sync of files below $SLOW_CARD waiting while a file $SLOW_CARD_WHILE is there; and with
 * $SLOW_CARD_REFUSES set no such file can be synced for want of space, as on a network's disk. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...);
ssize_t write(int file, const void *from, size_t length);
ssize_t pwrite64(int file, const void *from, size_t length, off64_t at);
int fsync(int file);
int fdatasync(int file);

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static bool is_on_card(const char *path)
{
    const char *card = getenv("SLOW_CARD");
    return card && strncmp(path, card, strlen(card)) == 0;
}

static void wait_for(const char *path)
{
    const char *slow = getenv("SLOW_CARD_WHILE");
    if (!slow || !is_on_card(path))
        return;
    while (access(slow, F_OK) == 0)
        nanosleep(&(struct timespec){0, 5000000}, NULL);
}

static void path_of(int file, char path[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = '\0';
}

static void wait_for_file(int file)
{
    char path[PATH_MAX];
    path_of(file, path);
    wait_for(path);
}

static int open_later(const char *name, const char *path, int flags, unsigned mode)
{
    int (*opens)(const char *, int, ...) = (int (*)(const char *, int, ...))real(name);
    wait_for(path);
    return opens(path, flags, mode);
}

#define OPENS(name)                                                                                \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        unsigned mode = flags & O_CREAT ? va_arg(more, unsigned) : 0;                              \
        va_end(more);                                                                              \
        return open_later(#name, path, flags, mode);                                               \
    }
OPENS(open)
OPENS(open64)

ssize_t write(int file, const void *from, size_t length)
{
    wait_for_file(file);
    return ((ssize_t(*)(int, const void *, size_t))real("write"))(file, from, length);
}

ssize_t pwrite64(int file, const void *from, size_t length, off64_t at)
{
    wait_for_file(file);
    return ((ssize_t(*)(int, const void *, size_t, off64_t))real("pwrite64"))(file, from, length,
                                                                              at);
}

int fsync(int file)
{
    char path[PATH_MAX];
    path_of(file, path);
    wait_for(path);
    if (getenv("SLOW_CARD_REFUSES") && is_on_card(path)) {
        errno = EDQUOT;
        return -1;
    }
    return ((int (*)(int))real("fsync"))(file);
}

int fdatasync(int file)
{
    wait_for_file(file);
    return ((int (*)(int))real("fdatasync"))(file);
}
