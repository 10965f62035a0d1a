#include "app/stop.h"

#include <errno.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Under nohup it is ignored; once blocked it would come all the same. */
static bool ignores_hangup(void)
{
    struct sigaction now;
    return sigaction(SIGHUP, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

sigset_t stop_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (!ignores_hangup())
        sigaddset(&set, SIGHUP);
    return set;
}

int stop_open(struct error *error)
{
    const sigset_t set = stop_signals();
    if (sigprocmask(SIG_BLOCK, &set, NULL))
        return error_set(error, "signals cannot be blocked: %s", strerror(errno));
    int stop = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (stop < 0)
        return error_set(error, "signals cannot be watched: %s", strerror(errno));
    return stop;
}

void stop_close(int stop)
{
    if (stop >= 0)
        close(stop);
}

bool stop_wanted(int stop)
{
    struct signalfd_siginfo info;
    return read(stop, &info, sizeof info) == (ssize_t)sizeof info;
}
