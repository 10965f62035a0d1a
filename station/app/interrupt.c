#include "app/interrupt.h"

#include "app/stop.h"

#include <signal.h>
#include <unistd.h>

static void *watch(void *self)
{
    const struct interrupt *interrupt = self;
    const sigset_t set = stop_signals();
    int caught;
    sigwait(&set, &caught);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL); /* or nobody would have heard it */
    const bool removed = interrupt->part && unlink(interrupt->part) == 0;
    log_line(interrupt->log, LOG_WARNING, "%s: interrupted before its end%s", interrupt->command,
             removed ? "; nothing was written" : "");
    _exit(EXIT_DONE);
}

void interrupt_watch(struct interrupt *interrupt, const struct app *app, const char *command,
                     const char *part)
{
    *interrupt = (struct interrupt){.log = app->log, .command = command, .part = part};
    interrupt->watched = pthread_create(&interrupt->thread, NULL, watch, interrupt) == 0;
}

int interrupt_open(struct interrupt *interrupt, const struct app *app, const char *command,
                   const char *part)
{
    const sigset_t set = stop_signals();
    sigset_t before;
    *interrupt = (struct interrupt){0};
    pthread_sigmask(SIG_BLOCK, &set, &before);
    if (sigismember(&before, SIGINT) && sigismember(&before, SIGTERM))
        return EXIT_DONE;
    interrupt_watch(interrupt, app, command, part);
    if (interrupt->watched)
        return EXIT_DONE;
    log_line(app->log, LOG_ERROR, "there is not enough memory");
    return EXIT_FAILED;
}

void interrupt_close(struct interrupt *interrupt)
{
    if (!interrupt->watched)
        return;
    pthread_cancel(interrupt->thread);
    pthread_join(interrupt->thread, NULL);
}
