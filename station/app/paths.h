/* Where the assets are, what lies there, and what a path leads to. */
#ifndef MATSTATION_APP_PATHS_H
#define MATSTATION_APP_PATHS_H

#include <stdbool.h>
#include <stddef.h>

enum { PATH_BYTES = 4096 };

#define PATH_CONFIG "/etc/matstation.cfg"

/* $MATSTATION_ASSETS; else the folder that was built or installed with the program; else the usual
 * one. */
void paths_assets(char *path, size_t size);

/* A scenario is a file, or the name of one that ships. */
void paths_scenario(const char *assets, const char *name, char *path, size_t size);

bool paths_is_folder(const char *path);

/* Both are there, and are the same file, be it by two names. */
bool paths_are_one(const char *a, const char *b);

#endif
