#include "detect/motion.h"

#include "detect/sink.h"

#include <math.h>
#include <string.h>

_Static_assert((int)MOTION_BINS <= (int)SHIFTS_BINS, "shifts are told of as many bins");

/* Change is measured over these times, or one frame; shorter ones let the sensors' noise through.
 * Of five frames a second it is the frame before, be they never so uneven. */
static const double LAG_S[MOTION_LAGS] = {0.15, 0.5};
static const double SMOOTH_S = 0.08;
static const int64_t STEP_NS = 50000000;  /* the past is kept in steps no finer than this */
static const int64_t REST_NS = 100000000; /* so long without change is rest */
static const int64_t REPEATING_REST_NS = 2000000000;
static const int64_t AGAIN_NS = 3000000000; /* moves again after so short a rest: it repeats ... */
static const float MOVES_WELL = 2;          /* ... if it moves so many times what moves */
static const int64_t FIRST_NS = 500000000;  /* after stepping on: one of the two is said */
/* Where frames are rare: of the fastest of this movement, which fades, it is rest. */
static const float RESTS_OF_PEAK = 0.05f, PEAK_S = 3;
static const float ROLLS = 1.1f; /* who rolls moves at least so much */

/* How large a movement is: 1 where its change is so far beyond the typical, in mean distances, at
 * the beginning and while it goes on; and less of the whole load than MOVES_LEAST, half the sum of
 * the changes of all pads, moves nobody. */
static const float BEGINS[MOTION_LAGS] = {5, 4.5f}, GOES_ON[MOTION_LAGS] = {3, 5};
static const float MOVES_LEAST = 0.002f;

/* Where frames are not rare the shifts say whether it moves; and nothing smaller than this begins
 * to: who breathes deeply on calm sensors shifts all the time. With 0.6 it is seen a little
 * earlier, and some breaths are taken for a movement. */
static const float BEGINS_LEAST = 0.8f;

/* Where frames are rare, a sensor that steps or flickers cannot be told from a body by how long it
 * goes on, only by how many others do the same: each pad's change counts in multiples of its own
 * usual one, and for no more than UNUSUAL_MOST; in their mean the many small count for more than
 * the few large. Or nearly half of all pads, with those that nothing lies on, change visibly at
 * once: on people who lie still they never did, be the step as large as it will. Found on real
 * sensors. */
static const double SLOW_S = 0.75;
static const float UNUSUAL = 1.7f, UNUSUAL_MOST = 6, RESTLESS_LEAST = 0.0003f,
                   RESTLESS_FIRST = 0.003f, RESTLESS_S = 8, SLOW_RESTS = 0.7f;
static const float SLOW_BEGINS = 3, SLOW_HALF = 0.2f;

/* The newest frame beside earlier ones. */
struct stirring {
    const struct motion_past *since; /* of the shortest lag; NULL: there is none */
    struct unrest_change change[MOTION_LAGS];
    float beyond[MOTION_LAGS]; /* the typical */
    unsigned lags;
};

struct verdict {
    bool slow;   /* frames are too rare for the shifts to tell */
    bool shifts; /* else: they say that it moves */
    float times; /* the change that moves, or that it goes on moving with */
};

void motion_reset(struct motion *part, const struct mat *mat)
{
    *part = (struct motion){
        .bins = mat->pads < MOTION_BINS ? mat->pads : MOTION_BINS,
        .rested_ns = -AGAIN_NS,
    };
    for (unsigned i = 0; i < part->bins; i++)
        part->restless[i] = RESTLESS_FIRST;
    for (unsigned lag = 0; lag < MOTION_LAGS; lag++)
        unrest_reset(&part->unrest[lag], part->bins);
    shifts_reset(&part->shifts, part->bins);
}

/* In the input's unit: a level that still finds itself must not look like motion. */
static void gather(struct motion *part, const struct scene *scene, bool anew)
{
    const float *from = scene->mat->pads <= MOTION_BINS ? scene->load : (const float *)scene->grid;
    float step = anew ? 1 : 1 - (float)exp(-scene->interval_s / SMOOTH_S);
    for (unsigned i = 0; i < part->bins; i++)
        part->smooth[i] += (from[i] * scene->level - part->smooth[i]) * step;
}

static const struct motion_past *past_before(const struct motion *part, int64_t time_ns)
{
    const struct motion_past *best = NULL;
    for (unsigned i = 0; i < part->pasts; i++) {
        const struct motion_past *past = &part->past[i];
        if (past->time_ns <= time_ns && (!best || past->time_ns > best->time_ns))
            best = past;
    }
    return best;
}

static void keep(struct motion *part, int64_t time_ns)
{
    unsigned last = (part->next + MOTION_PAST - 1) % MOTION_PAST;
    if (part->pasts > 0 && time_ns - part->past[last].time_ns < STEP_NS)
        return;
    part->past[part->next].time_ns = time_ns;
    memcpy(part->past[part->next].load, part->smooth, sizeof part->smooth);
    part->next = (part->next + 1) % MOTION_PAST;
    if (part->pasts < MOTION_PAST)
        part->pasts++;
}

/* Half the sum of the changes of all pads, in parts of the whole load. */
static float change_since(const struct motion *part, const float *then, float level)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += fabsf(part->smooth[i] - then[i]) / level;
    return sum / 2;
}

/* How unusual the changes are on the whole: 1 is usual. Learns what is while the body rests. */
static float unusual_since(struct motion *part, const float *then, float level, double interval_s)
{
    float step = (float)fmin(interval_s / RESTLESS_S, 1), sum = 0;
    for (unsigned i = 0; i < part->bins; i++) {
        float change = fabsf(part->smooth[i] - then[i]) / level;
        float usual = fmaxf(part->restless[i], RESTLESS_LEAST);
        sum += sqrtf(fminf(change / usual, UNUSUAL_MOST));
        if (!part->moving)
            part->restless[i] += (fminf(change, 2 * usual) - part->restless[i]) * step;
    }
    float mean = sum / (float)part->bins;
    return mean * mean;
}

static void say(struct motion *part, bool moving, const struct scene *scene,
                struct observation *seen)
{
    if (moving)
        part->again = scene->time_ns - part->rested_ns < AGAIN_NS;
    else if (part->well)
        part->rested_ns = scene->time_ns;
    part->well = false;
    part->moving = moving;
    part->decided = true;
    sink_put(seen, moving ? EVENT_MOVING : EVENT_STILL, scene->time_ns);
}

/* Between two repetitions somebody may rest at either end for longer, asked for them or not. */
static int64_t rest_ns(const struct motion *part, const struct scene *scene)
{
    const struct exercise *exercise = scene->asked.exercise;
    bool asked = exercise && exercise->counts == COUNTS_REPETITIONS;
    bool repeats = part->again && part->peak > MOVES_WELL;
    return asked || repeats ? REPEATING_REST_NS : REST_NS;
}

static void compare(const struct motion *part, const struct scene *scene, struct stirring *stirring)
{
    *stirring = (struct stirring){0};
    for (; stirring->lags < MOTION_LAGS; stirring->lags++) {
        unsigned lag = stirring->lags;
        const struct motion_past *past =
            past_before(part, scene->time_ns - (int64_t)(LAG_S[lag] * 1e9));
        if (!past)
            return;
        if (lag == 0)
            stirring->since = past;
        unrest_compare(&part->unrest[lag], past->load, part->smooth, &stirring->change[lag]);
        stirring->beyond[lag] = unrest_beyond(&part->unrest[lag], &stirring->change[lag]);
    }
}

/* Not of what reaches back into a movement. */
static void learn(struct motion *part, const struct stirring *stirring, double interval_s)
{
    part->rests_s = part->moving ? 0 : part->rests_s + interval_s;
    for (unsigned lag = 0; lag < MOTION_LAGS && lag < stirring->lags; lag++) {
        if (part->moving)
            unrest_doubt(&part->unrest[lag], &stirring->change[lag], interval_s);
        else if (part->rests_s > LAG_S[lag])
            unrest_learn(&part->unrest[lag], &stirring->change[lag], interval_s);
    }
}

static void judge_fast(const struct motion *part, const struct stirring *stirring, float level,
                       struct verdict *verdict)
{
    const float change = change_since(part, stirring->since->load, level);
    const float *moves = part->moving ? GOES_ON : BEGINS;
    float times = 0;
    for (unsigned lag = 0; lag < MOTION_LAGS && lag < stirring->lags; lag++)
        times = fmaxf(times, stirring->beyond[lag] / moves[lag]);
    verdict->times = fminf(times, change / MOVES_LEAST);
    verdict->shifts = part->shifted && shifts_odds(part->feature) > 0 &&
                      (part->moving || verdict->times > BEGINS_LEAST) && change > MOVES_LEAST;
}

static float judge_slow(struct motion *part, const struct stirring *stirring,
                        const struct scene *scene)
{
    float unusual = unusual_since(part, stirring->since->load, scene->level, scene->interval_s);
    if (part->moving)
        return unusual / (SLOW_RESTS * UNUSUAL);
    bool many = stirring->beyond[0] > SLOW_BEGINS && stirring->change[0].half > SLOW_HALF;
    return fmaxf(unusual / UNUSUAL, many ? stirring->beyond[0] / SLOW_BEGINS : 0);
}

static struct verdict judge_change(struct motion *part, const struct scene *scene)
{
    struct verdict verdict = {0};
    struct stirring stirring;
    compare(part, scene, &stirring);
    if (!stirring.since)
        return verdict;
    verdict.slow = (double)(scene->time_ns - stirring.since->time_ns) * 1e-9 > SLOW_S;
    if (verdict.slow)
        verdict.times = judge_slow(part, &stirring, scene);
    else
        judge_fast(part, &stirring, scene->level, &verdict);
    learn(part, &stirring, scene->interval_s);
    return verdict;
}

static void judge(struct motion *part, const struct scene *scene, struct observation *seen)
{
    struct verdict verdict = judge_change(part, scene);
    /* Short passes over the roller shift less load than that. */
    bool rolls = seen->roller.passes_per_min > 0;
    if (rolls)
        verdict.times = fmaxf(verdict.times, ROLLS);
    float fades = (float)exp(-scene->interval_s / PEAK_S);
    part->peak = part->moving ? fmaxf(part->peak * fades, verdict.times) : verdict.times;
    part->well = part->well || (part->moving && part->peak > MOVES_WELL);
    bool stirs = rolls || (verdict.slow ? verdict.times > fmaxf(1, RESTS_OF_PEAK * part->peak)
                                        : verdict.shifts);
    if (stirs)
        part->stirred_ns = scene->time_ns;
    if (!part->moving && stirs)
        say(part, true, scene, seen);
    else if (part->moving && scene->time_ns - part->stirred_ns >= rest_ns(part, scene))
        say(part, false, scene, seen);
    else if (!part->decided && scene->time_ns - part->since_ns >= FIRST_NS)
        say(part, false, scene, seen);
}

void motion_step(struct motion *part, const struct scene *scene, struct observation *seen)
{
    bool on = seen->presence != PRESENCE_NOBODY;
    bool anew = !on || !part->on || scene->gap_ns > 0;
    if (on && !part->on)
        part->since_ns = scene->time_ns;
    if (anew) {
        part->pasts = part->next = 0;
        part->stirred_ns = scene->time_ns;
    }
    part->on = on;
    if (!on) {
        part->decided = part->moving = part->well = false;
        part->rested_ns = scene->time_ns - AGAIN_NS;
        return;
    }
    gather(part, scene, anew);
    if (anew)
        shifts_break(&part->shifts);
    const struct shifts_frame frame = {
        .time_ns = scene->time_ns,
        .interval_s = scene->interval_s,
        .load = part->smooth,
        .level = scene->level,
        .moving = part->moving,
    };
    part->shifted = shifts_step(&part->shifts, &frame, part->feature);
    judge(part, scene, seen);
    keep(part, scene->time_ns);
    seen->moving = part->moving;
}
