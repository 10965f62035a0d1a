/* Percentiles out of the histogram of how late scans began. */
#ifndef MATSTATION_APP_LATENESS_H
#define MATSTATION_APP_LATENESS_H

#include "base/health.h"

/* The microseconds below which this part of all scans stayed, 0 < part <= 1; 0 without scans. */
uint64_t lateness_below_us(const struct machine_health *health, double part);

#endif
