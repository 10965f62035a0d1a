/* Rectangles of whole pixels. */
#ifndef MATSTATION_UI_RECT_H
#define MATSTATION_UI_RECT_H

#include <stdbool.h>

struct rect {
    int x, y, w, h;
};

/* The smallest rectangle of both; an empty one (w 0) adds nothing. */
struct rect rect_union(struct rect a, struct rect b);
bool rect_meets(const struct rect *a, const struct rect *b);
struct rect rect_cut(struct rect a, const struct rect *b);
/* Whole pixels around an area, with a pixel to spare for soft edges. */
struct rect rect_around(double x, double y, double w, double h);

#endif
