#include "sampler/realtime.h"

#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    PRIORITY = 40, /* threaded interrupts run at 50 */
    STACK_TOUCHED = 64 * 1024,
};

bool realtime_schedule(void)
{
    struct sched_param parameters = {.sched_priority = PRIORITY};
    if (sched_setscheduler(0, SCHED_FIFO, &parameters) == 0)
        return true;
    (void)prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    return false;
}

static void touch_stack(void)
{
    unsigned char stack[STACK_TOUCHED];
    explicit_bzero(stack, sizeof stack);
}

/* What was once touched stays: the stack here, code and buffers in their first scan. Locking what
 * nobody touches would take 20 MB for other threads' stacks. With a limit below what the process
 * will need, locking the future would make its later allocations fail. */
bool realtime_lock_memory(void)
{
    struct rlimit limit;
    touch_stack();
    if (getrlimit(RLIMIT_MEMLOCK, &limit) < 0)
        return false;
    if (limit.rlim_cur != RLIM_INFINITY && geteuid() != 0)
        return false;
    return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
}
