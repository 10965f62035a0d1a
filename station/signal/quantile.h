/* Order statistics of a few numbers. */
#ifndef MATSTATION_SIGNAL_QUANTILE_H
#define MATSTATION_SIGNAL_QUANTILE_H

/* The value below which the given part (0..1) of the values lie; 0 of none. Reorders the values;
 * takes time in proportion to their count (Hoare's selection). */
float quantile(float *values, unsigned count, float part);

#endif
