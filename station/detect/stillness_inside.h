/* What the files of stillness.h share. */
#ifndef MATSTATION_DETECT_STILLNESS_INSIDE_H
#define MATSTATION_DETECT_STILLNESS_INSIDE_H

#include "detect/stillness.h"

static const double WAIT_UNKNOWN_S = 3.2; /* longer than a turn, before passes are known */

static inline double seconds_between(int64_t from_ns, int64_t to_ns)
{
    return (double)(to_ns - from_ns) * 1e-9;
}

/* How much it stirs just now, mean square. */
double stillness_stir(const struct stillness *part);

/* Along which way it rolls, and how far, is not known any more. */
void stillness_learn_anew(struct stillness *part);

/* It rests, since about the moment first. */
void stillness_settle(struct stillness *part, unsigned first);

/* While it rests: the new moment of the track, interval_s after the one before. */
void stillness_watch(struct stillness *part, double interval_s);

#endif
