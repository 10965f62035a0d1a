/* A rest on the roller: on which spot, since when, and whether and when it was left. */
#include "detect/stillness_inside.h"

#include <math.h>

static const float GOES_MM = 60;   /* of the centre of load, end to end: surely rolling */
static const float LEAVES = 0.15f; /* part of a stroke */
static const double STIRS = 0.6;   /* of the usual stirring: more than at a turn */
static const float NEAR_LEAST = 0.012f, NEAR_MOST = 0.08f, NEAR_SWAYS = 5;
static const double SPOT_S = 4;
static const float AWAY = 0.1f, AWAY_BEGINS = 0.03f; /* of the load is elsewhere: it got up */
/* So long at rest it is looked when that began: as soon as it can be seen, then better. */
static const double DATES_S[] = {2.4, 4.2, 6.5};
enum { DATES = sizeof DATES_S / sizeof *DATES_S };
/* Of stirring more than the rest allows: it may be over, and it is. Calm makes up for it slowly. */
static const double RESTLESS_LEAST_S = 0.1, RESTLESS_S = 0.8, CALMS = 0.25;
static const float FAR_CALMER = 0.3f;
static const double STIRS_OVER_S = 2, CALM_S = 4;
static const double QUIET_LEAST_S = 0.4, QUIET_PASSES = 0.2;

static float near_of(const struct stillness *part, float sway)
{
    return fminf(fmaxf(NEAR_SWAYS * sway, NEAR_LEAST * part->wave.length),
                 NEAR_MOST * part->wave.length);
}

/* The last moment away from the spot; first, where no way to it is known. */
static unsigned came_near(const struct stillness *part, unsigned first)
{
    const struct track *track = &part->track;
    if (!part->axis.known)
        return first;
    unsigned i = track->count - 1;
    while (i > 0 && fabsf(track->moment[i].place - part->spot) <= part->near)
        i--;
    return i;
}

void stillness_settle(struct stillness *part, unsigned first)
{
    const struct track *track = &part->track;
    unsigned late = (first + track->count) / 2;
    track_load(track, late, track->count, part->spot_load);
    part->spot = axis_place(&part->axis, part->spot_load);
    double squares = 0;
    for (unsigned i = late; i < track->count; i++) {
        double off = (double)(track->moment[i].place - part->spot);
        squares += off * off;
    }
    part->sway = (float)sqrt(squares / (track->count - late));
    part->near = near_of(part, part->sway);
    part->since_ns = track->moment[came_near(part, first)].time_ns;
    part->still = true;
    part->dated = false;
    part->dates = 0;
    part->restless_s = 0;
    stir_unlearn(&part->stir, part->since_ns);
}

/* The last moment of a while without going away from the spot. */
static unsigned end_of_rest(const struct stillness *part, bool by_place)
{
    double quiet_s = fmax(QUIET_LEAST_S, QUIET_PASSES * part->wave.pass_s);
    unsigned last = part->track.count - 1;
    for (unsigned i = part->track.count; i-- > 0;) {
        bool rests = by_place ? fabsf(part->track.moment[i].place - part->spot) <= part->near
                              : (double)part->track.moment[i].stir < STIR_RESTS * part->stir.usual;
        if (!rests)
            last = i > 0 ? i - 1 : 0;
        else if (seconds_between(part->track.moment[i].time_ns, part->track.moment[last].time_ns) >=
                 quiet_s)
            return last;
    }
    return last;
}

/* What was never dated was hardly a rest: the track before it still tells how it rolls. */
static void leave(struct stillness *part, unsigned last)
{
    struct track *track = &part->track;
    int64_t left_ns = track->moment[last].time_ns;
    part->still = false;
    if (!part->dated) {
        part->left_ns = part->moved_ns = left_ns;
        return;
    }
    part->left_ns = rest_ends(&part->rest, track, part->since_ns, left_ns);
    while (last + 1 < track->count && track->moment[last].time_ns < part->left_ns)
        last++;
    track_forget_before(track, last);
}

/* Whatever its place says: it did not rest while it stirred as at no turn. */
static int64_t last_stirred_ns(const struct stillness *part)
{
    const struct track *track = &part->track;
    unsigned i = track->count - 1;
    while (i > 0 && (double)track->moment[i].stir < STIRS * part->stir.usual)
        i--;
    return track->moment[i].time_ns - (int64_t)(STIR_SEEN_S * 1e9);
}

/* There is enough of the rest to see when it began. */
static void date(struct stillness *part)
{
    int64_t onset_ns, stirred_ns = last_stirred_ns(part);
    if (rest_begins(&part->rest, &part->track, part->track.count, part->since_ns, &onset_ns)) {
        part->dated = true;
        part->stirs = 1;
        part->since_ns = onset_ns;
    }
    if (part->dates++ == 0 && part->since_ns < stirred_ns)
        part->since_ns = stirred_ns;
}

/* The moment since which it is loaded otherwise than at rest: it got up. The newest: it did not. */
static unsigned got_up(const struct stillness *part)
{
    const struct track *track = &part->track;
    unsigned i = track->count - 1;
    float least = AWAY;
    while (i > 0 &&
           track_distance2(track, track->moment[i].load, part->spot_load) > least * least) {
        least = AWAY_BEGINS;
        i--;
    }
    return i;
}

/* True when the rest is over: the last moment of it. */
static bool is_over(struct stillness *part, unsigned *last)
{
    const struct track *track = &part->track;
    *last = got_up(part);
    if (*last < track->count - 1)
        return true;
    *last = track_before(track, WAIT_UNKNOWN_S);
    while (track->moment[*last].time_ns < part->since_ns && *last < track->count - 1)
        ++*last;
    /* Going to and fro so far, it rolls: getting into place was taken for rolling before. */
    if (track_range_mm(track, *last) > GOES_MM) {
        stillness_forget(part);
        stillness_learn_anew(part);
        return true;
    }
    double stir = stillness_stir(part);
    bool gone = fabsf(track_now(track)->place - part->spot) > LEAVES * part->wave.length &&
                stir > STIR_SURELY_RESTS * part->stir.usual;
    *last = end_of_rest(part, gone);
    bool may = !part->dated || part->restless_s > RESTLESS_LEAST_S;
    return (may && (gone || stir > STIRS * part->stir.usual)) || part->restless_s > RESTLESS_S;
}

/* What the rest itself has shown counts, whatever was usual before. */
static void follow_restlessness(struct stillness *part, double interval_s)
{
    if (!part->dated)
        return;
    float stir = rest_stir(&part->rest, &part->track);
    part->stirs += (stir - part->stirs) * (float)fmin(interval_s / STIRS_OVER_S, 1);
    double restless = rest_stirs(stir) ? 1 : -CALMS;
    part->restless_s = fmax(part->restless_s + restless * interval_s, 0);
}

/* So much calmer than the rest: what was taken for it was rolling, at least in part. */
static void date_anew(struct stillness *part)
{
    part->since_ns = track_now(&part->track)->time_ns - (int64_t)(CALM_S * 1e9);
    date(part);
}

static void follow_spot(struct stillness *part, double interval_s)
{
    float step = (float)fmin(interval_s / SPOT_S, 1);
    float off = track_now(&part->track)->place - part->spot;
    part->sway += (fabsf(off) - part->sway) * step;
    part->near = near_of(part, part->sway);
    part->spot += off * step;
    for (unsigned i = 0; i < part->track.bins; i++)
        part->spot_load[i] += (part->load[i] - part->spot_load[i]) * step;
}

void stillness_watch(struct stillness *part, double interval_s)
{
    unsigned last;
    double rested_s = seconds_between(part->since_ns, track_now(&part->track)->time_ns);
    if (part->dates < DATES && rested_s > DATES_S[part->dates])
        date(part);
    follow_restlessness(part, interval_s);
    if (part->dated && part->stirs < FAR_CALMER)
        date_anew(part);
    if (!is_over(part, &last)) {
        follow_spot(part, interval_s);
        return;
    }
    /* What ended it would pass for rest itself: getting into place was taken for rolling before. */
    if (part->dated && stillness_stir(part) < STIR_SURELY_RESTS * part->stir.usual)
        stillness_forget(part);
    leave(part, last);
}
