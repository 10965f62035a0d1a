#include "sampler/sampler.h"

#include <stdlib.h>

/* The frame rate is that of the last whole second. */
static const int64_t rate_window_ns = NS_PER_S;
/* With nobody to ask there is nothing that would take time. */
static const int64_t idle_ns = 10 * NS_PER_MS;

struct sampler {
    struct scan *scan;
    struct ring *ring;
    struct clock clock;
    double rate_hz;
    int64_t period_ns; /* 0: as fast as it goes */
    int64_t due_ns;
    uint32_t number;
    uint64_t frames;
    uint64_t skipped;
    uint64_t lateness[LATENESS_BINS];
    int64_t window_ns; /* began, with so many frames */
    uint64_t window_frames;
    double measured_hz;
    int64_t turned_ns;
    struct frame frame;
};

struct sampler *sampler_open(struct scan *scan, struct ring *ring, struct clock clock,
                             double rate_hz)
{
    struct sampler *sampler = calloc(1, sizeof *sampler);
    if (!sampler)
        return NULL;
    sampler->scan = scan;
    sampler->ring = ring;
    sampler->clock = clock;
    sampler->rate_hz = rate_hz;
    sampler->period_ns = rate_hz > 0 ? (int64_t)(NS_PER_S / rate_hz) : 0;
    sampler->due_ns = clock_now_ns(&clock);
    sampler->window_ns = sampler->due_ns;
    return sampler;
}

void sampler_close(struct sampler *sampler)
{
    free(sampler);
}

int64_t sampler_due_ns(const struct sampler *sampler)
{
    return sampler->due_ns;
}

bool sampler_approach(struct sampler *sampler, int64_t most_ns)
{
    int64_t until_ns = clock_now_ns(&sampler->clock) + most_ns;
    if (sampler->due_ns <= until_ns)
        return true;
    clock_sleep_until_ns(&sampler->clock, until_ns);
    return false;
}

static void count_lateness(struct sampler *sampler, int64_t late_ns)
{
    unsigned bin = 0;
    int64_t late_us = late_ns / NS_PER_US;
    while (bin + 1 < LATENESS_BINS && late_us >= INT64_C(1) << bin)
        bin++;
    sampler->lateness[bin]++;
}

/* Skips forward over the scans whose whole period has passed; never makes up for them. */
static void skip_missed(struct sampler *sampler, int64_t now)
{
    if (!sampler->period_ns || now < sampler->due_ns + sampler->period_ns)
        return;
    int64_t missed = (now - sampler->due_ns) / sampler->period_ns;
    sampler->due_ns += missed * sampler->period_ns;
    sampler->number += (uint32_t)missed;
    sampler->skipped += (uint64_t)missed;
}

static void measure_rate(struct sampler *sampler, int64_t now)
{
    int64_t passed = now - sampler->window_ns;
    if (passed < rate_window_ns)
        return;
    uint64_t frames = sampler->frames - sampler->window_frames;
    sampler->measured_hz = (double)frames * NS_PER_S / (double)passed;
    sampler->window_ns = now;
    sampler->window_frames = sampler->frames;
}

/* The thread may take its time to start. */
static void plan_first(struct sampler *sampler)
{
    int64_t now = clock_now_ns(&sampler->clock);
    if (now > sampler->due_ns)
        sampler->due_ns = now;
    sampler->window_ns = sampler->due_ns;
}

void sampler_turn(struct sampler *sampler)
{
    if (sampler->frames == 0)
        plan_first(sampler);
    clock_sleep_until_ns(&sampler->clock, sampler->due_ns);
    int64_t now = clock_now_ns(&sampler->clock);
    skip_missed(sampler, now);
    count_lateness(sampler, now - sampler->due_ns);
    sampler->frame.number = sampler->number++;
    bool asked = scan_run(sampler->scan, &sampler->frame);
    sampler->frames++;
    ring_push(sampler->ring, &sampler->frame, sizeof sampler->frame);
    now = clock_now_ns(&sampler->clock);
    if (sampler->period_ns)
        sampler->due_ns += sampler->period_ns;
    else
        sampler->due_ns = asked ? now : now + idle_ns;
    measure_rate(sampler, now);
    sampler->turned_ns = now;
}

int64_t sampler_turned_ns(const struct sampler *sampler)
{
    return sampler->turned_ns;
}

void sampler_health(const struct sampler *sampler, struct machine_health *health)
{
    scan_health(sampler->scan, health);
    health->frame_rate_hz = sampler->measured_hz;
    health->wanted_rate_hz = sampler->rate_hz;
    health->frames = sampler->frames;
    health->skipped = sampler->skipped;
    health->dropped = ring_dropped(sampler->ring);
    health->sampler_turned_ns = sampler->turned_ns;
    for (unsigned i = 0; i < LATENESS_BINS; i++)
        health->lateness[i] = sampler->lateness[i];
}
