/* A colour laid over a pixel. */
#ifndef MATSTATION_UI_BLEND_H
#define MATSTATION_UI_BLEND_H

#include <stdint.h>

/* Both numbers, 16 bits apart, divided by 255 and rounded. */
static inline uint32_t blend_by_255(uint32_t pair)
{
    pair += 0x800080;
    return (pair + (pair >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
}

/* share of 255; the pixel is and stays opaque. */
static inline uint32_t blend(uint32_t under, uint32_t colour, uint32_t share)
{
    const uint32_t left = 255 - share;
    const uint32_t red_blue = (under & 0xFF00FF) * left + (colour & 0xFF00FF) * share;
    const uint32_t green = (under >> 8 & 0xFF) * left + (colour >> 8 & 0xFF) * share;
    return 0xFF000000 | blend_by_255(green) << 8 | blend_by_255(red_blue);
}

#endif
