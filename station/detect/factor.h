/* A matrix of mean products of loads, divided by: Cholesky's factor in place of its lower half. */
#ifndef MATSTATION_DETECT_FACTOR_H
#define MATSTATION_DETECT_FACTOR_H

#include "detect/track.h"

typedef double products[TRACK_BINS][TRACK_BINS]; /* the lower half of a symmetric one */

/* In place. evenness: part of the largest on the diagonal that is added to all of it. False: it
 * cannot be divided by, and what is left in it says nothing. */
bool factorise(products sums, unsigned bins, double evenness);

/* value, divided by what the factor was made from. */
void factor_solve(const products factor, unsigned bins, double *value);

#endif
