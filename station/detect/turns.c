#include "detect/turns.h"

#include <math.h>
#include <stddef.h>

/* It has turned when it is back by this part of the usual size: less is creep, or settling. It has
 * not left by this part of that. */
static const float TURN = 0.45f, LEFT = 0.3f;
/* So long after turning: who gets up is elsewhere by then. */
static const int64_t SURE_NS = 500000000;

void turns_break(struct turns *part)
{
    *part = (struct turns){0};
}

/* Where the body may have begun, and where it went. */
struct leg {
    const struct home_sample *low, *high; /* before it goes away; NULL: nothing seen yet */
    const struct home_sample *near_low, *near_high; /* the last that were hardly away from there */
    const struct home_sample *from, *left, *far;    /* since it is away */
    const struct home_sample *back;                 /* NULL: it has not turned yet */
    int away;                                       /* 0: it is not */
};

static void wait(struct leg *leg, const struct home_sample *sample, int away, float turn)
{
    if (!leg->low || sample->along < leg->low->along)
        leg->low = leg->near_low = sample;
    if (!leg->high || sample->along > leg->high->along)
        leg->high = leg->near_high = sample;
    const float up = sample->along - leg->low->along, down = leg->high->along - sample->along;
    if (up < LEFT * turn)
        leg->near_low = sample;
    if (down < LEFT * turn)
        leg->near_high = sample;
    leg->far = sample;
    if (away >= 0 && up > turn) {
        leg->away = 1;
        leg->from = leg->low;
        leg->left = leg->near_low;
    } else if (away <= 0 && down > turn) {
        leg->away = -1;
        leg->from = leg->high;
        leg->left = leg->near_high;
    }
}

/* True: back for long enough. */
static bool go(struct leg *leg, const struct home_sample *sample, float turn)
{
    const float back = (leg->far->along - sample->along) * (float)leg->away;
    if (leg->back)
        return sample->time_ns - leg->back->time_ns >= SURE_NS;
    if (back < 0)
        leg->far = sample;
    if (back > turn)
        leg->back = sample;
    return false;
}

bool turns_follow(struct turns *part, const struct home *home, int64_t since_ns,
                  struct there_and_back *over)
{
    const float turn = TURN * home->size;
    struct leg leg = {0};
    for (unsigned n = 0; n < home->count; n++) {
        const struct home_sample *sample = &home->sample[n];
        if (sample->time_ns < since_ns)
            continue;
        if (sample->elsewhere)
            leg = (struct leg){0};
        else if (leg.away == 0)
            wait(&leg, sample, part->away, turn);
        else if (go(&leg, sample, turn)) {
            part->away = leg.away;
            *over = (struct there_and_back){leg.far->along - leg.from->along, leg.left->time_ns,
                                            leg.back->time_ns};
            return true;
        }
    }
    part->distance = 0;
    if (leg.away != 0)
        part->distance = fabsf(home->sample[home->count - 1].along - leg.from->along) / home->size;
    return false;
}
