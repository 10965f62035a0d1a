#include "store/recordings.h"
#include "store/folder.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char begins[] = "recording-", ends[] = ".csv";
static const char undated[] = "undated", dated_form[] = "0000-00-00-000000";

bool recordings_is_folder(const char *path)
{
    struct stat found;
    size_t length = strlen(path);
    return (length > 0 && path[length - 1] == '/') ||
           (stat(path, &found) == 0 && S_ISDIR(found.st_mode));
}

/* What follows the pattern, in which 0 stands for any digit; NULL: nothing does. */
static const char *after(const char *name, const char *pattern)
{
    for (; *pattern; pattern++, name++)
        if (*pattern == '0' ? !isdigit((unsigned char)*name) : *name != *pattern)
            return NULL;
    return name;
}

/* Named as name_next names them: somebody's own "recording-of-my-knee.csv" is not to be removed. */
static bool is_ours(const char *name)
{
    const char *rest = after(name, begins), *dated = rest ? after(rest, dated_form) : NULL;
    if (rest && !dated)
        dated = after(rest, undated);
    if (!dated)
        return false;
    if (*dated == '-' && isdigit((unsigned char)dated[1]))
        dated += 1 + strspn(dated + 1, "0123456789");
    return strcmp(dated, ends) == 0;
}

struct kept {
    unsigned files;
    uint64_t bytes;
    char oldest[PATH_MAX];
    time_t oldest_s;
};

static void look_at(const char *folder, const char *name, struct kept *kept)
{
    char path[PATH_MAX];
    struct stat found;
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof path || stat(path, &found) != 0 ||
        !S_ISREG(found.st_mode))
        return;
    if (kept->files++ == 0 || found.st_mtime < kept->oldest_s) {
        kept->oldest_s = found.st_mtime;
        memcpy(kept->oldest, path, sizeof path);
    }
    kept->bytes += (uint64_t)found.st_size;
}

static int look(const char *folder, struct kept *kept)
{
    *kept = (struct kept){0};
    DIR *files = opendir(folder);
    if (!files)
        return -1;
    for (const struct dirent *entry; (entry = readdir(files));)
        if (is_ours(entry->d_name))
            look_at(folder, entry->d_name, kept);
    closedir(files);
    return 0;
}

static int make_room(const char *folder, bool unix_now_known, int64_t unix_now_s)
{
    struct kept kept;
    const int64_t since_s = unix_now_s - INT64_C(86400) * RECORDING_DAYS_MOST;
    int result;
    while ((result = look(folder, &kept)) == 0 && kept.files > 0) {
        const bool too_old = unix_now_known && kept.oldest_s < since_s;
        if (!too_old && kept.bytes <= RECORDINGS_BYTES_MOST)
            break;
        if (unlink(kept.oldest) != 0)
            return -1;
    }
    return result;
}

/* The date is for people; a number makes sure that nothing is written over. */
static int name_next(const char *folder, bool unix_now_known, int64_t unix_now_s, char *path,
                     size_t size)
{
    char date[32];
    snprintf(date, sizeof date, "%s", undated);
    const time_t now = (time_t)unix_now_s;
    struct tm local;
    if (unix_now_known && localtime_r(&now, &local))
        strftime(date, sizeof date, "%Y-%m-%d-%H%M%S", &local);
    for (unsigned i = 1; i < 10000; i++) {
        int length = i == 1 ? snprintf(path, size, "%s/%s%s%s", folder, begins, date, ends)
                            : snprintf(path, size, "%s/%s%s-%u%s", folder, begins, date, i, ends);
        if (length < 0 || (size_t)length >= size) {
            errno = ENAMETOOLONG;
            return -1;
        }
        if (access(path, F_OK) != 0)
            return 0;
    }
    errno = EEXIST;
    return -1;
}

int recordings_next(const char *folder, bool unix_now_known, int64_t unix_now_s, char *path,
                    size_t size, struct error *error)
{
    if (folder_make(folder, error) != 0)
        return -1;
    if (make_room(folder, unix_now_known, unix_now_s) == 0 &&
        name_next(folder, unix_now_known, unix_now_s, path, size) == 0)
        return 0;
    return error_set(error, "%s: no recording can be kept there: %s", folder, strerror(errno));
}
