/* Which files a folder of assets has. */
#ifndef MATSTATION_LOAD_LISTING_H
#define MATSTATION_LOAD_LISTING_H

#include "load/load.h"

enum { FILES_MAX = 1024, FOLDER_BYTES = 400, NAME_BYTES_MAX = 100 };

/* The .cfg files of one folder, in the order of their names. */
struct listing {
    unsigned count;
    char path[FILES_MAX][FOLDER_BYTES + NAME_BYTES_MAX + 2];
};

/* kind: the folder within the folder. One that is not there has no files, which is complained of.
 */
void list_folder(const char *folder, const char *kind, struct listing *listing,
                 struct complaints *complaints);

/* There is a file for that id: where it was not loaded, it was refused. */
bool asset_is_there(const char *folder, const char *kind, const char *id);

/* Of the path of one of its files: "assets" of "assets/mats/small.cfg". */
void folder_of_asset(const char *path, char *out, size_t size);

#endif
