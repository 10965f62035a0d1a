/* Lines of words, as the plain screens have them. */
#ifndef MATSTATION_UI_PLAIN_H
#define MATSTATION_UI_PLAIN_H

#include "ui/stage.h"

/* The view's lines in a box, as large as they fit between label and least_px; what still does not
 * fit is parted into pages, which turn by themselves when there was time to read them. A line that
 * ends in a colon is a heading and begins a page where it can; one with a tab is a word and its
 * value, in two columns. Returns the last baseline. */
float plain_lines(struct stage *stage, const struct box *box, int least_px);

/* The same for a screen that has other pages besides: the page of stage->page_s is drawn without
 * the dots that tell which it is. all_s: how long all of them take. */
struct plain_pages {
    unsigned count, shown;
    float all_s;
    float last_baseline; /* of what was drawn */
};
struct plain_pages plain_page(struct stage *stage, const struct box *box, int least_px);
struct plain_pages plain_measure(struct stage *stage, const struct box *box, int least_px);

/* Which page of something in a box is shown: below the ring, or at the foot where there is none. */
void plain_dots(struct stage *stage, const struct box *box, unsigned pages, unsigned shown);

/* The box below a baseline down to the foot, as wide as share of the screen. */
struct box plain_box(const struct stage *stage, float below, float share);

#endif
