/* The sampler on a thread of its own, in real time where that is allowed. */
#ifndef MATSTATION_SAMPLER_SAMPLER_THREAD_H
#define MATSTATION_SAMPLER_SAMPLER_THREAD_H

#include "base/error.h"
#include "base/health.h"
#include "sampler/sampler.h"

#include <stdbool.h>

struct sampler_thread;

/* Starts at once. The sampler outlives the thread, which alone may use it, its scan and its bus
 * until the thread is stopped. NULL and one line when there is no thread to be had. */
struct sampler_thread *sampler_thread_start(struct sampler *sampler, struct error *error);

/* Returns when the scan under way has ended. NULL is fine. */
void sampler_thread_stop(struct sampler_thread *thread);

/* The newest health; false when it has not changed since the last call. One reading thread. */
bool sampler_thread_health(struct sampler_thread *thread, struct machine_health *health);

#endif
