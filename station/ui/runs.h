/* A line of text cut into runs that one font can set in one direction. */
#ifndef MATSTATION_UI_RUNS_H
#define MATSTATION_UI_RUNS_H

#include "ui/fonts.h"

#include <stddef.h>

enum { RUNS_MAX = 16, RUN_BYTES_MAX = 400 };

struct run {
    unsigned choice; /* of fonts_get */
    bool right_to_left;
    size_t from, bytes; /* in the runs' text */
};

struct runs {
    unsigned count; /* in the order they are set from left to right */
    struct run run[RUNS_MAX];
    char text[RUN_BYTES_MAX]; /* cleaned: UTF-8, every letter has a font */
};

void runs_split(struct runs *runs, struct fonts *fonts, enum face face, int size_px,
                const char *text, size_t bytes);

/* Bytes of the code point at text, and the code point; 0 for a byte that is not UTF-8. */
size_t runs_decode(const char *text, size_t bytes, uint32_t *point);

#endif
