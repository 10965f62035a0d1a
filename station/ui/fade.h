/* What is new on the picture comes out of the ground and what is gone sinks back into it, while
 * what stays does not move: so one screen becomes the next. */
#ifndef MATSTATION_UI_FADE_H
#define MATSTATION_UI_FADE_H

#include "ui/scene.h"

struct fade {
    unsigned here; /* of the scene last stepped, without what was leaving */
    uint64_t same[SCENE_ITEMS_MAX];
    int64_t since_ns[SCENE_ITEMS_MAX];
    struct scene leaving;
    int64_t gone_ns[SCENE_ITEMS_MAX];
};

/* Sets the opacities of a scene and adds to it what was in the scene before it and is leaving. */
void fade_step(struct fade *fade, const struct scene *before, struct scene *now, int64_t now_ns);

/* The same with everything there at once. */
void fade_cut(struct fade *fade, const struct scene *now);

#endif
