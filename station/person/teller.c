#include "person/teller.h"

#include "base/clock.h"
#include "person/mind.h"
#include "person/statics.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A pause is two seconds, a hold survives 0.3 s without its posture: as the formats define them. */
static const int64_t pause_least_ns = 2 * NS_PER_S, grace_ns = 300 * NS_PER_MS;
/* Slower than this is breathing and balancing. */
static const float moves_m_s = 0.015F;
static const float stroke_least_mm = 5.0F, rest_mm_s = 1.5F;

static double s_of(int64_t ns)
{
    return (double)ns * 1e-9;
}

static void tell(const struct teller *teller, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void tell(const struct teller *teller, const char *event, const char *format, ...)
{
    char fields[320], line[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fields, sizeof fields, format, arguments);
    va_end(arguments);
    snprintf(line, sizeof line, "{\"t\":%.3f,\"event\":\"%s\"%s%s}", s_of(teller->time_ns), event,
             fields[0] ? "," : "", fields);
    teller->truth->say(teller->truth->self, line);
}

void teller_init(struct teller *teller, const struct catalogue *catalogue,
                 const struct truth *truth, float mass_kg)
{
    memset(teller, 0, sizeof *teller);
    teller->catalogue = catalogue;
    teller->truth = truth;
    teller->weight_n = mass_kg * GRAVITY_MS2;
    teller->time_ns = NEVER;
    teller->pose_due_ns = NEVER;
    teller->still_from_ns = NEVER;
    teller->rest_ns = NEVER;
    teller->exercise = -1;
    teller->stroke.last_mm = NAN;
}

/* ---------------------------------------------------------------- motion and contacts */

static void tell_presence(struct teller *teller, float load_n)
{
    bool on = load_n > 20.0F;
    if (on == teller->on_mat)
        return;
    teller->on_mat = on;
    teller->told_motion = false;
    teller->still_from_ns = NEVER;
    tell(teller, on ? "mat_on" : "mat_off", "%s", "");
}

static void tell_motion(struct teller *teller, bool moves)
{
    const int64_t rests_ns = 2 * NS_PER_S; /* less is a repetition's turning point */
    if (moves)
        teller->still_from_ns = NEVER;
    else if (teller->still_from_ns == NEVER)
        teller->still_from_ns = teller->time_ns;
    bool still = !moves && teller->time_ns - teller->still_from_ns >= rests_ns;
    if (!teller->on_mat || (!moves && !still))
        return;
    if (teller->told_motion && teller->moving == moves)
        return;
    teller->told_motion = true;
    teller->moving = moves;
    int64_t from_ns = moves ? teller->time_ns : teller->still_from_ns;
    tell(teller, moves ? "moving" : "still", "\"from_s\":%.3f", s_of(from_ns));
}

static void tell_contacts(struct teller *teller, const struct footing *footing)
{
    float n[ZONES] = {0}, x[ZONES] = {0}, y[ZONES] = {0}, sum = 0;
    for (unsigned i = 0; i < footing->bearings; i++) {
        const struct bearing *b = &footing->bearing[i];
        n[b->zone] += b->force_n;
        x[b->zone] += b->force_n * b->x_m * 1e3F;
        y[b->zone] += b->force_n * b->y_m * 1e3F;
        sum += b->force_n;
    }
    for (int zone = ZONE_HEAD; zone < ZONES; zone++) {
        struct teller_contact *contact = &teller->contact[zone];
        bool on = n[zone] > (contact->on ? 0.01F : 0.02F) * teller->weight_n;
        if (on)
            *contact =
                (struct teller_contact){contact->on, x[zone] / n[zone], y[zone] / n[zone], n[zone]};
        if (on == contact->on)
            continue;
        contact->on = on;
        tell(teller, "contact",
             "\"on\":%s,\"x_mm\":%.0f,\"y_mm\":%.0f,\"share\":%.3f,\"zone\":\"%s\"",
             on ? "true" : "false", (double)contact->x_mm, (double)contact->y_mm,
             sum > 0.0F ? (double)(n[zone] / sum) : 0.0, zone_name((enum zone)zone));
    }
}

/* ---------------------------------------------------------------- holds and repetitions */

static bool lies_on(const struct footing *footing, float weight_n, enum zone zone)
{
    return footing_zone_n(footing, zone) > 0.02F * weight_n;
}

/* NULL: the posture of a hold is there. */
static const char *what_breaks(const struct teller *teller, enum watch watch,
                               const struct footing *footing)
{
    float w = teller->weight_n;
    if (!teller->on_mat)
        return "left_mat";
    if (lies_on(footing, w, ZONE_PELVIS))
        return "hips_down";
    if (watch == WATCH_BRIDGE)
        return lies_on(footing, w, ZONE_FEET) ? NULL : "support_lost";
    if (lies_on(footing, w, ZONE_THIGHS))
        return "hips_down";
    if (lies_on(footing, w, ZONE_KNEES))
        return "knee_down";
    bool arms = lies_on(footing, w, ZONE_FOREARMS) || lies_on(footing, w, ZONE_HANDS);
    return arms && lies_on(footing, w, ZONE_FEET) ? NULL : "support_lost";
}

static void end_hold(struct teller *teller, int64_t end_ns, const char *why)
{
    teller->holds = false;
    double s = s_of(end_ns - teller->hold_ns);
    teller->all_holds++;
    teller->hold_s += s;
    tell(teller, "hold", "\"from_s\":%.3f,\"to_s\":%.3f,\"credited_s\":%.3f,\"why\":\"%s\"",
         s_of(teller->hold_ns), s_of(end_ns), s, why);
}

static void tell_hold(struct teller *teller, const struct exercise *exercise,
                      const struct footing *footing)
{
    bool watched = exercise && (exercise->watch == WATCH_BRIDGE || exercise->watch == WATCH_PLANK ||
                                exercise->watch == WATCH_SIDE_PLANK);
    const char *why = watched          ? what_breaks(teller, exercise->watch, footing)
                      : teller->on_mat ? "support_lost"
                                       : "left_mat";
    if (!why) {
        if (!teller->holds)
            teller->hold_ns = teller->time_ns;
        teller->holds = true;
        teller->why = NULL;
        return;
    }
    if (!teller->holds)
        return;
    if (!teller->why) {
        teller->why = why;
        teller->lost_ns = teller->time_ns;
    }
    if (teller->time_ns - teller->lost_ns >= grace_ns)
        end_hold(teller, teller->lost_ns, teller->why);
}

static void tell_repetition(struct teller *teller, const struct exercise *exercise,
                            const struct performer *performer)
{
    bool counted =
        exercise && (exercise->counts == COUNTS_REPETITIONS || exercise->watch == WATCH_BRIDGE);
    float phase = performer->phase, last = teller->phase;
    if (!counted || phase < last)
        return;
    /* It begins when the body leaves the beginning, and closes when it is back. */
    if (last - floorf(last) < 1e-3F && phase > last)
        teller->cycle_ns = teller->time_ns;
    if (floorf(phase + 1e-3F) > floorf(last + 1e-3F) && teller->cycle_ns != NEVER) {
        teller->repetitions++;
        teller->all_repetitions++;
        tell(teller, "rep", "\"n\":%u,\"from_s\":%.3f,\"to_s\":%.3f,\"confidence\":1",
             teller->repetitions, s_of(teller->cycle_ns), s_of(teller->time_ns));
        teller->cycle_ns = teller->time_ns;
    }
}

/* ---------------------------------------------------------------- the roller */

static void end_stroke(struct teller *teller)
{
    const struct teller_stroke *stroke = &teller->stroke;
    if (fabsf(stroke->farthest_mm - stroke->from_mm) < stroke_least_mm)
        return;
    teller->strokes++;
    teller->all_strokes++;
    tell(teller, "stroke",
         "\"n\":%u,\"direction\":\"%s\",\"from_mm\":%.0f,\"to_mm\":%.0f,"
         "\"from_s\":%.3f,\"to_s\":%.3f",
         teller->strokes, stroke->direction > 0 ? "feet" : "head", (double)stroke->from_mm,
         (double)stroke->farthest_mm, s_of(stroke->from_ns), s_of(stroke->farthest_ns));
}

static void end_pause(struct teller *teller)
{
    if (teller->rest_ns == NEVER)
        return;
    int64_t rested_ns = teller->time_ns - teller->rest_ns;
    if (rested_ns >= pause_least_ns) {
        teller->pauses++;
        teller->pause_s += s_of(rested_ns);
        tell(teller, "pause", "\"from_s\":%.3f,\"to_s\":%.3f,\"credited_s\":%.3f",
             s_of(teller->rest_ns), s_of(teller->time_ns), s_of(rested_ns));
    }
    teller->rest_ns = NEVER;
}

static void tell_roller(struct teller *teller, float x_mm, float dt_s)
{
    struct teller_stroke *stroke = &teller->stroke;
    if (isnan(x_mm)) {
        if (stroke->rolling)
            end_stroke(teller);
        stroke->rolling = false;
        end_pause(teller);
        stroke->last_mm = NAN;
        return;
    }
    float moved = isnan(stroke->last_mm) ? 0.0F : x_mm - stroke->last_mm;
    stroke->last_mm = x_mm;
    if (fabsf(moved) <= rest_mm_s * dt_s) {
        if (teller->rest_ns == NEVER)
            teller->rest_ns = teller->time_ns;
        if (stroke->rolling && teller->time_ns - teller->rest_ns > NS_PER_S / 2) {
            end_stroke(teller);
            stroke->rolling = false;
        }
        return;
    }
    end_pause(teller);
    int direction = moved > 0.0F ? 1 : -1;
    if (stroke->rolling && direction != stroke->direction)
        end_stroke(teller);
    if (!stroke->rolling || direction != stroke->direction) {
        stroke->rolling = true;
        stroke->direction = direction;
        stroke->from_mm = x_mm - moved;
        stroke->from_ns = teller->time_ns;
    }
    stroke->farthest_mm = x_mm;
    stroke->farthest_ns = teller->time_ns;
}

/* ---------------------------------------------------------------- all together */

static const char *side_of(const struct exercise *exercise, bool mirrored)
{
    if (!exercise || exercise->sides == SIDES_BOTH)
        return side_name(SIDE_BOTH);
    return side_name(mirrored ? SIDE_RIGHT : SIDE_LEFT);
}

static void tell_exercise(struct teller *teller, int index, bool mirrored)
{
    if (index == teller->exercise && mirrored == teller->mirrored)
        return;
    if (index != teller->exercise)
        tell(teller, "exercise", "\"id\":\"%s\",\"confidence\":1",
             index >= 0 ? teller->catalogue->exercise[index].id : "unclear");
    teller->exercise = index;
    teller->mirrored = mirrored;
    teller->strokes = 0;
    teller->repetitions = 0;
    teller->cycle_ns = NEVER;
}

static void tell_pose(struct teller *teller, const struct performer *performer,
                      const struct exercise *exercise)
{
    if (teller->pose_due_ns != NEVER && teller->time_ns < teller->pose_due_ns)
        return;
    teller->pose_due_ns = teller->time_ns + NS_PER_S;
    char roller[24] = "null";
    if (!isnan(performer->footing.roller_x_m))
        snprintf(roller, sizeof roller, "%.1f", (double)performer->footing.roller_x_m * 1e3);
    tell(teller, "pose",
         "\"exercise\":\"%s\",\"side\":\"%s\",\"roller_mm\":%s,\"shape\":\"%s\",\"phase\":%.3f,"
         "\"load_n\":%.1f",
         exercise ? exercise->id : "unclear", side_of(exercise, performer->now.mirrored), roller,
         performer->now.id, (double)(performer->phase - floorf(performer->phase)),
         (double)footing_weight_n(&performer->footing));
}

static float centre_x_m(const struct footing *footing)
{
    float sum = 0, x = 0;
    for (unsigned i = 0; i < footing->bearings; i++) {
        sum += footing->bearing[i].force_n;
        x += footing->bearing[i].force_n * footing->bearing[i].x_m;
    }
    return sum > 0.0F ? x / sum : 0.0F;
}

void teller_step(struct teller *teller, int64_t time_ns, const struct performer *performer,
                 const struct footing *visitors)
{
    if (!teller->truth)
        return;
    bool first = teller->time_ns == NEVER;
    float dt_s = first ? 0.01F : (float)(time_ns - teller->time_ns) * 1e-9F;
    teller->time_ns = time_ns;
    if (first)
        teller->phase = performer->phase;
    const struct footing *footing = &performer->footing;
    bool changes = performer->route_length > 0;
    float visitors_x_m = centre_x_m(visitors);
    bool moves = changes || performer->speed_m_s > moves_m_s ||
                 fabsf(visitors_x_m - teller->visitors_x_m) > 0.05F * dt_s;
    int index = changes ? -1 : catalogue_find_exercise(teller->catalogue, performer->now.id);
    /* On the way from one side or repetition to the next the exercise stays what it is. */
    if (changes && !strcmp(performer->now.id, performer->route[performer->route_length - 1].id))
        index = catalogue_find_exercise(teller->catalogue, performer->now.id);
    const struct exercise *exercise = index >= 0 ? &teller->catalogue->exercise[index] : NULL;

    tell_presence(teller, footing_weight_n(footing) + footing_weight_n(visitors));
    tell_exercise(teller, index, performer->now.mirrored);
    tell_motion(teller, moves);
    tell_contacts(teller, footing);
    tell_hold(teller, exercise, footing);
    tell_repetition(teller, exercise, performer);
    bool rolls = !changes && exercise && exercise->tool != TOOL_NONE;
    tell_roller(teller, rolls ? footing->roller_x_m * 1e3F : NAN, dt_s);
    tell_pose(teller, performer, exercise);
    teller->phase = performer->phase;
    teller->visitors_x_m = visitors_x_m;
    teller->on_mat_s += teller->on_mat ? (double)dt_s : 0.0;
    teller->moving_s += teller->on_mat && teller->moving ? (double)dt_s : 0.0;
}

void teller_finish(struct teller *teller)
{
    if (!teller->truth || teller->time_ns == NEVER)
        return;
    if (teller->stroke.rolling)
        end_stroke(teller);
    end_pause(teller);
    if (teller->holds)
        end_hold(teller, teller->time_ns, "end");
    tell(teller, "summary",
         "\"seconds\":%.3f,\"on_mat_s\":%.3f,\"moving_s\":%.3f,\"still_s\":%.3f,\"pauses\":%u,"
         "\"pause_s\":%.3f,\"holds\":%u,\"hold_s\":%.3f,\"strokes\":%u,\"reps\":%u",
         s_of(teller->time_ns), teller->on_mat_s, teller->moving_s,
         teller->on_mat_s - teller->moving_s, teller->pauses, teller->pause_s, teller->all_holds,
         teller->hold_s, teller->all_strokes, teller->all_repetitions);
}
