#include "app/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usual_assets[] = "/usr/share/matstation/assets";

bool paths_is_folder(const char *path)
{
    struct stat found;
    return !stat(path, &found) && S_ISDIR(found.st_mode);
}

bool paths_are_one(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* Where assets/ may be, seen from a folder above the program: in the source tree, whose build
 * folder lies at any depth (build, build/asan), or where `make install` puts it beside bin/. */
static bool is_above(const char *folder, char *path, size_t size)
{
    static const char *const places[] = {"assets", "share/matstation/assets"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char mark[PATH_BYTES + 64];
        snprintf(mark, sizeof mark, "%s/%s/exercises", folder, places[i]);
        int written = snprintf(path, size, "%s/%s", folder, places[i]);
        if (paths_is_folder(mark) && written > 0 && (size_t)written < size)
            return true;
    }
    return false;
}

static bool beside_program(char *path, size_t size)
{
    char program[PATH_BYTES];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    for (int up = 0; up < 4; up++) {
        char *slash = strrchr(program, '/');
        if (!slash || slash == program)
            return false;
        *slash = '\0';
        if (is_above(program, path, size))
            return true;
    }
    return false;
}

void paths_assets(char *path, size_t size)
{
    const char *told = getenv("MATSTATION_ASSETS");
    if (told && *told)
        snprintf(path, size, "%s", told);
    else if (!beside_program(path, size))
        snprintf(path, size, "%s", usual_assets);
}

void paths_scenario(const char *assets, const char *name, char *path, size_t size)
{
    struct stat found;
    if (strpbrk(name, "/.") || !stat(name, &found))
        snprintf(path, size, "%s", name);
    else
        snprintf(path, size, "%s/scenarios/%s.cfg", assets, name);
}
