/* UTF-8, as RFC 3629 allows it: shortest forms only, no surrogates, nothing above U+10FFFF. */
#ifndef MATSTATION_BASE_UTF8_H
#define MATSTATION_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The character that begins at text, of which `left` bytes are there: its length in bytes, 1 to 4,
 * and what it is. 0, and *point 0: there is none. A zero byte is a character of its own. */
size_t utf8_decode(const char *text, size_t left, uint32_t *point);

#endif
