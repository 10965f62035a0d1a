#include "detect/strokes.h"

#include <math.h>

static const double SMOOTH_S = 0.12;
static const double RANGE_S = 10;
static const float TURN_PART =
    0.15f; /* of the range, back from the furthest point: it has turned */
static const float TURN_LEAST_MM = 6, STROKE_PART = 0.3f, STROKE_LEAST_MM = 12;
static const float MEAN_STROKES = 3;

void strokes_reset(struct strokes *part)
{
    *part = (struct strokes){0};
}

static void begin(struct strokes *part, const struct scene *scene)
{
    part->begun = true;
    part->x_mm = part->low_mm = part->high_mm = part->from_mm = part->far_mm = scene->x_mm;
    part->from_ns = part->far_ns = scene->time_ns;
    part->way = 0;
}

static void follow(struct strokes *part, const struct scene *scene, bool still)
{
    part->x_mm += (scene->x_mm - part->x_mm) * (float)fmin(scene->interval_s / SMOOTH_S, 1);
    float forget = still ? 0 : (float)fmin(scene->interval_s / RANGE_S, 1);
    part->low_mm = fminf(part->low_mm + (part->x_mm - part->low_mm) * forget, part->x_mm);
    part->high_mm = fmaxf(part->high_mm + (part->x_mm - part->high_mm) * forget, part->x_mm);
}

static bool take_stroke(struct strokes *part, struct stroke *stroke)
{
    float way_mm = fabsf(part->far_mm - part->from_mm), range_mm = part->high_mm - part->low_mm;
    if (part->way == 0 || way_mm < fmaxf(STROKE_PART * range_mm, STROKE_LEAST_MM))
        return false;
    *stroke = (struct stroke){
        .way = part->way,
        .from_mm = part->from_mm,
        .to_mm = part->far_mm,
        .from_ns = part->from_ns,
        .to_ns = part->far_ns,
    };
    float seconds = (float)((double)(part->far_ns - part->from_ns) * 1e-9);
    part->seconds += (seconds - part->seconds) / (part->count == 0 ? 1 : MEAN_STROKES);
    part->count++;
    part->last_ns = part->far_ns;
    return true;
}

static void set_out(struct strokes *part, int way, float from_mm, int64_t from_ns,
                    const struct scene *scene)
{
    part->way = way;
    part->from_mm = from_mm;
    part->from_ns = from_ns;
    part->far_mm = part->x_mm;
    part->far_ns = scene->time_ns;
}

bool strokes_step(struct strokes *part, const struct scene *scene, bool anew, bool still,
                  struct stroke *stroke)
{
    if (scene->gap_ns > 0 || anew)
        part->begun = false;
    if (isnan(scene->x_mm))
        return false;
    if (!part->begun)
        begin(part, scene);
    follow(part, scene, still);
    float turn_mm = fmaxf(TURN_PART * (part->high_mm - part->low_mm), TURN_LEAST_MM);
    if (still && !part->still) {
        bool ended = take_stroke(part, stroke);
        set_out(part, 0, part->x_mm, scene->time_ns, scene);
        part->still = true;
        return ended;
    }
    part->still = still;
    if (part->way == 0 && fabsf(part->x_mm - part->from_mm) < turn_mm / 2)
        part->from_ns = scene->time_ns;
    float on_mm = (part->x_mm - part->far_mm) * (float)(part->way == 0 ? 1 : part->way);
    if (part->way == 0 && fabsf(part->x_mm - part->from_mm) > turn_mm) {
        set_out(part, part->x_mm > part->from_mm ? 1 : -1, part->from_mm, part->from_ns, scene);
    } else if (part->way != 0 && on_mm > 0) {
        part->far_mm = part->x_mm;
        part->far_ns = scene->time_ns;
    } else if (part->way != 0 && -on_mm > turn_mm) {
        bool ended = take_stroke(part, stroke);
        set_out(part, -part->way, part->far_mm, part->far_ns, scene);
        return ended;
    }
    return false;
}
