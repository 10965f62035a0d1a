/* The picture in memory that everything is drawn into. Colours are 0xAARRGGBB. */
#ifndef MATSTATION_UI_CANVAS_H
#define MATSTATION_UI_CANVAS_H

#include "base/error.h"
#include "ui/output.h"
#include "ui/paint.h"
#include "ui/theme.h"
#include "ui/type.h"

struct canvas {
    struct paint *paint;
    struct picture picture;
    uint8_t *below;                /* as large: what lies below a thing that fades */
    struct type *type;             /* not owned */
    const struct palette *palette; /* of the picture being drawn */
    struct rect all, outer;        /* the clips around a part, and around what fades */
};

int canvas_open(struct canvas *canvas, int width, int height, struct error *error);
void canvas_close(struct canvas *canvas);

/* Between begin and end everything is cut to the part, which begin paints with the ground. */
void canvas_begin(struct canvas *canvas, const struct rect *part);
void canvas_end(struct canvas *canvas);

/* What is drawn between them within a part shows so much only, 0..1. They do not nest. */
void canvas_fade_begin(struct canvas *canvas, const struct rect *part);
void canvas_fade_end(struct canvas *canvas, float opacity);

/* A line with round ends. */
void canvas_line(struct canvas *canvas, double x0, double y0, double x1, double y1, double width,
                 uint32_t colour);

/* A filled rectangle with round corners. */
void canvas_pill(struct canvas *canvas, double x, double y, double w, double h, double radius,
                 uint32_t colour);

#endif
