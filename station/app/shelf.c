#include "app/shelf.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FNV_OFFSET UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x100000001B3)

/* FNV-1a: which of two states of a folder it is need not withstand anybody. */
static uint64_t mix(uint64_t sum, uint64_t value)
{
    return (sum ^ value) * FNV_PRIME;
}

static uint64_t hash(const char *text)
{
    uint64_t sum = FNV_OFFSET;
    for (; *text; text++)
        sum = mix(sum, (unsigned char)*text);
    return sum;
}

static uint64_t hash_file(const char *name, const struct stat *file)
{
    uint64_t sum = mix(hash(name), (uint64_t)file->st_ino);
    sum = mix(sum, (uint64_t)file->st_size);
    sum = mix(sum, (uint64_t)file->st_mtim.tv_sec);
    return mix(sum, (uint64_t)file->st_mtim.tv_nsec);
}

/* A sum over the files, whatever order the folder gives them in. */
static uint64_t look_at_folder(const struct shelf *shelf)
{
    char path[600];
    snprintf(path, sizeof path, "%s/programmes", shelf->assets);
    DIR *folder = opendir(path);
    uint64_t sum = 0;
    if (!folder)
        return sum;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        struct stat file;
        if (!fstatat(dirfd(folder), entry->d_name, &file, 0) && S_ISREG(file.st_mode))
            sum += hash_file(entry->d_name, &file);
    }
    closedir(folder);
    return sum;
}

void shelf_open(struct shelf *shelf, const char *assets, const struct log *log)
{
    *shelf = (struct shelf){.log = log};
    snprintf(shelf->assets, sizeof shelf->assets, "%s", assets);
    shelf->seen = look_at_folder(shelf);
}

void shelf_close(struct shelf *shelf)
{
    free(shelf->now);
    free(shelf->before);
}

static bool was_said(const struct shelf *shelf, uint64_t line)
{
    for (unsigned i = 0; i < shelf->said; i++)
        if (shelf->said_line[i] == line)
            return true;
    return false;
}

/* The first mistake of all, without the folder that all have in common. */
static void keep_first(const struct shelf *shelf, char *first, const char *line)
{
    const size_t folder = strlen(shelf->assets);
    if (*first)
        return;
    if (!strncmp(line, shelf->assets, folder) && line[folder] == '/')
        line += folder + 1;
    snprintf(first, TEXT_MAX, "%s", line);
}

void shelf_hear(void *self, const char *line)
{
    struct shelf *shelf = self;
    char programmes[600];
    const int length = snprintf(programmes, sizeof programmes, "%s/programmes", shelf->assets);
    const bool programme = !strncmp(line, programmes, (size_t)length);
    keep_first(shelf, programme ? shelf->wrong_programme : shelf->wrong_elsewhere, line);
    const uint64_t sum = hash(line);
    if (shelf->heard < SHELF_LINES_MAX)
        shelf->heard_line[shelf->heard++] = sum;
    if (!was_said(shelf, sum))
        log_line(shelf->log, LOG_WARNING, "%s", line);
}

bool shelf_look(struct shelf *shelf, const struct catalogue *catalogue)
{
    const uint64_t sees = look_at_folder(shelf);
    if (sees == shelf->seen)
        return false;
    struct programme *programme;
    size_t count;
    struct complaints complaints = {.say = shelf_hear, .self = shelf};
    struct error error;
    shelf->seen = sees;
    shelf->said = shelf->heard;
    memcpy(shelf->said_line, shelf->heard_line, sizeof shelf->said_line);
    shelf->heard = 0;
    *shelf->wrong_programme = 0;
    if (load_programmes(shelf->assets, catalogue, &programme, &count, &complaints, &error)) {
        log_line(shelf->log, LOG_WARNING, "%s; the programmes stay as they were", error.text);
        return false;
    }
    free(shelf->before);
    shelf->before = shelf->now;
    shelf->now = programme;
    shelf->programmes = (struct programmes){count, programme};
    return true;
}

const char *shelf_wrong(const struct shelf *shelf)
{
    return *shelf->wrong_programme ? shelf->wrong_programme : shelf->wrong_elsewhere;
}

/* What is said of one programme. */
struct about {
    const char *assets;
    char file[600];
    char last[TEXT_MAX]; /* without the folder; empty: nothing */
};

static void hear_about(void *self, const char *line)
{
    struct about *about = self;
    if (!strncmp(line, about->file, strlen(about->file)))
        snprintf(about->last, sizeof about->last, "%s", line + strlen(about->assets) + 1);
}

int shelf_refuse(const char *assets, const struct catalogue *catalogue, const char *id,
                 struct error *error)
{
    struct about about = {.assets = assets};
    struct complaints complaints = {.say = hear_about, .self = &about};
    struct programme *others = NULL;
    size_t count;
    snprintf(about.file, sizeof about.file, "%s/programmes/%s.cfg:", assets, id);
    if (load_programmes(assets, catalogue, &others, &count, &complaints, error))
        return -1;
    free(others);
    if (!*about.last)
        return error_set(error, "there is no programme \"%s\"; they are the files in %s/programmes",
                         id, assets);
    return error_set(error, "the programme \"%s\" cannot be used; matstation check says more: %s",
                     id, about.last);
}
