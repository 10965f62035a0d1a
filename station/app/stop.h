/* SIGINT, SIGTERM and a terminal that is closed (SIGHUP, unless ignored as under nohup) as
 * something to look at, instead of something that interrupts. */
#ifndef MATSTATION_APP_STOP_H
#define MATSTATION_APP_STOP_H

#include "base/error.h"

#include <signal.h>
#include <stdbool.h>

sigset_t stop_signals(void);

/* Blocks these signals for this thread and all that it starts: call before any thread is. */
int stop_open(struct error *error);
void stop_close(int stop);

/* True once somebody wants the program to end. */
bool stop_wanted(int stop);

#endif
