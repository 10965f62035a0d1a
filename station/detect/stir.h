/* How much the loads of this person usually stir while rolling. */
#ifndef MATSTATION_DETECT_STIR_H
#define MATSTATION_DETECT_STIR_H

#include "detect/track.h"

enum { STIR_WHILES = 15 };

/* Parts of the usual stirring: less at a turn or at rest, and only at rest. */
static const double STIR_RESTS = 0.4, STIR_SURELY_RESTS = 0.08;
static const double STIR_SEEN_S = 0.36; /* stirring goes on to be seen for so long */
/* The centre of load goes farther along the mat, from end to end, in a while of rolling. */
static const float STIR_ROLLS_MM = 14;

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
    /* As it was before the last while, which may have been a rest not known yet: a jump, and a rest
     * that has just ended, are told by the larger of the two. A rest that is known is unlearnt
     * altogether; and waiting that was learned as rolling goes once it stirs far more. */
    double before;
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
