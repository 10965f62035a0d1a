/* The pads' electricity: force in, volts at the converter's input out. */
#ifndef MATSTATION_SIM_PADS_H
#define MATSTATION_SIM_PADS_H

#include <stdint.h>

struct pads;

/* seed spreads the pads' own properties. NULL when memory is short; the caller closes. */
struct pads *pads_open(unsigned pads, uint64_t seed);
void pads_close(struct pads *pads);

/* What the forces do up to time_ns, which never goes back. One force a pad, newtons. No
 * allocation; the same thread as pads_volts. */
void pads_step(struct pads *pads, int64_t time_ns, const float *force_n);

/* 0 to 3.3 V. */
float pads_volts(const struct pads *pads, unsigned pad);

#endif
