#include "detect/hold.h"

#include "detect/sink.h"

#include <math.h>

enum {
    FORM_NS = 300000000,               /* kept for so long, it is a hold */
    LEAVE_NS = 300000000,              /* left for so long, it has ended */
    SETTLE_NS = 1500000000,            /* nobody takes longer to leave the mat */
    LEAST_NS = 800000000,              /* shorter ones are in passing, and not reported */
    LEAST_ON_SUPPORTS_NS = 2000000000, /* coming into place passes through it */
};

static const double USUAL_S = 1;
static const float GONE_MOST = 0.1f;      /* of the usual load: nobody is there */
static const float KNEES_OR_HIPS = 0.48f; /* of the way from the feet to the forearms */
static const float SWAY_MOST_MM = 60;     /* about to fall */

void hold_reset(struct hold *part)
{
    *part = (struct hold){.why = WHY_UNKNOWN};
}

/* How a front plank on a mat that is too short for it looks: nothing but the elbows is on it, the
 * toes, and the part of the weight that they carry, are beyond its far end. */
static const double WEIGHT_S = 1;
static const float ALONE = 0.85f;                        /* of the load: nothing but this carries */
static const float LEFT_LEAST = 0.4f, LEFT_MOST = 0.88f; /* of the weight, on the elbows */
static const float FEET_FROM_ELBOWS_MM = 1550;           /* 0.78 of 1.95 m */

static const float KNEES_LEAST = 0.12f; /* of the load, where the toes were not on the mat */

static bool watches(const struct hold *part, enum watch watch)
{
    return part->exercise && part->exercise->watch == watch;
}

static void ask(struct hold *part, const struct asked *asked, int64_t time_ns)
{
    float weight = part->weight, weight_most = part->weight_most;
    hold_reset(part);
    part->weight = weight;
    part->weight_most = weight_most;
    part->exercise = asked->exercise;
    part->begun_ns = part->kept_ns = part->ended_ns = time_ns;
    if (watches(part, WATCH_BRIDGE))
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

static void watch_hips(struct hold *part, const struct scene *scene, enum presence presence)
{
    struct pulse *pulse = &part->hips;
    unsigned before = pulse->best;
    pulse_step(pulse, scene, presence);
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

static void load_rows(const struct scene *scene, float *rows)
{
    for (unsigned row = 0; row < SCENE_ROWS; row++)
        rows[row] = scene_row(scene, row);
}

static void learn_rows(struct hold *part, const struct scene *scene)
{
    float rows[SCENE_ROWS];
    bool first = !part->held;
    float step = first ? 1 : (float)fmin(scene->interval_s / USUAL_S, 1);
    load_rows(scene, rows);
    for (unsigned row = 0; row < SCENE_ROWS; row++)
        part->usual[row] += (rows[row] - part->usual[row]) * step;
}

/* Centre of the rows from..to, NAN where nothing is on them. */
static float centre_of(const float *rows, unsigned from, unsigned to)
{
    float sum = 0, moment = 0;
    for (unsigned row = from; row < to; row++) {
        sum += rows[row];
        moment += rows[row] * (float)row;
    }
    return sum > 0 ? moment / sum : NAN;
}

/* What came down in a plank: where between the feet and the forearms the new load lies. The
 * forearms carry more than the feet; knees are a third of the way up, the hips two thirds. */
static enum why what_came_down(const struct hold *part, const struct scene *scene)
{
    float rows[SCENE_ROWS], middle = centre_of(part->usual, 0, SCENE_ROWS);
    load_rows(scene, rows);
    for (unsigned row = 0; row < SCENE_ROWS; row++)
        rows[row] = fmaxf(rows[row] - part->usual[row], 0);
    unsigned half = (unsigned)fminf(fmaxf(ceilf(middle), 1), SCENE_ROWS - 1);
    float one = centre_of(part->usual, 0, half), other = centre_of(part->usual, half, SCENE_ROWS);
    float down = centre_of(rows, 0, SCENE_ROWS);
    bool forearms_first = fabsf(one - middle) < fabsf(other - middle);
    float forearms = forearms_first ? one : other, feet = forearms_first ? other : one;
    float part_up = (down - feet) / (forearms - feet);
    if (isnan(part_up))
        return part->why;
    return part_up < KNEES_OR_HIPS ? WHY_KNEE_DOWN : WHY_HIPS_DOWN;
}

static void weigh(struct hold *part, const struct scene *scene, enum presence presence)
{
    if (presence == PRESENCE_NOBODY) {
        part->weight = part->weight_most = 0;
        return;
    }
    float step = (float)fmin(scene->interval_s / WEIGHT_S, 1);
    part->weight += (scene->total * scene->level - part->weight) * step;
    part->weight_most = fmaxf(part->weight_most, part->weight);
}

static bool toes_are_off(const struct hold *part, const struct scene *scene,
                         const struct observation *seen)
{
    float now = scene->total * scene->level;
    float farther_mm = fmaxf(scene->x_mm, scene->mat->length_mm - scene->x_mm);
    return !(seen->loaded & 1u << ZONE_FEET) && seen->zone_share[ZONE_FOREARMS] > ALONE &&
           farther_mm < FEET_FROM_ELBOWS_MM && now > LEFT_LEAST * part->weight_most &&
           now < LEFT_MOST * part->weight_most;
}

/* The zones that must be loaded are, and none that must not be. */
static void watch_supports(struct hold *part, const struct scene *scene,
                           const struct observation *seen)
{
    const unsigned hips = 1u << ZONE_PELVIS | 1u << ZONE_THIGHS | 1u << ZONE_BACK;
    bool plank = watches(part, WATCH_PLANK) || watches(part, WATCH_SIDE_PLANK);
    bool toes_off = plank && toes_are_off(part, scene, seen);
    unsigned must = part->exercise->must & ~(toes_off ? 1u << ZONE_FEET : 0);
    unsigned down = seen->loaded & part->exercise->must_not;
    part->toes_off = part->toes_off || (part->held && toes_off);
    bool knees_as_feet = part->toes_off && seen->zone_share[ZONE_FEET] > KNEES_LEAST;
    if (down & 1u << ZONE_KNEES || knees_as_feet)
        set_kept(part, false, scene->time_ns, WHY_KNEE_DOWN);
    else if (down & hips)
        set_kept(part, false, scene->time_ns, WHY_HIPS_DOWN);
    else if (down || (seen->loaded & must) != must)
        set_kept(part, false, scene->time_ns, WHY_SUPPORT_LOST);
    else
        set_kept(part, true, scene->time_ns, WHY_UNKNOWN);
    if (part->kept)
        learn_rows(part, scene);
    else if (part->why == WHY_KNEE_DOWN || part->why == WHY_HIPS_DOWN)
        part->why = what_came_down(part, scene);
}

/* Whether what is kept is a hold to be told of. */
static bool is_told(const struct hold *part)
{
    return watches(part, WATCH_BRIDGE) || (part->exercise && part->exercise->counts == COUNTS_HOLD);
}

static void end_hold(struct hold *part, int64_t to_ns, enum why why, struct observation *seen)
{
    part->held = false;
    part->left_ns = 0;
    part->ended_ns = to_ns;
    /* Who took the elbows away, or got off, gets into place anew, maybe with the toes on the mat.
     */
    if (why == WHY_SUPPORT_LOST || why == WHY_LEFT_MAT)
        part->toes_off = false;
    const int64_t least_ns = watches(part, WATCH_BRIDGE) ? LEAST_NS : LEAST_ON_SUPPORTS_NS;
    if (to_ns - part->from_ns < least_ns || !is_told(part))
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
    seen->hold.wobble = fminf(fmaxf(seen->balance.sway_mm / SWAY_MOST_MM, 0), 1);
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
    weigh(part, scene, seen->presence);
    if (watches(part, WATCH_BRIDGE))
        watch_hips(part, scene, seen->presence);
    else if (part->exercise && part->exercise->must)
        watch_supports(part, scene, seen);
    if (seen->presence == PRESENCE_NOBODY || scene->total < GONE_MOST)
        set_kept(part, false, scene->time_ns, WHY_LEFT_MAT);
    follow(part, scene->time_ns, seen);
    report(part, seen);
}

void hold_finish(struct hold *part, struct observation *seen)
{
    if (part->held)
        end_hold(part, part->left_ns ? part->left_ns : part->last_ns,
                 part->left_ns ? part->why : WHY_END, seen);
    report(part, seen);
}
