#include "detect/excursions.h"

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
enum { REST_KEPT = 3 * EXCURSION_RATE };

static const unsigned POWER_STEPS = 4; /* a sample; they go on where they stopped */

/* At rest: slower than this part of the fastest; before a quick start, only slower than around. */
static const float CALM = 0.3f, HESITATES = 0.65f;
/* The same place again, in parts of how far it went between: along that way, and any way (pads
 * creep under a new load, and nobody lies quite still). */
static const float SAME = 0.3f, DRIFTED = 0.8f;
static const float PASSED = 0.5f; /* so near, it was there, though it did not stop */

static const float HOME_WEIGHT = 0.1f; /* of a sample at home: home is the mean of a second or so */
static const float FAR_PART = 0.5f, FAR_RANK = 0.95f;
static const float LEFT = 0.6f, BACK = 0.35f; /* of the usual size */
static const int64_t AWAY_LEAST_NS = 400000000;
static const int64_t AWAY_MOST_NS = 14000000000; /* longer than any repetition */
static const int64_t LATE_NS = 1200000000; /* what was not one then is none because of what came */

/* Home between two places of rest: so seldom there, so often at either. */
static const float SELDOM = 0.6f, EITHER = 0.25f;

static const unsigned TOLD_LEAST = 3; /* before that, nothing is usual */
static const float LIKE_LEAST = 0.45f, OTHER_WAY_LEAST = 0.75f, ALL_ONE_WAY = 0.9f;
static const float USUAL_WEIGHT = 0.3f;

/* What moves beside the way, in parts of what goes along it, is the rest of a body that does
 * something else; half as much is usual. */
static const float BESIDE_CLEAR = 0.5f, BESIDE_UNCLEAR = 0.85f;

void excursions_reset(struct excursions *part, const struct excursion_settings *settings)
{
    *part = (struct excursions){.settings = *settings};
}

void excursions_break(struct excursions *part)
{
    part->begun = false;
    part->home_known = part->before_known = false;
    part->count = 0;
    part->told = 0;
    part->size = part->distance = 0;
}

/* (a - from) * (b - from) */
static float product(const float *a, const float *b, const float *from)
{
    float sum = 0;
    for (unsigned i = 0; i < EXCURSION_STATE; i++)
        sum += (a[i] - from[i]) * (b[i] - from[i]);
    return sum;
}

static float apart(const float *a, const float *b)
{
    return sqrtf(product(a, a, b));
}

static void copy(float *to, const float *from)
{
    memcpy(to, from, EXCURSION_STATE * sizeof *to);
}

/* to += (from - to) * weight */
static void approach(float *to, const float *from, float weight)
{
    for (unsigned i = 0; i < EXCURSION_STATE; i++)
        to[i] += (from[i] - to[i]) * weight;
}

static void drop_oldest(struct excursions *part, unsigned count)
{
    part->count -= count;
    memmove(part->sample, part->sample + count, part->count * sizeof *part->sample);
}

/* How many samples the body has hardly moved for: no further from where it is now than breathing
 * and balancing go. */
static unsigned resting(const struct excursions *part)
{
    const float *now = part->sample[part->count - 1].state;
    unsigned count = 1;
    while (count < part->count && count <= REST_KEPT &&
           apart(part->sample[part->count - 1 - count].state, now) < part->settings.least)
        count++;
    return count;
}

static void shorten_rest(struct excursions *part)
{
    if (resting(part) <= REST_KEPT)
        return;
    struct excursion_sample *first = &part->sample[part->count - 1 - REST_KEPT];
    memmove(first, first + 1, REST_KEPT * sizeof *first);
    part->count--;
}

static bool take_sample(struct excursions *part, const struct scene *scene, const float *state)
{
    approach(part->smooth, state,
             part->begun ? (float)(1 - exp(-scene->interval_s / SMOOTH_S)) : 1);
    if (!part->begun)
        part->due_ns = part->seen_ns = scene->time_ns;
    part->begun = true;
    if (scene->time_ns < part->due_ns)
        return false;
    part->due_ns = scene->time_ns + 1000000000 / EXCURSION_RATE;
    if (part->count == EXCURSION_SAMPLES)
        drop_oldest(part, 1);
    struct excursion_sample *sample = &part->sample[part->count++];
    *sample = (struct excursion_sample){.time_ns = scene->time_ns, .speed = HUGE_VALF};
    copy(sample->state, part->smooth);
    if (part->count > 2)
        sample->speed = apart(sample->state, part->sample[part->count - 3].state);
    shorten_rest(part);
    return true;
}

/* At rest, or as good as: slower than just before and just after. */
static bool is_calm(const struct excursions *part, unsigned n, float fastest)
{
    const struct excursion_sample *sample = &part->sample[n];
    if (sample->speed < CALM * fastest)
        return true;
    return n > 0 && sample->speed < HESITATES * fastest && sample->speed <= sample[-1].speed &&
           sample->speed <= sample[1].speed;
}

/* The first place that the body is at again now, at rest, after it was away: the number of its
 * sample, and of the farthest since then. part->count: there is none. */
static unsigned first_again(const struct excursions *part, unsigned *farthest)
{
    const unsigned last = part->count - 1;
    const float *now = part->sample[last].state;
    unsigned first = part->count, far_n = last;
    float far = 0, fastest = 0;
    for (unsigned n = last; n-- > 0;) {
        const struct excursion_sample *sample = &part->sample[n];
        float off = apart(sample->state, now);
        fastest = fmaxf(fastest, sample->speed);
        if (off > far) {
            far = off;
            far_n = n;
        }
        if (far < part->settings.least || off > DRIFTED * far || !is_calm(part, n, fastest) ||
            part->sample[last].speed > CALM * fastest)
            continue;
        if (fabsf(product(sample->state, part->sample[far_n].state, now)) < SAME * far * far) {
            first = n;
            *farthest = far_n;
        }
    }
    return first;
}

/* Who goes straight on at the place of rest on arriving is first seen to stay at the far end: when
 * the body was at the other place before, that one is home. */
static unsigned passed_before(const struct excursions *part, unsigned first, unsigned farthest)
{
    const float *other = part->sample[farthest].state;
    float near = PASSED * apart(other, part->sample[first].state);
    unsigned n = 0;
    while (n < first && apart(part->sample[n].state, other) >= near)
        n++;
    while (n < first &&
           apart(part->sample[n + 1].state, other) < apart(part->sample[n].state, other))
        n++;
    return n;
}

/* The last place of rest before home, as far from it as the body has been since. */
static void find_before(struct excursions *part, unsigned home, unsigned farthest)
{
    const float *at_home = part->sample[home].state;
    float least = LEFT * apart(part->sample[farthest].state, at_home), fastest = 0;
    for (unsigned n = home; n-- > 0 && !part->before_known;) {
        const struct excursion_sample *sample = &part->sample[n];
        fastest = fmaxf(fastest, sample->speed);
        part->before_known = apart(sample->state, at_home) > least && is_calm(part, n, fastest);
        copy(part->before, sample->state);
    }
}

/* Home is the first place of rest that the body comes back to. */
static void find_home(struct excursions *part)
{
    unsigned farthest = 0, first = first_again(part, &farthest);
    if (first == part->count)
        return;
    first = passed_before(part, first, farthest);
    find_before(part, first, farthest);
    drop_oldest(part, first);
    part->home_known = true;
    part->seen_ns = part->sample[0].time_ns;
    copy(part->home, part->sample[0].state);
}

/* Who pauses on the way and comes back to that place first is found at home there. Once the body is
 * again where it rested before, that is home, and what was told was the half of one. */
static void go_back_before(struct excursions *part)
{
    const struct excursion_sample *now = &part->sample[part->count - 1];
    if (!part->before_known || part->told > 1 ||
        apart(now->state, part->before) > SAME * apart(part->home, part->before))
        return;
    part->before_known = false;
    copy(part->home, part->before);
    if (part->told > 0)
        part->seen_ns = now->time_ns;
    part->told = 0;
}

static void find_middle(struct excursions *part)
{
    float sum[EXCURSION_STATE] = {0}, off[EXCURSION_SAMPLES], sorted[EXCURSION_SAMPLES];
    unsigned count = 0;
    for (unsigned n = 0; n < part->count; n++) {
        if (part->sample[n].elsewhere)
            continue;
        count++;
        for (unsigned i = 0; i < EXCURSION_STATE; i++)
            sum[i] += part->sample[n].state[i];
    }
    for (unsigned i = 0; i < EXCURSION_STATE; i++)
        part->middle[i] = count > 0 ? sum[i] / (float)count : part->smooth[i];
    for (unsigned n = 0; n < part->count; n++)
        sorted[n] = off[n] = apart(part->sample[n].state, part->middle);
    float most =
        fmaxf(ELSEWHERE * fmaxf(quantile(sorted, part->count, MOST_SAMPLES), part->settings.least),
              BETWEEN * part->size);
    for (unsigned n = 0; n < part->count; n++)
        part->sample[n].elsewhere = off[n] > most;
}

/* The first principal direction, by the power iteration. */
static void find_way(struct excursions *part)
{
    static const float zero[EXCURSION_STATE];
    if (product(part->way, part->way, zero) < 0.5f) {
        for (unsigned i = 0; i < EXCURSION_STATE; i++)
            part->way[i] = part->home[i] - part->middle[i];
    }
    for (unsigned step = 0; step < POWER_STEPS; step++) {
        float next[EXCURSION_STATE] = {0};
        for (unsigned n = 0; n < part->count; n++) {
            const struct excursion_sample *sample = &part->sample[n];
            if (sample->elsewhere)
                continue;
            float weight = 0;
            for (unsigned i = 0; i < EXCURSION_STATE; i++)
                weight += (sample->state[i] - part->middle[i]) * part->way[i];
            for (unsigned i = 0; i < EXCURSION_STATE; i++)
                next[i] += weight * (sample->state[i] - part->middle[i]);
        }
        float length = sqrtf(product(next, next, zero));
        for (unsigned i = 0; i < EXCURSION_STATE; i++)
            part->way[i] = length > 0 ? next[i] / length : 0;
    }
}

static float along_way(const struct excursions *part, const float *state)
{
    float along = 0;
    for (unsigned i = 0; i < EXCURSION_STATE; i++)
        along += (state[i] - part->middle[i]) * part->way[i];
    return along;
}

/* The middle of what is far from home: a jerk on the way there is none of it. */
static void find_size(struct excursions *part)
{
    float far[EXCURSION_SAMPLES], home = along_way(part, part->home);
    unsigned count = 0, fars = 0;
    for (unsigned n = 0; n < part->count; n++) {
        struct excursion_sample *sample = &part->sample[n];
        sample->along = along_way(part, sample->state);
        if (!sample->elsewhere)
            far[count++] = fabsf(sample->along - home);
    }
    float least = FAR_PART * quantile(far, count, FAR_RANK);
    for (unsigned n = 0; n < count; n++) {
        if (far[n] > least)
            far[fars++] = far[n];
    }
    part->size = quantile(far, fars, 0.5f);
}

/* Home is where the body stays. When it hardly is there, but often on either side, that is on the
 * way from one place of rest to the other, and home is the one of them where it was first. */
static void leave_middle(struct excursions *part)
{
    float home = along_way(part, part->home), first = 0, sum[2][EXCURSION_STATE] = {0};
    unsigned near = 0, count[2] = {0};
    for (unsigned n = 0; n < part->count; n++) {
        const struct excursion_sample *sample = &part->sample[n];
        float off = sample->along - home;
        if (sample->elsewhere)
            continue;
        near += fabsf(off) < BACK * part->size;
        if (fabsf(off) < LEFT * part->size)
            continue;
        first = first == 0 ? off : first;
        count[off > 0]++;
        for (unsigned i = 0; i < EXCURSION_STATE; i++)
            sum[off > 0][i] += sample->state[i];
    }
    float far = (float)(count[0] + count[1]);
    if ((float)near > SELDOM * far || fminf((float)count[0], (float)count[1]) < EITHER * far)
        return;
    for (unsigned i = 0; i < EXCURSION_STATE; i++)
        part->home[i] = sum[first > 0][i] / (float)count[first > 0];
    find_size(part);
}

/* What the body does since the last that was told. */
struct leg {
    bool away, lost; /* lost: was elsewhere, and is not back yet */
    int64_t home_ns; /* last at home before; 0: not since then */
    int64_t left_ns;
    float most; /* farthest from home, above or below */
};

/* Smaller than usual, or another way than all before: shifting, or getting up. What is not like
 * the others makes them count less, should those have been the strange ones. */
static bool is_like(struct excursions *part, float most)
{
    if (part->told < TOLD_LEAST)
        return true;
    bool other_way = copysignf(1, most) * part->sided < -ALL_ONE_WAY;
    if (fabsf(most) > (other_way ? OTHER_WAY_LEAST : LIKE_LEAST) * part->usual)
        return true;
    part->usual *= 1 - USUAL_WEIGHT;
    return false;
}

static void learn_usual(struct excursions *part, float most)
{
    float weight = part->told == 0 ? 1 : USUAL_WEIGHT;
    part->told++;
    part->usual += (fabsf(most) - part->usual) * weight;
    part->sided += (copysignf(1, most) - part->sided) * weight;
}

/* Back home: was that one? */
static bool is_one(struct excursions *part, const struct leg *leg, int64_t time_ns)
{
    int64_t now_ns = part->sample[part->count - 1].time_ns;
    if (time_ns - leg->left_ns < AWAY_LEAST_NS || (part->told > 0 && now_ns - time_ns > LATE_NS))
        return false;
    part->seen_ns = time_ns;
    if (!is_like(part, leg->most))
        return false;
    learn_usual(part, leg->most);
    return true;
}

/* Another place may lie beside home, seen along the way. */
static bool is_home(const struct excursions *part, const struct excursion_sample *sample, float off)
{
    return fabsf(off) < BACK * part->size &&
           apart(sample->state, part->home) < DRIFTED * part->size;
}

/* One sample further. True: home again. */
static bool go_on(const struct excursions *part, const struct excursion_sample *sample, float home,
                  struct leg *leg)
{
    float off = sample->along - home, far = fabsf(off);
    if (sample->elsewhere) {
        leg->away = false;
        leg->lost = true;
        return false;
    }
    if (is_home(part, sample, off)) {
        bool back = leg->away;
        leg->away = leg->lost = false;
        leg->home_ns = back ? leg->home_ns : sample->time_ns;
        return back;
    }
    if (!leg->away && !leg->lost && far > LEFT * part->size)
        *leg = (struct leg){.away = true,
                            .home_ns = leg->home_ns ? leg->home_ns : sample->time_ns,
                            .left_ns = sample->time_ns};
    if (far > fabsf(leg->most))
        leg->most = off;
    return false;
}

static float between(float value, float low, float high)
{
    return fminf(fmaxf((value - low) / (high - low), 0), 1);
}

/* How much else moved, in parts of what went along the way. */
static float movement_beside(const struct excursions *part)
{
    float all = 0, along = 0;
    for (unsigned n = 0; n < part->count; n++) {
        const struct excursion_sample *sample = &part->sample[n];
        if (sample->elsewhere)
            continue;
        all += product(sample->state, sample->state, part->middle);
        along += sample->along * sample->along;
    }
    return along > 0 ? sqrtf(fmaxf(all - along, 0) / along) : 1;
}

static float clearness(const struct excursions *part, float most)
{
    const float clear = part->settings.clear;
    float large = between(fabsf(most), clear / 2, clear);
    float beside = between(movement_beside(part), BESIDE_CLEAR, BESIDE_UNCLEAR);
    return large * (1 - beside);
}

static bool follow(struct excursions *part, struct excursion *ended)
{
    float home = along_way(part, part->home);
    struct leg leg = {0};
    for (unsigned n = 0; n < part->count; n++) {
        const struct excursion_sample *sample = &part->sample[n];
        if (sample->time_ns <= part->seen_ns || !go_on(part, sample, home, &leg) ||
            !is_one(part, &leg, sample->time_ns))
            continue;
        *ended = (struct excursion){fabsf(leg.most), leg.home_ns, sample->time_ns,
                                    clearness(part, leg.most)};
        return true;
    }
    if (leg.away && part->due_ns - leg.left_ns > AWAY_MOST_NS)
        excursions_break(part);
    return false;
}

bool excursions_step(struct excursions *part, const struct scene *scene, const float *state,
                     struct excursion *ended)
{
    if (scene->gap_ns > 0)
        excursions_break(part);
    if (!take_sample(part, scene, state))
        return false;
    if (!part->home_known)
        find_home(part);
    if (!part->home_known)
        return false;
    go_back_before(part);
    find_middle(part);
    find_way(part);
    find_size(part);
    leave_middle(part);
    bool over = part->size >= part->settings.least && follow(part, ended);
    if (part->count == 0)
        return false;
    const struct excursion_sample *now = &part->sample[part->count - 1];
    const float off = now->along - along_way(part, part->home);
    part->distance = fabsf(off) / fmaxf(part->size, part->settings.least);
    if (is_home(part, now, off) && !now->elsewhere)
        approach(part->home, now->state, HOME_WEIGHT);
    return over;
}
