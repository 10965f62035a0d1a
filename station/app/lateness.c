#include "app/lateness.h"

uint64_t lateness_below_us(const struct machine_health *health, double part)
{
    uint64_t all = 0, below = 0;
    for (unsigned i = 0; i < LATENESS_BINS; i++)
        all += health->lateness[i];
    for (unsigned i = 0; i < LATENESS_BINS && all; i++) {
        below += health->lateness[i];
        if ((double)below >= part * (double)all)
            return UINT64_C(1) << i;
    }
    return 0;
}
