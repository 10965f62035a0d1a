/* The log onto a USB stick: whatever removable file system is mounted and can be written. */
#ifndef MATSTATION_STORE_STICK_H
#define MATSTATION_STORE_STICK_H

#include "base/error.h"

#include <stddef.h>

/* The folder of the stick mounted last under /media, /run/media or /mnt, from a table like
 * /proc/self/mounts. -1: there is none that can be written. */
int stick_find(const char *mounts, char *path, size_t size, struct error *error);

/* Writes matstation-log.csv, .json and .tcx into a folder; each is whole or not there. Waits for
 * the stick. */
int stick_export(const char *log_folder, const char *to, struct error *error);

#endif
