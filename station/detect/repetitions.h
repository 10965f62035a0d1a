/* Repetitions, counted as they end. */
#ifndef MATSTATION_DETECT_REPETITIONS_H
#define MATSTATION_DETECT_REPETITIONS_H

#include "detect/doubt.h"
#include "detect/excursions.h"
#include "detect/pulse.h"

/* One cycle that has ended, or the first one that waits to be believed. */
struct cycle_seen {
    float size; /* of the stroke that makes it, in the signal's unit */
    float rise; /* CYCLE_PEAK: up to it from where the body began */
    int64_t from_ns, to_ns;
};

struct repetitions {
    struct pulse pulse;
    struct excursions excursions; /* CYCLE_AWAY; of the pulse only whether it waits */
    int64_t last_ns;
    int64_t lay_ns;   /* when the body last lay as it must */
    int64_t long_ns;  /* when it was last about as long as usual */
    float length;     /* of the body, as it usually lay: the pulse's spread */
    int64_t there_ns; /* when somebody was last seen */
    struct cycle_seen waiting;
    unsigned waits_for; /* the candidate whose first cycle it is */
    bool waits;
    bool from_high; /* CYCLE_PEAK: the body began on the high side, and is back there each time */
    int64_t counted_ns; /* end of the last repetition */
    float blind;        /* part of the pads that say nothing, 0..1 */
    struct doubt doubt;
    unsigned count;
    float confidence;
};

void repetitions_reset(struct repetitions *part);

/* What comes before it in the frame (presence, posture, supports, moving) is already in seen. */
void repetitions_step(struct repetitions *part, const struct scene *scene,
                      struct observation *seen);

#endif
