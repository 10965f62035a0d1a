#include "load/listing.h"

#include "load/complaints.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static int compare_path(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool is_asset(const char *name)
{
    const char *ending = strrchr(name, '.');
    return name[0] != '.' && ending && !strcmp(ending, ".cfg");
}

/* Saved under a name that an editor or a phone chose: its owner would look for it in vain. What an
 * editor keeps beside a file is none of that. */
static bool is_misnamed(const char *name)
{
    const char *ending = strrchr(name, '.');
    const bool text = ending && (!strcasecmp(ending, ".txt") || !strcasecmp(ending, ".conf"));
    const bool kept = name[0] == '.' || name[0] == '#' || name[strlen(name) - 1] == '~' ||
                      (ending && (!strcmp(ending, ".bak") || !strcmp(ending, ".orig")));
    return !kept && !is_asset(name) && (text || strcasestr(name, ".cfg"));
}

void list_folder(const char *folder, const char *kind, struct listing *listing,
                 struct complaints *complaints)
{
    char path[FOLDER_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, kind);
    listing->count = 0;
    DIR *directory = opendir(path);
    if (!directory) {
        complain(complaints, path, 0, "cannot be opened (%s); nothing is read from it",
                 strerror(errno));
        return;
    }
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (is_misnamed(entry->d_name))
            complain(complaints, path, 0, "%.100s is not read; let its name end in .cfg",
                     entry->d_name);
        if (!is_asset(entry->d_name))
            continue;
        if (listing->count == FILES_MAX || strlen(entry->d_name) > NAME_BYTES_MAX) {
            complain(complaints, path, 0, "more than %d files, or a name too long; %s is left out",
                     FILES_MAX, entry->d_name);
            continue;
        }
        snprintf(listing->path[listing->count++], sizeof *listing->path, "%s/%.*s", path,
                 NAME_BYTES_MAX, entry->d_name);
    }
    closedir(directory);
    qsort(listing->path, listing->count, sizeof *listing->path, compare_path);
}

bool asset_is_there(const char *folder, const char *kind, const char *id)
{
    char path[FOLDER_BYTES + NAME_BYTES_MAX + ID_MAX];
    snprintf(path, sizeof path, "%.*s/%s/%s.cfg", FOLDER_BYTES, folder, kind, id);
    return access(path, F_OK) == 0;
}

void folder_of_asset(const char *path, char *out, size_t size)
{
    const char *name = strrchr(path, '/');
    while (name && name > path && name[-1] != '/')
        name--;
    snprintf(out, size, "%.*s", name && name > path ? (int)(name - path) - 1 : 0, path);
}
