#include "detect/lull.h"

#include <math.h>

static const double LEAST_S = 1.5;   /* as it stirs; no turn lasts so long */
static const double SLOWLY_S = 0.25; /* it gets up, which tells nothing of what rest is */

static bool gets_up(const struct track *track, const struct stir *stir)
{
    unsigned count = track->count;
    return count > 1 && (double)track->moment[count - 1].stir >= stir_jump(stir) &&
           (double)track->moment[count - 2].stir < stir_jump(stir);
}

static bool calmer(const struct track *track, unsigned i, double stir)
{
    return (double)track->moment[i].stir < stir;
}

static bool surely_rested(const struct track *track, double usual, int64_t from_ns, int64_t to_ns)
{
    unsigned end = track->count, first;
    while (end > 0 && track->moment[end - 1].time_ns > to_ns)
        end--;
    for (first = 0; first < end && track->moment[first].time_ns < from_ns;)
        first++;
    return track_stir(track, first, end) < STIR_SURELY_RESTS * usual;
}

bool lull_ended(const struct track *track, const struct stir *stir, int64_t after_ns,
                int64_t *from_ns, int64_t *to_ns)
{
    const double usual = fmax(stir->usual, stir->before);
    if (!stir_known(stir) || !gets_up(track, stir))
        return false;
    unsigned end = track->count, first;
    while (end > 0 && !calmer(track, end - 1, STIR_RESTS * usual))
        end--;
    for (first = end; first > 0 && calmer(track, first - 1, STIR_RESTS * usual);)
        first--;
    if (end == 0 || track->moment[first].time_ns < after_ns ||
        track_ago_s(track, first) - track_ago_s(track, end - 1) < LEAST_S)
        return false;
    struct rest rest;
    const int64_t stirred_ns = (int64_t)(STIR_SEEN_S * 1e9);
    unsigned known = track_before(track, track_ago_s(track, end - 1) + SLOWLY_S);
    int64_t onset_ns;
    if (known == 0) /* of few frames a second */
        return false;
    if (!rest_begins(&rest, track, known, track->moment[first].time_ns - stirred_ns, &onset_ns))
        return false;
    int64_t calm_ns = track->moment[end - 1].time_ns;
    int64_t end_ns = rest_ends(&rest, track, onset_ns, calm_ns);
    if (!surely_rested(track, usual, onset_ns + stirred_ns, end_ns < calm_ns ? end_ns : calm_ns))
        return false;
    *from_ns = onset_ns;
    *to_ns = end_ns;
    return true;
}
