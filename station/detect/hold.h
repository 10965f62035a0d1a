/* Whether a posture asked for, or seen, is held: planks and bridge. */
#ifndef MATSTATION_DETECT_HOLD_H
#define MATSTATION_DETECT_HOLD_H

#include "detect/scene.h"

struct hold {
    int64_t last_ns;
};

void hold_reset(struct hold *part);

/* What comes before it in the frame (presence, posture, supports, moving) is already in seen. */
void hold_step(struct hold *part, const struct scene *scene, struct observation *seen);
void hold_finish(struct hold *part, struct observation *seen);

#endif
