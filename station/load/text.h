/* A file's text, as far as it is one that libconfig may be given. */
#ifndef MATSTATION_LOAD_TEXT_H
#define MATSTATION_LOAD_TEXT_H

#include "load/load.h"

enum { ASSET_BYTES_MAX = 256 * 1024 };

/* Ended by a zero byte; NULL, complained: no file, too large, not UTF-8, an include, a number that
 * would be read as another one. The caller frees. */
char *text_of_file(const char *path, struct complaints *complaints);

/* False, complained: not UTF-8, an include, or such a number. A zero byte stands behind the text.
 */
bool text_is_fit(const char *name, const char *text, size_t size, struct complaints *complaints);

#endif
