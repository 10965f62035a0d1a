#include "detect/motion.h"

#include "detect/sink.h"

#include <math.h>
#include <string.h>

static const int64_t LAG_NS = 400000000;   /* change is measured over this time, or one frame */
static const int64_t STEP_NS = 50000000;   /* the past is kept in steps no finer than this */
static const int64_t REST_NS = 700000000;  /* so long without change is rest */
static const int64_t FIRST_NS = 500000000; /* after stepping on: one of the two is said */
static const float MOVES = 0.05f; /* half of the load's sum of changes: what changed its place */
static const float RESTS = 0.6f;  /* of that */
static const float QUIETS = 4;    /* or so many times what is usual while still */
static const float MOVES_MOST = 0.15f;
static const float QUIET_S = 5;
static const unsigned FRAMES_LEAST = 3;    /* one jump of a sensor is no motion */
static const unsigned PADS_A_FLICKER = 10; /* of so many pads one may jump by itself */

void motion_reset(struct motion *part, const struct mat *mat)
{
    *part = (struct motion){.bins = mat->pads < MOTION_BINS ? mat->pads : MOTION_BINS};
}

static void gather(const struct motion *part, const struct scene *scene, float *load)
{
    const float *from = scene->mat->pads <= MOTION_BINS ? scene->load : (const float *)scene->grid;
    memcpy(load, from, part->bins * sizeof *load);
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

/* Half the sum of changes, without the few pads that changed most where there are many: a real
 * sensor jumps by itself now and then, a body never loads one pad alone. */
static float change_between(const struct motion *part, const float *now, const float *then)
{
    float most[MOTION_BINS / 10 + 1] = {0}, sum = 0;
    unsigned flickers = (part->bins + PADS_A_FLICKER / 2) / PADS_A_FLICKER;
    for (unsigned i = 0; i < part->bins; i++) {
        float change = fabsf(now[i] - then[i]);
        sum += change;
        for (unsigned k = 0; k < flickers; k++) {
            if (change > most[k]) {
                float smaller = most[k];
                most[k] = change;
                change = smaller;
            }
        }
    }
    for (unsigned k = 0; k < flickers; k++)
        sum -= most[k];
    return sum / 2;
}

static void say(struct motion *part, bool moving, const struct scene *scene,
                struct observation *seen)
{
    part->moving = moving;
    part->decided = true;
    sink_put(seen, moving ? EVENT_MOVING : EVENT_STILL, scene->time_ns);
}

static void judge(struct motion *part, float change, const struct scene *scene,
                  struct observation *seen)
{
    float moves = fminf(fmaxf(MOVES, QUIETS * part->quiet), MOVES_MOST);
    part->stirred = change > moves ? part->stirred + 1 : 0;
    if (change > (part->moving ? RESTS * moves : moves))
        part->stirred_ns = scene->time_ns;
    if (!part->moving) {
        float part_s = fminf((float)scene->interval_s / QUIET_S, 1);
        part->quiet += (fminf(change, MOVES_MOST) - part->quiet) * part_s;
    }
    if (!part->moving && part->stirred >= FRAMES_LEAST)
        say(part, true, scene, seen);
    else if (part->moving && scene->time_ns - part->stirred_ns >= REST_NS)
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
    const struct motion_past *past = past_before(part, scene->time_ns - LAG_NS);
    if (on)
        judge(part, past ? change_between(part, now, past->load) : 0, scene, seen);
    keep(part, scene->time_ns, now);
    seen->moving = part->moving;
}
