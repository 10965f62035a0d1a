/* Head, hair and neck. */
#include "ui/figure_inside.h"

#include <math.h>

/* A point of the head: up its axis, towards the face, towards its left, in m from its centre. */
static struct vec3 head_point(const struct scene *scene, float up, float face, float left)
{
    const struct stance *stance = &scene->stance;
    struct vec3 axis = vec3_unit(vec3_sub(stance->at[JOINT_CROWN], stance->at[JOINT_NECK]));
    struct vec3 aside = vec3_cross(axis, stance->face);
    struct vec3 at = vec3_add(stance->at[JOINT_HEAD], vec3_scale(axis, up));
    at = vec3_add(at, vec3_scale(stance->face, face));
    return vec3_add(at, vec3_scale(aside, left));
}

static struct disc head_disc(const struct scene *scene, float up, float face, float radius)
{
    return camera_disc(&scene->camera, head_point(scene, up, face, 0), radius);
}

/* Skull, brow, nose, mouth, chin: each joined to the next. */
static void head_shape(const struct scene *scene)
{
    struct disc skull = head_disc(scene, 0.028f, -0.006f, 0.090f);
    struct disc brow = head_disc(scene, 0.030f, 0.048f, 0.038f);
    struct disc nose = head_disc(scene, -0.020f, 0.093f, 0.009f);
    struct disc mouth = head_disc(scene, -0.050f, 0.062f, 0.022f);
    struct disc chin = head_disc(scene, -0.083f, 0.055f, 0.020f);
    struct disc jaw = head_disc(scene, -0.040f, 0.012f, 0.058f);
    struct disc top[3] = {skull, brow, jaw}, ridge[2] = {brow, nose}, lips[3] = {nose, mouth, brow};
    struct disc low[3] = {mouth, chin, jaw};
    shape_hull(scene->paint, top, 3, 0);
    shape_hull(scene->paint, ridge, 2, 0);
    shape_hull(scene->paint, lips, 3, 0);
    shape_hull(scene->paint, low, 3, 0);
}

/* A round cut through the hair's ball, as the camera sees it. */
static void hairline(const struct scene *scene, struct vec3 centre, struct vec3 normal,
                     float radius, struct figure_colour colour)
{
    struct vec3 a = vec3_unit(vec3_cross(normal, fabsf(normal.z) < 0.9f ? (struct vec3){0, 0, 1}
                                                                        : (struct vec3){0, 1, 0}));
    struct vec3 b = vec3_cross(normal, a);
    for (int i = 0; i < 32; i++) {
        float angle = 6.2831853f * (float)i / 32;
        struct vec3 at = vec3_add(centre, vec3_add(vec3_scale(a, radius * cosf(angle)),
                                                   vec3_scale(b, radius * sinf(angle))));
        struct vec3 seen = camera_point(&scene->camera, at);
        paint_line(scene->paint, seen.x, seen.y);
    }
    scene_fill(scene, colour);
}

/* Hair covers the ball of the skull behind a plane from forehead to nape. */
static void draw_hair(const struct scene *scene, struct figure_colour skin,
                      struct figure_colour hair)
{
    const float radius = 0.095f, inset = -0.016f;
    struct vec3 centre = head_point(scene, 0.028f, -0.007f, 0);
    struct vec3 normal =
        vec3_unit(vec3_sub(head_point(scene, 0.70f, -0.71f, 0), head_point(scene, 0, 0, 0)));
    struct vec3 middle = vec3_add(centre, vec3_scale(normal, inset));
    struct disc ball = camera_disc(&scene->camera, centre, radius);
    struct cut cut = camera_cut(&scene->camera, middle, vec3_scale(normal, -1));
    shape_hull_cut(scene->paint, &ball, 1, 0, &cut);
    scene_fill(scene, hair);
    float cut_radius = sqrtf(radius * radius - inset * inset);
    bool behind = vec3_dot(normal, scene->camera.towards) > 0;
    hairline(scene, middle, normal, cut_radius, behind ? hair : skin);
}

static void draw_ear(const struct scene *scene, struct figure_colour skin)
{
    struct vec3 axis = vec3_sub(head_point(scene, 0, 0, 0.1f), head_point(scene, 0, 0, 0));
    float seen = vec3_dot(axis, scene->camera.towards) * 10;
    if (fabsf(seen) < 0.35f)
        return;
    float left = seen > 0 ? 0.084f : -0.084f;
    struct vec3 top = head_point(scene, 0.002f, -0.004f, left);
    struct vec3 lobe = head_point(scene, -0.020f, 0.002f, left);
    struct disc ear[2] = {camera_disc(&scene->camera, top, 0.014f * fabsf(seen)),
                          camera_disc(&scene->camera, lobe, 0.009f * fabsf(seen))};
    shape_hull(scene->paint, ear, 2, 0);
    scene_fill(scene, colour_light(skin, -0.14));
}

/* A short line on the face, where the camera sees that part of it. */
static void face_line(const struct scene *scene, struct vec3 from, struct vec3 to)
{
    struct vec3 centre = head_point(scene, from.x, 0.01f, 0);
    struct vec3 a = head_point(scene, from.x, from.y, from.z);
    struct vec3 b = head_point(scene, to.x, to.y, to.z);
    struct vec3 out = vec3_unit(vec3_sub(vec3_mix(a, b, 0.5f), centre));
    if (vec3_dot(out, scene->camera.towards) < 0.12f)
        return;
    struct vec3 one = camera_point(&scene->camera, a), two = camera_point(&scene->camera, b);
    paint_move(scene->paint, one.x, one.y);
    paint_line(scene->paint, two.x, two.y);
}

/* Eyes closed, at rest. */
static void draw_face(const struct scene *scene, struct figure_colour skin)
{
    for (int side = -1; side <= 1; side += 2) {
        float left = (float)side;
        face_line(scene, (struct vec3){0.008f, 0.078f, left * 0.020f},
                  (struct vec3){0.010f, 0.066f, left * 0.042f});
    }
    face_line(scene, (struct vec3){-0.052f, 0.080f, -0.014f},
              (struct vec3){-0.052f, 0.080f, 0.014f});
    scene_stroke(scene, fmax(1, 0.0055 * scene->camera.scale), colour_light(skin, -0.42));
}

void figure_draw_neck(const struct scene *scene)
{
    struct vec3 face = scene->stance.face, front = scene->stance.front;
    struct vec3 low = vec3_add(scene->stance.at[JOINT_NECK], vec3_scale(front, 0.016f));
    struct vec3 high = vec3_add(head_point(scene, -0.045f, -0.004f, 0), vec3_scale(face, 0));
    struct disc discs[3] = {camera_disc(&scene->camera, low, 0.060f),
                            camera_disc(&scene->camera, vec3_mix(low, high, 0.5f), 0.052f),
                            camera_disc(&scene->camera, high, 0.054f)};
    struct figure_colour skin =
        colour_light(scene_colour(scene, scene->look->palette.skin, low, high), -0.10);
    struct outline outline;
    if (outline_limb(discs, 3, &outline)) {
        fill_outline(scene->paint, &outline, skin);
        return;
    }
    shape_hull(scene->paint, discs, 3, 0);
    scene_fill(scene, skin);
}

void figure_draw_head(const struct scene *scene)
{
    const struct vec3 *at = scene->stance.at;
    struct figure_colour skin =
        scene_colour(scene, scene->look->palette.skin, at[JOINT_NECK], at[JOINT_CROWN]);
    struct figure_colour hair =
        scene_colour(scene, scene->look->palette.hair, at[JOINT_NECK], at[JOINT_CROWN]);
    head_shape(scene);
    scene_fill(scene, skin);
    draw_hair(scene, skin, hair);
    draw_ear(scene, skin);
    draw_face(scene, skin);
}
