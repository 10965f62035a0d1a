/* Passages of a roller over a single pad: each hump of its load is one. */
#ifndef MATSTATION_DETECT_PASSAGE_H
#define MATSTATION_DETECT_PASSAGE_H

#include "detect/scene.h"

struct passage {
    float high;       /* running highest load */
    bool on, counted; /* in a hump; it still counts as a passage */
    int64_t from_ns;
    int64_t leaving_ns; /* since when the load is low again; 0: it is not */
    unsigned strokes;   /* since asked */
};

void passage_reset(struct passage *part);
void passage_step(struct passage *part, const struct scene *scene, struct observation *seen);

#endif
