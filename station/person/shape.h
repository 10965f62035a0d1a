/* Shapes: the postures a body takes, and what carries the body in each of them, at each point of
 * its movement. */
#ifndef MATSTATION_PERSON_SHAPE_H
#define MATSTATION_PERSON_SHAPE_H

#include "catalogue/catalogue.h"
#include "catalogue/scenario.h"
#include "person/footing.h"

/* Bits: what is wrong with a posture. */
enum spoilt { SPOILT_HIPS = 1, SPOILT_KNEE = 2 };

/* id: an exercise's, or "away", "stand", "kneel", "sit", "lie". */
struct shape {
    char id[ID_MAX];
    bool mirrored;
    unsigned spoilt;
};

bool shape_same(const struct shape *a, const struct shape *b);
bool shape_known(const struct catalogue *catalogue, const char *id);

/* The posture at a phase of its movement (whole parts are cycles), over the middle of the mat. */
void shape_footing(const struct catalogue *catalogue, const struct scenario_body *body,
                   const struct shape *shape, float phase, struct footing *footing);

#endif
