/* Words as coverage masks, rendered once and kept. The only room part that knows SDL_ttf.
 *
 * Takes any bytes: what is not UTF-8 is left out; letters that the typeface lacks come from another
 * font, and where no font has them a dot stands for each. Right-to-left words run right to left. */
#ifndef MATSTATION_UI_TYPE_H
#define MATSTATION_UI_TYPE_H

#include "base/error.h"
#include "base/log.h"
#include "ui/theme.h"

#include <stddef.h>
#include <stdint.h>

struct type;

/* A line of text: a share of 255 a pixel, rows without gaps, cropped to the ink. Put its left upper
 * corner at (pen + dx, baseline + dy). Owned by the cache: use it at once. */
struct mask {
    uint8_t *ink; /* NULL: none */
    int width, height, dx, dy;
    int advance;
};

/* folder NULL: the theme's. A missing typeface is said in the log and another is taken; without any
 * font on the machine the pictures have no words, which is said too. NULL only without memory. */
struct type *type_open(const char *folder, const struct log *log, struct error *error);
void type_close(struct type *type);

struct mask type_line(struct type *type, enum face face, int size_px, const char *text);

/* Advance width of the first bytes of a text. */
int type_width(struct type *type, enum face face, int size_px, const char *text, size_t bytes);

/* Height of a capital letter. */
int type_cap(struct type *type, enum face face, int size_px);

/* Bytes of the first code point of a text; 1 for a byte that is not UTF-8. */
size_t type_step(const char *text);

#endif
