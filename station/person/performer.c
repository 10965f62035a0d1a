#include "person/performer.h"

#include <math.h>
#include <string.h>

static const float turn = 6.2831853F;

static struct settled somewhere(struct performer *performer)
{
    return (struct settled){
        .x_m = performer->place.x_mm * 1e-3F + chance_normal(&performer->chance, 0.0F, 0.015F),
        .y_m = performer->place.y_mm * 1e-3F + chance_normal(&performer->chance, 0.0F, 0.008F),
        .turned = performer->place.turned,
    };
}

void performer_init(struct performer *performer, const struct catalogue *catalogue,
                    struct shapes *shapes, const struct scenario *scenario, uint64_t seed)
{
    memset(performer, 0, sizeof *performer);
    performer->catalogue = catalogue;
    performer->shapes = shapes;
    performer->manner = scenario->manner;
    performer->place = scenario->place;
    performer->chance = seed;
    performer->breath = chance_between(&performer->chance, 0.0F, 1.0F);
    performer->now = (struct shape){.id = "away"};
    performer->settled = performer->next = somewhere(performer);
    performer->footing.roller_x_m = NAN;
}

/* How near the ground: away, on the feet, on hands and knees or the seat, in the exercise. */
static int level(const struct performer *performer, const struct shape *shape)
{
    if (!strcmp(shape->id, "away"))
        return 0;
    if (!strcmp(shape->id, "stand"))
        return 1;
    if (!strcmp(shape->id, "kneel") || !strcmp(shape->id, "sit"))
        return 2;
    int index = catalogue_find_exercise(performer->catalogue, shape->id);
    bool standing = index >= 0 && performer->catalogue->exercise[index].posture == POSTURE_STANDING;
    return standing ? 1 : 3;
}

/* Down and up goes by the seat for those who lie on their back, by the knees for all others. */
static const char *gate(const struct performer *performer, const struct shape *shape)
{
    if (!strcmp(shape->id, "lie") || !strcmp(shape->id, "sit"))
        return "sit";
    int index = catalogue_find_exercise(performer->catalogue, shape->id);
    if (index < 0)
        return "kneel";
    const struct exercise *exercise = &performer->catalogue->exercise[index];
    bool seat = exercise->posture == POSTURE_SUPINE || exercise->posture == POSTURE_SITTING ||
                exercise->region == REGION_GLUTES;
    return seat ? "sit" : "kneel";
}

static void route_add(struct performer *performer, const char *id)
{
    struct shape *shape = &performer->route[performer->route_length++];
    *shape = (struct shape){.mirrored = false};
    memcpy(shape->id, id, strlen(id) + 1);
}

static void route_plan(struct performer *performer, const struct shape *to)
{
    const struct shape *from = &performer->now;
    performer->route_length = 0;
    int high = level(performer, from), low = level(performer, to);
    bool same = !strcmp(from->id, to->id);
    const char *out = gate(performer, from), *in = gate(performer, to);
    if (!same && high == 3 && (low < 3 || strcmp(out, in)) && strcmp(to->id, out))
        route_add(performer, out);
    if (!same && high >= 2 && low == 0)
        route_add(performer, "stand");
    if (!same && high == 0 && low >= 2)
        route_add(performer, "stand");
    if (!same && low == 3 && (high < 3 || strcmp(out, in)) && strcmp(from->id, in))
        route_add(performer, in);
    performer->route[performer->route_length++] = *to;
    performer->gone = 0.0F;
    performer->change_s = 0.0F;
}

static float change_time_s(struct performer *performer, const struct shape *to)
{
    const struct shape *from = &performer->now;
    if (!strcmp(from->id, to->id) && from->mirrored == to->mirrored)
        return 0.4F; /* a knee, the hips: a limb gives way */
    float usual = !strcmp(from->id, "away") || !strcmp(to->id, "away") ? 0.8F : 1.6F;
    return usual * chance_between(&performer->chance, 0.8F, 1.3F) / sqrtf(performer->manner.pace);
}

static void follow_route(struct performer *performer, float dt_s, const struct wish *wish)
{
    const struct shape *goal =
        performer->route_length ? &performer->route[performer->route_length - 1] : &performer->now;
    if (!shape_same(goal, &wish->shape)) {
        /* What is under way is finished first: nobody stops in mid-air. */
        if (performer->route_length && performer->gone > 0.5F)
            performer->now = performer->route[0];
        route_plan(performer, &wish->shape);
    }
    if (!performer->route_length)
        return;
    bool moves = strcmp(performer->now.id, performer->route[0].id) ||
                 performer->now.mirrored != performer->route[0].mirrored;
    if (performer->change_s <= 0.0F) {
        performer->change_s = change_time_s(performer, &performer->route[0]);
        performer->next = moves ? somewhere(performer) : performer->settled;
    }
    performer->gone += dt_s / performer->change_s;
    if (performer->gone < 1.0F)
        return;
    if (moves)
        performer->phase = 0.0F;
    performer->settled = performer->next;
    performer->now = performer->route[0];
    performer->route_length--;
    memmove(performer->route, performer->route + 1,
            performer->route_length * sizeof *performer->route);
    performer->gone = 0.0F;
    performer->change_s = 0.0F;
}

static void follow_phase(struct performer *performer, float dt_s, const struct wish *wish)
{
    float step = wish->rate_per_s * dt_s;
    if (performer->route_length || step <= 0.0F)
        return;
    if (wish->endless) {
        performer->phase += step;
        return;
    }
    float rest = wish->phase - performer->phase;
    performer->phase += fmaxf(-step, fminf(step, rest));
}

/* First-order noise: wanders within about +-sd, forgetting over seconds. */
static float wander(uint64_t *chance, float value, float sd, float over_s, float dt_s)
{
    float keep = expf(-dt_s / over_s);
    return value * keep + sd * sqrtf(1.0F - keep * keep) * chance_normal(chance, 0.0F, 1.0F);
}

/* Sway of quiet standing is 3-6 mm, of lying a fifth of that [own]; who moves is less steady: the
 * centre of recorded people who tilt the pelvis or open a knee goes 20-35 mm across. */
static void sway(struct performer *performer, float dt_s)
{
    int up = level(performer, &performer->now);
    float size = performer->manner.sway * (up == 1 ? 4e-3F : up == 2 ? 2e-3F : 1e-3F);
    if (performer->speed_m_s > 0.015F)
        size += performer->manner.sway * 7e-3F;
    performer->sway_x_m = wander(&performer->chance, performer->sway_x_m, size, 1.2F, dt_s);
    performer->sway_y_m = wander(&performer->chance, performer->sway_y_m, 0.6F * size, 1.0F, dt_s);
    float tremor = performer->manner.tremor * 3e-4F;
    performer->tremor_x_m = wander(&performer->chance, performer->tremor_x_m, tremor, 0.03F, dt_s);
    performer->tremor_y_m = wander(&performer->chance, performer->tremor_y_m, tremor, 0.03F, dt_s);
    performer->breath += dt_s * performer->manner.breaths_per_min / 60.0F;
    performer->breath -= floorf(performer->breath);
}

static float eased(float x)
{
    return x * x * (3.0F - 2.0F * x);
}

void performer_step(struct performer *performer, int64_t time_ns, const struct wish *wish)
{
    float dt_s = performer->begun ? (float)(time_ns - performer->time_ns) * 1e-9F : 0.0F;
    performer->begun = true;
    performer->time_ns = time_ns;
    follow_route(performer, dt_s, wish);
    float before = performer->phase;
    follow_phase(performer, dt_s, wish);
    float gone = performer->phase - before;
    performer->speed_m_s = gone == 0.0F || performer->route_length
                               ? 0.0F
                               : fabsf(gone) / dt_s *
                                     shapes_pace_m(performer->shapes, &performer->now,
                                                   &performer->settled, performer->phase);
    sway(performer, dt_s);

    /* Where no balance is found the body stays as it was. */
    struct footing from, to;
    if (shapes_footing(performer->shapes, &performer->now, &performer->settled, performer->phase,
                       &from))
        return;
    performer->footing = from;
    if (performer->route_length) {
        bool moves = strcmp(performer->now.id, performer->route[0].id) ||
                     performer->now.mirrored != performer->route[0].mirrored;
        if (!shapes_footing(performer->shapes, &performer->route[0], &performer->next,
                            moves ? 0.0F : performer->phase, &to))
            footing_blend(&from, &to, eased(fminf(1.0F, performer->gone)), &performer->footing);
    }
    float breath = 1.5e-3F * sinf(turn * performer->breath);
    footing_lean(&performer->footing, performer->sway_x_m + performer->tremor_x_m + breath,
                 performer->sway_y_m + performer->tremor_y_m);
}

bool performer_settled(const struct performer *performer, const struct wish *wish)
{
    return !performer->route_length && shape_same(&performer->now, &wish->shape);
}
