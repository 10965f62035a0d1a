#include "detect/visitor.h"

#include <math.h>
#include <string.h>

/* What is said of ranges is what does as well in simulated sets with somebody of 65 kg on the mat
 * for five seconds, for three people who are not those of the recorded figure; in none of these
 * ranges anybody was seen in the same sets alone. */

/* Where all of a body lies on the mat its weight does not change: recorded sensors that level off
 * say otherwise, and then nothing is told. Simulated pads let it vary by an eighth; at 0.10 every
 * fourth visitor is missed. For two repetitions, 4 to 12 s, without a break: where brief ones were
 * let pass, recorded people who bridge and press up were taken for their own visitors. A foot set
 * down is rough for half a second at most, 0.5 to 2 s. */
static const double STEADY = 0.15, STEADY_S = 8, ROUGH_S = 1;
/* Parts of the whole that come with somebody, or are left when they have gone: less are heels that
 * slide in from beyond the edge. 0.35 to 0.5, of 0.7 every eighth visitor is missed; 0.15 to 0.4.
 */
static const double JOINED = 0.5, GONE = 0.25;
/* A cat was there, and now the person has come, if more still: somebody of 120 kg is not three
 * times as heavy as anybody of 45 kg. 1.5 to 2. */
static const double HEAVIEST = 2;
/* A few repetitions, 5 to 20 s; at first the pads still creep. */
static const double WHOLE_S = 10, WHOLE_SOON_S = 2;
/* Of the whole, more than ever on that pad: what a repetition shifts by chance, 0.02 to 0.04. At
 * 0.01 the person's own pads are left out too, and every eighth set is counted wrong. */
static const float NEW = 0.02f;
/* Of what came, by pads that carry more than ever: the person's own feet may have been there
 * before. 0.35 to 0.6, and 0.7 misses every fifth. */
static const double EXPLAINED = 0.5;
/* Root mean square: two feet beside each other spread over the pads around them, 220 to 320; a body
 * that lies, over most of its length, 290 to 400. */
static const double FEET_MM = 260, LIES_MM = 330;
/* Then that is how it is now: longer than anybody helps or steps across, and short beside a session
 * in which the own pads would be wrongly left out. Chosen, not measured. */
static const double STAYS_MOST_S = 30;
/* One or two repetitions, 4 to 16 s. And where the body was in the last few: 30 to 60 s, at 15 it
 * is forgotten within one, and every tenth set is counted wrong. */
static const double MEAN_S = 8, MOST_S = 30;

void visitor_reset(struct visitor *visitor, const struct mat *mat)
{
    memset(visitor, 0, sizeof *visitor);
    visitor->mat = mat;
}

static float more_than_ever(const struct visitor *visitor, unsigned pad, const float *load)
{
    return fmaxf(load[pad] - visitor->pad[pad].most - NEW * (float)visitor->whole, 0);
}

/* Root mean square distance of what came, from its centre. */
static double spread_mm(const struct mat *mat, const float *came)
{
    double sum = 0, x = 0, y = 0, square = 0;
    for (unsigned i = 0; i < mat->pads; i++) {
        const struct pad *pad = &mat->pad[i];
        const double at_x = (double)(pad->x_mm + pad->length_mm / 2);
        const double at_y = (double)(pad->y_mm + pad->width_mm / 2);
        sum += (double)came[i];
        x += (double)came[i] * at_x;
        y += (double)came[i] * at_y;
        square += (double)came[i] * (at_x * at_x + at_y * at_y);
    }
    if (sum <= 0)
        return 0;
    return sqrt(fmax(square / sum - x / sum * (x / sum) - y / sum * (y / sum), 0));
}

/* Nearly all of what came is on one spot. */
static bool has_come(const struct visitor *visitor, const float *load, double more)
{
    float came[PADS_MAX];
    double sum = 0;
    for (unsigned i = 0; i < visitor->mat->pads; i++) {
        came[i] = more_than_ever(visitor, i, load);
        sum += (double)came[i];
    }
    return sum > EXPLAINED * more && spread_mm(visitor->mat, came) < FEET_MM;
}

/* It was the person, who had been on the mat with the feet, or a hand, and has now lain down. */
static bool lies(const struct visitor *visitor, const float *load)
{
    float came[PADS_MAX];
    for (unsigned i = 0; i < visitor->mat->pads; i++) {
        const struct visitor_pad *pad = &visitor->pad[i];
        came[i] = pad->taken ? fmaxf(load[i] - pad->mean, 0) : 0;
    }
    return spread_mm(visitor->mat, came) > LIES_MM;
}

static void begin(struct visitor *visitor, const float *load, double sum)
{
    visitor->begun = true;
    visitor->here = false;
    visitor->whole = sum;
    visitor->steady_s = visitor->rough_s = 0;
    for (unsigned i = 0; i < visitor->mat->pads; i++)
        visitor->pad[i] = (struct visitor_pad){.mean = load[i], .most = load[i]};
}

static void learn(struct visitor *visitor, const float *load, double sum, double interval_s)
{
    const double whole_s = visitor->steady_s < STEADY_S ? WHOLE_SOON_S : WHOLE_S;
    visitor->steady_s += interval_s;
    visitor->rough_s = 0;
    visitor->whole += (sum - visitor->whole) * fmin(interval_s / whole_s, 1);
    for (unsigned i = 0; i < visitor->mat->pads; i++) {
        struct visitor_pad *pad = &visitor->pad[i];
        pad->mean += (load[i] - pad->mean) * (float)fmin(interval_s / MEAN_S, 1);
        pad->most +=
            (fminf(pad->mean, pad->most) - pad->most) * (float)fmin(interval_s / MOST_S, 1);
        pad->most = fmaxf(pad->most, load[i]);
    }
}

/* Alone, as far as is known. */
static void watch(struct visitor *visitor, const float *load, double sum, double interval_s)
{
    const double more = sum - visitor->whole;
    visitor->here_s = 0;
    visitor->here = visitor->steady_s >= STEADY_S && more > JOINED * visitor->whole &&
                    more < HEAVIEST * visitor->whole && has_come(visitor, load, more);
    if (visitor->here)
        return;
    if (fabs(more) < STEADY * visitor->whole) {
        learn(visitor, load, sum, interval_s);
        return;
    }
    visitor->rough_s += interval_s;
    if (visitor->steady_s < STEADY_S || visitor->rough_s > ROUGH_S)
        begin(visitor, load, sum);
}

/* It is remembered, too: what comes and goes at one place is the person after all, and believed the
 * second time. */
static void leave_out(struct visitor *visitor, const float *load, float *own)
{
    for (unsigned i = 0; i < visitor->mat->pads; i++) {
        struct visitor_pad *pad = &visitor->pad[i];
        pad->taken = pad->taken || more_than_ever(visitor, i, load) > 0;
        if (pad->taken)
            pad->most = fmaxf(pad->most, load[i]);
        own[i] = pad->taken ? pad->mean : load[i];
    }
}

static void go(struct visitor *visitor)
{
    visitor->here = false;
    for (unsigned i = 0; i < visitor->mat->pads; i++)
        visitor->pad[i].taken = false;
}

void visitor_step(struct visitor *visitor, const float *load, bool loaded, double interval_s,
                  float *own)
{
    double sum = 0;
    for (unsigned i = 0; i < visitor->mat->pads; i++)
        sum += (double)load[i];
    if (!visitor->begun || !loaded || interval_s <= 0)
        begin(visitor, load, sum);
    if (visitor->here) {
        visitor->here_s += interval_s;
        if (visitor->here_s > STAYS_MOST_S || lies(visitor, load))
            begin(visitor, load, sum);
        else if (sum - visitor->whole < GONE * visitor->whole)
            go(visitor);
    }
    if (!visitor->here)
        watch(visitor, load, sum, interval_s);
    if (visitor->here)
        leave_out(visitor, load, own);
    else
        memcpy(own, load, visitor->mat->pads * sizeof *own);
}
