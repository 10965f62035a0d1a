#include "detect/home.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.2;

/* Who waits for the start, or rests, does not say how the exercise goes: of a longer rest only so
 * many samples are kept, or what comes after it would seem the exception. */
enum { REST_KEPT = 3 * HOME_RATE };
/* So long that more than this of it was not kept: longer than any rest within a repetition. */
static const int64_t WAITED_NS = 3000000000;

/* At rest: slower than this part of the fastest; before a quick start, only slower than around. */
static const float CALM = 0.3f, HESITATES = 0.65f;
/* The same place again, in parts of how far it went between: along that way, and any way (pads
 * creep under a new load, and nobody lies quite still): the more, the less likely. */
static const float SAME = 0.3f, DRIFTED[] = {0.4f, 0.8f};
static const float NEARER = 0.1f; /* than that by so much more, it is another place on the way */
static const float CREPT = 1.2f;  /* beside the way, at most, where that is small */
static const float PASSED = 0.5f; /* so near, it was there, though it did not stop */

static const float HOME_WEIGHT = 0.1f; /* of a sample at home: home is the mean of a second or so */
static const float GONE = 0.6f;        /* as far as that, in parts of how far it has been since */

void home_reset(struct home *home, float least, unsigned lag)
{
    *home = (struct home){.least = least, .lag = lag};
}

void home_forget(struct home *home)
{
    home->begun = false;
    home->known = home->before_known = false;
    home->count = 0;
    home->size = 0;
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
           state_apart(home->sample[home->count - 1 - count].state, now) < home->least)
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
    state_approach(home->smooth, state,
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
    state_copy(sample->state, home->smooth);
    if (home->count > 2)
        sample->speed = state_apart(sample->state, home->sample[home->count - 3].state);
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
 * sample, and of the farthest since then. home->count: there is none. drifted: so far off, at most,
 * in parts of the way between. */
static unsigned first_again(const struct home *home, float drifted, unsigned *farthest)
{
    const unsigned last = home->count - 1;
    const float *now = home->sample[last].state;
    unsigned first = home->count, far_n = last;
    float far = 0, fastest = 0, most = HUGE_VALF;
    for (unsigned n = last; n-- > 0;) {
        const struct home_sample *sample = &home->sample[n];
        float off = state_apart(sample->state, now);
        fastest = fmaxf(fastest, sample->speed);
        if (off > far) {
            far = off;
            far_n = n;
        }
        if (far < home->least || off > drifted * far || !is_calm(home, n, fastest) ||
            home->sample[last].speed > CALM * fastest)
            continue;
        const float aside =
            fabsf(state_product(sample->state, home->sample[far_n].state, now)) / far;
        if (aside >= fminf(SAME * far, most))
            continue;
        most = fminf(most, aside + NEARER * far);
        first = n;
        *farthest = far_n;
    }
    return first;
}

/* Whether it was nearer to the other place than to this one. Where the way is that of changes, pads
 * have crept about as far meanwhile: only along the way between the two. */
static bool was_near(const struct home *home, unsigned n, const float *other, const float *here)
{
    const float *state = home->sample[n].state, apart = state_apart(other, here);
    if (home->lag > 0)
        return state_product(state, here, other) < PASSED * apart * apart &&
               state_apart(state, other) < CREPT * apart;
    return state_apart(state, other) < PASSED * apart;
}

/* Who goes straight on at the place of rest on arriving is first seen to stay at the far end: when
 * the body was at the other place before, that one is home. */
static unsigned passed_before(const struct home *home, unsigned first, unsigned farthest)
{
    const float *other = home->sample[farthest].state, *here = home->sample[first].state;
    unsigned n = 0;
    while (n < first && !was_near(home, n, other, here))
        n++;
    while (n < first && state_apart(home->sample[n + 1].state, other) <
                            state_apart(home->sample[n].state, other))
        n++;
    return n;
}

/* The last place of rest before home, as far from it as the body has been since. */
static void find_before(struct home *home, unsigned first, unsigned farthest)
{
    const float *at_home = home->sample[first].state;
    float least = GONE * state_apart(home->sample[farthest].state, at_home), fastest = 0;
    for (unsigned n = first; n-- > 0 && !home->before_known;) {
        const struct home_sample *sample = &home->sample[n];
        fastest = fmaxf(fastest, sample->speed);
        home->before_known =
            state_apart(sample->state, at_home) > least && is_calm(home, n, fastest);
        state_copy(home->before, sample->state);
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

void home_leave_out(struct home *home, int64_t from_ns, int64_t to_ns)
{
    unsigned kept = 0;
    for (unsigned n = 0; n < home->count; n++) {
        const int64_t time_ns = home->sample[n].time_ns;
        if (time_ns < from_ns || time_ns >= to_ns)
            home->sample[kept++] = home->sample[n];
    }
    home->count = kept;
}

/* The sample since which the body waited before it went on. 0: it did not. */
static unsigned waited_since(const struct home *home)
{
    const struct home_sample *now = &home->sample[home->count - 1];
    for (unsigned n = home->count - 1; n > 0; n--) {
        const struct home_sample *sample = &home->sample[n];
        if (sample->time_ns - sample[-1].time_ns > WAITED_NS &&
            state_apart(sample->state, now->state) >= home->least)
            return n;
    }
    return 0;
}

/* Home is the first place of rest that the body comes back to. Where it was before it waited for
 * the start is none. */
static void find_home(struct home *home)
{
    drop_oldest(home, waited_since(home));
    unsigned farthest = 0, first = home->count;
    for (unsigned i = 0; i < sizeof DRIFTED / sizeof *DRIFTED && first == home->count; i++)
        first = first_again(home, DRIFTED[i], &farthest);
    if (first == home->count)
        return;
    first = passed_before(home, first, farthest);
    find_before(home, first, farthest);
    drop_oldest(home, first);
    home->known = true;
    state_copy(home->place, home->sample[0].state);
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
        state_apart(now->state, home->before) > SAME * state_apart(home->place, home->before))
        return false;
    home->before_known = false;
    state_copy(home->place, home->before);
    return true;
}

void home_stay(struct home *home)
{
    state_approach(home->place, home->sample[home->count - 1].state, HOME_WEIGHT);
}
