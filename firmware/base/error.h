/* One error, said once: what is wrong, where, and what to do, in one line of plain words. */
#ifndef MATSTATION_BASE_ERROR_H
#define MATSTATION_BASE_ERROR_H

struct error {
    char text[512];
};

/* Writes the line; a NULL error is allowed. Always returns -1, so that callers can return it. */
int error_set(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
