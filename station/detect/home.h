/* Where a body rests, and the way it goes from there, whichever pads show it: both are learned from
 * how it lay in the last half minute. */
#ifndef MATSTATION_DETECT_HOME_H
#define MATSTATION_DETECT_HOME_H

#include "detect/scene.h"

enum {
    HOME_STATE = SCENE_ROWS * SCENE_COLUMNS, /* numbers that say how the body lies */
    HOME_SAMPLES = 256,
    HOME_RATE = 8, /* samples/s */
};

/* How the body lay at one time. */
struct home_sample {
    int64_t time_ns;
    float state[HOME_STATE];
    float speed;    /* change of the state in the two samples before */
    bool elsewhere; /* coming, going or another posture: far from all the others */
    float along;    /* the way, from the middle */
};

struct home {
    float least; /* less than this is breathing or balancing, in the state's unit */
    bool begun;
    float smooth[HOME_STATE];
    int64_t due_ns; /* of the next sample */
    unsigned count;
    struct home_sample sample[HOME_SAMPLES]; /* oldest first */
    float middle[HOME_STATE];
    float way[HOME_STATE]; /* the direction in which the state changes most; its length is 1 */
    bool known;
    float place[HOME_STATE]; /* of rest */
    float along;             /* of that place, the way from the middle */
    bool before_known;
    float before[HOME_STATE]; /* where the body was at rest before it was at home */
    float size;               /* usual distance from home while away */
};

void home_reset(struct home *home, float least);

/* The body has gone, or moved to another place: what was before says nothing of what comes. */
void home_forget(struct home *home);

/* Home is somewhere else since then. */
void home_look_again(struct home *home, int64_t since_ns);

/* state: HOME_STATE numbers. True: there is a new sample, and home is known. */
bool home_step(struct home *home, const struct scene *scene, const float *state);

/* Who pauses on the way and comes back to that place first is found at home there. True once the
 * body is again where it rested before: that is home. */
bool home_goes_back(struct home *home);

/* Way and size, from the samples there are. */
void home_learn(struct home *home);

/* The last sample is at home: so home drifts. */
void home_stay(struct home *home);

/* How far a sample is from home along the way, above or below. */
float home_off(const struct home *home, const struct home_sample *sample);
bool home_is_left(const struct home *home, float off);
bool home_is_at(const struct home *home, const struct home_sample *sample, float off);

/* How much else moved, in parts of what went along the way. */
float home_beside(const struct home *home);

#endif
