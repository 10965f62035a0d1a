/* The picture in memory that everything is drawn into, by cairo. Colours are 0xAARRGGBB. */
#ifndef MATSTATION_UI_CANVAS_H
#define MATSTATION_UI_CANVAS_H

#include "base/error.h"
#include "ui/output.h"
#include "ui/theme.h"
#include "ui/type.h"

#include <cairo.h>

struct canvas {
    cairo_surface_t *surface; /* CAIRO_FORMAT_RGB24 */
    cairo_t *cairo;
    struct picture picture;
    struct type *type;             /* not owned */
    const struct palette *palette; /* of the picture being drawn */
};

int canvas_open(struct canvas *canvas, int width, int height, struct error *error);
void canvas_close(struct canvas *canvas);

/* Between begin and end everything is cut to the part, which begin paints with the ground. */
void canvas_begin(struct canvas *canvas, const struct rect *part);
void canvas_end(struct canvas *canvas);

void canvas_colour(struct canvas *canvas, uint32_t colour);

/* A line with round ends. */
void canvas_line(struct canvas *canvas, double x0, double y0, double x1, double y1, double width,
                 uint32_t colour);

/* A filled rectangle with round corners. */
void canvas_pill(struct canvas *canvas, double x, double y, double w, double h, double radius,
                 uint32_t colour);

/* The smallest rectangle of both; an empty one (w 0) adds nothing. */
struct rect rect_union(struct rect a, struct rect b);
bool rect_meets(const struct rect *a, const struct rect *b);
struct rect rect_cut(struct rect a, const struct rect *b);
/* Whole pixels around an area, with a pixel to spare for soft edges. */
struct rect rect_around(double x, double y, double w, double h);

#endif
