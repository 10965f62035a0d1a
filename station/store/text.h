/* Text as it is stored and written out: valid UTF-8, numbers the same in every locale. */
#ifndef MATSTATION_STORE_TEXT_H
#define MATSTATION_STORE_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* Copies text; each byte that is no UTF-8 becomes U+FFFD, and what does not fit is cut between
 * characters. The rest of `to` is zeroed. */
void text_clean(char *to, size_t size, const char *from);

/* The length of the UTF-8 character at text, 1 to 4 bytes; 0 where there is none, or one that XML
 * cannot hold (U+FFFE, U+FFFF). */
size_t text_character(const char *text);

/* "12.346": rounded to that many decimals (0 to 9), a point whatever the locale. NAN and what does
 * not fit are "". Returns text. */
const char *text_number(char text[32], double value, unsigned decimals);

/* "2026-11-22T21:58:21Z" from UNIX time in ms. Returns text. */
const char *text_date(char text[32], int64_t unix_ms);

#endif
