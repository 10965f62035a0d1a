#include "detect/excursions.h"

#include <math.h>

static const int64_t AWAY_LEAST_NS = 400000000;
static const int64_t AWAY_MOST_NS = 14000000000; /* longer than any repetition */
static const int64_t LATE_NS = 1200000000; /* what was not one then is none because of what came */

static const unsigned TOLD_LEAST = 3; /* before that, nothing is usual */
/* Sitting up was 1.9 times a simulated bird-dog and the other way; 2.2 and 1.4 are chosen. */
static const float LIKE_LEAST = 0.45f, LIKE_MOST = 2.2f, ALL_ONE_WAY = 0.9f;
static const float OTHER_WAY_LEAST = 0.75f, OTHER_WAY_MOST = 1.4f;
static const float USUAL_WEIGHT = 0.3f;

/* What moves beside the way, in parts of what goes along it, is the rest of a body that does
 * something else; half as much is usual. */
static const float BESIDE_CLEAR = 0.5f, BESIDE_UNCLEAR = 0.85f;

void excursions_reset(struct excursions *part, const struct excursion_settings *settings)
{
    *part = (struct excursions){.clear = settings->clear};
    home_reset(&part->home, settings->least, settings->lag);
}

void excursions_break(struct excursions *part)
{
    home_forget(&part->home);
    turns_break(&part->turns);
    part->told = 0;
    part->distance = 0;
}

/* Where home is really was found only now: what was told was the half of one. */
static void go_back(struct excursions *part)
{
    const struct home *home = &part->home;
    if (part->told > 1 || !home_goes_back(&part->home))
        return;
    if (part->told > 0)
        part->seen_ns = home->sample[home->count - 1].time_ns;
    part->told = 0;
}

/* What the body does since the last that was told. */
struct leg {
    bool away, lost; /* lost: was elsewhere, and is not back yet */
    int64_t home_ns; /* last at home before; 0: not since then */
    int64_t gone_ns; /* not at home since then, whatever it does */
    int64_t left_ns, back_ns;
    int64_t side_ns;   /* last on the side of home on which it was farthest */
    int64_t passed_ns; /* last on the other side, where it was farthest before; 0: it was not */
    float most;        /* farthest from home, above or below */
};

/* Smaller than usual, or another way than all before: shifting, or getting up; far larger: sitting
 * up. What is not like the others moves what is usual towards it, should those have been the
 * strange ones. */
static bool is_like(struct excursions *part, float most)
{
    if (part->told < TOLD_LEAST)
        return true;
    const bool other_way = copysignf(1, most) * part->sided < -ALL_ONE_WAY;
    const float ratio = fabsf(most) / part->usual;
    const bool small = ratio <= (other_way ? OTHER_WAY_LEAST : LIKE_LEAST);
    const bool large = ratio > (other_way ? OTHER_WAY_MOST : LIKE_MOST);
    if (small)
        part->usual *= 1 - USUAL_WEIGHT;
    if (large)
        part->usual *= 1 + USUAL_WEIGHT;
    return !small && !large;
}

static void learn_usual(struct excursions *part, float most)
{
    float weight = part->told == 0 ? 1 : USUAL_WEIGHT;
    part->told++;
    part->usual += (fabsf(most) - part->usual) * weight;
    part->sided += (copysignf(1, most) - part->sided) * weight;
}

/* Back home: long enough away to be one, and not long ago. */
static bool may_be_one(const struct excursions *part, const struct leg *leg)
{
    int64_t now_ns = part->home.sample[part->home.count - 1].time_ns;
    return leg->back_ns - leg->left_ns >= AWAY_LEAST_NS &&
           (part->told == 0 || now_ns - leg->back_ns <= LATE_NS);
}

/* One sample further. True: home again. */
static bool go_on(const struct home *home, const struct home_sample *sample, struct leg *leg)
{
    const float off = home_off(home, sample);
    if (sample->elsewhere) {
        leg->away = false;
        leg->lost = true;
        return false;
    }
    if (home_is_at(home, sample, off)) {
        bool back = leg->away;
        leg->away = leg->lost = false;
        leg->gone_ns = sample->time_ns;
        leg->back_ns = sample->time_ns;
        leg->home_ns = back ? leg->home_ns : sample->time_ns;
        return back;
    }
    if (!leg->away && !leg->lost && home_is_left(home, off))
        *leg = (struct leg){.away = true,
                            .home_ns = leg->home_ns ? leg->home_ns : sample->time_ns,
                            .gone_ns = leg->gone_ns,
                            .left_ns = sample->time_ns};
    if (off * leg->most > 0)
        leg->side_ns = sample->time_ns;
    if (fabsf(off) > fabsf(leg->most)) {
        if (off * leg->most < 0)
            leg->passed_ns = leg->side_ns;
        leg->most = off;
    }
    return false;
}

static float between(float value, float low, float high)
{
    return fminf(fmaxf((value - low) / (high - low), 0), 1);
}

static float clearness(const struct excursions *part, float most)
{
    float large = between(fabsf(most), part->clear / 2, part->clear);
    float beside = between(home_beside(&part->home), BESIDE_CLEAR, BESIDE_UNCLEAR);
    return large * (1 - beside);
}

/* Whoever is away for longer than any repetition rests at another place, and may have gone on with
 * the set from there. */
static void look_again(struct excursions *part, int64_t since_ns)
{
    home_look_again(&part->home, since_ns);
    part->told = 0;
    part->distance = 0;
}

static bool follow(struct excursions *part, struct excursion *ended)
{
    const struct home *home = &part->home;
    struct leg leg = {.gone_ns = part->seen_ns};
    for (unsigned n = 0; n < home->count; n++) {
        const struct home_sample *sample = &home->sample[n];
        if (sample->time_ns <= part->seen_ns || !go_on(home, sample, &leg) ||
            !may_be_one(part, &leg))
            continue;
        part->seen_ns = leg.back_ns;
        if (!is_like(part, leg.most)) {
            home_leave_out(&part->home, leg.left_ns, leg.back_ns);
            return false;
        }
        const bool first = part->told == 0;
        learn_usual(part, leg.most);
        /* Home may have been found between where it waited and where it went. */
        const int64_t from_ns = first && leg.passed_ns ? leg.passed_ns : leg.home_ns;
        *ended =
            (struct excursion){fabsf(leg.most), from_ns, leg.back_ns, clearness(part, leg.most)};
        return true;
    }
    if (home->due_ns - leg.gone_ns > AWAY_MOST_NS)
        look_again(part, leg.gone_ns);
    return false;
}

static bool follow_turns(struct excursions *part, struct excursion *ended)
{
    struct there_and_back over;
    if (!turns_follow(&part->turns, &part->home, part->seen_ns, &over))
        return false;
    part->seen_ns = over.to_ns;
    *ended =
        (struct excursion){fabsf(over.size), over.from_ns, over.to_ns, clearness(part, over.size)};
    return true;
}

/* How far from home it is; while it is there, home follows it. */
static void keep_distance(struct excursions *part)
{
    struct home *home = &part->home;
    const struct home_sample *now = &home->sample[home->count - 1];
    const float off = home_off(home, now);
    part->distance = fabsf(off) / fmaxf(home->size, home->least);
    if (home_is_at(home, now, off))
        home_stay(home);
}

bool excursions_step(struct excursions *part, const struct scene *scene, const float *state,
                     struct excursion *ended)
{
    struct home *home = &part->home;
    const bool known = home->known;
    if (!home_step(home, scene, state))
        return false;
    if (!known)
        part->seen_ns = home->sample[0].time_ns;
    if (home->lag == 0)
        go_back(part);
    home_learn(home);
    const bool enough = home->size >= home->least;
    if (home->lag > 0) {
        const bool over = enough && follow_turns(part, ended);
        part->distance = part->turns.distance;
        return over;
    }
    const bool over = enough && follow(part, ended);
    if (home->known)
        keep_distance(part);
    return over;
}
