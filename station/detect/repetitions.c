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

static void ask(struct repetitions *part, const struct asked *asked)
{
    repetitions_reset(part);
    part->pulse = asked->exercise ? pulse_of(asked->exercise->watch) : NULL;
    if (part->pulse)
        swing_reset(&part->swing, &part->pulse->swing);
}

/* The size of a stroke in the range as it is known now. */
static float part_of_range(const struct repetitions *part, float size)
{
    float low, high;
    swing_range(&part->swing, &low, &high);
    float ratio = size / fmaxf(high - low, part->swing.least);
    return part->swing.settings.contact ? sqrtf(ratio) : ratio;
}

static void count(struct repetitions *part, const struct cycle_seen *cycle,
                  struct observation *seen)
{
    float size = part_of_range(part, cycle->size);
    part->count++;
    part->confidence = fminf(1, 0.3f + 0.7f * size);
    struct event *event = sink_put(seen, EVENT_REP, part->last_ns);
    event->n = part->count;
    event->from_ns = cycle->from_ns;
    event->to_ns = cycle->to_ns;
    event->confidence = part->confidence;
}

/* The first cycle comes before the range is known: a small one waits until it has grown, or until
 * the next shows whether it was one or only settling. */
static void end_cycle(struct repetitions *part, const struct cycle_seen *cycle,
                      struct observation *seen)
{
    if (part->waits && part_of_range(part, part->waiting.size) >= FIRST_PART)
        count(part, &part->waiting, seen);
    part->waits = part->count == 0 && cycle->size < part->pulse->sure;
    if (part->waits)
        part->waiting = *cycle;
    else
        count(part, cycle, seen);
}

static void grow_first(struct repetitions *part, struct observation *seen)
{
    const struct swing *swing = &part->swing;
    if (!part->waits || part->pulse->cycle != CYCLE_PEAK || swing->direction > 0)
        return;
    part->waiting.size = swing->peak.value - swing->trough.value;
    if (part->waiting.size < part->sure)
        return;
    part->waits = false;
    count(part, &part->waiting, seen);
}

static void turned(struct repetitions *part, enum turn turn, struct observation *seen)
{
    const struct swing *swing = &part->swing;
    struct cycle_seen cycle = {.size = swing->peak.value - swing->trough.value};
    if (part->pulse->cycle == CYCLE_DIP && turn == TURN_TROUGH && part->stroke_seen) {
        cycle.from_ns = swing->fall_ns;
        cycle.to_ns = swing->rise_ns;
        cycle.size = swing->high[(swing->highs - 1) % SWING_MEMORY] - swing->trough.value;
        end_cycle(part, &cycle, seen);
    }
    if (part->pulse->cycle == CYCLE_PEAK && turn == TURN_PEAK) {
        cycle.from_ns = swing->rise_ns;
        cycle.to_ns = swing->fall_ns;
        end_cycle(part, &cycle, seen);
    }
    part->stroke_seen = true;
}

void repetitions_step(struct repetitions *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        ask(part, &scene->asked);
    part->last_ns = scene->time_ns;
    seen->phase = NAN;
    if (!part->pulse)
        return;
    if (scene->gap_ns > 0) {
        swing_break(&part->swing);
        part->stroke_seen = false;
    }
    float value = part->pulse->signal(scene);
    if (isnan(value))
        return;
    float unit = pulse_unit(part->pulse, scene);
    part->sure = part->pulse->sure * unit;
    enum turn turn = swing_step(&part->swing, scene->time_ns, scene->interval_s, value, unit);
    if (turn != TURN_NONE)
        turned(part, turn, seen);
    grow_first(part, seen);
    seen->repetitions = part->count;
    seen->repetition_confidence = part->confidence;
    seen->phase = 1 - fminf(fmaxf(swing_level(&part->swing, part->swing.value), 0), 1);
}

void repetitions_finish(struct repetitions *part, struct observation *seen)
{
    seen->time_ns = part->last_ns;
}
