/* Repetitions, counted as they end. */
#ifndef MATSTATION_DETECT_REPETITIONS_H
#define MATSTATION_DETECT_REPETITIONS_H

#include "detect/scene.h"

struct repetitions {
    int64_t last_ns;
};

void repetitions_reset(struct repetitions *part);

/* What comes before it in the frame (presence, posture, supports, moving) is already in seen. */
void repetitions_step(struct repetitions *part, const struct scene *scene,
                      struct observation *seen);
void repetitions_finish(struct repetitions *part, struct observation *seen);

#endif
