#include "person/teller.h"

#include "base/clock.h"
#include "person/mind.h"
#include "person/statics.h"
#include "person/teller_inside.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A hold survives 0.3 s without its posture: as the formats define it. */
static const int64_t grace_ns = 300 * NS_PER_MS;
/* Slower than this is breathing and balancing. */
static const float moves_m_s = 0.015F;

void tell(const struct teller *teller, const char *event, const char *format, ...)
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

void teller_init(struct teller *teller, const struct catalogue *catalogue, const struct mat *mat,
                 const struct truth *truth, float mass_kg)
{
    memset(teller, 0, sizeof *teller);
    teller->catalogue = catalogue;
    teller->mat = mat;
    teller->truth = truth;
    teller->weight_n = mass_kg * GRAVITY_MS2;
    teller->time_ns = NEVER;
    teller->pose_due_ns = NEVER;
    teller->still_from_ns = NEVER;
    teller->rest_ns = NEVER;
    teller->exercise = teller->last_exercise = -1;
    teller->stroke.last_mm = NAN;
}

/* ---------------------------------------------------------------- motion and contacts */

/* Who walks is on the mat while a paw is in the air, too. */
static bool walks_over(const struct mat *mat, const struct footing *visitors)
{
    for (unsigned i = 0; i < visitors->bearings; i++)
        if (on_mat(mat, &visitors->bearing[i]))
            return true;
    return false;
}

static void tell_presence(struct teller *teller, bool on)
{
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
        if (!on_mat(teller->mat, b))
            continue;
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

/* part: how much of the cycle was done. */
static void tell_broken_repetition(const struct teller *teller)
{
    const float part = teller->phase - floorf(teller->phase + 1e-3F);
    if (teller->cycle_ns != NEVER && part > 1e-3F)
        tell(teller, "rep_broken", "\"from_s\":%.3f,\"to_s\":%.3f,\"part\":%.3f",
             s_of(teller->cycle_ns), s_of(teller->time_ns), (double)part);
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
    tell_broken_repetition(teller);
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
    int64_t due_ns = teller->pose_due_ns == NEVER ? teller->time_ns : teller->pose_due_ns;
    teller->pose_due_ns = due_ns + NS_PER_S;
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

static void tell_lean(struct teller *teller, const struct mat_load *load, float dt_s)
{
    float share;
    const char *direction =
        lean_step(&teller->lean, teller->mat, load, teller->on_mat, dt_s, &share);
    if (direction)
        tell(teller, "lean", "\"direction\":\"%s\",\"share\":%.3f", direction, (double)share);
}

void teller_slip(const struct teller *teller, enum slip what, bool on)
{
    if (teller->truth)
        tell(teller, "slip", "\"what\":\"%s\",\"on\":%s", slip_name(what), on ? "true" : "false");
}

void teller_pad(const struct teller *teller, const char *pad, enum slip what, bool on)
{
    if (teller->truth)
        tell(teller, on ? "pad_fault" : "pad_ok", "\"pad\":\"%s\",\"kind\":\"%s\"", pad,
             slip_name(what) + strlen("pad_"));
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

/* Seconds since the step before. */
static float begin_step(struct teller *teller, int64_t time_ns, const struct performer *performer)
{
    bool first = teller->time_ns == NEVER;
    float dt_s = first ? 0.01F : (float)(time_ns - teller->time_ns) * 1e-9F;
    teller->time_ns = time_ns;
    teller->steps++;
    if (first) {
        teller->first_ns = time_ns;
        teller->phase = performer->phase;
    }
    return dt_s;
}

/* The exercise being done; -1: none. On the way from one side or repetition to the next it stays
 * what it is. */
static int exercise_of(const struct teller *teller, const struct performer *performer)
{
    unsigned ways = performer->route_length;
    bool same = ways == 0 || !strcmp(performer->now.id, performer->route[ways - 1].id);
    return same ? catalogue_find_exercise(teller->catalogue, performer->now.id) : -1;
}

static void add_up(struct teller *teller, const struct mat_load *load, float dt_s)
{
    teller->on_mat_s += teller->on_mat ? (double)dt_s : 0.0;
    teller->moving_s += teller->on_mat && teller->moving ? (double)dt_s : 0.0;
    if (load->force_n > 0.0F) {
        teller->left_s += (double)(load->left_share * dt_s);
        teller->loaded_s += (double)dt_s;
    }
}

void teller_step(struct teller *teller, int64_t time_ns, const struct performer *performer,
                 const struct footing *visitors)
{
    if (!teller->truth)
        return;
    float dt_s = begin_step(teller, time_ns, performer);
    const struct footing *footing = &performer->footing;
    bool changes = performer->route_length > 0;
    float visitors_x_m = centre_x_m(visitors);
    bool moves = changes || performer->speed_m_s > moves_m_s ||
                 fabsf(visitors_x_m - teller->visitors_x_m) > 0.05F * dt_s;
    int index = exercise_of(teller, performer);
    const struct exercise *exercise = index >= 0 ? &teller->catalogue->exercise[index] : NULL;
    struct mat_load load;
    mat_load_of(teller->mat, footing, visitors, &load);

    tell_presence(teller, load.force_n > 20.0F || walks_over(teller->mat, visitors));
    tell_exercise(teller, index, performer->now.mirrored);
    teller->last_exercise = index >= 0 ? index : teller->last_exercise;
    tell_motion(teller, moves);
    tell_contacts(teller, footing);
    tell_lean(teller, &load, dt_s);
    tell_hold(teller, exercise, footing);
    tell_repetition(teller, exercise, performer);
    bool rolls = !changes && exercise && exercise->tool != TOOL_NONE;
    tell_roller(teller, rolls ? footing->roller_x_m * 1e3F : NAN, dt_s);
    tell_pose(teller, performer, exercise);
    teller->phase = performer->phase;
    teller->visitors_x_m = visitors_x_m;
    add_up(teller, &load, dt_s);
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
    const char *exercise = teller->last_exercise >= 0
                               ? teller->catalogue->exercise[teller->last_exercise].id
                               : "unclear";
    char left[16] = "null";
    if (teller->loaded_s > 0)
        snprintf(left, sizeof left, "%.3f", teller->left_s / teller->loaded_s);
    tell(teller, "summary",
         "\"frames\":%llu,\"dropped\":0,\"gaps\":0,\"seconds\":%.3f,\"on_mat_s\":%.3f,"
         "\"moving_s\":%.3f,\"still_s\":%.3f,\"pauses\":%u,\"pause_s\":%.3f,\"holds\":%u,"
         "\"hold_s\":%.3f,\"strokes\":%u,\"reps\":%u,\"left_share\":%s,\"exercise\":\"%s\","
         "\"confidence\":%d",
         teller->frames ? teller->frames : teller->steps, s_of(teller->time_ns - teller->first_ns),
         teller->on_mat_s, teller->moving_s, teller->on_mat_s - teller->moving_s, teller->pauses,
         teller->pause_s, teller->all_holds, teller->hold_s, teller->all_strokes,
         teller->all_repetitions, left, exercise, teller->last_exercise >= 0);
}
