/* How much the loads of this person usually stir while rolling. */
#ifndef MATSTATION_DETECT_STIR_H
#define MATSTATION_DETECT_STIR_H

#include "detect/track.h"

enum { STIR_WHILES = 15 };

/* A short while of rolling. */
struct stir_while {
    int64_t end_ns;
    float stir;     /* mean square */
    float range_mm; /* how far the centre of load went along the mat */
};

struct stir {
    double seconds, sum; /* of the present while */
    struct stir_while last[STIR_WHILES];
    unsigned next, whiles; /* where the next one is written; so many before it are kept */
    double usual;          /* mean square; 0: not known yet */
    double before;         /* as it was before the last while, which may have been a rest */
};

/* What was usual is so no more. */
void stir_forget(struct stir *stir);

/* The newest moment of the track, interval_s after the one before: somebody rolls, or may. */
void stir_learn(struct stir *stir, const struct track *track, double interval_s);

/* What came later was no rolling. */
void stir_unlearn(struct stir *stir, int64_t since_ns);

/* The while that has begun does not go on. */
void stir_break(struct stir *stir);

/* So much is surely more than usual that nobody stirs so while rolling. */
double stir_jump(const struct stir *stir);

/* Whether there was enough of it. */
bool stir_known(const struct stir *stir);

#endif
