#include "session/inside.h"

#include <stdarg.h>
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

/* The value for the name at `at` ("{name}"), and how long the placeholder is; NULL: none. */
static const char *value_for(const char *at, va_list pairs, size_t *length)
{
    va_list copy;
    va_copy(copy, pairs);
    const char *found = NULL;
    for (const char *name; !found && (name = va_arg(copy, const char *)) != NULL;) {
        const char *value = va_arg(copy, const char *);
        const size_t size = strlen(name);
        if (!strncmp(at + 1, name, size) && at[size + 1] == '}') {
            found = value;
            *length = size + 2;
        }
    }
    va_end(copy);
    return found;
}

void text_fill(char *out, size_t size, const char *template, ...)
{
    char filled[640];
    size_t used = 0;
    va_list pairs;
    va_start(pairs, template);
    while (*template && used < sizeof filled - 1) {
        size_t length = 0;
        const char *value = *template == '{' ? value_for(template, pairs, &length) : NULL;
        if (!value) {
            filled[used++] = *template ++;
            continue;
        }
        used += (size_t)snprintf(filled + used, sizeof filled - used, "%s", value);
        template += length;
        if (used > sizeof filled - 1)
            used = sizeof filled - 1;
    }
    va_end(pairs);
    filled[used] = 0;
    text_copy(out, size, filled);
}
