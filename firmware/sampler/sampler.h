/* When to scan: plans scans at a rate, or one after the other, numbers them, and pushes frames into
 * the ring. One scan a call; who calls is no concern of it. */
#ifndef MATSTATION_SAMPLER_SAMPLER_H
#define MATSTATION_SAMPLER_SAMPLER_H

#include "adc/scan.h"
#include "base/clock.h"
#include "base/health.h"
#include "base/ring.h"

#include <stdbool.h>

struct sampler;

/* rate_hz 0: as fast as it goes. Scan and ring outlive the sampler. NULL when memory is short. */
struct sampler *sampler_open(struct scan *scan, struct ring *ring, struct clock clock,
                             double rate_hz);
void sampler_close(struct sampler *sampler);

/* When the next scan is planned. */
int64_t sampler_due_ns(const struct sampler *sampler);

/* Sleeps until it is near, at most so long. False: it is not yet. */
bool sampler_approach(struct sampler *sampler, int64_t most_ns);

/* Sleeps until then, scans, pushes one frame. A scan that could not begin in its own period is
 * skipped: its number is missing, and counted. */
void sampler_turn(struct sampler *sampler);

/* When the last turn ended; 0: there was none. */
int64_t sampler_turned_ns(const struct sampler *sampler);

/* All that scan and sampler know. Same thread as sampler_turn. */
void sampler_health(const struct sampler *sampler, struct machine_health *health);

#endif
