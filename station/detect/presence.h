/* Whether somebody or something is on the mat. */
#ifndef MATSTATION_DETECT_PRESENCE_H
#define MATSTATION_DETECT_PRESENCE_H

#include "detect/scene.h"

struct presence_part {
    bool on;
};

void presence_reset(struct presence_part *part);
void presence_step(struct presence_part *part, const struct scene *scene, struct observation *seen);

#endif
