#include "detect/repetitions.h"

#include <math.h>

void repetitions_reset(struct repetitions *part)
{
    *part = (struct repetitions){0};
}

void repetitions_step(struct repetitions *part, const struct scene *scene, struct observation *seen)
{
    part->last_ns = scene->time_ns;
    seen->phase = NAN;
}

void repetitions_finish(struct repetitions *part, struct observation *seen)
{
    seen->time_ns = part->last_ns;
}
