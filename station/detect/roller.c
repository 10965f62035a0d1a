#include "detect/roller.h"

#include "detect/sink.h"

#include <math.h>

static const int64_t COMES_NS = 300000000, GOES_NS = 1000000000;
static const double PLACE_S = 6;
static const int64_t STROKES_FRESH_NS = 8000000000; /* after so long without one, no pace */
static const float FAST_S = 1.2f;                   /* a pass */
static const int64_t FAST_FRESH_NS = 2000000000;
static const float NOT_SEEN = 0.8f, SEEN_OTHER = 0.5f; /* confidence in what was asked */
enum { ROLLS = 3, ROLLS_AS_SAID = 1 };                 /* strokes: it is rolled on */
static const float ROLLS_HALF = 0.5f; /* the roller goes half as far as the body on it */

void roller_reset(struct roller *part, const struct mat *mat)
{
    *part = (struct roller){0};
    stillness_reset(&part->stillness, mat);
    region_reset(&part->region);
    strokes_reset(&part->strokes);
}

/* Of who said that they roll, but not what, the mat has to find the region. */
static bool is_open(const struct scene *scene)
{
    const struct exercise *exercise = scene->asked.exercise;
    return exercise && exercise->counts == COUNTS_ROLL_AND_PAUSE &&
           exercise->region == REGION_UNCLEAR;
}

static bool is_told(const struct scene *scene)
{
    return scene->asked.exercise && !is_open(scene);
}

static bool on_roller(const struct roller *part, const struct scene *scene,
                      const struct observation *seen)
{
    const struct exercise *exercise = scene->asked.exercise;
    if (seen->presence == PRESENCE_NOBODY || seen->posture == POSTURE_STANDING)
        return false;
    if (!exercise)
        return part->region.roller;
    if (is_open(scene))
        return true;
    return exercise->counts == COUNTS_ROLL_AND_PAUSE && (seen->loaded & 1u << ZONE_ROLLER);
}

/* Of who was asked to roll it is known that this is a roller; of others, once they have rolled. */
static bool is_sure(const struct roller *part, const struct scene *scene)
{
    return part->present && (is_told(scene) || part->rolled);
}

static void follow_presence(struct roller *part, const struct scene *scene,
                            const struct observation *seen)
{
    bool wanted = on_roller(part, scene, seen);
    if (wanted == part->present || scene->asked_anew)
        part->present_ns = scene->time_ns;
    if (seen->presence == PRESENCE_NOBODY)
        part->present = false;
    else if (scene->time_ns - part->present_ns >= (wanted ? COMES_NS : GOES_NS))
        part->present = wanted;
}

/* The roller's usual place is where the load in its zone lies; from there it goes half as far as
 * the centre of the whole load, which is the body's. */
static void follow_place(struct roller *part, const struct scene *scene,
                         const struct observation *seen)
{
    float load = 0, x_mm = 0;
    if (!is_told(scene) && !isnan(part->region.row)) {
        load = 1;
        x_mm = (part->region.row + 0.5f) * scene->mat->length_mm / SCENE_ROWS;
    }
    for (unsigned i = 0; i < seen->supports; i++) {
        if (seen->support[i].zone != ZONE_ROLLER)
            continue;
        load += seen->support[i].share;
        x_mm += seen->support[i].share * seen->support[i].x_mm;
    }
    if (load <= 0 || isnan(scene->x_mm))
        return;
    float step = part->x_mm > 0 ? (float)fmin(scene->interval_s / PLACE_S, 1) : 1;
    part->x_mm += (x_mm / load - part->x_mm) * step;
    part->centre_mm += (scene->x_mm - part->centre_mm) * step;
}

static float place_mm(const struct roller *part, float centre_mm)
{
    return part->x_mm + (centre_mm - part->centre_mm) * ROLLS_HALF;
}

/* As asked; else as it looks. What looks like another one is less sure. */
static enum region region_now(const struct roller *part, const struct scene *scene)
{
    return is_told(scene) ? scene->asked.exercise->region : part->region.region;
}

static float confidence_now(const struct roller *part, const struct scene *scene)
{
    enum region seen = part->region.region;
    if (!is_told(scene))
        return part->region.confidence;
    if (seen == scene->asked.exercise->region)
        return 1;
    return seen == REGION_UNCLEAR ? NOT_SEEN : SEEN_OTHER;
}

/* Only of a seat on a roller: who lies may lie either way round. */
static enum side side_seen(const struct roller *part, const struct scene *scene)
{
    bool seat = region_now(part, scene) == REGION_GLUTES && part->region.region == REGION_GLUTES;
    return seat ? part->region.side : SIDE_BOTH;
}

static void name_region(const struct roller *part, const struct scene *scene, struct event *event)
{
    event->region = region_now(part, scene);
    event->confidence = confidence_now(part, scene);
    event->side = side_seen(part, scene);
}

static void tell_stroke(struct roller *part, const struct stroke *stroke, const struct scene *scene,
                        struct observation *seen)
{
    part->count++;
    part->stroke_ns = stroke->from_ns;
    unsigned least = is_open(scene) ? ROLLS_AS_SAID : ROLLS;
    part->rolled = part->rolled || part->count >= part->count_before + least;
    if (!is_sure(part, scene))
        return;
    struct event *event = sink_put(seen, EVENT_STROKE, scene->time_ns);
    name_region(part, scene, event);
    event->n = part->count;
    event->direction = stroke->way > 0 ? DIRECTION_FEET : DIRECTION_HEAD;
    event->from_mm = place_mm(part, stroke->from_mm);
    event->to_mm = place_mm(part, stroke->to_mm);
    event->from_ns = stroke->from_ns;
    event->to_ns = stroke->to_ns;
}

static void end_pause(struct roller *part, int64_t to_ns, int64_t time_ns, struct observation *seen)
{
    part->paused = false;
    if (to_ns - part->paused_ns < STILLNESS_LEAST_NS)
        return;
    struct event *event = sink_put(seen, EVENT_PAUSE, time_ns);
    event->from_ns = part->paused_ns;
    event->to_ns = to_ns;
    event->credited_ns = to_ns - part->paused_ns;
    event->region = part->paused_region;
    event->confidence = part->paused_confidence;
    event->side = part->paused_side;
}

static void note_spot(struct roller *part, const struct scene *scene)
{
    part->paused_region = region_now(part, scene);
    part->paused_confidence = confidence_now(part, scene);
    part->paused_side = side_seen(part, scene);
}

static void follow_pause(struct roller *part, const struct scene *scene, struct observation *seen)
{
    bool still = is_sure(part, scene) && part->stillness.still;
    if (part->paused && (!still || scene->gap_ns > 0)) {
        /* An earlier end is another rest's: the body went before it was seen to leave the spot. */
        bool went = !part->stillness.still && scene->gap_ns == 0 &&
                    part->stillness.left_ns > part->paused_ns;
        int64_t to_ns = went ? part->stillness.left_ns : part->seen_ns;
        end_pause(part, to_ns < scene->time_ns ? to_ns : scene->time_ns, scene->time_ns, seen);
    } else if (still) {
        part->paused = true;
        part->paused_ns = part->stillness.since_ns;
    }
    if (part->paused)
        note_spot(part, scene);
    if (is_sure(part, scene) && part->stillness.rested && !part->paused) {
        part->paused_ns = part->stillness.since_ns;
        note_spot(part, scene);
        end_pause(part, part->stillness.left_ns, scene->time_ns, seen);
    }
    part->seen_ns = scene->time_ns;
}

static float passes_per_min(const struct roller *part, int64_t time_ns)
{
    const struct strokes *strokes = &part->strokes;
    if (part->paused || strokes->seconds <= 0 || time_ns - strokes->last_ns > STROKES_FRESH_NS)
        return 0;
    return 60 / strokes->seconds;
}

/* So fast to and fro nobody gets up and lies down. */
static bool rolls_fast(const struct roller *part, const struct scene *scene)
{
    const struct strokes *strokes = &part->strokes;
    return strokes->seconds > 0 && strokes->seconds < FAST_S &&
           scene->time_ns - strokes->last_ns < FAST_FRESH_NS;
}

static enum side other_side(const struct roller *part, const struct scene *scene)
{
    enum side seen = side_seen(part, scene);
    bool told = scene->asked.exercise && scene->asked.side != SIDE_BOTH;
    return told && part->present && seen != scene->asked.side ? seen : SIDE_BOTH;
}

static void begin_anew(struct roller *part, int64_t time_ns, struct observation *seen)
{
    if (part->paused)
        end_pause(part, part->seen_ns, time_ns, seen);
    part->count = part->count_before = 0;
    part->present = false;
    part->x_mm = 0;
    strokes_reset(&part->strokes);
}

static void follow_stillness(struct roller *part, const struct scene *scene, bool anew,
                             const struct observation *seen)
{
    const struct exercise *exercise = scene->asked.exercise;
    if (anew && (exercise != part->exercise || !exercise))
        stillness_forget(&part->stillness);
    part->exercise = exercise;
    if (part->present || anew) /* how others stand or walk is not how somebody rolls */
        stillness_step(&part->stillness, scene, anew);
    else if (seen->presence != PRESENCE_NOBODY)
        stillness_wait(&part->stillness, scene);
}

/* Who was not told what to roll may have lain down beside the roller. */
static void doubt_rolling(struct roller *part, const struct scene *scene)
{
    if (!part->stillness.jumped || !is_open(scene) || rolls_fast(part, scene) ||
        part->stroke_ns >= part->stillness.track.moment[0].time_ns)
        return;
    part->rolled = false;
    part->count_before = part->count;
}

static void follow_strokes(struct roller *part, const struct scene *scene, bool anew,
                           struct observation *seen)
{
    struct stroke stroke;
    follow_place(part, scene, seen);
    if (strokes_step(&part->strokes, scene, anew, part->paused, &stroke))
        tell_stroke(part, &stroke, scene, seen);
}

static void report(const struct roller *part, const struct scene *scene, struct observation *seen)
{
    bool sure = is_sure(part, scene);
    seen->roller = (struct roller_seen){
        .present = sure,
        .x_mm = sure ? place_mm(part, scene->x_mm) : NAN,
        .y_mm = sure ? scene->y_mm : NAN,
        .passes_per_min = passes_per_min(part, scene->time_ns),
        .strokes = part->count,
        .paused = part->paused,
        .paused_since_ns = part->paused ? part->paused_ns : 0,
        .region = sure ? region_now(part, scene) : REGION_UNCLEAR,
        .confidence = sure ? confidence_now(part, scene) : 0,
    };
    seen->sure_other_side = other_side(part, scene);
}

void roller_step(struct roller *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        begin_anew(part, scene->time_ns, seen);
    bool was = part->present;
    region_step(&part->region, scene);
    follow_presence(part, scene, seen);
    part->rolled = part->rolled && part->present;
    bool anew = (part->present && !was) || scene->asked_anew;
    follow_stillness(part, scene, anew, seen);
    follow_pause(part, scene, seen); /* of who gets up now, what was before that */
    doubt_rolling(part, scene);
    if (part->present)
        follow_strokes(part, scene, anew, seen);
    report(part, scene, seen);
}

void roller_finish(struct roller *part, struct observation *seen)
{
    if (part->paused)
        end_pause(part, part->seen_ns, part->seen_ns, seen);
}
