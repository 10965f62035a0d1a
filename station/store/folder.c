#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *set(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

int folder_of_log(const char *given, char *path, size_t size, struct error *error)
{
    const char *state = set("STATE_DIRECTORY"), *data = set("XDG_DATA_HOME"), *home = set("HOME");
    int length;
    if (given)
        length = snprintf(path, size, "%s", given);
    else if (state)
        length = snprintf(path, size, "%.*s", (int)strcspn(state, ":"), state);
    else if (data)
        length = snprintf(path, size, "%s/matstation", data);
    else if (access(FOLDER_OF_STATION, W_OK | X_OK) == 0)
        length = snprintf(path, size, FOLDER_OF_STATION);
    else if (home)
        length = snprintf(path, size, "%s/.local/share/matstation", home);
    else
        return error_set(error, "no folder for the log is known: set HOME or use --data FOLDER");
    if (length < 0 || (size_t)length >= size)
        return error_set(error,
                         "the path of the log's folder is too long: use another with --data");
    return 0;
}

int folder_make(const char *path, struct error *error)
{
    char part[PATH_MAX];
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof part) {
        errno = ENAMETOOLONG;
        return error_set(error, "\"%.80s\" cannot be a folder's name", path);
    }
    for (size_t end = 1; end <= length; end++) {
        if (path[end] != '/' && path[end] != '\0')
            continue;
        memcpy(part, path, end);
        part[end] = '\0';
        struct stat found;
        if (stat(part, &found) == 0 && S_ISDIR(found.st_mode))
            continue;
        if (mkdir(part, 0700) != 0 && errno != EEXIST) {
            int why = errno;
            error_set(error, "%s: the folder cannot be made: %s", part, strerror(why));
            errno = why;
            return -1;
        }
    }
    return 0;
}

void folder_give(const char *folder, const char *const *name, size_t names)
{
    struct stat owned, made;
    const int files = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool known = geteuid() == 0 && files >= 0 && fstat(files, &owned) == 0;
    /* Never through a link, which may lead anywhere, nor what has another name elsewhere. */
    for (size_t i = 0; known && i < names; i++)
        if (fstatat(files, name[i], &made, AT_SYMLINK_NOFOLLOW) == 0 && made.st_uid == 0 &&
            made.st_nlink == 1 && owned.st_uid != 0 &&
            fchownat(files, name[i], owned.st_uid, owned.st_gid, AT_SYMLINK_NOFOLLOW) != 0)
            break;
    if (files >= 0)
        close(files);
}

int folder_sync(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return -1;
    int result = fsync(folder);
    int why = errno;
    close(folder);
    errno = why;
    return result;
}

int folder_sync_above(const char *file)
{
    char path[PATH_MAX];
    const char *slash = strrchr(file, '/');
    const size_t length = slash ? (size_t)(slash + 1 - file) : 0;
    if (length >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(path, file, length);
    path[length] = '\0';
    return folder_sync(slash ? path : ".");
}
