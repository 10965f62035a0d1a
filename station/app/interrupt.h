/* The signals of stop.h for what has nothing to save: whoever interrupts is told so in one line, a
 * file that is half written is taken away, and the program ends with 0, whatever it is waiting for.
 */
#ifndef MATSTATION_APP_INTERRUPT_H
#define MATSTATION_APP_INTERRUPT_H

#include "app/commands.h"

#include <pthread.h>
#include <stdbool.h>

struct interrupt {
    const struct log *log;
    const char *command; /* its name, for the line */
    const char *part;    /* of a file that is being written; NULL: none is */
    bool watched;
    pthread_t thread;
};

/* command and part outlive it; before any other thread is started. Whoever starts a command with
 * them blocked, as a running station does its exports, is not to interrupt it: then nothing
 * is watched. Returns an exit status; unless it is EXIT_DONE the error has been said, and there is
 * nothing to close. */
int interrupt_open(struct interrupt *interrupt, const struct app *app, const char *command,
                   const char *part);

/* The same behind stop_open, for the while that files are opened: a pipe keeps who opens it waiting
 * for its other end, and nobody looks at the signals. Without memory nothing is watched. */
void interrupt_watch(struct interrupt *interrupt, const struct app *app, const char *command,
                     const char *part);

void interrupt_close(struct interrupt *interrupt);

#endif
