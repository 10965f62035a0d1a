#include "detect/repetitions.h"

#include "detect/sink.h"

#include <math.h>
#include <stddef.h>

/* A first cycle smaller than this part of the next was only settling. */
static const float FIRST_PART = 0.6f;
static const float RISE_LEAST = 0.25f; /* of the range: less is no way to another side */

void repetitions_reset(struct repetitions *part)
{
    *part = (struct repetitions){0};
}

static const int64_t DIP_LEAST_NS = 750000000;
static const int64_t APART_NS = 700000000; /* nobody repeats anything faster */
/* Feet that have left the mat for so long are still on their way. */
static const int64_t PART_OFF_NS = 3000000000;
/* Who sits up is so much shorter than lying, and no repetition makes a body so short. Who stays so
 * for longer has bent the knees, and that is how it lies now. */
static const float SAT_UP = 0.75f;
static const int64_t SAT_UP_NS = 4000000000;
static const double LENGTH_S = 10;

static void ask(struct repetitions *part, const struct asked *asked)
{
    repetitions_reset(part);
    pulse_reset(&part->pulse, asked->exercise ? asked->exercise->watch : WATCH_NOTHING);
    const struct habit *habit = part->pulse.habit;
    if (habit)
        excursions_reset(&part->excursions,
                         &(struct excursion_settings){habit->swing.least, habit->sure, habit->lag});
}

/* The size of a stroke in the range as it is known now. */
static float part_of_range(const struct swing *swing, float size)
{
    float low, high;
    swing_range(swing, &low, &high);
    float ratio = size / fmaxf(high - low, swing->least);
    return swing->settings.contact ? sqrtf(ratio) : ratio;
}

/* whole: its size in parts of what is usual. trust: in it and all before. */
static void count(struct repetitions *part, int64_t from_ns, int64_t to_ns, float whole,
                  float trust, struct observation *seen)
{
    part->count++;
    part->counted_ns = to_ns;
    part->confidence = fminf(1, 0.3f + 0.7f * whole) * trust;
    struct event *event = sink_put(seen, EVENT_REP, part->last_ns);
    event->n = part->count;
    event->from_ns = from_ns;
    event->to_ns = to_ns;
    event->confidence = part->confidence;
}

/* A swing's first is from the middle of its range or from an end of it: sizes say little. */
static void count_cycle(struct repetitions *part, const struct cycle_seen *cycle,
                        struct observation *seen)
{
    if (part->count > 0 &&
        (cycle->to_ns - part->counted_ns < APART_NS || cycle->from_ns < part->counted_ns))
        return;
    float whole = part_of_range(&part->pulse.swing[part->pulse.best], cycle->size);
    count(part, cycle->from_ns, cycle->to_ns, whole,
          doubt_next(&part->doubt, cycle->to_ns, 0, 1, part->blind), seen);
}

/* A first peak that was hardly risen to is the side on which the body began: it is back there with
 * the end of each trough. */
static bool is_start(const struct repetitions *part, const struct cycle_seen *first)
{
    const struct pulse *pulse = &part->pulse;
    return pulse->habit->cycle == CYCLE_PEAK && part->count == 0 && !part->from_high &&
           part_of_range(&pulse->swing[pulse->best], first->rise) < RISE_LEAST;
}

/* The first cycle comes before the range is known: a small one waits until it has grown, or until
 * the next shows whether it was one or only settling. */
static void end_cycle(struct repetitions *part, const struct cycle_seen *cycle,
                      struct observation *seen)
{
    const struct pulse *pulse = &part->pulse;
    const struct cycle_seen *first = &part->waiting;
    const bool whole = part->waits && part->waits_for == pulse->best &&
                       part_of_range(&pulse->swing[pulse->best], first->size) >= FIRST_PART;
    if (whole && is_start(part, first)) {
        part->waits = false;
        part->from_high = true;
        count_cycle(part, &(struct cycle_seen){first->size, 0, first->to_ns, cycle->from_ns}, seen);
        return;
    }
    if (whole || (part->waits && part->count > 0))
        count_cycle(part, first, seen);
    bool small = part->count == 0 && cycle->size < pulse->habit->sure * pulse->unit;
    part->waits = small;
    part->waits_for = pulse->best;
    if (part->waits)
        part->waiting = *cycle;
    else
        count_cycle(part, cycle, seen);
}

static void grow_first(struct repetitions *part, struct observation *seen)
{
    const struct pulse *pulse = &part->pulse;
    const struct swing *swing = &pulse->swing[pulse->best];
    if (!part->waits || part->waits_for != pulse->best || pulse->habit->cycle != CYCLE_PEAK ||
        swing->direction == (part->from_high ? -1 : 1))
        return;
    part->waiting.size = swing->peak.value - swing->trough.value;
    if (part->waiting.size < pulse->habit->sure * pulse->unit)
        return;
    part->waits = false;
    if (is_start(part, &part->waiting))
        part->from_high = true;
    else
        count_cycle(part, &part->waiting, seen);
}

static void turned(struct repetitions *part, struct observation *seen)
{
    const struct pulse *pulse = &part->pulse;
    const struct swing *swing = &pulse->swing[pulse->best];
    const enum turn turn = pulse->turn[pulse->best];
    const int64_t rise_ns = swing->rise_ns, fall_ns = swing->fall_ns;
    bool lasted = rise_ns - fall_ns >= DIP_LEAST_NS;
    if (pulse->habit->cycle == CYCLE_DIP && turn == TURN_TROUGH && swing->whole && lasted &&
        pulse->is_down) {
        float high = swing->high[(swing->highs - 1) % SWING_MEMORY];
        end_cycle(part, &(struct cycle_seen){high - swing->trough.value, 0, fall_ns, rise_ns},
                  seen);
    }
    if (pulse->habit->cycle != CYCLE_PEAK)
        return;
    const float size = swing->peak.value - swing->trough.value;
    if (part->from_high && turn == TURN_TROUGH)
        end_cycle(part, &(struct cycle_seen){size, 0, fall_ns, rise_ns}, seen);
    if (!part->from_high && turn == TURN_PEAK)
        end_cycle(part,
                  &(struct cycle_seen){size, swing->peak.value - swing->first, rise_ns, fall_ns},
                  seen);
}

/* How the body lies. False: nothing says. */
static bool state_of(const struct habit *habit, const struct scene *scene, float *state)
{
    const float *own = &scene->own[0][0];
    float sum = 0;
    for (unsigned i = 0; i < STATE_SIZE; i++)
        sum += own[i];
    for (unsigned i = 0; i < STATE_SIZE; i++)
        state[i] = habit->signal || sum <= 0 ? 0 : own[i] / sum;
    bool says = sum > 0;
    for (unsigned i = 0; i < habit->signals && says; i++) {
        state[i] = habit->signal(scene, i);
        says = !isnan(state[i]);
    }
    return says;
}

/* Who stands where the mat is blind is not seen, and may well be there. */
static bool may_be_there(struct repetitions *part, const struct scene *scene,
                         const struct observation *seen)
{
    if (seen->presence != PRESENCE_NOBODY)
        part->there_ns = scene->time_ns;
    return part->blind > 0 && part->there_ns > 0 && scene->time_ns - part->there_ns < PART_OFF_NS;
}

static bool is_as_long(struct repetitions *part, const struct scene *scene)
{
    const float length = part->pulse.spread;
    const bool short_now = part->pulse.habit->spread > 0 && length < SAT_UP * part->length;
    if (!short_now)
        part->long_ns = scene->time_ns;
    if (part->length <= 0 || scene->time_ns - part->long_ns > SAT_UP_NS)
        part->length = length;
    else if (!short_now)
        part->length += (length - part->length) * (float)fmin(scene->interval_s / LENGTH_S, 1);
    return !short_now;
}

static void follow_excursions(struct repetitions *part, const struct scene *scene,
                              struct observation *seen)
{
    struct excursions *excursions = &part->excursions;
    struct excursion ended;
    float state[STATE_SIZE];
    const bool may_be = may_be_there(part, scene, seen);
    if (!part->pulse.waits && is_as_long(part, scene))
        part->lay_ns = scene->time_ns;
    const bool lies = part->lay_ns > 0 && scene->time_ns - part->lay_ns < PART_OFF_NS;
    const bool seen_there = seen->presence != PRESENCE_NOBODY;
    if (scene->gap_ns > 0)
        excursions_break(excursions);
    if (!lies || (!seen_there && !may_be)) {
        excursions_break(excursions);
        return;
    }
    if (!seen_there || !state_of(part->pulse.habit, scene, state))
        return;
    if (excursions_step(excursions, scene, state, &ended))
        count(part, ended.from_ns, ended.to_ns, ended.size / excursions->home.size,
              doubt_next(&part->doubt, ended.to_ns, ended.size, ended.clear, part->blind), seen);
    seen->phase = excursions->home.known ? fminf(excursions->distance, 1) : NAN;
}

static void follow_swing(struct repetitions *part, struct observation *seen)
{
    turned(part, seen);
    grow_first(part, seen);
    const struct swing *swing = &part->pulse.swing[part->pulse.best];
    seen->phase = 1 - fminf(fmaxf(swing_level(swing, swing->value), 0), 1);
}

void repetitions_step(struct repetitions *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        ask(part, &scene->asked);
    part->last_ns = scene->time_ns;
    part->blind = (float)seen->pads_faulty / (float)scene->mat->pads;
    seen->phase = NAN;
    if (!part->pulse.habit)
        return;
    pulse_step(&part->pulse, scene, seen->presence);
    /* Of a mat that is blind in part, leaving it is nothing that can be believed. */
    if (scene->gap_ns > 0 || (part->blind == 0 && seen->presence == PRESENCE_NOBODY))
        doubt_break(&part->doubt);
    if (scene->visited)
        doubt_hide(&part->doubt);
    if (part->pulse.habit->cycle == CYCLE_AWAY)
        follow_excursions(part, scene, seen);
    else
        follow_swing(part, seen);
    seen->repetitions = part->count;
    seen->repetition_confidence = part->confidence;
}
