#include "load/complaints.h"

#include <stdio.h>

void complain_list(struct complaints *complaints, const char *path, int line, const char *format,
                   va_list arguments)
{
    char what[1100], text[1700];
    vsnprintf(what, sizeof what, format, arguments);
    if (line > 0)
        snprintf(text, sizeof text, "%s:%d: %s", path, line, what);
    else
        snprintf(text, sizeof text, "%s: %s", path, what);
    complaints->count++;
    if (complaints->say)
        complaints->say(complaints->self, text);
}

void complain(struct complaints *complaints, const char *path, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain_list(complaints, path, line, format, arguments);
    va_end(arguments);
}

static void keep_first(void *self, const char *line)
{
    struct error *error = self;
    if (error && !*error->text)
        error_set(error, "%s", line);
}

struct complaints complaints_first(struct error *error)
{
    if (error)
        *error->text = '\0';
    return (struct complaints){.say = keep_first, .self = error};
}
