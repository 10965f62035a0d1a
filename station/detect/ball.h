/* Where the ball lies under the heels of a body that is held up between them and its shoulders. */
#ifndef MATSTATION_DETECT_BALL_H
#define MATSTATION_DETECT_BALL_H

#include "detect/scene.h"

/* The centre of the load along the mat at one of the two places, 0: the one nearer to the head end;
 * 0 head end .. 1 foot end, and a little beyond for what has rolled off the mat. However the body
 * shifts its weight between the two, this is where the ball is. NAN: the hips are down, or nobody
 * is there. */
float ball_along(const struct scene *scene, unsigned place);

#endif
