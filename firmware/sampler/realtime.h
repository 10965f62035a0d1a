/* What the sampler's thread asks of the kernel, for itself and for the process. */
#ifndef MATSTATION_SAMPLER_REALTIME_H
#define MATSTATION_SAMPLER_REALTIME_H

#include <stdbool.h>

/* SCHED_FIFO for the calling thread, below the threaded interrupts that it waits for. False: not
 * allowed; the thread then runs on as it is, with the finest timer that it may have. */
bool realtime_schedule(void);

/* Locks the memory of the process and touches the stack of the calling thread. False: not allowed.
 */
bool realtime_lock_memory(void);

#endif
