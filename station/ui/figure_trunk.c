/* Hips and top: cross-sections along the bent spine. */
#include "ui/figure_inside.h"

#include <math.h>

/* A cross-section of the trunk: two balls aside of the spine. */
struct ring {
    float along, aside, radius, fore;
};

static const struct ring rings[] = {
    {-0.075f, 0.072f, 0.052f, -0.030f}, {-0.02f, 0.082f, 0.084f, -0.020f},
    {0.08f, 0.082f, 0.098f, -0.011f},   {0.17f, 0.078f, 0.094f, -0.006f},
    {0.34f, 0.066f, 0.085f, 0.003f},    {0.48f, 0.062f, 0.084f, 0.007f},
    {0.60f, 0.068f, 0.092f, 0.008f},    {0.72f, 0.080f, 0.098f, 0.007f},
    {0.84f, 0.090f, 0.091f, 0.002f},    {0.93f, 0.080f, 0.074f, 0.000f},
    {0.99f, 0.030f, 0.062f, 0.004f},
};
enum { RINGS = sizeof rings / sizeof rings[0], HEM_RING = 3, YOKE_RING = 7 };

/* Where a ring is: along the bent spine, with the directions of the body there. */
static struct vec3 ring_at(const struct stance *stance, float along, struct vec3 *left,
                           struct vec3 *fore)
{
    const struct vec3 *at = stance->at;
    struct vec3 pelvis = at[JOINT_PELVIS], chest = at[JOINT_CHEST], neck = at[JOINT_NECK];
    struct vec3 low = vec3_unit(vec3_sub(at[JOINT_HIP_L], at[JOINT_HIP_R]));
    struct vec3 high = vec3_unit(vec3_sub(at[JOINT_SHOULDER_L], at[JOINT_SHOULDER_R]));
    *left = vec3_unit(vec3_mix(low, high, fmaxf(0, fminf(1, along))));
    /* A parabola through pelvis, chest (at 0.6) and neck. */
    const float t = along, m = 0.6f;
    struct vec3 place = vec3_scale(pelvis, (t - m) * (t - 1) / m);
    place = vec3_add(place, vec3_scale(chest, t * (t - 1) / (m * (m - 1))));
    place = vec3_add(place, vec3_scale(neck, t * (t - m) / (1 - m)));
    struct vec3 up = vec3_scale(pelvis, (2 * t - m - 1) / m);
    up = vec3_add(up, vec3_scale(chest, (2 * t - 1) / (m * (m - 1))));
    up = vec3_unit(vec3_add(up, vec3_scale(neck, (2 * t - m) / (1 - m))));
    *fore = vec3_unit(vec3_cross(*left, up));
    return place;
}

static void ring_discs(const struct scene *scene, const struct ring *ring, struct disc disc[2])
{
    float breath = isnan(scene->look->breath) ? 0 : scene->look->breath;
    struct vec3 left, fore;
    struct vec3 at = ring_at(&scene->stance, ring->along, &left, &fore);
    /* Belly and lower ribs rise with the breath. */
    float swell = breath * 0.014f * fmaxf(0, 1 - fabsf(ring->along - 0.5f) / 0.35f);
    at = vec3_add(at, vec3_scale(fore, ring->fore + swell));
    struct vec3 aside = vec3_scale(left, ring->aside);
    disc[0] = camera_disc(&scene->camera, vec3_add(at, aside), ring->radius);
    disc[1] = camera_disc(&scene->camera, vec3_sub(at, aside), ring->radius);
}

/* The rings from one to another as an outline; false where the trunk is seen end-on. */
static bool trunk_outline(const struct scene *scene, const struct ring *ring, unsigned count,
                          struct outline *outline)
{
    struct disc pair[RINGS][2];
    struct point {
        float x, y;
    } middle[RINGS];
    for (unsigned i = 0; i < count; i++) {
        ring_discs(scene, &ring[i], pair[i]);
        middle[i].x = (pair[i][0].x + pair[i][1].x) / 2;
        middle[i].y = (pair[i][0].y + pair[i][1].y) / 2;
    }
    *outline = (struct outline){.count = count, .round = {true, true}};
    float dx = middle[count - 1].x - middle[0].x, dy = middle[count - 1].y - middle[0].y;
    float length = hypotf(dx, dy);
    if (length < 1.2f * pair[0][0].r)
        return false;
    float nx = dy / length, ny = -dx / length;
    outline->lit = light_across(&nx, &ny);
    for (unsigned i = 0; i < count; i++) {
        struct point before = middle[i ? i - 1 : 0], after = middle[i + 1 < count ? i + 1 : i];
        float tx = after.y - before.y, ty = before.x - after.x, t = hypotf(tx, ty);
        if (t < 1e-3f || tx * nx + ty * ny < 0)
            t = -t;
        float inx = fabsf(t) < 1e-3f ? nx : tx / t, iny = fabsf(t) < 1e-3f ? ny : ty / t;
        float half = fabsf((pair[i][0].x - middle[i].x) * inx + (pair[i][0].y - middle[i].y) * iny);
        outline->x[i] = middle[i].x;
        outline->y[i] = middle[i].y;
        outline->nx[i] = inx;
        outline->ny[i] = iny;
        outline->reach[i] = half + pair[i][0].r;
    }
    return true;
}

static void hull_rings(const struct scene *scene, const struct ring *ring, unsigned count)
{
    struct disc discs[2 * RINGS];
    for (unsigned i = 0; i < count; i++)
        ring_discs(scene, &ring[i], discs + 2 * i);
    shape_hull(scene->paint, discs, 2 * count, 0);
}

/* Seen end-on it is one rounded shape. */
static void fill_rings(const struct scene *scene, const struct ring *ring, unsigned count,
                       bool open, struct figure_colour colour)
{
    struct outline outline;
    if (!trunk_outline(scene, ring, count, &outline)) {
        hull_rings(scene, ring, count);
        scene_fill(scene, colour);
        return;
    }
    outline.round[0] = !open;
    fill_outline(scene->paint, &outline, colour);
}

/* From the neck over the shoulders, wherever the arms lift them. */
static void yoke_shape(const struct scene *scene)
{
    const struct vec3 *at = scene->stance.at;
    struct disc ring[2];
    ring_discs(scene, &rings[YOKE_RING], ring);
    static const enum joint shoulders[] = {JOINT_SHOULDER_L, JOINT_SHOULDER_R};
    for (int i = 0; i < 2; i++) {
        struct vec3 collar = vec3_mix(at[JOINT_NECK], at[JOINT_CHEST], 0.08f);
        struct disc yoke[3] = {camera_disc(&scene->camera, at[shoulders[i]], 0.052f),
                               camera_disc(&scene->camera, collar, 0.054f), ring[i]};
        yoke[2].r *= 0.82f;
        shape_hull(scene->paint, yoke, 3, 0);
    }
}

void figure_draw_hips(const struct scene *scene)
{
    const struct vec3 *at = scene->stance.at;
    struct figure_colour legs =
        scene_colour(scene, scene->look->palette.legs, at[JOINT_PELVIS], at[JOINT_CHEST]);
    fill_rings(scene, rings, HEM_RING + 1, false, legs);
}

void figure_draw_top(const struct scene *scene)
{
    const struct vec3 *at = scene->stance.at;
    struct figure_colour top =
        scene_colour(scene, scene->look->palette.top, at[JOINT_PELVIS], at[JOINT_NECK]);
    yoke_shape(scene);
    scene_fill(scene, colour_light(top, -0.08));
    fill_rings(scene, rings + HEM_RING, RINGS - HEM_RING, true, top);
}
