#include "detect/stillness_inside.h"

#include "detect/lull.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.1;
static const int64_t PAST_STEP_NS = 50000000;
/* What is looked at as a change: flicker, and the way of a part of a stroke. */
static const double LITTLE_S = 0.149, HALF_S = 1.5;
static const unsigned FIND_EVERY = 10; /* moments */
/* Once it has rolled twice from end to end: still for so long a part of a pass. As a rest is dated
 * afterwards, where strokes end it costs nothing to wait for a slow turn. */
static const double WAIT_PASSES = 0.85, WAIT_PASSES_AT_END = 1.2;
static const double WAIT_LEAST_S = 0.8, WAIT_MOST_S = 4.5;
/* So long after it got into place it has hardly rolled yet; calm for so long, it rests. */
static const double ARRIVED_S = 3, WAIT_ARRIVED_S = 1.2;
/* Of the centre of load along the mat, from end to end, at rest. */
static const float SWAY_MM = 7;
static const float STAYS = 0.1f;  /* parts of a stroke */
static const double LEARNS_S = 5; /* before, rest is not told from rolling */
static const double STIRS_S = 0.6;
enum { LEAST_PASTS = 20 };

void stillness_reset(struct stillness *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    track_reset(&part->track, mat->pads);
    axis_reset(&part->axis, part->track.bins);
}

void stillness_learn_anew(struct stillness *part)
{
    part->wave = (struct wave){0};
    axis_reset(&part->axis, part->track.bins);
}

double stillness_stir(const struct stillness *part)
{
    const struct track *track = &part->track;
    return track_stir(track, track_before(track, STIRS_S), track->count);
}

void stillness_forget(struct stillness *part)
{
    stir_forget(&part->stir);
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
    stillness_learn_anew(part);
    part->jumped = true;
}

static void learn_axis(struct stillness *part, double interval_s)
{
    unsigned now = part->track.count - 1, half = track_before(&part->track, HALF_S);
    bool rests =
        part->axis.learned_s > LEARNS_S && stillness_stir(part) < STIR_RESTS * part->stir.usual;
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

/* Whether it has rested since then, for longer than a turn lasts. */
static bool rests_since(const struct stillness *part, unsigned first)
{
    unsigned middle = track_before(&part->track, track_ago_s(&part->track, first) / 2);
    if (track_stir(&part->track, first, part->track.count) < STIR_SURELY_RESTS * part->stir.usual)
        return track_range_mm(&part->track, first) < STIR_ROLLS_MM;
    struct range range = track_range(&part->track, first);
    return part->wave.pass_s > 0 && range.high - range.low < STAYS * part->wave.length &&
           track_stir(&part->track, middle, part->track.count) < STIR_RESTS * part->stir.usual;
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
        stillness_settle(part, first);
}

/* It has just got into place and not rolled since: what is calm is no turn. */
static void watch_arrival(struct stillness *part)
{
    if (track_ago_s(&part->track, 0) > ARRIVED_S)
        return;
    unsigned first = track_before(&part->track, WAIT_ARRIVED_S);
    double usual = part->stir.usual;
    if (stir_known(&part->stir) && track_ago_s(&part->track, first) >= WAIT_ARRIVED_S &&
        part->track.moment[first].time_ns >= part->moved_ns &&
        track_stir(&part->track, first, part->track.count) < STIR_SURELY_RESTS * usual &&
        track_range_mm(&part->track, first) < STIR_ROLLS_MM)
        stillness_settle(part, first);
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
    stillness_learn_anew(part);
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
    stillness_learn_anew(part);
}

/* True when there is a new moment in the track, interval_s after the one before. */
static bool collect(struct stillness *part, const struct scene *scene, double *interval_s)
{
    const float *load = scene->mat->pads <= AXIS_BINS ? scene->load : (const float *)scene->grid;
    if (!part->begun || scene->gap_ns > 0)
        begin(part);
    if (isnan(scene->x_mm) || scene->total <= 0)
        return false;
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
    part->still = part->jumped = part->rested = false;
    collect(part, scene, &interval_s);
}

/* What was shorter was taken for a turn after all. */
static int64_t told_until_ns(const struct stillness *part)
{
    return part->left_ns - part->since_ns < STILLNESS_LEAST_NS ? 0 : part->left_ns;
}

void stillness_step(struct stillness *part, const struct scene *scene, bool anew)
{
    double interval_s;
    part->jumped = part->rested = false;
    if (anew)
        arrive(part);
    if (!collect(part, scene, &interval_s))
        return;
    if (part->still) {
        stillness_watch(part, interval_s);
        return;
    }
    if (part->track.count < 3)
        return;
    part->rested =
        lull_ended(&part->track, &part->stir, told_until_ns(part), &part->since_ns, &part->left_ns);
    leave_out_arriving(part, interval_s);
    learn_axis(part, interval_s);
    if (!part->axis.known)
        watch_arrival(part);
    else if (part->track.count >= LEAST_PASTS)
        watch_move(part);
}
