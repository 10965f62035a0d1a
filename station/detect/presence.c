#include "detect/presence.h"

#include "detect/sink.h"

#include <math.h>

static const int64_t GONE_NS = 50000000; /* pads themselves take 0.2 s to let go */
static const int64_t JUDGE_NS = 1500000000;
static const double FAST_S = 0.2, SLOW_S = 1, SWAY_S = 2, WEIGHT_S = 0.7;
static const float ALIVE = 0.0004f;     /* sway, in parts of the mat's length */
static const float PERSON_PART = 0.35f; /* of the heaviest person so far: less is a child, a cat */

void presence_reset(struct presence_part *part)
{
    *part = (struct presence_part){0};
}

static void arrive(struct presence_part *part, const struct scene *scene)
{
    part->since_ns = scene->time_ns;
    part->person = false;
    part->weight = scene->total * scene->level;
    part->fast_x_mm = part->slow_x_mm = scene->x_mm;
    part->fast_y_mm = part->slow_y_mm = scene->y_mm;
    part->sway_mm = 0;
}

static float follow(float mean, float value, double interval_s, double memory_s)
{
    return mean + (value - mean) * (float)fmin(interval_s / memory_s, 1);
}

static void learn(struct presence_part *part, const struct scene *scene)
{
    double interval_s = scene->interval_s;
    part->weight = follow(part->weight, scene->total * scene->level, interval_s, WEIGHT_S);
    if (isnan(scene->x_mm))
        return;
    part->fast_x_mm = follow(part->fast_x_mm, scene->x_mm, interval_s, FAST_S);
    part->fast_y_mm = follow(part->fast_y_mm, scene->y_mm, interval_s, FAST_S);
    part->slow_x_mm = follow(part->slow_x_mm, scene->x_mm, interval_s, SLOW_S);
    part->slow_y_mm = follow(part->slow_y_mm, scene->y_mm, interval_s, SLOW_S);
    float away = hypotf(part->fast_x_mm - part->slow_x_mm, part->fast_y_mm - part->slow_y_mm);
    part->sway_mm = follow(part->sway_mm, away, interval_s, SWAY_S);
}

/* Once a person, always one until the mat is left: half a body may hang over the edge. */
static void judge(struct presence_part *part, const struct scene *scene)
{
    if (scene->time_ns - part->since_ns < JUDGE_NS)
        return;
    bool heavy = part->weight > PERSON_PART * part->person_weight;
    bool alive = part->sway_mm > ALIVE * scene->mat->length_mm || scene->mat->pads == 1;
    part->person = part->person || (heavy && alive);
    if (part->person)
        part->person_weight = fmaxf(part->person_weight, part->weight);
}

static void follow_loaded(struct presence_part *part, const struct scene *scene,
                          struct observation *seen)
{
    if (scene->loaded == part->on) {
        part->changing_ns = 0;
        return;
    }
    if (part->changing_ns == 0)
        part->changing_ns = scene->time_ns;
    if (part->on && scene->time_ns - part->changing_ns < GONE_NS)
        return;
    part->on = scene->loaded;
    part->changing_ns = 0;
    if (part->on)
        arrive(part, scene);
    sink_put(seen, part->on ? EVENT_MAT_ON : EVENT_MAT_OFF, scene->time_ns);
}

void presence_step(struct presence_part *part, const struct scene *scene, struct observation *seen)
{
    follow_loaded(part, scene, seen);
    if (part->on) {
        learn(part, scene);
        judge(part, scene);
    }
    seen->presence = !part->on      ? PRESENCE_NOBODY
                     : part->person ? PRESENCE_PERSON
                                    : PRESENCE_SOMETHING;
}
