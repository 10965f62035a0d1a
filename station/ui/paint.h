/* Shapes into a picture, smooth at their edges. Only opening takes memory: drawing takes and frees
 * none, however long the station runs.
 *
 * A path is made of lines, each begun by paint_lift or paint_move, and then filled or stroked,
 * which uses it up. Where lines of a path run the same way round they may overlap. Places are in
 * pixels, y down; what is too long to be held is cut off. Colours are 0xAARRGGBB. One thread at a
 * time. */
#ifndef MATSTATION_UI_PAINT_H
#define MATSTATION_UI_PAINT_H

#include "ui/output.h"

struct paint;

/* The picture stays the caller's and outlives it. NULL: no memory. Closing NULL is fine. */
struct paint *paint_open(const struct picture *picture, struct error *error);
void paint_close(struct paint *paint);
const struct picture *paint_picture(const struct paint *paint);

/* From now on nothing beyond this is touched, nor beyond what was the clip before: which is
 * returned, to be given back. */
struct rect paint_clip(struct paint *paint, const struct rect *part);
void paint_clip_back(struct paint *paint, struct rect before);
struct rect paint_clipped(const struct paint *paint);

/* The next place begins a line. */
void paint_lift(struct paint *paint);
void paint_move(struct paint *paint, double x, double y);
void paint_line(struct paint *paint, double x, double y);
/* A cubic curve from where the line is. */
void paint_curve(struct paint *paint, double x1, double y1, double x2, double y2, double x,
                 double y);
/* Goes on with an arc of an ellipse; angles in radians, clockwise from the right. */
void paint_arc(struct paint *paint, double x, double y, double rx, double ry, double from,
               double until);
/* A circle, as a line of its own. */
void paint_circle(struct paint *paint, double x, double y, double r);
/* A stroke leads back to the line's beginning. */
void paint_back(struct paint *paint);

void paint_fill(struct paint *paint, uint32_t colour);

enum { SHADES = 64 };

/* Opaque colours, and where on their row, 0..1, a place lies: asked for every few pixels along a
 * line of them, and taken to change evenly between. */
struct shading {
    uint32_t shade[SHADES];
    float (*along)(const void *self, float x, float y);
    const void *self;
};

void paint_fill_shaded(struct paint *paint, const struct shading *shading);

struct pen {
    double width;
    bool round;            /* its ends; joints always are */
    double on, off, begin; /* dashes, and how far into the first one it begins; on 0: whole */
};

void paint_stroke(struct paint *paint, const struct pen *pen, uint32_t colour);

/* A colour through a mask: a share of 255 a pixel, rows stride bytes apart. */
void paint_mask(struct paint *paint, const uint8_t *mask, int stride, const struct rect *place,
                uint32_t colour);

#endif
