#include "sim/pads.h"

#include "base/frame.h"

#include <stdlib.h>

/* A pad's conductance grows with the force on it; with 2.2 kOhm to ground it divides 3.3 V. */
static const float supply_v = 3.3F;
static const float divider_ohm = 2200.0F;
static const float siemens_per_n = 2.0e-6F;

struct pads {
    unsigned pads;
    float volts[PADS_MAX];
};

struct pads *pads_open(unsigned pads, uint64_t seed)
{
    (void)seed;
    struct pads *opened = calloc(1, sizeof *opened);
    if (opened)
        opened->pads = pads < PADS_MAX ? pads : PADS_MAX;
    return opened;
}

void pads_close(struct pads *pads)
{
    free(pads);
}

void pads_step(struct pads *pads, int64_t time_ns, const float *force_n)
{
    (void)time_ns;
    for (unsigned i = 0; i < pads->pads; i++) {
        float ratio = force_n[i] * siemens_per_n * divider_ohm;
        pads->volts[i] = supply_v * ratio / (1.0F + ratio);
    }
}

float pads_volts(const struct pads *pads, unsigned pad)
{
    return pad < pads->pads ? pads->volts[pad] : 0.0F;
}
