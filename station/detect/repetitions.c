#include "detect/repetitions.h"

#include "detect/sink.h"

#include <math.h>
#include <stddef.h>

/* A first cycle smaller than this part of the next was only settling. */
static const float FIRST_PART = 0.6f;

void repetitions_reset(struct repetitions *part)
{
    *part = (struct repetitions){0};
}

enum { OUTSIZE_AFTER = 3 };
static const float OUTSIZE = 1.8f, USUAL_WEIGHT = 0.3f;
static const int64_t DIP_LEAST_NS = 600000000;
static const int64_t APART_NS = 700000000; /* nobody repeats anything faster */

static void ask(struct repetitions *part, const struct asked *asked)
{
    repetitions_reset(part);
    pulse_reset(&part->pulse, asked->exercise ? asked->exercise->watch : WATCH_NOTHING);
}

/* The size of a stroke in the range as it is known now. */
static float part_of_range(const struct swing *swing, float size)
{
    float low, high;
    swing_range(swing, &low, &high);
    float ratio = size / fmaxf(high - low, swing->least);
    return swing->settings.contact ? sqrtf(ratio) : ratio;
}

static void count(struct repetitions *part, const struct cycle_seen *cycle,
                  struct observation *seen)
{
    if (part->count > 0 && cycle->to_ns - part->counted_ns < APART_NS)
        return;
    float weight = part->usual_of == part->pulse.best && part->usual > 0 ? USUAL_WEIGHT : 1;
    part->usual += (cycle->size - part->usual) * weight;
    part->usual_of = part->pulse.best;
    part->count++;
    part->counted_ns = cycle->to_ns;
    float size = part_of_range(&part->pulse.swing[part->pulse.best], cycle->size);
    part->confidence = fminf(1, 0.3f + 0.7f * size);
    struct event *event = sink_put(seen, EVENT_REP, part->last_ns);
    event->n = part->count;
    event->from_ns = cycle->from_ns;
    event->to_ns = cycle->to_ns;
    event->confidence = part->confidence;
}

/* The first cycle comes before the range is known: a small one waits until it has grown, or until
 * the next shows whether it was one or only settling. So does the first that another candidate
 * shows after some repetitions: getting up swings elsewhere, but once. */
static void end_cycle(struct repetitions *part, const struct cycle_seen *cycle,
                      struct observation *seen)
{
    const struct pulse *pulse = &part->pulse;
    if (part->waits && (part->count > 0 || (part->waits_for == pulse->best &&
                                            part_of_range(&pulse->swing[pulse->best],
                                                          part->waiting.size) >= FIRST_PART)))
        count(part, &part->waiting, seen);
    bool small = part->count == 0 && cycle->size < pulse->habit->sure * pulse->unit;
    bool strange = pulse->habit->cycle == CYCLE_AWAY && part->count >= OUTSIZE_AFTER &&
                   part->usual_of != pulse->best;
    part->waits = small || strange;
    part->waits_for = pulse->best;
    if (part->waits)
        part->waiting = *cycle;
    else
        count(part, cycle, seen);
}

static void grow_first(struct repetitions *part, struct observation *seen)
{
    const struct pulse *pulse = &part->pulse;
    const struct swing *swing = &pulse->swing[pulse->best];
    if (!part->waits || part->waits_for != pulse->best || pulse->habit->cycle != CYCLE_PEAK ||
        swing->direction > 0)
        return;
    part->waiting.size = swing->peak.value - swing->trough.value;
    if (part->waiting.size < pulse->habit->sure * pulse->unit)
        return;
    part->waits = false;
    count(part, &part->waiting, seen);
}

/* So much more than what was counted before is somebody turning over or getting up. */
static bool is_outsize(const struct repetitions *part, float size)
{
    return part->count >= OUTSIZE_AFTER && part->usual_of == part->pulse.best &&
           size > OUTSIZE * part->usual;
}

static void turned(struct repetitions *part, struct observation *seen)
{
    const struct pulse *pulse = &part->pulse;
    const struct swing *swing = &pulse->swing[pulse->best];
    const enum turn turn = pulse->turn[pulse->best];
    bool lasted = swing->rise_ns - swing->fall_ns >= DIP_LEAST_NS;
    if (pulse->habit->cycle == CYCLE_DIP && turn == TURN_TROUGH && swing->whole && lasted &&
        pulse->is_down) {
        float high = swing->high[(swing->highs - 1) % SWING_MEMORY];
        end_cycle(part,
                  &(struct cycle_seen){high - swing->trough.value, swing->fall_ns, swing->rise_ns},
                  seen);
    }
    if (pulse->habit->cycle == CYCLE_AWAY && turn != TURN_NONE && turn != swing->first) {
        float size = swing->high[(swing->highs - 1) % SWING_MEMORY] -
                     swing->low[(swing->lows - 1) % SWING_MEMORY];
        bool up = swing->first == TURN_TROUGH;
        if (is_outsize(part, size))
            return;
        end_cycle(part,
                  &(struct cycle_seen){size, up ? swing->rise_ns : swing->fall_ns,
                                       up ? swing->fall_ns : swing->rise_ns},
                  seen);
    }
    if (pulse->habit->cycle == CYCLE_PEAK && turn == TURN_PEAK) {
        float size = swing->peak.value - swing->trough.value;
        end_cycle(part, &(struct cycle_seen){size, swing->rise_ns, swing->fall_ns}, seen);
    }
}

void repetitions_step(struct repetitions *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        ask(part, &scene->asked);
    part->last_ns = scene->time_ns;
    seen->phase = NAN;
    if (!part->pulse.habit)
        return;
    pulse_step(&part->pulse, scene, seen->presence);
    turned(part, seen);
    grow_first(part, seen);
    const struct swing *swing = &part->pulse.swing[part->pulse.best];
    seen->repetitions = part->count;
    seen->repetition_confidence = part->confidence;
    seen->phase = 1 - fminf(fmaxf(swing_level(swing, swing->value), 0), 1);
}

void repetitions_finish(struct repetitions *part, struct observation *seen)
{
    seen->time_ns = part->last_ns;
}
