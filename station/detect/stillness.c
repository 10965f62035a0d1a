#include "detect/stillness.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.06;
static const int64_t PAST_STEP_NS = 50000000;
static const int64_t SPEED_NS = 300000000; /* speed is measured over this time */
static const int64_t STILL_NS = 900000000; /* so long slow is still; a turn is shorter */
/* Slower than this part of the mean speed of a stroke; a turn is as slow for a tenth of the stroke
 * only. Or than so many times the usual sway, within bounds. */
static const float SLOW = 0.22f, SWAYS = 2.5f, SLOW_MOST = 0.5f;
/* Until strokes are known: as if they shifted this much, this fast. */
static const float FAR_UNKNOWN = 0.25f, FAST_UNKNOWN = 0.08f, FAR_LEAST = 0.05f;
static const int64_t REST_NS = 350000000;
static const float LEAVES = 0.15f, NEAR = 0.04f; /* of a stroke, away from the spot */
static const double SPOT_S = 5;                  /* the spot follows creep and breath this fast */
static const double SWAY_S = 3;
/* A speed belongs to a moment within its time: when the load stops at once, nearly to its
 * beginning; when it sets off, nearly to its end. */
static const int64_t STOPPED_NS = 200000000, SET_OFF_NS = 100000000;

void stillness_reset(struct stillness *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    part->bins = mat->pads < STILLNESS_BINS ? mat->pads : STILLNESS_BINS;
}

static void begin(struct stillness *part, const float *load)
{
    memcpy(part->now, load, part->bins * sizeof *load);
    memcpy(part->turn, load, part->bins * sizeof *load);
    part->begun = true;
    part->still = false;
    part->strokes = part->pasts = part->next = 0;
    part->sway = 0;
}

static float distance(const struct stillness *part, const float *a, const float *b)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += fabsf(a[i] - b[i]);
    return sum / 2;
}

void stillness_turn(struct stillness *part, float seconds)
{
    unsigned stroke = part->strokes++ % STILLNESS_STROKES;
    part->far[stroke] = distance(part, part->now, part->turn);
    part->fast[stroke] = seconds > 0 ? part->far[stroke] / seconds : 0;
    memcpy(part->turn, part->now, part->bins * sizeof *part->turn);
}

/* The middle one of the last strokes; the first after getting into place says nothing yet. */
static float usual(const struct stillness *part, const float *s, float unknown)
{
    if (part->strokes <= STILLNESS_STROKES)
        return unknown;
    return fmaxf(fminf(s[0], s[1]), fminf(fmaxf(s[0], s[1]), s[2]));
}

static const struct stillness_past *past_at(const struct stillness *part, unsigned back)
{
    return &part->past[(part->next + STILLNESS_PAST - 1 - back) % STILLNESS_PAST];
}

/* INFINITY: not known yet. */
static float speed_now(const struct stillness *part, int64_t time_ns)
{
    for (unsigned back = 0; back < part->pasts; back++) {
        const struct stillness_past *past = past_at(part, back);
        int64_t lag_ns = time_ns - past->time_ns;
        if (lag_ns >= SPEED_NS)
            return distance(part, part->now, past->load) / (float)((double)lag_ns * 1e-9);
    }
    return INFINITY;
}

static void keep(struct stillness *part, int64_t time_ns, float speed)
{
    if (part->pasts > 0 && time_ns - past_at(part, 0)->time_ns < PAST_STEP_NS)
        return;
    struct stillness_past *past = &part->past[part->next];
    past->time_ns = time_ns;
    past->speed = speed;
    memcpy(past->load, part->now, part->bins * sizeof *part->now);
    part->next = (part->next + 1) % STILLNESS_PAST;
    if (part->pasts < STILLNESS_PAST)
        part->pasts++;
}

/* Since when it has been slow. */
static int64_t slow_since(const struct stillness *part, float slow, int64_t time_ns)
{
    int64_t since_ns = time_ns;
    for (unsigned back = 0; back < part->pasts && past_at(part, back)->speed < slow; back++)
        since_ns = past_at(part, back)->time_ns;
    return since_ns;
}

/* A move begins with the first fast moment; rest at the same spot takes that back. */
static void watch_speed(struct stillness *part, bool near, bool fast, int64_t time_ns)
{
    if (fast) {
        part->fast_ns = time_ns;
        if (part->set_off_ns == 0)
            part->set_off_ns = time_ns;
    } else if (near && time_ns - part->fast_ns >= REST_NS) {
        part->set_off_ns = 0;
    }
}

static void watch_spot(struct stillness *part, float slow, float speed, const struct scene *scene)
{
    float far = fmaxf(usual(part, part->far, FAR_UNKNOWN), FAR_LEAST);
    float away = distance(part, part->now, part->spot) / far;
    watch_speed(part, away < NEAR, speed >= slow, scene->time_ns);
    if (away > LEAVES) {
        if (part->set_off_ns == 0)
            part->set_off_ns = scene->time_ns;
        part->still = false;
        part->left_ns = part->set_off_ns - SET_OFF_NS;
        return;
    }
    float step = (float)fmin(scene->interval_s / SWAY_S, 1);
    part->sway += (fminf(speed, slow) - part->sway) * step;
    step = (float)fmin(scene->interval_s / SPOT_S, 1);
    for (unsigned i = 0; i < part->bins; i++)
        part->spot[i] += (part->now[i] - part->spot[i]) * step;
}

void stillness_step(struct stillness *part, const struct scene *scene, bool anew)
{
    const float *load =
        scene->mat->pads <= STILLNESS_BINS ? scene->load : (const float *)scene->grid;
    if (!part->begun || scene->gap_ns > 0 || anew)
        begin(part, load);
    float step = (float)fmin(scene->interval_s / SMOOTH_S, 1);
    for (unsigned i = 0; i < part->bins; i++)
        part->now[i] += (load[i] - part->now[i]) * step;
    float fast = usual(part, part->fast, FAST_UNKNOWN);
    float slow = fminf(fmaxf(SLOW * fast, SWAYS * part->sway), SLOW_MOST * fast);
    float speed = speed_now(part, scene->time_ns);
    keep(part, scene->time_ns, speed);
    if (part->still) {
        watch_spot(part, slow, speed, scene);
        return;
    }
    int64_t since_ns = slow_since(part, slow, scene->time_ns);
    if (scene->time_ns - since_ns < STILL_NS - STOPPED_NS)
        return;
    part->still = true;
    part->set_off_ns = 0;
    part->fast_ns = scene->time_ns;
    part->since_ns = since_ns - STOPPED_NS;
    memcpy(part->spot, part->now, part->bins * sizeof *part->spot);
}
