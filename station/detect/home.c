#include "detect/home.h"

#include "signal/quantile.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.2;

/* Further from the middle than this many times what most samples are: not of this exercise. */
static const float ELSEWHERE = 3.5f, MOST_SAMPLES = 0.75f;
/* Whoever stays long at one end has the middle there: so many times as far as they usually go, the
 * other end is not elsewhere. */
static const float BETWEEN = 1.5f;

/* Who waits for the start, or rests, does not say how the exercise goes: of a longer rest only so
 * many samples are kept, or what comes after it would seem the exception. */
enum { REST_KEPT = 3 * HOME_RATE };

static const unsigned POWER_STEPS = 4; /* a sample; they go on where they stopped */

/* At rest: slower than this part of the fastest; before a quick start, only slower than around. */
static const float CALM = 0.3f, HESITATES = 0.65f;
/* The same place again, in parts of how far it went between: along that way, and any way (pads
 * creep under a new load, and nobody lies quite still). */
static const float SAME = 0.3f, DRIFTED = 0.8f;
static const float NEARER = 0.1f; /* than that by so much more, it is another place on the way */
static const float PASSED = 0.5f; /* so near, it was there, though it did not stop */

static const float HOME_WEIGHT = 0.1f; /* of a sample at home: home is the mean of a second or so */
static const float FAR_PART = 0.5f, FAR_RANK = 0.95f;
static const float LEFT = 0.6f, BACK = 0.35f; /* of the usual size */

/* Home between two places of rest: so seldom there, so often at either. */
static const float SELDOM = 0.6f, EITHER = 0.25f;

void home_reset(struct home *home, float least)
{
    *home = (struct home){.least = least};
}

void home_forget(struct home *home)
{
    home->begun = false;
    home->known = home->before_known = false;
    home->count = 0;
    home->size = 0;
}

/* (a - from) * (b - from) */
static float product(const float *a, const float *b, const float *from)
{
    float sum = 0;
    for (unsigned i = 0; i < HOME_STATE; i++)
        sum += (a[i] - from[i]) * (b[i] - from[i]);
    return sum;
}

static float apart(const float *a, const float *b)
{
    return sqrtf(product(a, a, b));
}

static void copy(float *to, const float *from)
{
    memcpy(to, from, HOME_STATE * sizeof *to);
}

/* to += (from - to) * weight */
static void approach(float *to, const float *from, float weight)
{
    for (unsigned i = 0; i < HOME_STATE; i++)
        to[i] += (from[i] - to[i]) * weight;
}

static void drop_oldest(struct home *home, unsigned count)
{
    home->count -= count;
    memmove(home->sample, home->sample + count, home->count * sizeof *home->sample);
}

/* How many samples the body has hardly moved for: no further from where it is now than breathing
 * and balancing go. */
static unsigned resting(const struct home *home)
{
    const float *now = home->sample[home->count - 1].state;
    unsigned count = 1;
    while (count < home->count && count <= REST_KEPT &&
           apart(home->sample[home->count - 1 - count].state, now) < home->least)
        count++;
    return count;
}

static void shorten_rest(struct home *home)
{
    if (resting(home) <= REST_KEPT)
        return;
    struct home_sample *first = &home->sample[home->count - 1 - REST_KEPT];
    memmove(first, first + 1, REST_KEPT * sizeof *first);
    home->count--;
}

static bool take_sample(struct home *home, const struct scene *scene, const float *state)
{
    approach(home->smooth, state,
             home->begun ? (float)(1 - exp(-scene->interval_s / SMOOTH_S)) : 1);
    if (!home->begun)
        home->due_ns = scene->time_ns;
    home->begun = true;
    if (scene->time_ns < home->due_ns)
        return false;
    home->due_ns = scene->time_ns + 1000000000 / HOME_RATE;
    if (home->count == HOME_SAMPLES)
        drop_oldest(home, 1);
    struct home_sample *sample = &home->sample[home->count++];
    *sample = (struct home_sample){.time_ns = scene->time_ns, .speed = HUGE_VALF};
    copy(sample->state, home->smooth);
    if (home->count > 2)
        sample->speed = apart(sample->state, home->sample[home->count - 3].state);
    shorten_rest(home);
    return true;
}

/* At rest, or as good as: slower than just before and just after. */
static bool is_calm(const struct home *home, unsigned n, float fastest)
{
    const struct home_sample *sample = &home->sample[n];
    if (sample->speed < CALM * fastest)
        return true;
    return n > 0 && sample->speed < HESITATES * fastest && sample->speed <= sample[-1].speed &&
           sample->speed <= sample[1].speed;
}

/* The first place that the body is at again now, at rest, after it was away: the number of its
 * sample, and of the farthest since then. home->count: there is none. */
static unsigned first_again(const struct home *home, unsigned *farthest)
{
    const unsigned last = home->count - 1;
    const float *now = home->sample[last].state;
    unsigned first = home->count, far_n = last;
    float far = 0, fastest = 0, most = HUGE_VALF;
    for (unsigned n = last; n-- > 0;) {
        const struct home_sample *sample = &home->sample[n];
        float off = apart(sample->state, now);
        fastest = fmaxf(fastest, sample->speed);
        if (off > far) {
            far = off;
            far_n = n;
        }
        if (far < home->least || off > DRIFTED * far || !is_calm(home, n, fastest) ||
            home->sample[last].speed > CALM * fastest)
            continue;
        const float aside = fabsf(product(sample->state, home->sample[far_n].state, now)) / far;
        if (aside >= fminf(SAME * far, most))
            continue;
        most = fminf(most, aside + NEARER * far);
        first = n;
        *farthest = far_n;
    }
    return first;
}

/* Who goes straight on at the place of rest on arriving is first seen to stay at the far end: when
 * the body was at the other place before, that one is home. */
static unsigned passed_before(const struct home *home, unsigned first, unsigned farthest)
{
    const float *other = home->sample[farthest].state;
    float near = PASSED * apart(other, home->sample[first].state);
    unsigned n = 0;
    while (n < first && apart(home->sample[n].state, other) >= near)
        n++;
    while (n < first &&
           apart(home->sample[n + 1].state, other) < apart(home->sample[n].state, other))
        n++;
    return n;
}

/* The last place of rest before home, as far from it as the body has been since. */
static void find_before(struct home *home, unsigned first, unsigned farthest)
{
    const float *at_home = home->sample[first].state;
    float least = LEFT * apart(home->sample[farthest].state, at_home), fastest = 0;
    for (unsigned n = first; n-- > 0 && !home->before_known;) {
        const struct home_sample *sample = &home->sample[n];
        fastest = fmaxf(fastest, sample->speed);
        home->before_known = apart(sample->state, at_home) > least && is_calm(home, n, fastest);
        copy(home->before, sample->state);
    }
}

void home_look_again(struct home *home, int64_t since_ns)
{
    unsigned before = 0;
    while (before < home->count && home->sample[before].time_ns <= since_ns)
        before++;
    drop_oldest(home, before);
    home->known = home->before_known = false;
    home->size = 0;
}

/* Home is the first place of rest that the body comes back to. */
static void find_home(struct home *home)
{
    unsigned farthest = 0, first = first_again(home, &farthest);
    if (first == home->count)
        return;
    first = passed_before(home, first, farthest);
    find_before(home, first, farthest);
    drop_oldest(home, first);
    home->known = true;
    copy(home->place, home->sample[0].state);
}

bool home_step(struct home *home, const struct scene *scene, const float *state)
{
    if (!take_sample(home, scene, state))
        return false;
    if (!home->known)
        find_home(home);
    return home->known;
}

bool home_goes_back(struct home *home)
{
    const struct home_sample *now = &home->sample[home->count - 1];
    if (!home->before_known ||
        apart(now->state, home->before) > SAME * apart(home->place, home->before))
        return false;
    home->before_known = false;
    copy(home->place, home->before);
    return true;
}

static void find_middle(struct home *home)
{
    float sum[HOME_STATE] = {0}, off[HOME_SAMPLES], sorted[HOME_SAMPLES];
    unsigned count = 0;
    for (unsigned n = 0; n < home->count; n++) {
        if (home->sample[n].elsewhere)
            continue;
        count++;
        for (unsigned i = 0; i < HOME_STATE; i++)
            sum[i] += home->sample[n].state[i];
    }
    for (unsigned i = 0; i < HOME_STATE; i++)
        home->middle[i] = count > 0 ? sum[i] / (float)count : home->smooth[i];
    for (unsigned n = 0; n < home->count; n++)
        sorted[n] = off[n] = apart(home->sample[n].state, home->middle);
    float most = fmaxf(ELSEWHERE * fmaxf(quantile(sorted, home->count, MOST_SAMPLES), home->least),
                       BETWEEN * home->size);
    for (unsigned n = 0; n < home->count; n++)
        home->sample[n].elsewhere = off[n] > most;
}

/* The first principal direction, by the power iteration. */
static void find_way(struct home *home)
{
    static const float zero[HOME_STATE];
    if (product(home->way, home->way, zero) < 0.5f) {
        for (unsigned i = 0; i < HOME_STATE; i++)
            home->way[i] = home->place[i] - home->middle[i];
    }
    for (unsigned step = 0; step < POWER_STEPS; step++) {
        float next[HOME_STATE] = {0};
        for (unsigned n = 0; n < home->count; n++) {
            const struct home_sample *sample = &home->sample[n];
            if (sample->elsewhere)
                continue;
            float weight = 0;
            for (unsigned i = 0; i < HOME_STATE; i++)
                weight += (sample->state[i] - home->middle[i]) * home->way[i];
            for (unsigned i = 0; i < HOME_STATE; i++)
                next[i] += weight * (sample->state[i] - home->middle[i]);
        }
        float length = sqrtf(product(next, next, zero));
        for (unsigned i = 0; i < HOME_STATE; i++)
            home->way[i] = length > 0 ? next[i] / length : 0;
    }
}

static float along_way(const struct home *home, const float *state)
{
    float along = 0;
    for (unsigned i = 0; i < HOME_STATE; i++)
        along += (state[i] - home->middle[i]) * home->way[i];
    return along;
}

float home_off(const struct home *home, const struct home_sample *sample)
{
    return sample->along - home->along;
}

/* The middle of what is far from home: a jerk on the way there is none of it. */
static void find_size(struct home *home)
{
    float far[HOME_SAMPLES];
    unsigned count = 0, fars = 0;
    home->along = along_way(home, home->place);
    for (unsigned n = 0; n < home->count; n++) {
        struct home_sample *sample = &home->sample[n];
        sample->along = along_way(home, sample->state);
        if (!sample->elsewhere)
            far[count++] = fabsf(home_off(home, sample));
    }
    float least = FAR_PART * quantile(far, count, FAR_RANK);
    for (unsigned n = 0; n < count; n++) {
        if (far[n] > least)
            far[fars++] = far[n];
    }
    home->size = quantile(far, fars, 0.5f);
}

static bool is_near(const struct home *home, float off)
{
    return fabsf(off) < BACK * home->size;
}

bool home_is_left(const struct home *home, float off)
{
    return fabsf(off) > LEFT * home->size;
}

/* Home is where the body stays. When it hardly is there, but often on either side, and passes it
 * from one to the other, that is on the way from one place of rest to the other, and home is the
 * one of them where it was first. */
static void leave_middle(struct home *home)
{
    float first = 0, last = 0, side[2][HOME_STATE] = {0};
    unsigned near = 0, count[2] = {0}, changes[2] = {0};
    bool passed = false;
    for (unsigned n = 0; n < home->count; n++) {
        const struct home_sample *sample = &home->sample[n];
        float off = home_off(home, sample);
        if (sample->elsewhere)
            continue;
        near += is_near(home, off);
        passed = passed || home_is_at(home, sample, off);
        if (!home_is_left(home, off))
            continue;
        if (off * last < 0)
            changes[passed]++;
        passed = false;
        first = first == 0 ? off : first;
        last = off;
        count[off > 0]++;
        approach(side[off > 0], sample->state, 1 / (float)count[off > 0]);
    }
    float far = (float)(count[0] + count[1]);
    if ((float)near > SELDOM * far || fminf((float)count[0], (float)count[1]) < EITHER * far ||
        changes[true] <= changes[false])
        return;
    copy(home->place, side[first > 0]);
    find_size(home);
}

void home_learn(struct home *home)
{
    find_middle(home);
    find_way(home);
    find_size(home);
    leave_middle(home);
}

void home_stay(struct home *home)
{
    approach(home->place, home->sample[home->count - 1].state, HOME_WEIGHT);
}

/* Another place may lie beside home, seen along the way. */
bool home_is_at(const struct home *home, const struct home_sample *sample, float off)
{
    return !sample->elsewhere && is_near(home, off) &&
           apart(sample->state, home->place) < DRIFTED * home->size;
}

float home_beside(const struct home *home)
{
    float all = 0, along = 0;
    for (unsigned n = 0; n < home->count; n++) {
        const struct home_sample *sample = &home->sample[n];
        if (sample->elsewhere)
            continue;
        all += product(sample->state, sample->state, home->middle);
        along += sample->along * sample->along;
    }
    return along > 0 ? sqrtf(fmaxf(all - along, 0) / along) : 1;
}
