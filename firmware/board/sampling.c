#include "board/sampling.h"

#include "adc/scan.h"
#include "base/ring.h"
#include "sampler/sampler.h"
#include "sampler/sampler_thread.h"

#include <stdlib.h>

enum { FRAMES_WAITING = 64 };

struct sampling {
    struct scan *scan;
    struct ring *ring;
    struct sampler *sampler;
    struct sampler_thread *thread; /* NULL: stepped */
    struct machine_health health;  /* the newest that the thread told */
};

struct sampling *sampling_open(const struct sampling_options *options, struct error *error)
{
    struct sampling *sampling = calloc(1, sizeof *sampling);
    if (!sampling) {
        error_set(error, "no memory for the sampler");
        return NULL;
    }
    bool ahead = options->rate_hz <= 0;
    sampling->scan = scan_open(options->wiring, options->bus, options->clock, ahead);
    sampling->ring = ring_open(sizeof(struct frame), FRAMES_WAITING);
    if (sampling->scan && sampling->ring)
        sampling->sampler =
            sampler_open(sampling->scan, sampling->ring, options->clock, options->rate_hz);
    if (!sampling->sampler) {
        error_set(error, "no memory for the sampler");
        goto failed;
    }
    sampler_health(sampling->sampler, &sampling->health);
    if (options->threaded) {
        sampling->thread = sampler_thread_start(sampling->sampler, error);
        if (!sampling->thread)
            goto failed;
    }
    return sampling;
failed:
    sampling_close(sampling);
    return NULL;
}

void sampling_close(struct sampling *sampling)
{
    if (!sampling)
        return;
    sampler_thread_stop(sampling->thread);
    sampler_close(sampling->sampler);
    ring_close(sampling->ring);
    scan_close(sampling->scan);
    free(sampling);
}

void sampling_step(struct sampling *sampling, int64_t now_ns)
{
    if (sampling->thread)
        return;
    while (sampler_due_ns(sampling->sampler) <= now_ns)
        sampler_turn(sampling->sampler);
}

bool sampling_next_frame(struct sampling *sampling, struct frame *frame)
{
    return ring_pop(sampling->ring, frame, sizeof *frame);
}

void sampling_health(struct sampling *sampling, struct machine_health *health)
{
    if (sampling->thread)
        (void)sampler_thread_health(sampling->thread, &sampling->health);
    else
        sampler_health(sampling->sampler, &sampling->health);
    *health = sampling->health;
}
