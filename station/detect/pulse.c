#include "detect/pulse.h"

#include <math.h>
#include <stddef.h>

/* So much clearer another must be to be believed instead. */
static const int64_t COME_NS = 500000000; /* in place for so long, whoever came has settled */
static const float BETTER = 1.3f;
static const float FIRST_FALLEN = 0.7f;
static const float DEPTH_LEAST = 0.6f; /* "not touched" is less than the rest of this */
static const double SLOW_S = 3; /* what swings twice in one repetition has the shorter strokes */
static const float FADE_S = 60; /* what was clear so long ago counts less */

static const float SETTLED_MOST = 0.006f;
static const double SPREAD_S = 0.3;
static const float HIPS_LEAST = 0.1f, ONE_PLACE_MOST = 0.75f, EITHER_SIDE_LEAST = 0.06f;

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

/* Centre of load along the mat, 0 head end .. 1 foot end. */
static float along(const struct scene *scene, unsigned candidate)
{
    (void)candidate;
    float sum = 0, moment = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        float load = row_sum(scene, row);
        sum += load;
        moment += load * ((float)row + 0.5f) / SCENE_ROWS;
    }
    return sum > 0 ? moment / sum : NAN;
}

/* The part of the load on one of the rows between the ends. */
enum { INNER_ROWS = SCENE_ROWS - 2 };

static float row_part(const struct scene *scene, unsigned row)
{
    float sum = 0;
    for (unsigned i = 0; i < SCENE_ROWS; i++)
        sum += row_sum(scene, i);
    return sum > 0 ? row_sum(scene, row) / sum : NAN;
}

static float across_or_rows(const struct scene *scene, unsigned candidate)
{
    return candidate == 0 ? across(scene, 0) : row_part(scene, candidate);
}

static float along_or_rows(const struct scene *scene, unsigned candidate)
{
    return candidate == 0 ? along(scene, 0) : row_part(scene, candidate);
}

/* Somebody lies on the back with the hips on the candidate's rows: some of the load there, some on
 * either side of them, most of it nowhere. */
static bool lies(const struct scene *scene, unsigned candidate)
{
    float before = 0, after = 0, middle = hips(scene, candidate);
    for (unsigned row = 0; row < candidate; row++)
        before += row_sum(scene, row);
    for (unsigned row = candidate + 2; row < SCENE_ROWS; row++)
        after += row_sum(scene, row);
    float whole = before + middle + after;
    return middle > HIPS_LEAST * whole && fminf(before, after) > EITHER_SIDE_LEAST * whole &&
           fmaxf(middle, fmaxf(before, after)) < ONE_PLACE_MOST * whole;
}

const struct habit *habit_of(enum watch watch)
{
    static const struct habit habits[WATCHES] = {
        [WATCH_BRIDGE] =
            {.candidates = HIP_CANDIDATES,
             .signal = hips,
             .is_down = lies,
             .cycle = CYCLE_DIP,
             .needs_empty = true,
             .in_loads = true,
             .swing = {.turn = 0.45f, .least = 0.06f, .smooth_s = 0.12f, .contact = true},
             .spread = 0.115f,
             .sure = 0.25f},
        [WATCH_TILT] =
            {.candidates = 1 + INNER_ROWS,
             .signal = along_or_rows,
             .cycle = CYCLE_AWAY,
             .swing = {.turn = 0.45f, .least = 0.01f, .smooth_s = 0.5f, .restless = true},
             .spread = 0.14f,
             .settles = true,
             .sure = 0.04f},
        [WATCH_DIAGONAL] =
            {.candidates = 1 + INNER_ROWS,
             .signal = across_or_rows,
             .cycle = CYCLE_AWAY,
             .swing = {.turn = 0.45f, .least = 0.04f, .smooth_s = 0.2f, .restless = true},
             .spread = 0.1f,
             .settles = true,
             .sure = 0.15f},
        [WATCH_CLAM] =
            {.candidates = 1 + INNER_ROWS,
             .signal = across_or_rows,
             .cycle = CYCLE_AWAY,
             .swing = {.turn = 0.45f, .least = 0.02f, .smooth_s = 0.2f, .restless = true},
             .spread = 0.12f,
             .settles = true,
             .sure = 0.08f},
        [WATCH_STEPS] =
            {.candidates = 1,
             .signal = along,
             .cycle = CYCLE_AWAY,
             .swing = {.turn = 0.45f, .least = 0.08f, .smooth_s = 0.2f, .restless = true},
             .sure = 0.2f},
        [WATCH_CURL] =
            {.candidates = 1 + INNER_ROWS,
             .signal = along_or_rows,
             .cycle = CYCLE_AWAY,
             .swing = {.turn = 0.45f, .least = 0.03f, .smooth_s = 0.4f, .restless = true},
             .spread = 0.14f,

             .sure = 0.1f},
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
                             .spread = 0.09f,
                             .settles = true,
                             .sure = 0.25f},
    };
    return habits[watch].signal ? &habits[watch] : NULL;
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
    return depth > DEPTH_LEAST ? depth * depth * (high - low) : 0;
}

static float faded(const struct pulse *pulse, unsigned candidate, int64_t time_ns)
{
    double age_s = (double)(time_ns - pulse->turned_ns[candidate]) * 1e-9;
    return pulse->clear[candidate] * expf((float)-age_s / FADE_S);
}

/* On a mat that was never seen empty, what the pads say when nothing touches is not known, and the
 * first candidate is the safest. Else another is believed when it swings more clearly. */
static void weigh(struct pulse *pulse, unsigned candidate, int64_t time_ns)
{
    double since_s = (double)(time_ns - pulse->turned_ns[candidate]) * 1e-9;
    pulse->clear[candidate] =
        clearness(&pulse->swing[candidate]) * (float)fmin(since_s / SLOW_S, 1);
    pulse->turned_ns[candidate] = time_ns;
    if (candidate == pulse->best || pulse->clear[candidate] == 0)
        return;
    if (pulse->habit->needs_empty && !pulse->empty_seen)
        return;
    if (pulse->habit->needs_empty && pulse->best == 0)
        pulse->best = candidate;
    float best = faded(pulse, pulse->best, time_ns);
    if (pulse->clear[candidate] > BETTER * best)
        pulse->best = candidate;
}

static void begin(struct pulse *pulse)
{
    for (unsigned i = 0; i < pulse->habit->candidates; i++) {
        swing_reset(&pulse->swing[i], &pulse->habit->swing);
        pulse->turn[i] = TURN_NONE;
        pulse->clear[i] = 0;
        pulse->turned_ns[i] = 0;
        pulse->was_down[i] = false;
    }
    pulse->best = 0;
}

void pulse_reset(struct pulse *pulse, enum watch watch)
{
    *pulse = (struct pulse){.habit = habit_of(watch)};
    if (pulse->habit)
        begin(pulse);
}

/* Before anything has come back: the candidate that has lost most of its load, and had it lying. */
static unsigned first_fallen(const struct pulse *pulse)
{
    unsigned best = 0;
    float most = 0;
    for (unsigned i = 1; i < pulse->habit->candidates; i++) {
        const struct swing *swing = &pulse->swing[i];
        float fallen = swing->peak.value - swing->value;
        if (pulse->was_down[i] && swing->direction < 0 &&
            fallen > FIRST_FALLEN * swing->peak.value && fallen > most) {
            most = fallen;
            best = i;
        }
    }
    return best;
}

static void follow(struct pulse *pulse, const struct scene *scene)
{
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
    }
    if (!pulse->habit->is_down || !pulse->empty_seen) {
        pulse->is_down = true;
        return;
    }
    for (unsigned i = 1; i < pulse->habit->candidates && pulse->best == 0; i++)
        pulse->was_down[i] = pulse->was_down[i] || pulse->habit->is_down(scene, i);
    if (pulse->best == 0)
        pulse->best = first_fallen(pulse);
    pulse->is_down = pulse->best > 0 && pulse->habit->is_down(scene, pulse->best);
}

static float spread_of(const struct scene *scene)
{
    float sum = 0, first = 0, second = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        float load = row_sum(scene, row), place = ((float)row + 0.5f) / SCENE_ROWS;
        sum += load;
        first += load * place;
        second += load * place * place;
    }
    return sum > 0 ? sqrtf(fmaxf(second / sum - first / sum * (first / sum), 0)) : 0;
}

/* Lying, or on hands and knees: along the mat, not on one spot. */
static bool is_in_place(struct pulse *pulse, const struct scene *scene, enum presence presence)
{
    float spread = spread_of(scene);
    bool settled = fabsf(spread - pulse->spread) < SETTLED_MOST || !pulse->waits;
    pulse->spread += (spread - pulse->spread) * (float)(1 - exp(-scene->interval_s / SPREAD_S));
    if (presence == PRESENCE_NOBODY)
        return false;
    return spread >= pulse->habit->spread && (settled || !pulse->habit->settles);
}

void pulse_step(struct pulse *pulse, const struct scene *scene, enum presence presence)
{
    pulse->empty_seen = scene->empty_seen;
    pulse->unit = pulse->habit->in_loads ? scene->held_level : 1;
    if (!is_in_place(pulse, scene, presence))
        pulse->away_ns = scene->time_ns;
    bool waits = pulse->empty_seen &&
                 scene->time_ns - pulse->away_ns < (pulse->habit->settles ? 1 : COME_NS);
    if (waits && !pulse->waits)
        begin(pulse);
    pulse->waits = waits;
    if (!waits)
        follow(pulse, scene);
}
