/* What somebody on a roller rolls, and on which side, from where the load lies: on a roller a body
 * touches the mat only with the roller and with what it props itself up on. */
#ifndef MATSTATION_DETECT_REGION_H
#define MATSTATION_DETECT_REGION_H

#include "detect/scene.h"

struct region_sight {
    float grid[SCENE_ROWS][SCENE_COLUMNS]; /* running mean of the load */
    int64_t due_ns;
    bool roller, next_roller; /* it looks like a roller, whatever is on it */
    bool gone;                /* it looked so before, and no longer */
    enum region region, next; /* as it has lasted; as it looks now */
    float confidence;         /* 0..1 */
    float row;                /* of the grid that the roller is on; NAN: not known */
    int64_t next_ns;          /* since when */
    enum side side, next_side;
    int64_t next_side_ns;
};

void region_reset(struct region_sight *part);

/* Nothing needs to have been asked. region: unclear where it does not look like a roller, or like
 * more than one. side: where only one hip can be on the roller, else both. */
void region_step(struct region_sight *part, const struct scene *scene);

#endif
