#include "detect/balance.h"

#include "detect/sink.h"

#include <math.h>

static const double CALM_S = 2;  /* standing or lying centred for so long sets the own centre */
static const float CALM = 0.08f; /* of the way to the outermost pads */
static const double LEAN_S = 1;
static const float LEANS = 0.15f, LEANS_NO_MORE = 0.10f;
static const float SECTOR_EXTRA = 0.17f; /* radians beyond its sector that a lean keeps its name */
static const double NEAR_S = 0.3;        /* a lean's direction is judged on so much of the past */
static const double SWAY_S = 2;

void balance_reset(struct balance *part, const struct mat *mat)
{
    float low_x = INFINITY, high_x = -INFINITY, low_y = INFINITY, high_y = -INFINITY;
    for (unsigned i = 0; i < mat->pads; i++) {
        float x = mat->pad[i].x_mm + mat->pad[i].length_mm / 2;
        float y = mat->pad[i].y_mm + mat->pad[i].width_mm / 2;
        low_x = fminf(low_x, x);
        high_x = fmaxf(high_x, x);
        low_y = fminf(low_y, y);
        high_y = fmaxf(high_y, y);
    }
    *part = (struct balance){
        .middle_x_mm = (low_x + high_x) / 2,
        .middle_y_mm = (low_y + high_y) / 2,
        .half_x_mm = (high_x - low_x) / 2,
        .half_y_mm = (high_y - low_y) / 2,
    };
}

static void forget(struct balance *part)
{
    part->on = part->centred = false;
    part->calm_s = 0;
    part->wanted_s = 0;
    part->wanted = part->lean = DIRECTION_UNKNOWN;
}

static float part_of(float distance_mm, float half_mm)
{
    return half_mm > 0 ? distance_mm / half_mm : 0;
}

static float away(const struct balance *part, const struct scene *scene, float x_mm, float y_mm)
{
    return hypotf(part_of(scene->x_mm - x_mm, part->half_x_mm),
                  part_of(scene->y_mm - y_mm, part->half_y_mm));
}

static void find_own_centre(struct balance *part, const struct scene *scene)
{
    if (part->calm_s <= 0 || away(part, scene, part->calm_x_mm, part->calm_y_mm) > CALM) {
        part->calm_x_mm = scene->x_mm;
        part->calm_y_mm = scene->y_mm;
        part->calm_s = 1e-3;
        return;
    }
    part->calm_s += scene->interval_s;
    float step = (float)fmin(scene->interval_s / part->calm_s, 1);
    part->calm_x_mm += (scene->x_mm - part->calm_x_mm) * step;
    part->calm_y_mm += (scene->y_mm - part->calm_y_mm) * step;
    if (part->calm_s < CALM_S)
        return;
    part->centred = true;
    part->own_x_mm = part->calm_x_mm;
    part->own_y_mm = part->calm_y_mm;
}

/* The eight directions, a quarter of pi apart, from the feet on towards the right. */
static enum direction direction_of(const struct balance *part, float x, float y)
{
    static const enum direction around[] = {
        DIRECTION_FEET, DIRECTION_FEET_RIGHT, DIRECTION_RIGHT, DIRECTION_HEAD_RIGHT,
        DIRECTION_HEAD, DIRECTION_HEAD_LEFT,  DIRECTION_LEFT,  DIRECTION_FEET_LEFT,
    };
    const float eighth = (float)M_PI / 4;
    float angle = atan2f(y, x);
    for (unsigned i = 0; i < 8; i++) {
        if (around[i] == part->lean &&
            fabsf(remainderf(angle - (float)i * eighth, 8 * eighth)) < eighth / 2 + SECTOR_EXTRA)
            return part->lean;
    }
    return around[(unsigned)lroundf(angle / eighth + 8) % 8];
}

static enum direction leaning_to(const struct balance *part)
{
    float x = part_of(part->near_x_mm - part->own_x_mm, part->half_x_mm);
    float y = part_of(part->near_y_mm - part->own_y_mm, part->half_y_mm);
    bool already = part->wanted != DIRECTION_CENTRE && part->wanted != DIRECTION_UNKNOWN;
    return hypotf(x, y) < (already ? LEANS_NO_MORE : LEANS) ? DIRECTION_CENTRE
                                                            : direction_of(part, x, y);
}

static float share_towards(const struct balance_seen *seen, enum direction direction)
{
    float left = seen->left_share, head = seen->head_share;
    switch (direction) {
    case DIRECTION_HEAD: return head;
    case DIRECTION_FEET: return 1 - head;
    case DIRECTION_LEFT: return left;
    case DIRECTION_RIGHT: return 1 - left;
    case DIRECTION_HEAD_LEFT: return (head + left) / 2;
    case DIRECTION_HEAD_RIGHT: return (head + 1 - left) / 2;
    case DIRECTION_FEET_LEFT: return (1 - head + left) / 2;
    case DIRECTION_FEET_RIGHT: return (2 - head - left) / 2;
    case DIRECTION_CENTRE:
    case DIRECTION_UNKNOWN: break;
    }
    return 1;
}

static void follow_lean(struct balance *part, const struct scene *scene, struct observation *seen)
{
    enum direction direction = leaning_to(part);
    part->wanted_s = direction == part->wanted ? part->wanted_s + scene->interval_s : 0;
    part->wanted = direction;
    if (direction == part->lean || part->wanted_s < LEAN_S)
        return;
    part->lean = direction;
    struct event *event = sink_put(seen, EVENT_LEAN, scene->time_ns);
    event->direction = direction;
    event->share = share_towards(&seen->balance, direction);
}

static void measure_shares(const struct balance *part, const struct scene *scene,
                           struct balance_seen *seen)
{
    double left = 0, head = 0;
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        const struct pad *pad = &scene->mat->pad[i];
        float before = (part->middle_x_mm - pad->x_mm) / pad->length_mm;
        float beside = (part->middle_y_mm - pad->y_mm) / pad->width_mm;
        head += (double)(scene->load[i] * fminf(fmaxf(before, 0), 1));
        left += (double)(scene->load[i] * fminf(fmaxf(beside, 0), 1));
    }
    seen->left_share = scene->total > 0 ? (float)(left / (double)scene->total) : NAN;
    seen->head_share = scene->total > 0 ? (float)(head / (double)scene->total) : NAN;
}

static void measure_sway(struct balance *part, const struct scene *scene, struct balance_seen *seen)
{
    if (part->calm_s <= 0 || scene->interval_s == 0) {
        part->mean_x_mm = scene->x_mm;
        part->mean_y_mm = scene->y_mm;
        part->spread_mm2 = 0;
    }
    float step = (float)fmin(scene->interval_s / SWAY_S, 1);
    float x = scene->x_mm - part->mean_x_mm, y = scene->y_mm - part->mean_y_mm;
    part->mean_x_mm += x * step;
    part->mean_y_mm += y * step;
    part->spread_mm2 += (x * x + y * y - part->spread_mm2) * step;
    seen->sway_mm = sqrtf(part->spread_mm2);
}

void balance_step(struct balance *part, const struct scene *scene, struct observation *seen)
{
    struct balance_seen *balance = &seen->balance;
    bool on = seen->presence != PRESENCE_NOBODY && isfinite(scene->x_mm);
    balance->x_mm = on ? scene->x_mm : NAN;
    balance->y_mm = on ? scene->y_mm : NAN;
    balance->lean = DIRECTION_UNKNOWN;
    balance->left_share = balance->head_share = NAN;
    if (!on) {
        forget(part);
        return;
    }
    if (scene->gap_ns > 0) {
        part->wanted_s = 0;
        part->wanted = DIRECTION_UNKNOWN;
    }
    float near = part->on && scene->gap_ns == 0 ? (float)fmin(scene->interval_s / NEAR_S, 1) : 1;
    part->on = true;
    part->near_x_mm += (scene->x_mm - part->near_x_mm) * near;
    part->near_y_mm += (scene->y_mm - part->near_y_mm) * near;
    measure_shares(part, scene, balance);
    measure_sway(part, scene, balance);
    if (!part->centred)
        find_own_centre(part, scene);
    if (part->centred)
        follow_lean(part, scene, seen);
    balance->lean = part->lean;
}
