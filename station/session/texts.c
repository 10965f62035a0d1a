#include "session/inside.h"

#include <stdio.h>
#include <string.h>

const char *text_of(const struct session *session, const char *key)
{
    return catalogue_text(session->catalogue, session->language, key);
}

void text_copy(char *out, size_t size, const char *text)
{
    size_t length = strlen(text);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memmove(out, text, length);
    out[length] = 0;
}

void text_copy_key(char *out, size_t size, const struct session *session, const char *key)
{
    text_copy(out, size, text_of(session, key));
}

/* What stands for the placeholder that begins at `at` ("{name}"); NULL: none. */
static const struct fill *fill_for(const char *at, const struct fill *fills)
{
    for (; fills->name; fills++) {
        const size_t size = strlen(fills->name);
        if (!strncmp(at + 1, fills->name, size) && at[size + 1] == '}')
            return fills;
    }
    return NULL;
}

void text_fill(char *out, size_t size, const char *template, const struct fill *fills)
{
    char filled[640];
    size_t used = 0;
    while (*template && used < sizeof filled - 1) {
        const struct fill *fill = *template == '{' ? fill_for(template, fills) : NULL;
        if (!fill) {
            filled[used++] = *template ++;
            continue;
        }
        const int length = snprintf(filled + used, sizeof filled - used, "%s", fill->value);
        used += (size_t)length;
        if (used > sizeof filled - 1)
            used = sizeof filled - 1;
        template += strlen(fill->name) + 2;
    }
    filled[used] = 0;
    text_copy(out, size, filled);
}
