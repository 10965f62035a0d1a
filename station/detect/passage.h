/* Passages of a roller over a single pad: each hump of its load is one. */
#ifndef MATSTATION_DETECT_PASSAGE_H
#define MATSTATION_DETECT_PASSAGE_H

#include "detect/scene.h"

struct passage {
    bool begun;
    float low;    /* value without the roller, followed between passages */
    float height; /* running highest rise above it */
    bool high;    /* it may be in a hump, since from_ns */
    bool on;      /* and surely is */
    int64_t from_ns;
    int64_t leaving_ns; /* since when the load is low again; 0: it is not */
    int64_t flat_ns;    /* since when it is near flat */
    float flat;
    unsigned strokes; /* since asked */
};

void passage_reset(struct passage *part);
void passage_step(struct passage *part, const struct scene *scene, struct observation *seen);
void passage_finish(struct passage *part, int64_t time_ns, struct observation *seen);

#endif
