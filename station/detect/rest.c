#include "detect/rest.h"

#include <math.h>

/* Moments: what comes to rest, and what goes away slowly. */
enum { SIDE = 3, SLOW_SIDE = 6 };
static const double SETTLES_S = 1; /* after the guess: by then it surely rests */
static const double LEARNS_MOST_S = 5;
/* More is rolling. Rest stirs less than 4, all but one moment in a thousand, but more just before
 * it was learned, and most where nothing flickers and so the least swaying shows: as many times its
 * most. */
static const float STIRS = 11, OF_REST = 3.5f;
static const float SURELY = 10; /* times more than that */
enum { ABRUPT = 5 };            /* moments from surely stirring to rest */
/* A stop at once is seen whole after so many moments; the body that sways on stirs no more than
 * this part of what it did, for so long. */
enum { STOP = 5 };
static const float OF_STOP = 0.05f;
static const double SWAYS_S = 1.2;
/* Where it turned, rolling looked like rest: of the mean of the longest times; it may have stopped
 * anywhere in them. */
enum { CALMS = 3 };
static const double UNSEEN_PART = 0.8, UNSEEN_MOST_S = 0.3;
static const float LEAVES = 12; /* more is none of a rest while it is not known how it goes on */
static const float ENDS = 10;   /* over SLOW_SIDE: more is going away */
static const double LOOK_S = 3; /* the end is not longer ago */
static const double GOES_ON_S = 0.7; /* from one stir to the next of the same going away */
/* Going away at once grows to ten times as much within AT_ONCE_S; of what it takes longer. */
static const double AT_ONCE_S = 0.1, HIDDEN_PART = 0.7, HIDDEN_MOST_S = 0.25;

/* The first moment not before first by which it has settled; end: there is none before that. */
static unsigned settled(const struct track *track, unsigned first, unsigned end, int64_t since_ns)
{
    int64_t settled_ns = since_ns + (int64_t)(SETTLES_S * 1e9);
    while (first < end && track->moment[first].time_ns < settled_ns)
        first++;
    return first;
}

/* In the moments before end, but not long before. */
static bool learn(struct calm *calm, const struct track *track, unsigned side, unsigned end,
                  int64_t since_ns)
{
    if (end == 0)
        return false;
    unsigned first = track_before(track, track_ago_s(track, end - 1) + LEARNS_MOST_S);
    return calm_learn(calm, track, side, settled(track, first, end, since_ns), end);
}

/* While it rolled, before end: the mean of the longest. */
static double usual_calm_s(float stirs, const struct track *track, const float *stir, unsigned end)
{
    double longest_s[CALMS] = {0}, sum_s = 0;
    unsigned since = 0, calms = 0;
    for (unsigned i = 1; i <= end; i++) {
        if (stir[i] <= stirs)
            continue;
        double calm_s = track_ago_s(track, since) - track_ago_s(track, i);
        bool longer = i - since > 1;
        for (unsigned k = 0; longer && k < CALMS; k++) {
            double other_s = longest_s[k];
            longest_s[k] = fmax(other_s, calm_s);
            calm_s = fmin(other_s, calm_s);
        }
        calms += longer;
        since = i;
    }
    for (unsigned k = 0; k < CALMS; k++)
        sum_s += longest_s[k];
    return sum_s / (calms == 0 ? 1 : calms < CALMS ? calms : CALMS);
}

/* The last moment of rolling, not after last. Where it stopped at once, it may stir a little until
 * it has settled: that is rest, too. */
static unsigned stopped(const struct track *track, const float *stir, unsigned last)
{
    float most = 0; /* since STOP moments after i */
    for (unsigned i = last;
         i-- > 0 && track_ago_s(track, i) - track_ago_s(track, last) < SWAYS_S;) {
        if (i + STOP > last)
            continue;
        most = fmaxf(most, stir[i + STOP]);
        if (most > OF_STOP * stir[i])
            continue;
        unsigned stop = i + STOP;
        while (stir[stop] <= OF_STOP * stir[i])
            stop--;
        return stop;
    }
    return last;
}

bool rest_begins(struct rest *rest, const struct track *track, unsigned end, int64_t since_ns,
                 int64_t *onset_ns)
{
    float stir[TRACK_MOMENTS];
    if (!learn(&rest->calm, track, SIDE, end, since_ns))
        return false;
    unsigned last = settled(track, 0, end, since_ns) + SIDE;
    for (unsigned i = 0; i <= last; i++)
        stir[i] = calm_stir(&rest->calm, track, i);
    const float stirs = fmaxf(STIRS, OF_REST * rest->calm.most);
    while (last > 0 && stir[last] <= stirs)
        last--;
    last = stopped(track, stir, last);
    *onset_ns = track->moment[last > 0 ? last - 1 : 0].time_ns;
    for (unsigned i = last; i > 0 && i + ABRUPT > last; i--)
        if (stir[i] > SURELY * stirs)
            return true;
    double unseen_s = fmin(UNSEEN_PART * usual_calm_s(stirs, track, stir, last), UNSEEN_MOST_S);
    *onset_ns += (int64_t)(unseen_s * 1e9);
    return true;
}

float rest_stir(const struct rest *rest, const struct track *track)
{
    return calm_stir(&rest->calm, track, track->count - SIDE);
}

bool rest_stirs(float stir)
{
    return stir > LEAVES;
}

/* Where going away begins; the number of moments where it is not seen. */
static unsigned goes_away(const struct calm *calm, float stirs, const struct track *track,
                          unsigned look)
{
    unsigned from = track->count;
    for (unsigned i = track->count; i-- > look;) {
        if (calm_stir(calm, track, i) <= stirs)
            continue;
        if (from < track->count && track_ago_s(track, i) - track_ago_s(track, from) > GOES_ON_S)
            break;
        from = i;
    }
    return from;
}

/* What grows slowly from there on has begun before it was seen. */
static double hidden_s(const struct calm *calm, float stirs, const struct track *track,
                       unsigned from)
{
    unsigned i = from;
    while (i < track->count && calm_stir(calm, track, i) <= SURELY * stirs)
        i++;
    double grows_s = i < track->count ? track_ago_s(track, from) - track_ago_s(track, i) : INFINITY;
    return fmin(fmax(HIDDEN_PART * (grows_s - AT_ONCE_S), 0), HIDDEN_MOST_S);
}

int64_t rest_ends(const struct rest *rest, const struct track *track, int64_t since_ns,
                  int64_t otherwise_ns)
{
    unsigned look = track_before(track, LOOK_S);
    const struct calm *calm = &rest->calm;
    struct calm slow;
    if (learn(&slow, track, SLOW_SIDE, look, since_ns))
        calm = &slow;
    float stirs = fmaxf(ENDS, OF_REST * calm->most);
    unsigned from = goes_away(calm, stirs, track, look);
    if (from >= track->count)
        return otherwise_ns;
    unsigned seen = from + (calm->side + 1) / 2;
    return track->moment[seen < track->count ? seen : track->count - 1].time_ns -
           (int64_t)(hidden_s(calm, stirs, track, from) * 1e9);
}
