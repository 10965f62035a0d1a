#include "detect/stillness.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.1, LAG_S = 0.07; /* smoothed loads come later by so much */
static const int64_t PAST_STEP_NS = 50000000;
/* What is looked at as a change: flicker, stirring, and the way of a part of a stroke. */
static const double LITTLE_S = 0.09, STIR_S = 0.29, HALF_S = 1.5;
static const unsigned FIND_EVERY = 10; /* moments */
/* Before it has rolled twice from end to end, and after: still for so long or part of a pass. */
static const double WAIT_UNKNOWN_S = 3.2, WAIT_PASSES = 0.85, WAIT_LEAST_S = 0.8, WAIT_MOST_S = 4.5;
/* Of the centre of load along the mat, from end to end. */
static const float SWAY_MM = 7, ROLLS_MM = 14, GOES_MM = 60; /* at rest, rolling, surely rolling */
static const float STAYS = 0.14f, LEAVES = 0.15f;            /* parts of a stroke */
/* Parts of the usual stirring: as at a turn, or less than that, or more. */
static const double RESTS = 0.3, SURELY_RESTS = 0.08, STIRS = 0.6;
static const double STIRS_S = 0.6;
static const float NEAR_LEAST = 0.012f, NEAR_MOST = 0.08f, NEAR_SWAYS = 5;
static const double ELSEWHERE_RESTS = 25, ELSEWHERE_STIR = 0.15; /* times mean squares */
static const float CALM = 0.03f;
static const double SPOT_S = 4;
static const float AWAY = 0.1f, AWAY_BEGINS = 0.03f; /* of the load is elsewhere: it got up */
static const double LEARNS_S = 5;                    /* before, rest is not told from rolling */
static const double WHILE_S = 2, USUAL = 1.3, WAKES = 5,
                    JUMP = 15; /* times as much is no rolling */
enum { LEAST_WHILES = 3 };
static const double QUIET_LEAST_S = 0.4, QUIET_PASSES = 0.2;
static const float TURNS_BACK = 0.3f; /* of what is gone over: it has turned */
static const float KNOWN_PART = 0.5f; /* of a stroke: less is none of this person's */
enum { TURNS = 5, LEAST_PASTS = 20 };

void stillness_reset(struct stillness *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    part->bins = mat->pads < AXIS_BINS ? mat->pads : AXIS_BINS;
    axis_reset(&part->axis, part->bins);
}

static double seconds_between(int64_t from_ns, int64_t to_ns)
{
    return (double)(to_ns - from_ns) * 1e-9;
}

static double ago_s(const struct stillness *part, unsigned i)
{
    return seconds_between(part->past[i].time_ns, part->past[part->pasts - 1].time_ns);
}

/* The newest moment that is at least so old; the oldest where all are younger. */
static unsigned moment_before(const struct stillness *part, double seconds)
{
    unsigned i = part->pasts - 1;
    while (i > 0 && ago_s(part, i) < seconds)
        i--;
    return i;
}

static float distance2(const struct stillness *part, const float *a, const float *b)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

static void forget_before(struct stillness *part, unsigned first)
{
    unsigned kept = part->pasts - first;
    memmove(part->past, part->past + first, kept * sizeof *part->past);
    memmove(part->past_load, part->past_load + first, kept * sizeof *part->past_load);
    memmove(part->past_stir, part->past_stir + first, kept * sizeof *part->past_stir);
    memmove(part->past_mm, part->past_mm + first, kept * sizeof *part->past_mm);
    part->pasts = kept;
}

static void keep(struct stillness *part, int64_t time_ns, float x_mm)
{
    if (part->pasts == STILLNESS_PAST)
        forget_before(part, 1);
    unsigned i = part->pasts++;
    part->past_mm[i] = x_mm;
    part->past[i] = (struct moment){time_ns, axis_place(&part->axis, part->load)};
    memcpy(part->past_load[i], part->load, sizeof part->load);
    part->past_stir[i] = distance2(part, part->load, part->past_load[moment_before(part, STIR_S)]);
}

static float stir_since(const struct stillness *part, unsigned first, unsigned end)
{
    float sum = 0;
    for (unsigned i = first; i < end; i++)
        sum += part->past_stir[i];
    return end > first ? sum / (float)(end - first) : 0;
}

static void learn_anew(struct stillness *part)
{
    part->length = 0;
    part->wave.pass_s = 0;
    memset(part->end_load, 0, sizeof part->end_load);
    axis_reset(&part->axis, part->bins);
}

static void sort(float *value, unsigned count)
{
    for (unsigned i = 1; i < count; i++) {
        for (unsigned k = i; k > 0 && value[k] < value[k - 1]; k--) {
            float other = value[k];
            value[k] = value[k - 1];
            value[k - 1] = other;
        }
    }
}

static float middle_of(float *value, unsigned count)
{
    sort(value, count);
    return (value[(count - 1) / 2] + value[count / 2]) / 2;
}

struct range {
    float low, high;
};

static struct range range_since(const struct stillness *part, unsigned first, bool along_mat)
{
    struct range range = {INFINITY, -INFINITY};
    for (unsigned i = first; i < part->pasts; i++) {
        float value = along_mat ? part->past_mm[i] : part->past[i].place;
        range.low = fminf(range.low, value);
        range.high = fmaxf(range.high, value);
    }
    return range;
}

static void find_usual(struct stillness *part)
{
    float ordered[STILLNESS_WHILES];
    unsigned count = part->whiles < STILLNESS_WHILES ? part->whiles : STILLNESS_WHILES;
    memcpy(ordered, part->while_stir, count * sizeof *ordered);
    sort(ordered, count);
    if (count > 0) /* else what was usual before is the best that is known */
        part->stir = USUAL * (double)ordered[(count - 1) / 3];
}

/* Calm, and yet the body went along the mat: that was rolling. */
static bool has_rolled(const struct stillness *part)
{
    for (unsigned i = 0; i < part->whiles && i < STILLNESS_WHILES; i++)
        if ((double)part->while_stir[i] <= part->stir && part->while_mm[i] > ROLLS_MM)
            return true;
    return false;
}

/* Twice far more than usual: what was before was waiting, not rolling. */
static void forget_waiting(struct stillness *part)
{
    for (unsigned back = 1; back <= 2; back++) {
        if (part->whiles < LEAST_WHILES ||
            (double)part->while_stir[(part->whiles - back) % STILLNESS_WHILES] < WAKES * part->stir)
            return;
    }
    if (has_rolled(part))
        return;
    unsigned last = (part->whiles - 1) % STILLNESS_WHILES;
    part->while_stir[0] = part->while_stir[1] = part->while_stir[last];
    part->while_ns[0] = part->while_ns[1] = part->while_ns[last];
    part->while_mm[0] = part->while_mm[1] = part->while_mm[last];
    part->whiles = 2;
}

/* The usual stirring is that of the calmer ones of the last short whiles: getting into place takes
 * only a few of them. */
static void learn_stir(struct stillness *part, double interval_s)
{
    part->while_s += interval_s;
    part->while_sum += (double)part->past_stir[part->pasts - 1] * interval_s;
    if (part->while_s < WHILE_S)
        return;
    part->while_stir[part->whiles % STILLNESS_WHILES] = (float)(part->while_sum / part->while_s);
    struct range range = range_since(part, moment_before(part, WHILE_S), true);
    part->while_mm[part->whiles % STILLNESS_WHILES] = range.high - range.low;
    part->while_ns[part->whiles % STILLNESS_WHILES] = part->past[part->pasts - 1].time_ns;
    part->whiles++;
    part->while_s = part->while_sum = 0;
    forget_waiting(part);
    find_usual(part);
}

/* What came after the onset of stillness was no rolling. */
static void unlearn_stir(struct stillness *part)
{
    part->while_s = part->while_sum = 0;
    while (part->whiles > 0 &&
           part->while_ns[(part->whiles - 1) % STILLNESS_WHILES] > part->since_ns)
        part->whiles--;
    find_usual(part);
}

static double stir_now(const struct stillness *part)
{
    return (double)stir_since(part, moment_before(part, STIRS_S), part->pasts);
}

/* Somebody who gets into place stirs far more than one who rolls: that is not what strokes are
 * measured by. */
static void leave_out_arriving(struct stillness *part, double interval_s)
{
    learn_stir(part, interval_s);
    if (part->whiles < LEAST_WHILES)
        return;
    unsigned first = part->pasts - 1;
    while (first > 0 && (double)part->past_stir[first] < JUMP * part->stir)
        first--;
    if (first == 0)
        return;
    forget_before(part, first);
    learn_anew(part);
    part->jumped = true;
}

/* Indices of the last turns, oldest first; how many. */
static unsigned find_turns(const struct stillness *part, unsigned turn[TURNS])
{
    struct range range = range_since(part, 0, false);
    float back = TURNS_BACK * fmaxf(range.high - range.low, KNOWN_PART * part->length);
    unsigned count = 0, far = part->pasts - 1;
    int way = 0;
    /* Backwards, so that the last ones are found; the newest moment is none. */
    for (unsigned i = part->pasts - 1; i-- > 0 && count < TURNS;) {
        float gone = part->past[i].place - part->past[far].place;
        if (way == 0 && fabsf(gone) > back) {
            way = gone > 0 ? 1 : -1;
            far = i;
        } else if (way != 0 && gone * (float)way > 0) {
            far = i;
        } else if (way != 0 && -gone * (float)way > back) {
            turn[count++] = far;
            way = -way;
            far = i;
        }
    }
    for (unsigned i = 0; i < count / 2; i++) {
        unsigned other = turn[count - 1 - i];
        turn[count - 1 - i] = turn[i];
        turn[i] = other;
    }
    return count;
}

static void measure_wave(struct stillness *part, const unsigned turn[TURNS], unsigned count)
{
    float length[TURNS], seconds[TURNS], ends[2] = {0}, middle = 0;
    unsigned ended[2] = {0};
    for (unsigned i = 0; i < count; i++)
        middle += part->past[turn[i]].place / (float)count;
    for (unsigned i = 0; i < count; i++) {
        float place = part->past[turn[i]].place;
        ends[place > middle] += place;
        ended[place > middle]++;
    }
    for (unsigned i = 1; i < count; i++) {
        length[i - 1] = fabsf(part->past[turn[i]].place - part->past[turn[i - 1]].place);
        seconds[i - 1] =
            (float)seconds_between(part->past[turn[i - 1]].time_ns, part->past[turn[i]].time_ns);
    }
    part->length = middle_of(length, count - 1);
    part->wave.pass_s = (double)middle_of(seconds, count - 1);
    part->wave.low = ended[0] ? ends[0] / (float)ended[0] : ends[1] / (float)ended[1];
    part->wave.high = ended[1] ? ends[1] / (float)ended[1] : part->wave.low + part->length;
}

/* The loads at either end, so that the wave outlives a change of the axis. */
static void keep_ends(struct stillness *part, const unsigned turn[TURNS], unsigned count)
{
    float middle = (part->wave.low + part->wave.high) / 2;
    unsigned ended[2] = {0};
    memset(part->end_load, 0, sizeof part->end_load);
    for (unsigned i = 0; i < count; i++)
        ended[part->past[turn[i]].place > middle]++;
    for (unsigned i = 0; i < count; i++) {
        bool high = part->past[turn[i]].place > middle;
        for (unsigned k = 0; k < part->bins; k++)
            part->end_load[high][k] += part->past_load[turn[i]][k] / (float)ended[high];
    }
}

static void learn_wave(struct stillness *part)
{
    unsigned turn[TURNS], count = find_turns(part, turn);
    if (count >= 2) {
        measure_wave(part, turn, count);
        keep_ends(part, turn, count);
    } else if (part->wave.pass_s <= 0) {
        struct range range = range_since(part, 0, false);
        part->length = fmaxf(part->length, range.high - range.low);
        part->wave = (struct wave){range.low, range.high, 0};
    }
}

static void learn_axis(struct stillness *part, double interval_s)
{
    unsigned now = part->pasts - 1, half = moment_before(part, HALF_S);
    bool rests = part->axis.learned_s > LEARNS_S && stir_now(part) < RESTS * part->stir;
    if (ago_s(part, half) < HALF_S || rests)
        return;
    axis_learn(&part->axis, part->past_load[now], part->past_load[moment_before(part, LITTLE_S)],
               part->past_load[half], interval_s);
    if (++part->taken < FIND_EVERY)
        return;
    part->taken = 0;
    if (!axis_find(&part->axis))
        return;
    for (unsigned i = 0; i < part->pasts; i++)
        part->past[i].place = axis_place(&part->axis, part->past_load[i]);
    float low = axis_place(&part->axis, part->end_load[0]);
    float high = axis_place(&part->axis, part->end_load[1]);
    part->wave.low = fminf(low, high);
    part->wave.high = fmaxf(low, high);
    part->length = part->wave.high - part->wave.low;
}

static float near_of(const struct stillness *part, float sway)
{
    return fminf(fmaxf(NEAR_SWAYS * sway, NEAR_LEAST * part->length), NEAR_MOST * part->length);
}

/* Of who hardly sways at rest the moment of leaving the spot is seen itself; of others, the stroke
 * around it tells more. */
static int64_t date(const struct stillness *part, int64_t guess_ns, int leaving)
{
    if (part->near < CALM * part->length)
        return guess_ns - (int64_t)(LAG_S * 1e9);
    return wave_stop(&part->wave, part->past, part->pasts, part->spot, guess_ns, leaving);
}

/* Whatever its place says: it did not rest while it stirred as at no turn. */
static int64_t last_stirred_ns(const struct stillness *part)
{
    unsigned i = part->pasts - 1;
    while (i > 0 && (double)part->past_stir[i] < STIRS * part->stir)
        i--;
    return part->past[i].time_ns - (int64_t)((STIR_S + LAG_S) * 1e9);
}

/* Nor while it was loaded otherwise than at rest, along no axis at all. */
static int64_t last_elsewhere_ns(const struct stillness *part, unsigned late)
{
    double rests = 0;
    for (unsigned i = late; i < part->pasts; i++)
        rests += (double)distance2(part, part->past_load[i], part->spot_load);
    double most = fmax(ELSEWHERE_RESTS * rests / (part->pasts - late), ELSEWHERE_STIR * part->stir);
    unsigned i = part->pasts - 1;
    while (i > 0 && (double)distance2(part, part->past_load[i], part->spot_load) < most)
        i--;
    return part->past[i].time_ns;
}

static int64_t later_of(int64_t a_ns, int64_t b_ns)
{
    return a_ns > b_ns ? a_ns : b_ns;
}

static void settle(struct stillness *part, unsigned first)
{
    unsigned late = (first + part->pasts) / 2, count = part->pasts - late;
    double sum = 0, squares = 0;
    memset(part->spot_load, 0, sizeof part->spot_load);
    for (unsigned i = late; i < part->pasts; i++) {
        sum += (double)part->past[i].place;
        for (unsigned k = 0; k < part->bins; k++)
            part->spot_load[k] += part->past_load[i][k] / (float)count;
    }
    part->spot = (float)(sum / count);
    for (unsigned i = late; i < part->pasts; i++) {
        double off = (double)(part->past[i].place - part->spot);
        squares += off * off;
    }
    part->sway = (float)sqrt(squares / count);
    part->near = near_of(part, part->sway);
    unsigned i = part->pasts - 1;
    while (i > 0 && fabsf(part->past[i].place - part->spot) <= part->near)
        i--;
    int64_t guess_ns = part->past[i].time_ns +
                       (int64_t)(wave_crossing_s(&part->wave, part->spot, part->near) * 1e9);
    int64_t since_ns = later_of(date(part, guess_ns, 0), last_stirred_ns(part));
    int64_t now_ns = part->past[part->pasts - 1].time_ns;
    since_ns = later_of(since_ns, last_elsewhere_ns(part, late));
    part->since_ns = since_ns < now_ns ? since_ns : now_ns;
    part->still = true;
    unlearn_stir(part);
}

/* Whether it has rested since then, for longer than a turn lasts. */
static bool rests_since(const struct stillness *part, unsigned first)
{
    unsigned middle = moment_before(part, ago_s(part, first) / 2);
    struct range along = range_since(part, first, true);
    if ((double)stir_since(part, first, part->pasts) < SURELY_RESTS * part->stir)
        return along.high - along.low < ROLLS_MM;
    struct range range = range_since(part, first, false);
    return part->wave.pass_s > 0 && range.high - range.low < STAYS * part->length &&
           (double)stir_since(part, middle, part->pasts) < RESTS * part->stir;
}

/* Whatever was learned: nobody's centre of load stays so long within so little while rolling. */
static bool stays_put(const struct stillness *part)
{
    unsigned first = moment_before(part, WAIT_MOST_S);
    struct range range = range_since(part, first, true);
    return ago_s(part, first) >= WAIT_MOST_S && range.high - range.low < SWAY_MM;
}

static void watch_move(struct stillness *part)
{
    learn_wave(part);
    double wait_s = part->wave.pass_s > 0
                        ? fmin(fmax(WAIT_PASSES * part->wave.pass_s, WAIT_LEAST_S), WAIT_MOST_S)
                        : WAIT_UNKNOWN_S;
    unsigned first = moment_before(part, wait_s);
    bool known = part->whiles >= LEAST_WHILES && ago_s(part, first) >= wait_s;
    if ((known && rests_since(part, first)) || stays_put(part))
        settle(part, first);
}

/* The last moment of a while without going away from the spot. */
static unsigned end_of_rest(const struct stillness *part, bool by_place)
{
    double quiet_s = fmax(QUIET_LEAST_S, QUIET_PASSES * part->wave.pass_s);
    unsigned last = part->pasts - 1;
    for (unsigned i = part->pasts; i-- > 0;) {
        bool rests = by_place ? fabsf(part->past[i].place - part->spot) <= part->near
                              : (double)part->past_stir[i] < RESTS * part->stir;
        if (!rests)
            last = i > 0 ? i - 1 : 0;
        else if (seconds_between(part->past[i].time_ns, part->past[last].time_ns) >= quiet_s)
            return last;
    }
    return last;
}

static void leave(struct stillness *part, unsigned last, int64_t left_ns)
{
    part->still = false;
    part->left_ns = left_ns;
    forget_before(part, last);
}

void stillness_forget(struct stillness *part)
{
    part->stir = 0;
    part->whiles = 0;
}

static void watch_rest(struct stillness *part, double interval_s)
{
    unsigned now = part->pasts - 1;
    if (distance2(part, part->past_load[now], part->spot_load) > AWAY * AWAY) {
        unsigned i = now;
        while (i > 0 &&
               distance2(part, part->past_load[i], part->spot_load) > AWAY_BEGINS * AWAY_BEGINS)
            i--;
        leave(part, i, part->past[i].time_ns);
        return;
    }
    unsigned before = moment_before(part, WAIT_UNKNOWN_S);
    while (before < now && part->past[before].time_ns < part->since_ns)
        before++;
    struct range along = range_since(part, before, true);
    /* Going to and fro so far, it rolls: getting into place was taken for rolling before. */
    if (along.high - along.low > GOES_MM) {
        leave(part, before, part->past[before].time_ns);
        stillness_forget(part);
        learn_anew(part);
        return;
    }
    double stir = stir_now(part);
    bool gone = fabsf(part->past[now].place - part->spot) > LEAVES * part->length &&
                stir > SURELY_RESTS * part->stir;
    if (gone || stir > STIRS * part->stir) {
        unsigned last = end_of_rest(part, gone);
        int64_t left_ns = part->past[last].time_ns;
        if (gone) {
            left_ns -= (int64_t)(wave_crossing_s(&part->wave, part->spot, part->near) * 1e9);
            left_ns = date(part, left_ns, 1);
        }
        leave(part, last, left_ns);
        return;
    }
    float step = (float)fmin(interval_s / SPOT_S, 1);
    float off = part->past[now].place - part->spot;
    part->sway += (fabsf(off) - part->sway) * step;
    part->near = near_of(part, part->sway);
    part->spot += off * step;
    for (unsigned i = 0; i < part->bins; i++)
        part->spot_load[i] += (part->load[i] - part->spot_load[i]) * step;
}

static void begin(struct stillness *part)
{
    part->begun = true;
    part->still = false;
    part->pasts = part->taken = 0;
    part->while_s = part->while_sum = 0;
    learn_anew(part);
}

void stillness_step(struct stillness *part, const struct scene *scene, bool anew)
{
    const float *load = scene->mat->pads <= AXIS_BINS ? scene->load : (const float *)scene->grid;
    part->jumped = false;
    if (isnan(scene->x_mm) || scene->total <= 0)
        return;
    bool first = !part->begun || scene->gap_ns > 0 || anew;
    if (first)
        begin(part);
    float step = first ? 1 : (float)fmin(scene->interval_s / SMOOTH_S, 1);
    for (unsigned i = 0; i < part->bins; i++)
        part->load[i] += (load[i] / scene->total - part->load[i]) * step;
    int64_t last_ns = part->pasts > 0 ? part->past[part->pasts - 1].time_ns : 0;
    if (part->pasts > 0 && scene->time_ns - last_ns < PAST_STEP_NS)
        return;
    double interval_s = part->pasts > 0 ? seconds_between(last_ns, scene->time_ns) : 0;
    keep(part, scene->time_ns, scene->x_mm);
    if (part->still) {
        watch_rest(part, interval_s);
        return;
    }
    if (part->pasts < 3)
        return;
    leave_out_arriving(part, interval_s);
    learn_axis(part, interval_s);
    if (part->axis.known && part->pasts >= LEAST_PASTS)
        watch_move(part);
}
