/* Shapes: the postures a body takes, and what carries it in each, at each point of its movement. */
#ifndef MATSTATION_PERSON_SHAPE_H
#define MATSTATION_PERSON_SHAPE_H

#include "base/error.h"
#include "catalogue/catalogue.h"
#include "catalogue/scenario.h"
#include "person/footing.h"

/* Bits: what is wrong with a shape. */
enum spoilt { SPOILT_HIPS = 1, SPOILT_KNEE = 2 };

/* id: an exercise's or a figure's, or "away", "stand", "kneel", "sit", "lie". */
struct shape {
    char id[ID_MAX];
    bool mirrored;
    unsigned spoilt;
};

bool shape_same(const struct shape *a, const struct shape *b);
bool shape_known(const struct catalogue *catalogue, const char *id);
/* It has a figure, or needs none. */
bool shape_drawn(const struct catalogue *catalogue, const char *id);
/* It has no movement that could be repeated. */
bool shape_rests(const struct catalogue *catalogue, const char *id);

/* Where a body has settled: away from where the figure is drawn, in the mat's coordinates. */
struct settled {
    float x_m, y_m;
    bool turned; /* head at the foot end */
};

struct shapes;

/* The catalogue outlives the shapes; the caller closes. */
struct shapes *shapes_open(const struct catalogue *catalogue, const struct scenario_body *body,
                           const struct mat *mat, struct error *error);
void shapes_close(struct shapes *shapes);

/* What carries the body at a phase of the shape's movement (whole parts are cycles). Solved once a
 * place and 1/32 of a cycle, and in between interpolated. -1: no balance is possible. */
int shapes_footing(struct shapes *shapes, const struct shape *shape, const struct settled *settled,
                   float phase, struct footing *footing);

/* How far the fastest joint goes there, in m per whole cycle: what "moving" means. */
float shapes_pace_m(struct shapes *shapes, const struct shape *shape, const struct settled *settled,
                    float phase);

/* The phase at which the movement is farthest from its beginning: hips up, knees drawn in. */
float shapes_far_phase(const struct shapes *shapes, const struct shape *shape);

#endif
