#include "detect/pulse.h"

#include <math.h>

static const int64_t COME_NS = 500000000; /* in place for so long, whoever came is there */
static const float SETTLED_MOST = 0.006f; /* change of the spread that is still rest ... */
static const double SPREAD_S = 0.3;       /* ... over so long */

/* Another candidate must be so much clearer to be believed instead. */
static const float BETTER = 1.3f;
static const float FIRST_FALLEN = 0.7f; /* so much of the load gone: lifted, though never before */
static const float DEPTH_LEAST = 0.6f;  /* "not touched" is less than the rest of this */
static const double SLOW_S = 3; /* what swings twice in one repetition has the shorter strokes */
static const float FADE_S = 60; /* what was clear so long ago counts less */

/* How clear the stroke is that has just ended: large, and where the low end is "not touched",
 * down to nothing. That counts more than the size: a heavy back beside the hips is lifted too, and
 * comes back there while they are up. */
static float clearness(const struct swing *swing)
{
    if (!swing->whole)
        return 0;
    float high = swing->high[(swing->highs - 1) % SWING_MEMORY];
    float low = swing->low[(swing->lows - 1) % SWING_MEMORY];
    float depth = swing->settings.contact && high > 0 ? (high - low) / high : 1;
    return depth > DEPTH_LEAST ? depth * depth * depth * (high - low) : 0;
}

static float faded(const struct pulse *pulse, unsigned candidate, int64_t time_ns)
{
    double age_s = (double)(time_ns - pulse->turned_ns[candidate]) * 1e-9;
    return pulse->clear[candidate] * expf((float)-age_s / FADE_S);
}

/* The hips are off the pads believed: what moves elsewhere meanwhile is the rest of the body. */
static bool is_lifted(const struct pulse *pulse)
{
    const struct swing *swing = &pulse->swing[pulse->best];
    return pulse->best > 0 && swing->settings.contact && swing->direction < 0 &&
           swing->value < (1 - FIRST_FALLEN) * swing->peak.value;
}

/* On a mat that was never seen empty, what the pads say when nothing touches is not known, and the
 * first candidate is the safest. Else another is believed when it swings more clearly, and is a
 * bridge's: who sits up takes the shoulders off the mat, too. */
static void weigh(struct pulse *pulse, unsigned candidate, int64_t time_ns)
{
    double since_s = (double)(time_ns - pulse->turned_ns[candidate]) * 1e-9;
    pulse->clear[candidate] =
        clearness(&pulse->swing[candidate]) * (float)fmin(since_s / SLOW_S, 1);
    pulse->turned_ns[candidate] = time_ns;
    if (candidate == pulse->best || pulse->clear[candidate] == 0 || is_lifted(pulse))
        return;
    if (pulse->habit->is_up && !pulse->was_up[candidate])
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
        pulse->was_down[i] = pulse->was_up[i] = false;
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
        if (pulse->habit->is_up && pulse->swing[i].trough.time_ns == pulse->swing[i].time_ns)
            pulse->was_up[i] = pulse->habit->is_up(scene, i);
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
        float load = scene_row(scene, row), place = ((float)row + 0.5f) / SCENE_ROWS;
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
    pulse->unit = pulse->habit->in_loads ? scene->own_level : 1;
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
