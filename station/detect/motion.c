#include "detect/motion.h"

#include "detect/sink.h"

#include <math.h>
#include <string.h>

static const double LAG_S = 0.3;          /* change is measured over this time, or one frame */
static const int64_t STEP_NS = 50000000;  /* the past is kept in steps no finer than this */
static const int64_t REST_NS = 400000000; /* so long without change is rest */
static const int64_t REPEATING_REST_NS = 2000000000;
static const int64_t FIRST_NS = 500000000; /* after stepping on: one of the two is said */
/* Half the sum of the changes of all pads, in parts of the whole load: for a change over LAG_S,
 * and in proportion for a longer one where frames are rare. Tuned on people lying still on real
 * sensors, who breathe, and whose sensors step and flicker. */
static const float MOVES = 0.016f, MOVES_LEAST = 0.012f, MOVES_MOST = 0.06f;
static const float QUIETS = 4;   /* or so many times what is usual while still */
static const float RESTS = 0.6f; /* of that, before it counts as rest */
static const float QUIET_S = 5;
/* One jump of a sensor is no motion: frames in a row, a wide change counting for more than one. */
static const float FRAMES_LEAST = 3, SLOW_FRAMES_LEAST = 4, FRAME_MOST = 1.8f;
static const double SLOW_S = 0.6;
static const float ROLLS = 1.1f;
/* No pad counts for more than this, of all pads together or alone: a single sensor that jumps is
 * not a body that moves. */
static const float PADS_TOGETHER = 0.24f, PAD_ALONE = 0.015f;

void motion_reset(struct motion *part, const struct mat *mat)
{
    *part = (struct motion){.bins = mat->pads < MOTION_BINS ? mat->pads : MOTION_BINS};
}

/* In the input's unit: a level that still finds itself must not look like motion. */
static void gather(const struct motion *part, const struct scene *scene, float *load)
{
    const float *from = scene->mat->pads <= MOTION_BINS ? scene->load : (const float *)scene->grid;
    for (unsigned i = 0; i < part->bins; i++)
        load[i] = from[i] * scene->level;
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

static void keep(struct motion *part, int64_t time_ns, const float *load)
{
    unsigned last = (part->next + MOTION_PAST - 1) % MOTION_PAST;
    if (part->pasts > 0 && time_ns - part->past[last].time_ns < STEP_NS)
        return;
    part->past[part->next].time_ns = time_ns;
    memcpy(part->past[part->next].load, load, part->bins * sizeof *load);
    part->next = (part->next + 1) % MOTION_PAST;
    if (part->pasts < MOTION_PAST)
        part->pasts++;
}

static float change_between(const struct motion *part, const float *now, const float *then,
                            float level)
{
    float most = fmaxf(PAD_ALONE, PADS_TOGETHER / (float)part->bins), sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += fminf(fabsf(now[i] - then[i]) / level, most);
    return sum / 2;
}

static void say(struct motion *part, bool moving, const struct scene *scene,
                struct observation *seen)
{
    part->moving = moving;
    part->decided = true;
    sink_put(seen, moving ? EVENT_MOVING : EVENT_STILL, scene->time_ns);
}

/* Between two repetitions somebody may rest at either end for longer. */
static int64_t rest_ns(const struct scene *scene)
{
    const struct exercise *exercise = scene->asked.exercise;
    return exercise && exercise->counts == COUNTS_REPETITIONS ? REPEATING_REST_NS : REST_NS;
}

/* change: since so many seconds ago. */
static void judge(struct motion *part, float change, double lag_s, const struct scene *scene,
                  struct observation *seen)
{
    float moves = lag_s > SLOW_S ? MOVES * (float)(lag_s / LAG_S) : MOVES_LEAST;
    moves = fminf(fmaxf(moves, QUIETS * part->quiet), MOVES_MOST);
    /* Short passes over the roller shift less load than that. */
    if (seen->roller.passes_per_min > 0)
        change = fmaxf(change, ROLLS * moves);
    part->stirred = change > moves ? part->stirred + fminf(change / moves, FRAME_MOST) : 0;
    if (change > (part->moving ? RESTS * moves : moves))
        part->stirred_ns = scene->time_ns;
    if (!part->moving) {
        float step = fminf((float)scene->interval_s / QUIET_S, 1);
        part->quiet += (fminf(change, MOVES) - part->quiet) * step;
    }
    if (!part->moving && part->stirred >= (lag_s > SLOW_S ? SLOW_FRAMES_LEAST : FRAMES_LEAST))
        say(part, true, scene, seen);
    else if (part->moving && scene->time_ns - part->stirred_ns >= rest_ns(scene))
        say(part, false, scene, seen);
    else if (!part->decided && scene->time_ns - part->since_ns >= FIRST_NS)
        say(part, false, scene, seen);
}

void motion_step(struct motion *part, const struct scene *scene, struct observation *seen)
{
    float now[MOTION_BINS];
    bool on = seen->presence != PRESENCE_NOBODY;
    if (on && !part->on)
        part->since_ns = scene->time_ns;
    if (!on || !part->on || scene->gap_ns > 0) {
        part->pasts = part->next = 0;
        part->stirred = 0;
        part->stirred_ns = scene->time_ns;
    }
    if (!on)
        part->decided = part->moving = false;
    part->on = on;
    gather(part, scene, now);
    const struct motion_past *past = past_before(part, scene->time_ns - (int64_t)(LAG_S * 1e9));
    if (on) {
        float change = past ? change_between(part, now, past->load, scene->level) : 0;
        double lag_s = past ? (double)(scene->time_ns - past->time_ns) * 1e-9 : 0;
        judge(part, change, lag_s, scene, seen);
    }
    keep(part, scene->time_ns, now);
    seen->moving = part->moving;
}
