/* Whether a posture asked for is held: the bridge's hips off the mat, planks on their supports. */
#ifndef MATSTATION_DETECT_HOLD_H
#define MATSTATION_DETECT_HOLD_H

#include "detect/pulse.h"

struct hold {
    const struct exercise *exercise; /* NULL: nothing asked */
    struct pulse hips;               /* bridge */
    int64_t begun_ns, last_ns;
    float usual[SCENE_ROWS];   /* planks: load of each row while kept, input's unit */
    float weight, weight_most; /* of who is on the mat: now and at most; input's unit */
    bool toes_off;             /* planks: held with the toes beyond the mat */
    bool kept;                 /* the posture is there in this frame */
    int64_t kept_ns;           /* estimated time of the last change of kept */
    enum why why;              /* why it is not kept */
    bool held;                 /* kept for long enough to be reported */
    int64_t from_ns;           /* of the hold that goes on */
    int64_t left_ns;           /* held, but not kept since then; 0: kept */
    int64_t missed_ns;         /* of the hold, not kept */
    int64_t ended_ns;          /* of the last hold */
};

void hold_reset(struct hold *part);

/* What comes before it in the frame (presence, posture, supports, moving) is already in seen. */
void hold_step(struct hold *part, const struct scene *scene, struct observation *seen);
void hold_finish(struct hold *part, struct observation *seen);

#endif
