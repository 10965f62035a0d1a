#include "app/paths.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat found;
    return !stat(path, &found) && S_ISDIR(found.st_mode);
}

/* A build folder lies at any depth in the source tree: build, build/asan. */
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
        int written = snprintf(path, size, "%s/assets", program);
        if (written < 0 || (size_t)written >= size)
            return false;
        char mark[PATH_BYTES + 16];
        snprintf(mark, sizeof mark, "%s/exercises", path);
        if (is_folder(mark))
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
        snprintf(path, size, "%s", MATSTATION_ASSETS);
}

void paths_scenario(const char *assets, const char *name, char *path, size_t size)
{
    struct stat found;
    if (strpbrk(name, "/.") || !stat(name, &found))
        snprintf(path, size, "%s", name);
    else
        snprintf(path, size, "%s/scenarios/%s.cfg", assets, name);
}
