#include "detect/hold.h"

void hold_reset(struct hold *part)
{
    *part = (struct hold){0};
}

void hold_step(struct hold *part, const struct scene *scene, struct observation *seen)
{
    part->last_ns = scene->time_ns;
    seen->hold = (struct hold_seen){.why = WHY_UNKNOWN};
}

void hold_finish(struct hold *part, struct observation *seen)
{
    seen->time_ns = part->last_ns;
}
