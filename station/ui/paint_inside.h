/* What the files of paint share: a path, and the outline that is filled. */
#ifndef MATSTATION_UI_PAINT_INSIDE_H
#define MATSTATION_UI_PAINT_INSIDE_H

#include "ui/paint.h"

enum { PATH_PLACES_MAX = 2048, PATH_LINES_MAX = 128 };

struct place {
    double x, y;
};

struct path_line {
    unsigned from; /* its first place; the next line begins after its last */
    bool closed;
};

struct path {
    unsigned places, lines;
    bool down; /* the next place goes on with the last line */
    struct place place[PATH_PLACES_MAX];
    struct path_line line[PATH_LINES_MAX];
};

/* Steps of an arc so short that it departs from the circle by a twentieth of a pixel. */
unsigned arc_steps(double r, double angle);

/* One more corner of the outline, and the end of a way round. */
void outline_add(struct paint *paint, double x, double y);
void outline_end(struct paint *paint);

/* The outline of a line that a pen draws. */
void stroke_outline(struct paint *paint, const struct place *place, unsigned places, bool closed,
                    const struct pen *pen);

#endif
