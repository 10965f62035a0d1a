/* What was meant by a name that does not exist. Pure. */
#ifndef MATSTATION_CATALOGUE_NEAREST_H
#define MATSTATION_CATALOGUE_NEAREST_H

#include <stddef.h>

/* The candidate most like the word, or NULL where none is like it. */
const char *nearest_name(const char *word, const char *const *candidates, size_t count);

/* "did you mean \"glute_bridge\"?", or all candidates where the word is like none of them. Writes
 * into out, and returns it. */
const char *suggestion(const char *word, const char *const *candidates, size_t count, char *out,
                       size_t size);

#endif
