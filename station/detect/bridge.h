/* A body held up between its shoulders and something that rolls under its heels: where it rests. */
#ifndef MATSTATION_DETECT_BRIDGE_H
#define MATSTATION_DETECT_BRIDGE_H

#include "detect/scene.h"

/* The centre of the load along the mat at one of the two places, 0: the one nearer to the head end;
 * 0 head end .. 1 foot end, and a little beyond for what has rolled off the mat. However the body
 * shifts its weight between the two, this is where the ball is. NAN: the hips are down, or nobody
 * is there. */
float bridge_along(const struct scene *scene, unsigned place);

#endif
