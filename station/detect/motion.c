#include "detect/motion.h"

#include "detect/sink.h"

#include <math.h>
#include <string.h>

static const double LAG_S = 0.2; /* change is measured over this time, or one frame */
static const double SMOOTH_S = 0.08;
static const int64_t STEP_NS = 50000000;  /* the past is kept in steps no finer than this */
static const int64_t REST_NS = 200000000; /* so long without change is rest */
static const int64_t REPEATING_REST_NS = 2000000000;
static const int64_t AGAIN_NS = 3000000000; /* moves again after so short a rest: it repeats ... */
static const float MOVES_WELL = 2;          /* ... if it moves so many times what moves */
static const int64_t FIRST_NS = 500000000;  /* after stepping on: one of the two is said */
/* Less counts as rest: of the change that moves, or of the fastest of this movement, since a body
 * comes to rest as gently as it began. */
static const float RESTS = 0.8f, RESTS_OF_PEAK = 0.3f, PEAK_S = 3;
static const float QUIET_S = 5, QUIET = 0.002f;
static const float ROLLS = 1.1f;

/* Half the sum of the changes of all pads, in parts of the whole load. A pad counts for no more
 * than PAD_MOST, and one pad of so many not at all: a single sensor that jumps is not a body. */
static const float MOVES_LEAST = 0.002f, MOVES_MOST = 0.06f, PAD_MOST = 0.05f;
static const float QUIETS = 2.3f; /* times what is usual while still */
enum { PADS_TO_SPARE_ONE = 16 };

/* Where frames are rare, a sensor that steps or flickers cannot be told from a body by how long it
 * goes on, only by how many others do the same: each pad's change counts in multiples of its own
 * usual one, and for no more than UNUSUAL_MOST; in their mean the many small count for more than
 * the few large. Found on people lying still on real sensors. */
static const double SLOW_S = 0.6;
static const float UNUSUAL = 1.7f, UNUSUAL_MOST = 6, RESTLESS_LEAST = 0.0003f,
                   RESTLESS_FIRST = 0.003f, RESTLESS_S = 8, SLOW_RESTS = 0.7f;

void motion_reset(struct motion *part, const struct mat *mat)
{
    *part = (struct motion){
        .bins = mat->pads < MOTION_BINS ? mat->pads : MOTION_BINS,
        .quiet = QUIET,
    };
    for (unsigned i = 0; i < part->bins; i++)
        part->restless[i] = RESTLESS_FIRST;
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

/* Of all pads together, without those that changed most. */
static float change_since(const struct motion *part, const float *then, float level)
{
    float most[MOTION_BINS / PADS_TO_SPARE_ONE + 1] = {0}, sum = 0;
    unsigned spared = part->bins / PADS_TO_SPARE_ONE;
    for (unsigned i = 0; i < part->bins; i++) {
        float change = fminf(fabsf(part->smooth[i] - then[i]) / level, PAD_MOST);
        sum += change;
        for (unsigned k = 0; k < spared; k++) {
            if (change <= most[k])
                continue;
            float less = most[k];
            most[k] = change;
            change = less;
        }
    }
    for (unsigned k = 0; k < spared; k++)
        sum -= most[k];
    return fmaxf(sum, 0) / 2;
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
        part->again = part->decided && scene->time_ns - part->rested_ns < AGAIN_NS;
    else
        part->rested_ns = scene->time_ns;
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

/* Times the change that moves, over frames that come often. */
static float judge_fast(struct motion *part, const float *then, const struct scene *scene)
{
    float change = change_since(part, then, scene->level);
    float moves = fminf(fmaxf(MOVES_LEAST, QUIETS * part->quiet), MOVES_MOST);
    if (!part->moving) {
        float step = fminf((float)scene->interval_s / QUIET_S, 1);
        part->quiet += (fminf(change, 2 * moves) - part->quiet) * step;
    }
    return change / moves;
}

static float rests_below(const struct motion *part, bool slow)
{
    if (!part->moving)
        return 1;
    return slow ? SLOW_RESTS : fmaxf(RESTS, RESTS_OF_PEAK * part->peak);
}

static void judge(struct motion *part, const struct scene *scene, struct observation *seen)
{
    const struct motion_past *past = past_before(part, scene->time_ns - (int64_t)(LAG_S * 1e9));
    double lag_s = past ? (double)(scene->time_ns - past->time_ns) * 1e-9 : 0;
    bool slow = lag_s > SLOW_S;
    float change = !past ? 0
                   : slow
                       ? unusual_since(part, past->load, scene->level, scene->interval_s) / UNUSUAL
                       : judge_fast(part, past->load, scene);
    /* Short passes over the roller shift less load than that. */
    if (seen->roller.passes_per_min > 0)
        change = fmaxf(change, ROLLS);
    float fades = (float)exp(-scene->interval_s / PEAK_S);
    part->peak = part->moving ? fmaxf(part->peak * fades, change) : change;
    if (change > rests_below(part, slow))
        part->stirred_ns = scene->time_ns;
    if (!part->moving && change > 1)
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
    if (!on)
        part->decided = part->moving = false;
    part->on = on;
    gather(part, scene, anew);
    if (on)
        judge(part, scene, seen);
    keep(part, scene->time_ns);
    seen->moving = part->moving;
}
