/* What the files about shapes share. Private to them. */
#ifndef MATSTATION_PERSON_SHAPE_INSIDE_H
#define MATSTATION_PERSON_SHAPE_INSIDE_H

#include "body/figure.h"
#include "person/hinges.h"
#include "person/shape.h"

#define BOTH(joint) (BIT(joint##_L) | BIT(joint##_R))

/* Whose shapes, in what, and on how large a mat. */
struct shaped_body {
    const struct catalogue *catalogue;
    struct body body;
    bool shoes;
    float length_m, width_m;
};

/* A posture that needs no figure. */
struct innate {
    const char *id;
    unsigned touching;
    struct pose pose;
};

/* The figure of an exercise, or the one of that name; NULL: there is none. */
const struct figure *shape_figure(const struct catalogue *catalogue, const char *id);

/* The posture of that name, or the nearest thing to an exercise that has no figure; NULL: neither.
 */
const struct innate *shape_innate(const struct catalogue *catalogue, const char *id);

/* Poses the shape, places it on the mat and finds what carries it. -1: no balance is possible. */
int shape_solve(const struct shaped_body *shaped, const struct shape *shape,
                const struct settled *settled, float phase, struct footing *footing);

#endif
