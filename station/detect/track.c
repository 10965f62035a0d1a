#include "detect/track.h"

#include <math.h>
#include <string.h>

static const double STIR_S = 0.29; /* over which a change is stirring */

void track_reset(struct track *track, unsigned bins)
{
    track->bins = bins < TRACK_BINS ? bins : TRACK_BINS;
    track->count = 0;
}

const struct moment *track_now(const struct track *track)
{
    return &track->moment[track->count - 1];
}

double track_ago_s(const struct track *track, unsigned i)
{
    return (double)(track_now(track)->time_ns - track->moment[i].time_ns) * 1e-9;
}

unsigned track_before(const struct track *track, double seconds)
{
    unsigned i = track->count - 1;
    while (i > 0 && track_ago_s(track, i) < seconds)
        i--;
    return i;
}

void track_forget_before(struct track *track, unsigned first)
{
    track->count -= first;
    memmove(track->moment, track->moment + first, track->count * sizeof *track->moment);
}

float track_distance2(const struct track *track, const float *a, const float *b)
{
    float sum = 0;
    for (unsigned i = 0; i < track->bins; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

void track_add(struct track *track, int64_t time_ns, float place, float x_mm, const float *load,
               const float *bare)
{
    if (track->count == TRACK_MOMENTS)
        track_forget_before(track, 1);
    struct moment *moment = &track->moment[track->count++];
    *moment = (struct moment){.time_ns = time_ns, .place = place, .x_mm = x_mm};
    memcpy(moment->load, load, track->bins * sizeof *load);
    memcpy(moment->bare, bare, track->bins * sizeof *bare);
    unsigned before = track_before(track, STIR_S);
    moment->stir = track_distance2(track, load, track->moment[before].load);
}

double track_stir(const struct track *track, unsigned first, unsigned end)
{
    float sum = 0;
    for (unsigned i = first; i < end; i++)
        sum += track->moment[i].stir;
    return end > first ? (double)(sum / (float)(end - first)) : 0;
}

void track_load(const struct track *track, unsigned first, unsigned end, float *load)
{
    memset(load, 0, track->bins * sizeof *load);
    for (unsigned i = first; i < end; i++)
        for (unsigned k = 0; k < track->bins; k++)
            load[k] += track->moment[i].load[k] / (float)(end - first);
}

static void widen(struct range *range, float value)
{
    range->low = fminf(range->low, value);
    range->high = fmaxf(range->high, value);
}

struct range track_range(const struct track *track, unsigned first)
{
    struct range range = {INFINITY, -INFINITY};
    for (unsigned i = first; i < track->count; i++)
        widen(&range, track->moment[i].place);
    return range;
}

float track_range_mm(const struct track *track, unsigned first)
{
    struct range range = {INFINITY, -INFINITY};
    for (unsigned i = first; i < track->count; i++)
        widen(&range, track->moment[i].x_mm);
    return range.high - range.low;
}
