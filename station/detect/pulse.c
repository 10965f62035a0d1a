#include "detect/pulse.h"

#include <math.h>
#include <stddef.h>

/* So much clearer another must be to be believed instead. */
static const int64_t COME_NS = 1000000000; /* in place for so long, whoever came has settled */
static const float BETTER = 1.3f;
static const float DEPTH_LEAST = 0.6f; /* "not touched" is less than the rest of this */
static const float FADE_S = 60;        /* what was clear so long ago counts less */

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
             .in_loads = true,
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
    pulse->clear[candidate] = clearness(&pulse->swing[candidate]);
    pulse->turned_ns[candidate] = time_ns;
    if (candidate == pulse->best || pulse->clear[candidate] == 0 || !pulse->empty_seen)
        return;
    if (pulse->best == 0)
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
    }
    pulse->best = 0;
}

void pulse_reset(struct pulse *pulse, enum watch watch)
{
    *pulse = (struct pulse){.habit = habit_of(watch)};
    if (pulse->habit)
        begin(pulse);
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
    pulse->is_down = !pulse->habit->is_down || !pulse->empty_seen ||
                     (pulse->best > 0 && pulse->habit->is_down(scene, pulse->best));
}

bool seen_in_place(const struct observation *seen, const struct asked *asked)
{
    enum posture wanted = asked->exercise ? asked->exercise->posture : POSTURE_UNCLEAR;
    if (seen->presence == PRESENCE_NOBODY)
        return false;
    bool upright = seen->posture == POSTURE_STANDING || seen->posture == POSTURE_SITTING;
    return !upright || wanted == POSTURE_STANDING || wanted == POSTURE_SITTING;
}

void pulse_step(struct pulse *pulse, const struct scene *scene, bool in_place)
{
    pulse->empty_seen = scene->empty_seen;
    pulse->unit = pulse->habit->in_loads ? scene->held_level : 1;
    if (!in_place)
        pulse->away_ns = scene->time_ns;
    bool waits = pulse->empty_seen && scene->time_ns - pulse->away_ns < COME_NS;
    if (waits && !pulse->waits)
        begin(pulse);
    pulse->waits = waits;
    if (!waits)
        follow(pulse, scene);
}
