/* Where the assets are. */
#ifndef MATSTATION_APP_PATHS_H
#define MATSTATION_APP_PATHS_H

#include <stddef.h>

enum { PATH_BYTES = 4096 };

/* $MATSTATION_ASSETS; else the folder assets/ above the program, if it was built there; else where
 * it was installed. */
void paths_assets(char *path, size_t size);

#endif
