#include "detect/rest.h"

#include <math.h>

static const double ROLLED_S = 9; /* before, that rest is measured by */
static const double RESTS_S = 2;  /* a while of surely nothing else */
static const double LOOK_S = 3, GONE_S = 0.3;
static const double FROM_END_TO_END = 2.83; /* of a wave, for its standard deviation */
/* Not farther from the middle of a rest: in its own standard deviations, in parts of the travel. */
static const double SPREADS = 3.5, NEAR = 0.005;
static const double LAG_S = 0.07; /* smoothed loads come later by so much */

/* A while of it. */
struct spot {
    float load[TRACK_BINS];
    double spread; /* standard deviation */
};

static double away(const struct rest *rest, const struct moment *moment, const struct spot *spot)
{
    return sqrt(ways_distance2(&rest->ways, moment->load, spot->load));
}

static struct spot spot_of(const struct rest *rest, const struct track *track, unsigned first,
                           unsigned end)
{
    struct spot spot;
    double sum = 0;
    track_load(track, first, end, spot.load);
    for (unsigned i = first; i < end; i++)
        sum += ways_distance2(&rest->ways, track->moment[i].load, spot.load);
    spot.spread = sqrt(sum / (end - first));
    return spot;
}

static double near_of(const struct rest *rest, const struct spot *spot)
{
    return fmax(SPREADS * spot->spread, NEAR * rest->travel);
}

/* Between two moments, as they were before smoothing. */
static int64_t between_ns(const struct moment *before, const struct moment *after)
{
    return (before->time_ns + after->time_ns) / 2 - (int64_t)(LAG_S * 1e9);
}

bool rest_begins(struct rest *rest, const struct track *track, int64_t since_ns, int64_t *onset_ns)
{
    unsigned since = 0, rests = track_before(track, RESTS_S);
    while (since + 1 < track->count && track->moment[since].time_ns < since_ns)
        since++;
    unsigned first = track_before(track, track_ago_s(track, since) + ROLLED_S);
    if (!ways_measure(&rest->ways, track, first, since))
        return false;
    rest->travel = FROM_END_TO_END * spot_of(rest, track, first, since).spread;
    struct spot spot = spot_of(rest, track, rests, track->count);
    double near = near_of(rest, &spot);
    unsigned i = rests + (track->count - rests) / 3;
    while (i > 0 && away(rest, &track->moment[i], &spot) <= near)
        i--;
    *onset_ns = between_ns(&track->moment[i], &track->moment[i + 1]);
    return true;
}

/* Whether all that is seen of the next moments lies elsewhere. */
static bool goes_away(const struct rest *rest, const struct track *track, unsigned i,
                      const struct spot *spot)
{
    double near = near_of(rest, spot);
    int64_t end_ns = track->moment[i].time_ns + (int64_t)(GONE_S * 1e9);
    while (i < track->count && track->moment[i].time_ns < end_ns &&
           away(rest, &track->moment[i], spot) > near)
        i++;
    return i == track->count || track->moment[i].time_ns >= end_ns;
}

int64_t rest_ends(const struct rest *rest, const struct track *track, int64_t otherwise_ns)
{
    unsigned look = track_before(track, LOOK_S);
    unsigned moments = look - track_before(track, LOOK_S + RESTS_S);
    if (moments == 0)
        return otherwise_ns;
    for (unsigned i = look; i < track->count; i++) {
        struct spot spot = spot_of(rest, track, i - moments, i);
        if (goes_away(rest, track, i, &spot))
            return between_ns(&track->moment[i - 1], &track->moment[i]);
    }
    return otherwise_ns;
}
