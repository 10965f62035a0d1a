/* Whether the body changes place or posture, or rests. */
#ifndef MATSTATION_DETECT_MOTION_H
#define MATSTATION_DETECT_MOTION_H

#include "detect/scene.h"
#include "detect/shifts.h"
#include "detect/unrest.h"

enum { MOTION_BINS = UNREST_BINS, MOTION_PAST = 16, MOTION_LAGS = 2 };

/* Where the load lay a moment ago. */
struct motion_past {
    int64_t time_ns;
    float load[MOTION_BINS];
};

struct motion {
    unsigned bins;
    float smooth[MOTION_BINS];
    struct motion_past past[MOTION_PAST]; /* ring; next is the oldest */
    unsigned pasts, next;
    bool on, decided; /* somebody is there; moving or still was said */
    bool moving;
    bool again;         /* it had hardly rested, from a movement that was one, before this one */
    bool well;          /* this movement has been more than a little one */
    int64_t rested_ns;  /* when it last came to rest from one that was */
    int64_t since_ns;   /* of being on the mat */
    int64_t stirred_ns; /* the last frame that said moving */
    float peak;         /* of the change in this movement, in parts of what moves */
    double rests_s;     /* for so long */
    struct unrest unrest[MOTION_LAGS];
    struct shifts shifts;
    bool shifted; /* the features are those of this frame */
    float feature[SHIFTS_FEATURES];
    float restless[MOTION_BINS]; /* each one's usual change, where frames are rare */
};

void motion_reset(struct motion *part, const struct mat *mat);

/* seen->presence and seen->roller are already there. Sets seen->moving. */
void motion_step(struct motion *part, const struct scene *scene, struct observation *seen);

#endif
