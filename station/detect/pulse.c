#include "detect/pulse.h"

#include <math.h>
#include <stddef.h>

/* So much clearer another must be to be believed instead. */
static const float BETTER = 1.3f, ALONE = 0.35f;
static const float EMPTY_MOST = 0.05f; /* of the usual load: nobody is there */
static const int64_t BEFORE_NS = 600000000;
static const float SHIFT_MOST = 0.12f, STRETCH_MOST = 1.35f;
static const float LYING_LEAST = 0.1f;
static const float FADE_S = 60; /* what was clear so long ago counts less */

static float row_sum(const struct scene *scene, unsigned row)
{
    float sum = 0;
    for (unsigned column = 0; column < SCENE_COLUMNS; column++)
        sum += scene->held[row][column];
    return sum;
}

/* Load on two neighbouring rows: the hips lie on one such pair, whichever way round. Before them,
 * the middle half of the mat. */
enum { HIP_CANDIDATES = 1 + SCENE_ROWS - 3 };

static float trunk(const struct scene *scene, unsigned candidate)
{
    (void)candidate;
    float sum = 0;
    for (unsigned row = SCENE_ROWS / 4; row < SCENE_ROWS - SCENE_ROWS / 4; row++)
        sum += row_sum(scene, row);
    return sum;
}

static float hips(const struct scene *scene, unsigned candidate)
{
    if (candidate == 0)
        return trunk(scene, 0);
    return row_sum(scene, candidate) + row_sum(scene, candidate + 1);
}

/* Centre of load across the mat, 0 left .. 1 right. */
static float across(const struct scene *scene, unsigned candidate)
{
    (void)candidate;
    float sum = 0, moment = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            sum += scene->held[row][column];
            moment += scene->held[row][column] * ((float)column + 0.5f) / SCENE_COLUMNS;
        }
    }
    return sum > 0 ? moment / sum : NAN;
}

const struct habit *habit_of(enum watch watch)
{
    static const struct habit habits[WATCHES] = {
        [WATCH_BRIDGE] =
            {.candidates = HIP_CANDIDATES,
             .signal = hips,
             .cycle = CYCLE_DIP,
             .in_loads = true,
             .lying = true,
             .swing = {.turn = 0.45f, .least = 0.06f, .smooth_s = 0.12f, .contact = true},
             .sure = 0.25f},
        [WATCH_PRESS_UP] = {.candidates = 1,
                            .signal = trunk,
                            .cycle = CYCLE_DIP,
                            .in_loads = true,
                            .swing = {.turn = 0.38f, .least = 0.06f, .smooth_s = 0.12f},
                            .sure = 0.25f},
        [WATCH_KNEE_ROLL] = {.candidates = 1,
                             .signal = across,
                             .cycle = CYCLE_PEAK,
                             .swing = {.turn = 0.40f, .least = 0.03f, .smooth_s = 0.15f},
                             .sure = 0.25f},
    };
    return habits[watch].signal ? &habits[watch] : NULL;
}

void pulse_reset(struct pulse *pulse, enum watch watch)
{
    *pulse = (struct pulse){.habit = habit_of(watch), .lightest = HUGE_VALF};
    for (unsigned i = 0; pulse->habit && i < pulse->habit->candidates; i++)
        swing_reset(&pulse->swing[i], &pulse->habit->swing);
}

/* How clear the stroke is that has just ended: large, and where the low end is "not touched",
 * down to nothing. */
static float clearness(const struct swing *swing)
{
    if (!swing->whole)
        return 0;
    float high = swing->high[(swing->highs - 1) % SWING_MEMORY];
    float low = swing->low[(swing->lows - 1) % SWING_MEMORY];
    float depth = swing->settings.contact && high > 0 ? (high - low) / high : 1;
    return depth * depth * (high - low);
}

static float faded(const struct pulse *pulse, unsigned candidate, int64_t time_ns)
{
    double age_s = (double)(time_ns - pulse->turned_ns[candidate]) * 1e-9;
    return pulse->clear[candidate] * expf((float)-age_s / FADE_S);
}

static bool empty_is_known(const struct pulse *pulse)
{
    return pulse->lightest < EMPTY_MOST * pulse->level;
}

/* On a mat that was never seen empty, what the pads say when nothing touches is not known, and the
 * first candidate is the safest. Else another is believed when it swings more clearly, or when it
 * has gone through a whole stroke since the one believed last turned. */
static void weigh(struct pulse *pulse, unsigned candidate, int64_t time_ns)
{
    pulse->clear[candidate] = clearness(&pulse->swing[candidate]);
    pulse->before_ns[candidate] = pulse->turned_ns[candidate];
    pulse->turned_ns[candidate] = time_ns;
    if (candidate == 0 || candidate == pulse->best || !empty_is_known(pulse))
        return;
    if (pulse->best == 0)
        pulse->best = candidate;
    float best = faded(pulse, pulse->best, time_ns);
    bool alone =
        empty_is_known(pulse) && pulse->before_ns[candidate] > pulse->turned_ns[pulse->best];
    if (pulse->clear[candidate] > best * (alone ? ALONE : BETTER))
        pulse->best = candidate;
}

static struct shape shape_of(const struct scene *scene, float *mass)
{
    float sum = 0, first = 0, second = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        float load = row_sum(scene, row), place = ((float)row + 0.5f) / SCENE_ROWS;
        sum += load;
        first += load * place;
        second += load * place * place;
    }
    *mass = sum;
    if (sum <= 0)
        return (struct shape){0};
    float centre = first / sum;
    return (struct shape){centre, sqrtf(fmaxf(second / sum - centre * centre, 0))};
}

static void keep_shape(struct pulse *pulse, int64_t time_ns)
{
    if (pulse->shapes > 0 && time_ns - pulse->shape_ns < SHAPE_NS)
        return;
    pulse->past[pulse->shapes++ % SHAPES] = pulse->shape;
    pulse->shape_ns = time_ns;
}

/* As it was so long before now; as far back as is known. */
static struct shape shape_before(const struct pulse *pulse, int64_t ago_ns)
{
    unsigned back = (unsigned)(ago_ns / SHAPE_NS);
    unsigned known = pulse->shapes < SHAPES ? pulse->shapes : SHAPES;
    if (known == 0)
        return pulse->shape;
    if (back >= known)
        back = known - 1;
    return pulse->past[(pulse->shapes - 1 - back) % SHAPES];
}

bool pulse_came_back(const struct pulse *pulse)
{
    struct shape now = pulse->shape, began = pulse->began[pulse->best];
    if (!pulse->habit->lying || !empty_is_known(pulse))
        return true;
    return fabsf(now.centre - began.centre) < SHIFT_MOST &&
           now.spread < STRETCH_MOST * began.spread && began.spread < STRETCH_MOST * now.spread;
}

bool pulse_began_lying(const struct pulse *pulse)
{
    return !pulse->habit->lying || !empty_is_known(pulse) ||
           pulse->began[pulse->best].spread > LYING_LEAST;
}

void pulse_step(struct pulse *pulse, const struct scene *scene)
{
    pulse->shape = shape_of(scene, &pulse->mass);
    keep_shape(pulse, scene->time_ns);
    pulse->lightest = fminf(pulse->lightest, pulse->mass);
    pulse->level = scene->held_level;
    pulse->unit = pulse->habit->in_loads ? scene->held_level : 1;
    for (unsigned i = 0; i < pulse->habit->candidates; i++) {
        struct swing *swing = &pulse->swing[i];
        float value = pulse->habit->signal(scene, i);
        if (scene->gap_ns > 0)
            swing_break(swing);
        pulse->turn[i] = TURN_NONE;
        if (!isnan(value))
            pulse->turn[i] =
                swing_step(swing, scene->time_ns, scene->interval_s, value, pulse->unit);
    }
    for (unsigned i = 0; i < pulse->habit->candidates; i++) {
        if (pulse->turn[i] != TURN_NONE)
            weigh(pulse, i, scene->time_ns);
        if (pulse->turn[i] == TURN_PEAK)
            pulse->began[i] =
                shape_before(pulse, scene->time_ns - pulse->swing[i].fall_ns + BEFORE_NS);
    }
}
