#include "detect/recognise.h"

#include <stdio.h>

void recognise_reset(struct recognise *part, const struct recognition *recognition)
{
    (void)recognition;
    *part = (struct recognise){0};
}

void recognise_step(struct recognise *part, const struct scene *scene, struct observation *seen)
{
    part->last_ns = scene->time_ns;
    snprintf(seen->recognised, sizeof seen->recognised, "unclear");
}

void recognise_finish(struct recognise *part, struct observation *seen)
{
    seen->time_ns = part->last_ns;
}
