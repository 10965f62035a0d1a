/* Where the log lies, and making the folders that it needs. */
#ifndef MATSTATION_STORE_FOLDER_H
#define MATSTATION_STORE_FOLDER_H

#include "base/error.h"

#include <stddef.h>

/* Where an installed station has its log. */
#define FOLDER_OF_STATION "/var/lib/matstation"

/* The folder given; NULL: $STATE_DIRECTORY (its first folder), else $XDG_DATA_HOME/matstation, else
 * the installed station's where the user may write it (root, and the station's own), else
 * ~/.local/share/matstation. -1: there is none of these, or the path is too long. Any thread. */
int folder_of_log(const char *given, char *path, size_t size, struct error *error);

/* Makes a folder and those above it as far as they are missing, for its owner alone: what hurts
 * whom is nobody else's business. -1 with errno kept. */
int folder_make(const char *path, struct error *error);

/* Files that root made in somebody else's folder become that one's: a station that is not root must
 * be able to write them later. Names as in that folder; what is not there is passed over. */
void folder_give(const char *folder, const char *const *name, size_t names);

/* Makes the names in a folder durable: new, renamed and removed files. 0, or -1 with errno. */
int folder_sync(const char *path);

/* The same of the folder that a file lies in. */
int folder_sync_above(const char *file);

#endif
