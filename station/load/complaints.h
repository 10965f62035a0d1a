/* "file:line: what is wrong; what to do": said one by one to whoever wants to hear of every
 * mistake. Shared by the loaders of this room. */
#ifndef MATSTATION_LOAD_COMPLAINTS_H
#define MATSTATION_LOAD_COMPLAINTS_H

#include "load/load.h"

#include <stdarg.h>

/* One complaint. line 0: none. */
void complain(struct complaints *complaints, const char *path, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void complain_list(struct complaints *complaints, const char *path, int line, const char *format,
                   va_list arguments) __attribute__((format(printf, 4, 0)));

/* For who wants one line: the first complaint becomes the error, which may be NULL. */
struct complaints complaints_first(struct error *error);

#endif
