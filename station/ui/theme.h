/* Colours, sizes and typeface: what every screen shares. Colours are 0xAARRGGBB. */
#ifndef MATSTATION_UI_THEME_H
#define MATSTATION_UI_THEME_H

#include "catalogue/exercise.h"

#include <stdbool.h>
#include <stdint.h>

/* Text colours (ink, muted, accents) are at least 7:1 on both ends of the ground; the accents stay
 * apart for the colour-blind too. Both are held by tests/unit/ui/test_theme.c. */
struct palette {
    uint32_t ground_top, ground_bottom;
    uint32_t ink;   /* what to do */
    uint32_t muted; /* what is around it */
    uint32_t done;  /* shapes of what lies behind */
    uint32_t track; /* shapes of what is to come */
    uint32_t mat;
    uint32_t body, body_far, body_near; /* the figure: trunk, far limbs, near limbs */
    uint32_t accent[KINDS];
};

const struct palette *theme_palette(bool dark, bool dim);

/* Colour with its opacity multiplied, 0..1. */
uint32_t theme_fade(uint32_t colour, float opacity);

/* Between a (0) and b (1). */
uint32_t theme_mix(uint32_t a, uint32_t b, float share);

/* The typeface's files, and the ones tried where it lacks a letter or is missing. */
extern const char *const theme_font_folder;

enum face { FACE_TEXT, FACE_BOLD, FACE_DISPLAY, FACES };
extern const char *const theme_font_file[FACES];

#endif
