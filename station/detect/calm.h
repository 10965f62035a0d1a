/* How little the loads change at rest, and in which directions together: what they do besides is
 * none of a rest, however small it is and whatever it is that moves. */
#ifndef MATSTATION_DETECT_CALM_H
#define MATSTATION_DETECT_CALM_H

#include "detect/factor.h"

/* A change: from the mean of some moments to that of as many next. */
struct calm {
    unsigned bins, side; /* so many moments */
    products usual;      /* of the changes at rest, as a factor to divide by */
    double size;         /* their mean, so divided */
    float most;          /* the largest of them, in such means */
};

/* From the moments since first and before end, in which it rested.
 * False: there are too few, or nothing changes at all. */
bool calm_learn(struct calm *calm, const struct track *track, unsigned side, unsigned first,
                unsigned end);

/* The change where moment i begins, in those at rest: their mean square is 1. 0 where there are not
 * so many moments on both sides. */
float calm_stir(const struct calm *calm, const struct track *track, unsigned i);

#endif
