#include "detect/rest.h"

#include "signal/quantile.h"

#include <math.h>

/* Moments: what is quick, what is faint, and what begins slowly. */
enum { SIDE = 2, FAINT_SIDE = 6, WIDE_SIDE = 8 };
static const double SETTLES_S = 1; /* after the guess: by then it surely rests */
static const double LEARNS_MOST_S = 5;
static const double ENOUGH_S = 2.5; /* of rest: its changes are well known */
static const double ROLLS_S = 2;    /* before the guess it surely rolled */
/* Stirs: between rest and rolling, in parts of the latter, but not too near to either. */
static const float OF_ROLLING = 0.1f, STIRS_LEAST = 12, LEAST_LITTLE_KNOWN = 20, STIRS_MOST = 30;
static const float SURELY = 10; /* times more than that */
/* Rolling that usually stirs less is hardly told from rest. Over FAINT_SIDE it is: it stirs this
 * part of what it usually does there, within bounds; or so much, where it is not known. */
static const float FAINT = 6, OF_FAINT = 0.5f, FAINT_LEAST = 7, FAINT_MOST = 30, FAINT_UNKNOWN = 15;
static const double FAINT_LEARNS_S = 1.8;
enum { ABRUPT = 3 }; /* moments from surely stirring to rest */
/* Of the longest that rolling looked like rest; it may have stopped anywhere in it. */
static const double UNSEEN_PART = 0.5, UNSEEN_MOST_S = 0.35, END_PART = 0.5;
static const float OF_GOING = 0.0005f, GOING_MOST = 20; /* of the most that going stirs */
static const double LOOK_S = 3;                         /* the end is not longer ago */
static const double GOES_ON_S = 0.8; /* from one stir to the next of the same going away */
/* Over WIDE_SIDE: not more than rest does on the whole. From moment to moment going flickers. */
static const float WIDE_RESTS = 1;

/* The first moment before end by which it has settled, but not long before; end: there is none. */
static unsigned settled(const struct track *track, unsigned end, int64_t since_ns)
{
    if (end == 0)
        return end;
    unsigned first = track_before(track, track_ago_s(track, end - 1) + LEARNS_MOST_S);
    int64_t settled_ns = since_ns + (int64_t)(SETTLES_S * 1e9);
    while (first < end && track->moment[first].time_ns < settled_ns)
        first++;
    return first;
}

/* Of the moments before known. */
static float usual_while_rolling(const struct track *track, const float *stir, unsigned known,
                                 int64_t since_ns)
{
    float rolled[TRACK_MOMENTS];
    unsigned count = 0;
    int64_t end_ns = since_ns - (int64_t)(ROLLS_S * 1e9);
    while (count < known && track->moment[count].time_ns < end_ns) {
        rolled[count] = stir[count];
        count++;
    }
    return quantile(rolled, count, 0.5f);
}

/* While it rolled, before end. */
static double longest_calm_s(const struct rest *rest, const struct track *track, const float *stir,
                             unsigned end)
{
    unsigned since = 0;
    double longest_s = 0;
    for (unsigned i = 1; i <= end; i++) {
        if (stir[i] <= rest->stirs)
            continue;
        if (i - since > 1)
            longest_s = fmax(longest_s, track_ago_s(track, since) - track_ago_s(track, i));
        since = i;
    }
    return longest_s;
}

/* The last moment of rolling so faint or slow that it is not seen after seen; 0: there is none.
 * It has settled by first. */
static unsigned rolls_faintly(struct rest *rest, const struct track *track, int64_t since_ns,
                              unsigned first, unsigned end, unsigned seen)
{
    float stir[TRACK_MOMENTS];
    unsigned last = first + FAINT_SIDE;
    double known_s = track_ago_s(track, first) - track_ago_s(track, end - 1);
    if (known_s < FAINT_LEARNS_S || !calm_learn(&rest->slow, track, FAINT_SIDE, first, end))
        return 0;
    rest->faint = true;
    for (unsigned i = 0; i <= last; i++)
        stir[i] = calm_stir(&rest->slow, track, i);
    float usual = usual_while_rolling(track, stir, last + 1, since_ns);
    float stirs = fminf(fmaxf(OF_FAINT * usual, FAINT_LEAST), FAINT_MOST);
    if (usual < FAINT_LEAST && seen > 0)
        return 0;
    if (usual < FAINT_LEAST)
        stirs = FAINT_UNKNOWN;
    while (last > 0 && stir[last] <= stirs)
        last--;
    return last >= seen + FAINT_SIDE - 1 ? last - FAINT_SIDE + 1 : 0;
}

bool rest_begins(struct rest *rest, const struct track *track, unsigned end, int64_t since_ns,
                 int64_t *onset_ns)
{
    float stir[TRACK_MOMENTS];
    unsigned first = settled(track, end, since_ns), last = first + SIDE;
    if (!calm_learn(&rest->calm, track, SIDE, first, end))
        return false;
    for (unsigned i = 0; i <= last; i++)
        stir[i] = calm_stir(&rest->calm, track, i);
    double known_s = track_ago_s(track, first) - track_ago_s(track, end - 1);
    float least = known_s > ENOUGH_S ? STIRS_LEAST : LEAST_LITTLE_KNOWN;
    float usual = usual_while_rolling(track, stir, last + 1, since_ns);
    rest->stirs = fminf(fmaxf(OF_ROLLING * usual, least), STIRS_MOST);
    while (last > 0 && stir[last] <= rest->stirs)
        last--;
    *onset_ns = track->moment[last > 0 ? last - 1 : 0].time_ns;
    rest->turn_s = longest_calm_s(rest, track, stir, last);
    rest->faint = false;
    unsigned faint = usual < FAINT ? rolls_faintly(rest, track, since_ns, first, end, last) : 0;
    double later_s = 0;
    if (faint > 0) {
        later_s = (double)(track->moment[faint].time_ns - *onset_ns) * 1e-9;
        *onset_ns = track->moment[faint].time_ns;
    }
    rest->unseen_s = fmin(UNSEEN_PART * fmax(rest->turn_s - later_s, 0), UNSEEN_MOST_S);
    for (unsigned i = last; i > 0 && i + ABRUPT > last; i--)
        if (stir[i] > SURELY * rest->stirs)
            return true;
    *onset_ns += (int64_t)(rest->unseen_s * 1e9);
    return true;
}

float rest_stir(const struct rest *rest, const struct track *track)
{
    return calm_stir(&rest->calm, track, track->count - SIDE);
}

bool rest_stirs(float stir)
{
    return stir > STIRS_LEAST;
}

bool rest_stirs_faintly(const struct rest *rest, const struct track *track)
{
    return rest->faint && calm_stir(&rest->slow, track, track->count - FAINT_SIDE) > FAINT_MOST;
}

/* Over longer, swaying to and fro stirs as slow going does; but going grows to very much more. */
static float wide_stirs(const struct calm *wide, const struct track *track, unsigned look)
{
    float most = 0;
    for (unsigned i = look; i < track->count; i++)
        most = fmaxf(most, calm_stir(wide, track, i));
    return fminf(fmaxf(OF_GOING * most, STIRS_LEAST), GOING_MOST);
}

/* Where going away begins; the number of moments where it is not seen. What was before a moment
 * that stirs less than rests was swaying, over by then. */
static unsigned goes_away(const struct calm *calm, float stirs, float rests,
                          const struct track *track, unsigned look)
{
    unsigned from = track->count;
    float least = INFINITY; /* since it went */
    for (unsigned i = track->count; i-- > look;) {
        float stir = calm_stir(calm, track, i);
        if (from < track->count)
            least = fminf(least, stir);
        if (stir <= stirs)
            continue;
        if (from < track->count &&
            (least < rests || track_ago_s(track, i) - track_ago_s(track, from) > GOES_ON_S))
            break;
        from = i;
        least = INFINITY;
    }
    return from;
}

int64_t rest_ends(const struct rest *rest, const struct track *track, int64_t since_ns,
                  int64_t otherwise_ns)
{
    unsigned look = track_before(track, LOOK_S);
    unsigned from = goes_away(&rest->calm, rest->stirs, 0, track, look);
    struct calm wide;
    if (calm_learn(&wide, track, WIDE_SIDE, settled(track, look + 1, since_ns), look)) {
        float stirs = wide_stirs(&wide, track, look);
        unsigned wide_from = goes_away(&wide, stirs, WIDE_RESTS, track, look) + WIDE_SIDE - 2;
        from = wide_from < from ? wide_from : from;
    }
    if (from >= track->count)
        return otherwise_ns;
    int64_t end_ns = track->moment[from].time_ns;
    for (unsigned i = from; i < from + ABRUPT; i++)
        if (calm_stir(&rest->calm, track, i) > SURELY * rest->stirs)
            return end_ns;
    return end_ns - (int64_t)(END_PART * rest->unseen_s * 1e9);
}
