/* Draws a figure: a person doing an exercise, on the mat, with its things. */
#ifndef MATSTATION_UI_FIGURE_H
#define MATSTATION_UI_FIGURE_H

#include "body/figure.h"
#include "catalogue/exercise.h"
#include "ui/paint.h"

/* Red, green, blue, 0..1. */
struct figure_colour {
    double r, g, b;
};

struct figure_palette {
    struct figure_colour ground; /* what lies behind: far limbs fade towards it */
    struct figure_colour skin, top, legs, hair;
    struct figure_colour mat, thing; /* thing: roller, wall, chair */
    struct figure_colour accent;     /* muscle, arrow, wanted load */
};

/* What a dark and a light theme start from; accent and ground are the caller's. */
void figure_palette_default(struct figure_palette *palette, bool dark);

struct figure_look {
    double x, y, width, height; /* where it may draw; the figure keeps its proportions in it */
    struct figure_palette palette;
    float phase;     /* as figure_pose takes it */
    bool mirrored;   /* the other side */
    float breath;    /* 0 out .. 1 in; NAN: none */
    float glow;      /* of muscle and mat, 0..1; 0: none */
    unsigned wanted; /* bits 1 << zone that glow on the mat; 0: what the pose rests on */
    bool arrow, mat; /* drawn or not */
    float mat_length_m, mat_width_m; /* 0: 1.8 x 0.6 */
};

/* The height that it would take to fill the width. */
double figure_height(const struct figure *figure, const struct figure_look *look);

/* Keeps nothing. */
void figure_draw(struct paint *paint, const struct figure *figure, const struct figure_look *look);

#endif
