/* The roller under the body: passes, pauses, and the region it works on. */
#ifndef MATSTATION_DETECT_ROLLER_H
#define MATSTATION_DETECT_ROLLER_H

#include "detect/region.h"
#include "detect/scene.h"
#include "detect/stillness.h"
#include "detect/strokes.h"

struct roller {
    struct stillness stillness;
    struct strokes strokes;
    struct region_sight region;
    const struct exercise *exercise; /* that was asked for */
    bool present;
    bool rolled;           /* there were strokes since it is present */
    int64_t present_ns;    /* since when the load says otherwise */
    float x_mm, centre_mm; /* the roller's usual place, and the load's centre with it there */
    unsigned count;        /* strokes since asked */
    unsigned count_before; /* of them, before it last came onto the roller, as far as is seen */
    int64_t stroke_ns;     /* when the last of them began */
    bool paused;
    enum region paused_region; /* where it last was */
    float paused_confidence;
    enum side paused_side;
    int64_t paused_ns, seen_ns; /* onset of the pause; the last time it was seen */
};

void roller_reset(struct roller *part, const struct mat *mat);

/* Supports and loaded are already in seen. */
void roller_step(struct roller *part, const struct scene *scene, struct observation *seen);
void roller_finish(struct roller *part, struct observation *seen);

#endif
