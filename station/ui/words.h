/* Words on the screen: lines and short blocks that fit where they are put, and the one number. */
#ifndef MATSTATION_UI_WORDS_H
#define MATSTATION_UI_WORDS_H

#include "ui/stage.h"

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct style {
    enum face face;
    int size_px;
    uint32_t colour;
    enum align align;
};

/* One line on a baseline at x (its left, middle or right as aligned). What is wider than width is
 * cut and ends in an ellipsis. Returns the width of its ink. */
float words_line(struct stage *stage, const struct style *style, float x, float baseline,
                 float width, const char *text);

enum { BLOCK_LINES_MAX = 8 };

/* A text broken into lines. */
struct block {
    struct style style;
    unsigned lines;
    float leading; /* between baselines */
    const char *text;
    size_t from[BLOCK_LINES_MAX], bytes[BLOCK_LINES_MAX];
    bool cut; /* the last line ends in an ellipsis */
};

/* Breaks a text at blanks into at most lines lines of that width, as large as it can be between
 * least_px and the style's size. The text must outlive the block. */
void words_break(struct stage *stage, struct block *block, const struct style *style, int least_px,
                 float width, unsigned lines, const char *text);

/* Draws it with its first line on that baseline; returns the baseline of the last. */
float words_block(struct stage *stage, const struct block *block, float x, float baseline,
                  float width);

/* The width of its longest line. */
float words_widest(struct stage *stage, const struct block *block);

/* What a drawn line says, for tests of the pictures; false: the item is no line of words. */
struct words_seen {
    const char *text;
    uint32_t colour;
    int size_px;
};
bool words_seen(const struct item *item, struct words_seen *seen);

/* The words put since the scene had `from` items are values that stand on a baseline and change
 * without a fade. */
void words_steady(struct stage *stage, unsigned from, float baseline);

/* The digits of a number in cells of equal width, centred on x. */
void words_number(struct stage *stage, int size_px, uint32_t colour, float x, float baseline,
                  unsigned number);

#endif
