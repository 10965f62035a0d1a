/* Where a body rests, and the way it goes from there, whichever pads show it: both are learned from
 * how it lay in the last half minute. */
#ifndef MATSTATION_DETECT_HOME_H
#define MATSTATION_DETECT_HOME_H

#include "detect/state.h"

enum {
    HOME_SAMPLES = 256,
    HOME_RATE = 8, /* samples/s */
};

/* How the body lay at one time. */
struct home_sample {
    int64_t time_ns;
    float state[STATE_SIZE];
    float speed;    /* change of the state in the two samples before */
    bool elsewhere; /* coming, going or another posture: far from all the others */
    float along;    /* the way, from the middle */
};

struct home {
    float least;  /* less than this is breathing or balancing, in the state's unit */
    unsigned lag; /* the way is that of the changes in so many samples; 0: of all there is */
    bool begun;
    float smooth[STATE_SIZE];
    int64_t due_ns; /* of the next sample */
    unsigned count;
    struct home_sample sample[HOME_SAMPLES]; /* oldest first */
    float middle[STATE_SIZE];
    float way[STATE_SIZE]; /* the direction in which the state changes most; its length is 1, and it
                              turns little by little */
    bool known;
    float place[STATE_SIZE]; /* of rest */
    float along;             /* of that place, the way from the middle */
    bool before_known;
    float before[STATE_SIZE]; /* where the body was at rest before it was at home */
    float size;               /* usual distance from home while away; of the changes in a lag */
};

void home_reset(struct home *home, float least, unsigned lag);

/* The body has gone, or moved to another place: what was before says nothing of what comes. */
void home_forget(struct home *home);

/* Home is somewhere else since then. */
void home_look_again(struct home *home, int64_t since_ns);

/* What the body did between these times was none of the exercise, and says nothing of its way. */
void home_leave_out(struct home *home, int64_t from_ns, int64_t to_ns);

/* state: STATE_SIZE numbers. True: there is a new sample, and home is known. */
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
