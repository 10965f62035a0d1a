#include "detect/hold.h"

#include "detect/sink.h"

#include <math.h>

enum {
    FORM_NS = 300000000,    /* kept for so long, it is a hold */
    LEAVE_NS = 300000000,   /* left for so long, it has ended */
    SETTLE_NS = 1500000000, /* nobody takes longer to leave the mat */
    LEAST_NS = 800000000,   /* shorter ones are in passing, and not reported */
};

void hold_reset(struct hold *part)
{
    *part = (struct hold){.why = WHY_UNKNOWN};
}

static void ask(struct hold *part, const struct asked *asked, int64_t time_ns)
{
    hold_reset(part);
    part->watch = asked->exercise ? asked->exercise->watch : WATCH_NOTHING;
    part->begun_ns = part->kept_ns = part->ended_ns = time_ns;
    if (part->watch == WATCH_BRIDGE)
        pulse_reset(&part->hips, WATCH_BRIDGE);
}

static void set_kept(struct hold *part, bool kept, int64_t time_ns, enum why why)
{
    part->why = why;
    if (kept == part->kept)
        return;
    part->kept = kept;
    part->kept_ns = time_ns;
}

/* Once the hips have been up, that is known; before, they are up when this little is left. */
static const float UP_LEVEL = 0.45f, UP_FIRST = 0.3f;

static bool hips_are_up(const struct swing *hips)
{
    if (hips->direction >= 0)
        return false;
    if (hips->lows > 0)
        return swing_level(hips, hips->value) < UP_LEVEL;
    return hips->value < UP_FIRST * hips->peak.value;
}

/* The hips are off the mat when the fall of the load is over, not in its middle. */
static void settle(struct hold *part, const struct swing *hips)
{
    if (!part->kept || hips->direction >= 0 || part->kept_ns < hips->fall_ns ||
        hips->settled_ns - hips->fall_ns > SETTLE_NS)
        return;
    if (part->held && part->from_ns == part->kept_ns)
        part->from_ns = hips->settled_ns;
    part->kept_ns = hips->settled_ns;
}

static void watch_hips(struct hold *part, const struct scene *scene, bool in_place)
{
    struct pulse *pulse = &part->hips;
    unsigned before = pulse->best;
    pulse_step(pulse, scene, in_place);
    const struct swing *hips = &pulse->swing[pulse->best];
    if (pulse->waits) {
        set_kept(part, false, scene->time_ns, WHY_SUPPORT_LOST);
        return;
    }
    bool changed = before != pulse->best;
    if (changed && part->kept && !hips_are_up(hips))
        set_kept(part, false, scene->time_ns, WHY_HIPS_DOWN);
    if (pulse->turn[pulse->best] == TURN_TROUGH) {
        /* Whoever is up from the first frame is seen to have been when the hips come down. */
        if (!hips->whole && hips->value > 2 * hips->trough.value && !part->held &&
            !scene->empty_seen) {
            part->kept = part->held = true;
            part->kept_ns = part->from_ns = part->begun_ns;
        }
        set_kept(part, false, hips->rise_ns, WHY_HIPS_DOWN);
    }
    if (!part->kept && hips_are_up(hips))
        set_kept(part, true, hips->fall_ns, WHY_UNKNOWN);
    settle(part, hips);
}

static void end_hold(struct hold *part, int64_t to_ns, enum why why, struct observation *seen)
{
    part->held = false;
    part->left_ns = 0;
    part->ended_ns = to_ns;
    if (to_ns - part->from_ns < LEAST_NS)
        return;
    struct event *event = sink_put(seen, EVENT_HOLD, part->last_ns);
    event->from_ns = part->from_ns;
    event->to_ns = to_ns;
    event->credited_ns = to_ns - part->from_ns - part->missed_ns;
    event->why = why;
}

static void follow(struct hold *part, int64_t time_ns, struct observation *seen)
{
    if (!part->held && part->kept && time_ns - part->kept_ns >= FORM_NS) {
        part->held = true;
        part->from_ns = part->kept_ns > part->ended_ns ? part->kept_ns : part->ended_ns;
        part->missed_ns = 0;
        part->left_ns = 0;
    }
    if (!part->held)
        return;
    if (part->kept && part->left_ns) {
        part->missed_ns += part->kept_ns - part->left_ns;
        part->left_ns = 0;
    } else if (!part->kept && !part->left_ns) {
        part->left_ns = part->kept_ns > part->from_ns ? part->kept_ns : part->from_ns;
    }
    if (part->left_ns && time_ns - part->left_ns >= LEAVE_NS)
        end_hold(part, part->left_ns, part->why, seen);
}

static void report(const struct hold *part, struct observation *seen)
{
    seen->hold.in_place = part->held && !part->left_ns;
    seen->hold.since_ns = part->held && !part->left_ns ? part->from_ns : part->kept_ns;
    seen->hold.why = part->kept ? WHY_UNKNOWN : part->why;
}

void hold_step(struct hold *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        ask(part, &scene->asked, scene->time_ns);
    if (scene->gap_ns > 0) {
        if (part->held)
            end_hold(part, part->left_ns ? part->left_ns : part->last_ns, WHY_GAP, seen);
        part->kept = false;
        part->begun_ns = part->kept_ns = part->ended_ns = scene->time_ns;
    }
    part->last_ns = scene->time_ns;
    if (part->watch == WATCH_BRIDGE)
        watch_hips(part, scene, seen_in_place(seen, &scene->asked));
    if (part->kept && seen->presence == PRESENCE_NOBODY)
        set_kept(part, false, scene->time_ns, WHY_LEFT_MAT);
    follow(part, scene->time_ns, seen);
    report(part, seen);
}

void hold_finish(struct hold *part, struct observation *seen)
{
    seen->time_ns = part->last_ns;
    if (part->held)
        end_hold(part, part->left_ns ? part->left_ns : part->last_ns,
                 part->left_ns ? part->why : WHY_END, seen);
    report(part, seen);
}
