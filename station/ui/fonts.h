/* The font files: finding them, opening them at a size, telling which has a letter. */
#ifndef MATSTATION_UI_FONTS_H
#define MATSTATION_UI_FONTS_H

#include "base/log.h"
#include "ui/theme.h"

#include <SDL_ttf.h>

#include <stdbool.h>
#include <stdint.h>

enum { FONTS_OPEN_MAX = 24, FONTS_FALLBACKS = 2 };

struct fonts {
    const struct log *log;
    /* per face: the typeface's file, then the ones that stand in; empty: none */
    char path[FACES][1 + FONTS_FALLBACKS][256];
    struct {
        TTF_Font *font;
        enum face face;
        unsigned choice;
        int size_px;
        uint64_t used;
    } open[FONTS_OPEN_MAX];
    uint64_t uses;
};

void fonts_find(struct fonts *fonts, const char *folder, const struct log *log);
void fonts_close(struct fonts *fonts);

/* NULL where there is none. Choice 0 is the typeface, the others stand in for it. */
TTF_Font *fonts_get(struct fonts *fonts, enum face face, unsigned choice, int size_px);

#endif
