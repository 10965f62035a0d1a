/* The pads' electricity: force in, volts at the converter's input out.
 *
 * A pad is a sheet whose conductance grows with the force on it (Velostat), between the supply and
 * a resistor to ground. No two are alike; each gives more on the way down than on the way up, goes
 * on giving more while a load rests on it, saturates, ages, and is noisy. */
#ifndef MATSTATION_SIM_PADS_H
#define MATSTATION_SIM_PADS_H

#include <stdint.h>

/* What can be wrong with a pad. */
enum pad_ailment {
    AILMENT_NONE,
    AILMENT_OPEN,  /* a broken lead: 0 V */
    AILMENT_SHORT, /* its sheets touch: the supply */
    AILMENT_STUCK, /* stays where it is */
    AILMENT_NOISY, /* a loose contact */
};

#define PADS_SUPPLY_V 3.3F
#define PADS_USUAL_CELSIUS 22.0F

struct pads;

/* seed spreads the pads' own properties. NULL when memory is short; the caller closes. */
struct pads *pads_open(unsigned pads, uint64_t seed);
void pads_close(struct pads *pads);

/* What the forces do up to time_ns, which never goes back. One force a pad, newtons. No
 * allocation; the same thread as pads_volts. */
void pads_step(struct pads *pads, int64_t time_ns, const float *force_n);

/* 0 to PADS_SUPPLY_V. */
float pads_volts(const struct pads *pads, unsigned pad);

/* From the next step on. */
void pads_set_ailment(struct pads *pads, unsigned pad, enum pad_ailment ailment);
void pads_set_temperature(struct pads *pads, float celsius); /* the usual at first */
void pads_set_age(struct pads *pads, float worn);            /* 0 new at first .. 1 worn out */

#endif
