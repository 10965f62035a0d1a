#include "detect/stir.h"

#include <math.h>
#include <string.h>

static const double WHILE_S = 2, USUAL = 1.3;
static const double WAKES = 5; /* times as much is no rolling, or what was before was none */
static const double JUMP = 15;
enum { LEAST_WHILES = 3 };

static const struct stir_while *while_back(const struct stir *stir, unsigned back)
{
    return &stir->last[(stir->next + STIR_WHILES - 1 - back) % STIR_WHILES];
}

static void keep(struct stir *stir, struct stir_while one)
{
    stir->last[stir->next] = one;
    stir->next = (stir->next + 1) % STIR_WHILES;
    stir->whiles += stir->whiles < STIR_WHILES;
}

static void drop_newest(struct stir *stir)
{
    stir->next = (stir->next + STIR_WHILES - 1) % STIR_WHILES;
    stir->whiles--;
}

/* That of the calmer ones: getting into place takes only a few of them. */
static void find_usual(struct stir *stir)
{
    float ordered[STIR_WHILES];
    unsigned count = 0;
    for (; count < stir->whiles; count++) {
        const float value = while_back(stir, count)->stir;
        unsigned k = count;
        for (; k > 0 && ordered[k - 1] > value; k--)
            ordered[k] = ordered[k - 1];
        ordered[k] = value;
    }
    if (count > 0) /* else what was usual before is the best that is known */
        stir->usual = USUAL * (double)ordered[(count - 1) / 3];
}

/* Calm, and yet the body went along the mat: that was rolling. */
static bool has_rolled(const struct stir *stir)
{
    for (unsigned back = 0; back < stir->whiles; back++) {
        const struct stir_while *one = while_back(stir, back);
        if ((double)one->stir <= stir->usual && one->range_mm > STIR_ROLLS_MM)
            return true;
    }
    return false;
}

/* Twice far more than usual: what was before was waiting, not rolling. */
static void forget_waiting(struct stir *stir)
{
    if (!stir_known(stir) || (double)while_back(stir, 0)->stir < WAKES * stir->usual ||
        (double)while_back(stir, 1)->stir < WAKES * stir->usual || has_rolled(stir))
        return;
    const struct stir_while newest = *while_back(stir, 0);
    stir->whiles = 0;
    keep(stir, newest);
    keep(stir, newest);
}

void stir_learn(struct stir *stir, const struct track *track, double interval_s)
{
    stir->seconds += interval_s;
    stir->sum += (double)track_now(track)->stir * interval_s;
    if (stir->seconds < WHILE_S)
        return;
    keep(stir, (struct stir_while){track_now(track)->time_ns, (float)(stir->sum / stir->seconds),
                                   track_range_mm(track, track_before(track, WHILE_S))});
    stir_break(stir);
    stir->before = stir->usual;
    forget_waiting(stir);
    find_usual(stir);
}

void stir_unlearn(struct stir *stir, int64_t since_ns)
{
    stir_break(stir);
    while (stir->whiles > 0 && while_back(stir, 0)->end_ns > since_ns)
        drop_newest(stir);
    find_usual(stir);
    stir->before = stir->usual;
}

void stir_break(struct stir *stir)
{
    stir->seconds = stir->sum = 0;
}

void stir_forget(struct stir *stir)
{
    stir->usual = stir->before = 0;
    stir->whiles = 0;
}

double stir_jump(const struct stir *stir)
{
    return JUMP * fmax(stir->usual, stir->before);
}

bool stir_known(const struct stir *stir)
{
    return stir->whiles >= LEAST_WHILES;
}
