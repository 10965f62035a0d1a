#include "sampler/sampler_thread.h"

#include "base/mailbox.h"
#include "sampler/realtime.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

static const int64_t health_every_ns = 100 * NS_PER_MS;
/* With scans that lie far apart, nobody waits for the next one to stop. */
static const int64_t stops_within_ns = 100 * NS_PER_MS;

struct sampler_thread {
    pthread_t thread;
    struct sampler *sampler;
    struct mailbox *mailbox;
    atomic_bool stop;
    struct machine_health health; /* the thread's own; copied through the mailbox */
};

static int64_t cpu_ns(void)
{
    struct timespec spent = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * NS_PER_S + spent.tv_nsec;
}

static void *run(void *self)
{
    struct sampler_thread *thread = self;
    thread->health.real_time = realtime_schedule();
    thread->health.memory_locked = realtime_lock_memory();
    int64_t told_ns = INT64_MIN / 2;
    while (!atomic_load_explicit(&thread->stop, memory_order_acquire)) {
        if (!sampler_approach(thread->sampler, stops_within_ns))
            continue;
        sampler_turn(thread->sampler);
        int64_t now_ns = sampler_turned_ns(thread->sampler);
        if (now_ns - told_ns < health_every_ns)
            continue;
        told_ns = now_ns;
        sampler_health(thread->sampler, &thread->health);
        thread->health.sampler_cpu_ns = cpu_ns();
        mailbox_write(thread->mailbox, &thread->health, sizeof thread->health);
    }
    return NULL;
}

struct sampler_thread *sampler_thread_start(struct sampler *sampler, struct error *error)
{
    struct sampler_thread *thread = calloc(1, sizeof *thread);
    if (!thread)
        goto failed;
    thread->sampler = sampler;
    thread->mailbox = mailbox_open(sizeof thread->health);
    if (!thread->mailbox || pthread_create(&thread->thread, NULL, run, thread) != 0)
        goto failed;
    return thread;
failed:
    error_set(error, "no thread for the sampler: too little memory, or too many threads");
    if (thread)
        mailbox_close(thread->mailbox);
    free(thread);
    return NULL;
}

void sampler_thread_stop(struct sampler_thread *thread)
{
    if (!thread)
        return;
    atomic_store_explicit(&thread->stop, true, memory_order_release);
    pthread_join(thread->thread, NULL);
    mailbox_close(thread->mailbox);
    free(thread);
}

bool sampler_thread_health(struct sampler_thread *thread, struct machine_health *health)
{
    return mailbox_read(thread->mailbox, health, sizeof *health);
}
