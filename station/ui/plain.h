/* Lines of words, as the plain screens have them. */
#ifndef MATSTATION_UI_PLAIN_H
#define MATSTATION_UI_PLAIN_H

#include "ui/stage.h"

/* The view's lines in a box, as large as they fit between label and fine size. A line that ends in
 * a colon is a heading; one with a tab is a word and its value, in two columns. */
void plain_lines(struct stage *stage, const struct box *box);

/* The box below a baseline down to the foot, as wide as share of the screen. */
struct box plain_box(const struct stage *stage, float below, float share);

#endif
