#include "detect/shifts.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* The numbers of shifts_odds are fitted to features made with the constants above them: who changes
 * one fits them anew. */

/* Shifts are taken over these times, or one frame: a roll that begins shows in the longer ones
 * while sensors' noise still hides it from the shorter; one that has ended leaves those first. */
static const double LAG_S[SHIFTS_LAGS] = {0.15, 0.3, 0.6, 1.2, 2.4};
/* And from means over less than a breath and over more than one. */
static const double MEAN_S[SHIFTS_MEANS] = {1.5, 5};
/* A short lag and a long one; what moved is forgotten in two seconds or so. */
static const unsigned PEAK_LAG[SHIFTS_PEAKS] = {0, 3};
static const float PEAK_FADES[SHIFTS_PEAKS] = {1.5f, 1}; /* in a second */
/* The past is kept in steps no finer than this: then all of it is just longer than the longest lag.
 */
static const int64_t STEP_NS = 40000000;
/* Of the mean load, added to each one's own, as in unrest.c: a bin that bears nothing has no
 * logarithm, and what leaks into it is no shift. */
static const float OWN_LOAD = 0.5f;

/* The usual is what this part of a bin's shifts stay below, found without knowing for sure when
 * somebody moves; SPREAD times it is the mean square of those at rest, where these are noise and
 * somebody moves for a quarter of the time. */
static const float BELOW = 0.4f, SPREAD = 1.7f;
static const float FIRST = 0.01f;        /* before anything is known: more than most rest by */
static const double MOVING_SLOWER = 0.2; /* not 0: it may rest and only be taken for moving */
/* The memory is a third of what has been seen, of USUAL_FIRST_S at least; one frame of two a second
 * or fewer counts as STEP_MOST of it at most. */
static const double USUAL_S = 3, USUAL_FIRST_S = 0.3, USUAL_OF_LEARNED = 1.0 / 3, STEP_MOST = 1.5;
/* A shift by a thousandth, or by less than a fifth of what the others usually do, stands out in no
 * bin, however quiet it is. */
static const float LEAST = 1e-6f, LEAST_PART = 0.05f;
static const float USUAL_LEAST = 1e-9f; /* from 0 it would never rise again */
static const float SIZE_LEAST = 0.05f;  /* of the usual size: all that is less is alike */
enum { BINS_TO_SPARE_ONE = 16 };        /* the pads of the small mat; of fewer each one counts */

void shifts_reset(struct shifts *part, unsigned bins)
{
    *part = (struct shifts){.bins = bins};
    for (unsigned i = 0; i < bins; i++)
        part->usual[i] = FIRST * FIRST;
}

void shifts_break(struct shifts *part)
{
    part->pasts = part->next = 0;
    memset(part->peak, 0, sizeof part->peak);
}

static const struct shifts_past *past_of(const struct shifts *part, unsigned age)
{
    return &part->past[(part->next + SHIFTS_PAST - age) % SHIFTS_PAST];
}

/* The latest that is so old; else the oldest. None younger than *age, at first 1, is looked at. */
static const struct shifts_past *past_before(const struct shifts *part, int64_t time_ns,
                                             unsigned *age)
{
    while (*age < part->pasts && past_of(part, *age)->time_ns > time_ns)
        ++*age;
    return past_of(part, *age);
}

static void keep(struct shifts *part, int64_t time_ns, const float *place)
{
    unsigned last = (part->next + SHIFTS_PAST - 1) % SHIFTS_PAST;
    if (part->pasts > 0 && time_ns - part->past[last].time_ns < STEP_NS)
        return;
    part->past[part->next].time_ns = time_ns;
    memcpy(part->past[part->next].place, place, sizeof part->past->place);
    part->next = (part->next + 1) % SHIFTS_PAST;
    if (part->pasts < SHIFTS_PAST)
        part->pasts++;
}

/* Equal parts of a load are equal distances, in any unit. */
static void locate(const struct shifts *part, const float *load, float level, float *place)
{
    float own = OWN_LOAD * level / (float)part->bins;
    for (unsigned i = 0; i < part->bins; i++)
        place[i] = logf(fmaxf(load[i] + own, 1e-30f));
}

/* One by which the shifts of each bin are multiplied. */
static void weigh(const struct shifts *part, float *weight)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += part->usual[i];
    float least = SPREAD * LEAST_PART * sum / (float)part->bins + LEAST;
    for (unsigned i = 0; i < part->bins; i++)
        weight[i] = 1 / sqrtf(SPREAD * part->usual[i] + least);
}

/* The size of all together, without the one that shifted most: one sensor may jump. */
static float size_of(const float *from, const float *to, const float *weight, unsigned bins)
{
    float sum = 0, most = 0;
    for (unsigned i = 0; i < bins; i++) {
        float z = (to[i] - from[i]) * weight[i];
        sum += z * z;
        most = fmaxf(most, z * z);
    }
    bool spares = bins >= BINS_TO_SPARE_ONE;
    float counted = spares ? sum - most : sum;
    return logf(sqrtf(fmaxf(counted, 0) / (float)(bins - spares)) + SIZE_LEAST);
}

/* Cosine between two shifts that follow each other: what goes on has one direction, noise goes
 * back where it came from. */
static float direction(const float *first, const float *then, const float *now, const float *weight,
                       unsigned bins)
{
    float product = 0, before = 0, after = 0;
    for (unsigned i = 0; i < bins; i++) {
        float a = (then[i] - first[i]) * weight[i], b = (now[i] - then[i]) * weight[i];
        product += a * b;
        before += a * a;
        after += b * b;
    }
    return product / sqrtf(before * after + 1e-9f);
}

/* Of a memory that grows with what has been seen. */
static float step_of(struct shifts *part, const struct shifts_frame *frame)
{
    part->learned_s += frame->interval_s;
    double memory_s = fmin(USUAL_S, fmax(USUAL_OF_LEARNED * part->learned_s, USUAL_FIRST_S));
    double step = fmin(frame->interval_s / memory_s, STEP_MOST);
    return (float)(frame->moving ? step * MOVING_SLOWER : step);
}

static void learn(struct shifts *part, const float *then, const float *now, const float *size,
                  float step)
{
    float rises = expf(BELOW * step), falls = expf((BELOW - 1) * step);
    for (unsigned i = 0; i < part->bins; i++) {
        float away = now[i] - then[i];
        part->usual[i] *= away * away > part->usual[i] ? rises : falls;
        part->usual[i] = fmaxf(part->usual[i], USUAL_LEAST);
    }
    for (unsigned k = 0; k < SHIFTS_SIZES; k++)
        part->typical[k] += (size[k] > part->typical[k] ? BELOW : BELOW - 1) * step;
}

static void follow(struct shifts *part, const float *place, double interval_s, bool anew)
{
    for (unsigned k = 0; k < SHIFTS_MEANS; k++) {
        float step = anew ? 1 : 1 - (float)exp(-interval_s / MEAN_S[k]);
        for (unsigned i = 0; i < part->bins; i++)
            part->mean[k][i] += (place[i] - part->mean[k][i]) * step;
    }
}

/* The largest of a moment ago, as it was before this frame. */
static void fade(struct shifts *part, double interval_s, const float *size, float *feature)
{
    for (unsigned k = 0; k < SHIFTS_PEAKS; k++) {
        feature[k] = part->peak[k];
        float faded = part->peak[k] - PEAK_FADES[k] * (float)interval_s;
        part->peak[k] = fmaxf(size[PEAK_LAG[k]], faded);
    }
}

/* There is something before this frame. */
static void compare(const struct shifts *part, int64_t time_ns, const float *place, float *feature)
{
    float weight[SHIFTS_BINS];
    unsigned age = 1, first_age = 1;
    weigh(part, weight);
    for (unsigned lag = 0; lag < SHIFTS_LAGS; lag++) {
        const int64_t lag_ns = (int64_t)(LAG_S[lag] * 1e9);
        const struct shifts_past *then = past_before(part, time_ns - lag_ns, &age);
        feature[lag] = size_of(then->place, place, weight, part->bins);
        if (lag >= SHIFTS_TURNS)
            continue;
        const struct shifts_past *first = past_before(part, then->time_ns - lag_ns, &first_age);
        feature[2 * SHIFTS_SIZES + lag] =
            direction(first->place, then->place, place, weight, part->bins);
    }
    for (unsigned k = 0; k < SHIFTS_MEANS; k++)
        feature[SHIFTS_LAGS + k] = size_of(part->mean[k], place, weight, part->bins);
    memcpy(&feature[SHIFTS_SIZES], part->typical, sizeof part->typical);
}

bool shifts_step(struct shifts *part, const struct shifts_frame *frame,
                 float feature[SHIFTS_FEATURES])
{
    float place[SHIFTS_BINS];
    bool anew = part->pasts == 0;
    locate(part, frame->load, frame->level, place);
    if (!anew) {
        compare(part, frame->time_ns, place, feature);
        fade(part, frame->interval_s, feature, &feature[2 * SHIFTS_SIZES + SHIFTS_TURNS]);
        const int64_t lag_ns = (int64_t)(LAG_S[0] * 1e9);
        unsigned age = 1;
        learn(part, past_before(part, frame->time_ns - lag_ns, &age)->place, place, feature,
              step_of(part, frame));
    }
    follow(part, place, frame->interval_s, anew);
    keep(part, frame->time_ns, place);
    return !anew;
}

/* By tests/recordings/fit_moving.py (make fit-moving), from made-up people at 2 to 25 frames/s. In
 * the order of the features: sizes over the lags and from the means, the same as is typical,
 * directions, peaks; and squares of the sizes. */
static const float CONSTANT = -1.057f;
static const float LINEAR[SHIFTS_FEATURES] = {
    2.777f, 1.131f,  0.521f,  0.789f, 1.187f, -0.351f, -1.318f, -0.798f, 0.398f,  -0.537f,
    0.093f, -1.070f, -0.251f, 0.228f, 0.502f, 0.079f,  0.717f,  0.889f,  -0.600f, -0.453f};
static const float SQUARE[SHIFTS_SIZES] = {-0.384f, 0.112f,  -0.123f, -0.059f,
                                           -0.148f, -0.086f, 0.153f};

float shifts_odds(const float feature[SHIFTS_FEATURES])
{
    float odds = CONSTANT;
    for (unsigned i = 0; i < SHIFTS_FEATURES; i++)
        odds += LINEAR[i] * feature[i];
    for (unsigned i = 0; i < SHIFTS_SIZES; i++)
        odds += SQUARE[i] * feature[i] * feature[i];
    return odds;
}
