/* How a body lies, as numbers: a point that moves as the body does. */
#ifndef MATSTATION_DETECT_STATE_H
#define MATSTATION_DETECT_STATE_H

#include "detect/scene.h"

enum { STATE_SIZE = SCENE_ROWS * SCENE_COLUMNS };

/* (a - from) * (b - from) */
float state_product(const float *a, const float *b, const float *from);

/* The distance. */
float state_apart(const float *a, const float *b);

void state_copy(float *to, const float *from);

/* to += (from - to) * weight */
void state_approach(float *to, const float *from, float weight);

#endif
