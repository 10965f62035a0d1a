#include "detect/stillness.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.1;
static const int64_t PAST_STEP_NS = 50000000;
/* What is looked at as a change: flicker, and the way of a part of a stroke. */
static const double LITTLE_S = 0.149, HALF_S = 1.5;
static const unsigned FIND_EVERY = 10; /* moments */
/* Before it has rolled twice from end to end, and after: still for so long or part of a pass. As a
 * rest is dated afterwards, where strokes end it costs nothing to wait for a slow turn. */
static const double WAIT_UNKNOWN_S = 3.2, WAIT_PASSES = 0.85, WAIT_PASSES_AT_END = 1.2;
static const double WAIT_LEAST_S = 0.8, WAIT_MOST_S = 4.5;
/* Of the centre of load along the mat, from end to end. */
static const float SWAY_MM = 7, ROLLS_MM = 14, GOES_MM = 60; /* at rest, rolling, surely rolling */
static const float STAYS = 0.1f, LEAVES = 0.15f;             /* parts of a stroke */
/* Parts of the usual stirring: as at a turn, or less than that, or more. */
static const double RESTS = 0.4, SURELY_RESTS = 0.08, STIRS = 0.6;
static const double STIRS_S = 0.6, STIRRED_S = 0.36; /* stirring is seen later by so much */
static const float NEAR_LEAST = 0.012f, NEAR_MOST = 0.08f, NEAR_SWAYS = 5;
static const double SPOT_S = 4;
static const float AWAY = 0.1f, AWAY_BEGINS = 0.03f; /* of the load is elsewhere: it got up */
static const double LEARNS_S = 5;                    /* before, rest is not told from rolling */
/* So long at rest it is looked when that began: as soon as it can be seen, then better. */
static const double DATES_S[] = {2.4, 4.2, 6.5};
enum { DATES = sizeof DATES_S / sizeof *DATES_S };
/* Of stirring more than the rest allows: it may be over, and it is. Calm makes up for it slowly. */
static const double RESTLESS_LEAST_S = 0.1, RESTLESS_S = 0.8, CALMS = 0.25;
static const float FAR_CALMER = 0.3f;
static const double STIRS_OVER_S = 2, CALM_S = 4;
static const double QUIET_LEAST_S = 0.4, QUIET_PASSES = 0.2;
enum { LEAST_PASTS = 20 };

void stillness_reset(struct stillness *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    track_reset(&part->track, mat->pads);
    axis_reset(&part->axis, part->track.bins);
}

static double seconds_between(int64_t from_ns, int64_t to_ns)
{
    return (double)(to_ns - from_ns) * 1e-9;
}

static void learn_anew(struct stillness *part)
{
    part->wave = (struct wave){0};
    axis_reset(&part->axis, part->track.bins);
}

static double stir_now(const struct stillness *part)
{
    const struct track *track = &part->track;
    return track_stir(track, track_before(track, STIRS_S), track->count);
}

/* Somebody who gets into place stirs far more than one who rolls: that is not what strokes are
 * measured by. */
static void leave_out_arriving(struct stillness *part, double interval_s)
{
    stir_learn(&part->stir, &part->track, interval_s);
    if (!stir_known(&part->stir))
        return;
    unsigned first = part->track.count - 1;
    while (first > 0 && (double)part->track.moment[first].stir < stir_jump(&part->stir))
        first--;
    if (first == 0)
        return;
    track_forget_before(&part->track, first);
    learn_anew(part);
    part->jumped = true;
}

static void learn_axis(struct stillness *part, double interval_s)
{
    unsigned now = part->track.count - 1, half = track_before(&part->track, HALF_S);
    bool rests = part->axis.learned_s > LEARNS_S && stir_now(part) < RESTS * part->stir.usual;
    if (track_ago_s(&part->track, half) < HALF_S || rests)
        return;
    axis_learn(&part->axis, part->track.moment[now].load,
               part->track.moment[track_before(&part->track, LITTLE_S)].load,
               part->track.moment[track_before(&part->track, 2 * LITTLE_S)].load,
               part->track.moment[half].load, interval_s);
    if (++part->taken < FIND_EVERY)
        return;
    part->taken = 0;
    if (!axis_find(&part->axis))
        return;
    for (unsigned i = 0; i < part->track.count; i++)
        part->track.moment[i].place = axis_place(&part->axis, part->track.moment[i].load);
    wave_follow(&part->wave, &part->axis);
}

static float near_of(const struct stillness *part, float sway)
{
    return fminf(fmaxf(NEAR_SWAYS * sway, NEAR_LEAST * part->wave.length),
                 NEAR_MOST * part->wave.length);
}

static void settle(struct stillness *part, unsigned first)
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
    unsigned i = track->count - 1;
    while (i > 0 && fabsf(track->moment[i].place - part->spot) <= part->near)
        i--;
    part->since_ns = track->moment[i].time_ns;
    part->still = true;
    part->dated = false;
    part->dates = 0;
    part->restless_s = 0;
    stir_unlearn(&part->stir, part->since_ns);
}

/* Whether it has rested since then, for longer than a turn lasts. */
static bool rests_since(const struct stillness *part, unsigned first)
{
    unsigned middle = track_before(&part->track, track_ago_s(&part->track, first) / 2);
    if (track_stir(&part->track, first, part->track.count) < SURELY_RESTS * part->stir.usual)
        return track_range_mm(&part->track, first) < ROLLS_MM;
    struct range range = track_range(&part->track, first);
    return part->wave.pass_s > 0 && range.high - range.low < STAYS * part->wave.length &&
           track_stir(&part->track, middle, part->track.count) < RESTS * part->stir.usual;
}

/* Whatever was learned: nobody's centre of load stays so long within so little while rolling. */
static bool stays_put(const struct stillness *part)
{
    unsigned first = track_before(&part->track, WAIT_MOST_S);
    return track_ago_s(&part->track, first) >= WAIT_MOST_S &&
           track_range_mm(&part->track, first) < SWAY_MM;
}

/* Longer than any turn. */
static double wait_s(const struct stillness *part)
{
    const struct wave *wave = &part->wave;
    if (wave->pass_s <= 0)
        return WAIT_UNKNOWN_S;
    bool turns = wave_ends_at(wave, track_now(&part->track)->place);
    double passes = turns ? WAIT_PASSES_AT_END : WAIT_PASSES;
    return fmin(fmax(passes * wave->pass_s, WAIT_LEAST_S), WAIT_MOST_S);
}

static void watch_move(struct stillness *part)
{
    wave_learn(&part->wave, &part->track);
    double wait = wait_s(part);
    unsigned first = track_before(&part->track, wait);
    if (part->track.moment[first].time_ns < part->moved_ns)
        return;
    bool known = stir_known(&part->stir) && track_ago_s(&part->track, first) >= wait;
    if ((known && rests_since(part, first)) || stays_put(part))
        settle(part, first);
}

/* The last moment of a while without going away from the spot. */
static unsigned end_of_rest(const struct stillness *part, bool by_place)
{
    double quiet_s = fmax(QUIET_LEAST_S, QUIET_PASSES * part->wave.pass_s);
    unsigned last = part->track.count - 1;
    for (unsigned i = part->track.count; i-- > 0;) {
        bool rests = by_place ? fabsf(part->track.moment[i].place - part->spot) <= part->near
                              : (double)part->track.moment[i].stir < RESTS * part->stir.usual;
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

void stillness_forget(struct stillness *part)
{
    stir_forget(&part->stir);
}

/* Whatever its place says: it did not rest while it stirred as at no turn. */
static int64_t last_stirred_ns(const struct stillness *part)
{
    const struct track *track = &part->track;
    unsigned i = track->count - 1;
    while (i > 0 && (double)track->moment[i].stir < STIRS * part->stir.usual)
        i--;
    return track->moment[i].time_ns - (int64_t)(STIRRED_S * 1e9);
}

/* There is enough of the rest to see when it began. */
static void date(struct stillness *part)
{
    int64_t onset_ns, stirred_ns = last_stirred_ns(part);
    if (rest_begins(&part->rest, &part->track, part->since_ns, &onset_ns)) {
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
        learn_anew(part);
        return true;
    }
    double stir = stir_now(part);
    bool gone = fabsf(track_now(track)->place - part->spot) > LEAVES * part->wave.length &&
                stir > SURELY_RESTS * part->stir.usual;
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
    bool stirs = rest_stirs(stir) || rest_stirs_faintly(&part->rest, &part->track);
    part->restless_s = fmax(part->restless_s + (stirs ? 1 : -CALMS) * interval_s, 0);
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

static void watch_rest(struct stillness *part, double interval_s)
{
    unsigned last;
    double rested_s = seconds_between(part->since_ns, track_now(&part->track)->time_ns);
    if (part->dates < DATES && rested_s > DATES_S[part->dates])
        date(part);
    follow_restlessness(part, interval_s);
    if (part->dated && part->stirs < FAR_CALMER)
        date_anew(part);
    if (is_over(part, &last))
        leave(part, last);
    else
        follow_spot(part, interval_s);
}

static void forget_sum(struct stillness *part)
{
    memset(part->sum, 0, sizeof part->sum);
    part->summed = 0;
}

static void begin(struct stillness *part)
{
    forget_sum(part);
    part->begun = true;
    part->still = false;
    part->track.count = part->taken = 0;
    stir_break(&part->stir);
    learn_anew(part);
}

/* What the track has seen since it got into place counts, if it is known what that looks like. */
static void arrive(struct stillness *part)
{
    struct track *track = &part->track;
    unsigned first = track->count;
    while (first > 0 && (double)track->moment[first - 1].stir < stir_jump(&part->stir))
        first--;
    if (!stir_known(&part->stir) || first == 0) {
        begin(part);
        return;
    }
    track_forget_before(track, first - 1);
    part->still = false;
    part->taken = 0;
    stir_break(&part->stir);
    learn_anew(part);
}

/* True when there is a new moment in the track, interval_s after the one before. */
static bool collect(struct stillness *part, const struct scene *scene, double *interval_s)
{
    const float *load = scene->mat->pads <= AXIS_BINS ? scene->load : (const float *)scene->grid;
    if (isnan(scene->x_mm) || scene->total <= 0)
        return false;
    if (!part->begun || scene->gap_ns > 0)
        begin(part);
    bool first = part->track.count == 0 && part->summed == 0;
    float step = first ? 1 : (float)fmin(scene->interval_s / SMOOTH_S, 1);
    for (unsigned i = 0; i < part->track.bins; i++) {
        part->load[i] += (load[i] / scene->total - part->load[i]) * step;
        part->sum[i] += load[i] / scene->total;
    }
    part->summed++;
    int64_t last_ns = part->track.count > 0 ? track_now(&part->track)->time_ns : 0;
    if (part->track.count > 0 && scene->time_ns - last_ns < PAST_STEP_NS)
        return false;
    *interval_s = part->track.count > 0 ? seconds_between(last_ns, scene->time_ns) : 0;
    for (unsigned i = 0; i < part->track.bins; i++)
        part->sum[i] /= (float)part->summed;
    track_add(&part->track, scene->time_ns, axis_place(&part->axis, part->load), scene->x_mm,
              part->load, part->sum);
    forget_sum(part);
    return true;
}

void stillness_wait(struct stillness *part, const struct scene *scene)
{
    double interval_s;
    part->still = part->jumped = false;
    collect(part, scene, &interval_s);
}

void stillness_step(struct stillness *part, const struct scene *scene, bool anew)
{
    double interval_s;
    part->jumped = false;
    if (anew)
        arrive(part);
    if (!collect(part, scene, &interval_s))
        return;
    if (part->still) {
        watch_rest(part, interval_s);
        return;
    }
    if (part->track.count < 3)
        return;
    leave_out_arriving(part, interval_s);
    learn_axis(part, interval_s);
    if (part->axis.known && part->track.count >= LEAST_PASTS)
        watch_move(part);
}
