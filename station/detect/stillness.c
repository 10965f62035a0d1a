#include "detect/stillness.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.08;
static const int64_t PAST_STEP_NS = 50000000;
static const int64_t STILL_NS = 900000000; /* so long within the tolerance is still */
static const double RANGE_S = 12;          /* the strokes' range is forgotten this fast */
static const float RANGE_LEAST =
    0.10f;                        /* of the load: what shifts less is no stroke to measure by */
static const float STAYS = 0.03f; /* of the range: a turn of a slow stroke shifts more */
static const float LEAVES = 0.12f;
static const double SPOT_S = 4; /* the spot follows creep and breath this fast */
/* It is at the spot while it is not further away than its usual sway there, within bounds. */
static const float SWAYS = 1.8f, ONSET_SWAYS = 3, SWAY_LEAST = 0.005f, SWAY_MOST = 0.06f;
static const int64_t SPOT_NS = 500000000; /* of the last moments, it is learned */
static const double SWAY_S = 2;

void stillness_reset(struct stillness *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    part->bins = mat->pads < STILLNESS_BINS ? mat->pads : STILLNESS_BINS;
}

static void begin(struct stillness *part, const float *load)
{
    size_t size = part->bins * sizeof *load;
    memcpy(part->now, load, size);
    memcpy(part->low, load, size);
    memcpy(part->high, load, size);
    memcpy(part->turn, load, size);
    part->strokes = 0;
    part->begun = true;
    part->still = false;
    part->pasts = part->next = 0;
}

static void follow(struct stillness *part, const float *load, double interval_s)
{
    float step = (float)fmin(interval_s / SMOOTH_S, 1);
    float forget = part->still ? 0 : (float)fmin(interval_s / RANGE_S, 1);
    for (unsigned i = 0; i < part->bins; i++) {
        part->now[i] += (load[i] - part->now[i]) * step;
        float now = part->now[i];
        part->low[i] = fminf(part->low[i] + (now - part->low[i]) * forget, now);
        part->high[i] = fmaxf(part->high[i] + (now - part->high[i]) * forget, now);
    }
}

static float distance_between(const struct stillness *part, const float *a, const float *b)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += fabsf(a[i] - b[i]);
    return sum / 2;
}

void stillness_turn(struct stillness *part)
{
    part->stroke[part->strokes++ % STILLNESS_STROKES] =
        distance_between(part, part->now, part->turn);
    memcpy(part->turn, part->now, part->bins * sizeof *part->turn);
}

/* How far the load shifts: in the middle one of the last strokes; before there are any, half the
 * sum of all bins' ranges. */
static float range_of(const struct stillness *part)
{
    const float *s = part->stroke;
    float sum = 0;
    if (part->strokes > STILLNESS_STROKES)
        return fmaxf(fminf(s[0], s[1]), fminf(fmaxf(s[0], s[1]), s[2]));
    for (unsigned i = 0; i < part->bins; i++)
        sum += part->high[i] - part->low[i];
    return sum / 2;
}

static const struct stillness_past *past_at(const struct stillness *part, unsigned back)
{
    return &part->past[(part->next + STILLNESS_PAST - 1 - back) % STILLNESS_PAST];
}

static void keep(struct stillness *part, int64_t time_ns)
{
    if (part->pasts > 0 && time_ns - past_at(part, 0)->time_ns < PAST_STEP_NS)
        return;
    part->past[part->next].time_ns = time_ns;
    memcpy(part->past[part->next].load, part->now, part->bins * sizeof *part->now);
    part->next = (part->next + 1) % STILLNESS_PAST;
    if (part->pasts < STILLNESS_PAST)
        part->pasts++;
}

/* Since when the load has been within the tolerance of a place. */
static int64_t near_since(const struct stillness *part, const float *place, float tolerance,
                          int64_t time_ns)
{
    int64_t since_ns = time_ns;
    for (unsigned back = 0; back < part->pasts; back++) {
        const struct stillness_past *past = past_at(part, back);
        if (distance_between(part, past->load, place) > tolerance)
            break;
        since_ns = past->time_ns;
    }
    return since_ns;
}

/* The place of the last moments and the usual distance from it: this person's sway. */
static void learn_spot(struct stillness *part, float range, int64_t time_ns)
{
    unsigned count = 0;
    memset(part->spot, 0, sizeof part->spot);
    for (; count < part->pasts && time_ns - past_at(part, count)->time_ns <= SPOT_NS; count++) {
        for (unsigned i = 0; i < part->bins; i++)
            part->spot[i] += past_at(part, count)->load[i];
    }
    for (unsigned i = 0; i < part->bins; i++)
        part->spot[i] = count > 0 ? part->spot[i] / (float)count : part->now[i];
    float sum = 0;
    for (unsigned back = 0; back < count; back++)
        sum += distance_between(part, past_at(part, back)->load, part->spot);
    part->sway = count > 0 ? sum / (float)count : 0;
    float near = fminf(fmaxf(ONSET_SWAYS * part->sway, SWAY_LEAST * range), STAYS * range);
    part->since_ns = near_since(part, part->spot, near, time_ns);
}

/* Where the load was last near the spot before it left. */
static int64_t last_near(const struct stillness *part, float near)
{
    int64_t oldest_ns = part->near_ns;
    for (unsigned back = 0; back < part->pasts; back++) {
        const struct stillness_past *past = past_at(part, back);
        if (distance_between(part, past->load, part->spot) <= near)
            return past->time_ns;
        oldest_ns = past->time_ns;
    }
    return oldest_ns;
}

static void watch_spot(struct stillness *part, float range, const struct scene *scene)
{
    float away = distance_between(part, part->now, part->spot);
    float near = fminf(fmaxf(SWAYS * part->sway, SWAY_LEAST * range), SWAY_MOST * range);
    if (away > LEAVES * range) {
        part->still = false;
        part->near_ns = last_near(part, near);
        return;
    }
    if (away <= near)
        part->near_ns = scene->time_ns;
    part->sway += (away - part->sway) * (float)fmin(scene->interval_s / SWAY_S, 1);
    float step = (float)fmin(scene->interval_s / SPOT_S, 1);
    for (unsigned i = 0; i < part->bins; i++)
        part->spot[i] += (part->now[i] - part->spot[i]) * step;
}

void stillness_step(struct stillness *part, const struct scene *scene, bool anew)
{
    const float *load =
        scene->mat->pads <= STILLNESS_BINS ? scene->load : (const float *)scene->grid;
    if (!part->begun || scene->gap_ns > 0 || anew)
        begin(part, load);
    follow(part, load, scene->interval_s);
    float range = fmaxf(range_of(part), RANGE_LEAST);
    if (part->still) {
        watch_spot(part, range, scene);
    } else {
        int64_t since_ns = near_since(part, part->now, STAYS * range, scene->time_ns);
        if (scene->time_ns - since_ns >= STILL_NS) {
            part->still = true;
            part->near_ns = scene->time_ns;
            learn_spot(part, range, scene->time_ns);
        }
    }
    keep(part, scene->time_ns);
}
