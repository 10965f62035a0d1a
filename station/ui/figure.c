#include "ui/figure_inside.h"

#include "body/segments.h"

#include <math.h>
#include <stddef.h>

void figure_palette_default(struct figure_palette *palette, bool dark)
{
    if (dark) {
        *palette = (struct figure_palette){
            .ground = {0.055, 0.071, 0.094},
            .skin = {0.867, 0.808, 0.745},
            .top = {0.580, 0.643, 0.706},
            .legs = {0.333, 0.396, 0.490},
            .hair = {0.376, 0.325, 0.298},
            .mat = {0.118, 0.153, 0.192},
            .thing = {0.290, 0.337, 0.400},
            .accent = {0.941, 0.627, 0.369},
        };
    } else {
        *palette = (struct figure_palette){
            .ground = {0.969, 0.953, 0.925},
            .skin = {0.847, 0.733, 0.643},
            .top = {0.612, 0.678, 0.745},
            .legs = {0.424, 0.486, 0.573},
            .hair = {0.302, 0.255, 0.231},
            .mat = {0.871, 0.847, 0.808},
            .thing = {0.620, 0.620, 0.624},
            .accent = {0.741, 0.373, 0.082},
        };
    }
}

static struct vec3 body_point(const struct scene *scene, struct vec3 at, struct vec3 off)
{
    const struct vec3 *joint = scene->stance.at;
    struct vec3 up = vec3_unit(vec3_sub(joint[JOINT_CHEST], joint[JOINT_PELVIS]));
    struct vec3 left = vec3_unit(vec3_sub(joint[JOINT_HIP_L], joint[JOINT_HIP_R]));
    struct vec3 front = vec3_cross(left, up);
    if (scene->look->mirrored)
        off.y = -off.y;
    at = vec3_add(at, vec3_scale(front, off.x));
    at = vec3_add(at, vec3_scale(left, off.y));
    return vec3_add(at, vec3_scale(up, off.z));
}

enum joint scene_joint(const struct scene *scene, enum joint joint)
{
    return scene->look->mirrored ? joint_mirror(joint) : joint;
}

void figure_draw_glow(const struct scene *scene)
{
    const struct figure *figure = scene->figure;
    if (!(figure->glow_radius_m > 0) || !(scene->look->glow > 0))
        return;
    const struct vec3 *joint = scene->stance.at;
    struct vec3 at = vec3_mix(joint[scene_joint(scene, figure->glow_from)],
                              joint[scene_joint(scene, figure->glow_to)], figure->glow_along);
    at = body_point(scene, at, figure->glow_off);
    struct disc disc = camera_disc(&scene->camera, at, figure->glow_radius_m);
    struct glow glow = {.x = disc.x,
                        .y = disc.y,
                        .ux = disc.r,
                        .vy = disc.r,
                        .colour =
                            colour_argb(scene->look->palette.accent, 0.95 * scene->look->glow)};
    glow_draw(scene->paint, &glow);
}

static void draw_arrow(const struct scene *scene)
{
    const struct figure *figure = scene->figure;
    if (!figure->arrow || !scene->look->arrow)
        return;
    struct paint *paint = scene->paint;
    struct vec3 at, tip;
    figure_arrow(figure, &scene->stance, scene->look->mirrored, &at, &tip);
    struct vec3 a = camera_point(&scene->camera, at), b = camera_point(&scene->camera, tip);
    double dx = (double)(b.x - a.x), dy = (double)(b.y - a.y), length = hypot(dx, dy);
    if (length < 4)
        return;
    dx /= length;
    dy /= length;
    double head = 0.032 * scene->camera.scale, x = (double)b.x, y = (double)b.y;
    paint_line(paint, a.x, a.y);
    paint_line(paint, x, y);
    paint_move(paint, x - head * (dx - dy), y - head * (dy + dx));
    paint_line(paint, x, y);
    paint_line(paint, x - head * (dx + dy), y - head * (dy - dx));
    scene_stroke(scene, fmax(2, 0.011 * scene->camera.scale), scene->look->palette.accent);
}

void figure_draw(struct paint *paint, const struct figure *figure, const struct figure_look *look)
{
    if (figure->keys == 0 || !(look->width >= 1) || !(look->height >= 1))
        return;
    struct scene scene = {.paint = paint, .figure = figure, .look = look};
    figure_stance(figure, look->phase, look->mirrored, &body_standard, &scene.stance,
                  &scene.roller_along, &scene.touching);
    figure_aim(&scene.camera, figure, look);
    const struct figure_colour *ground = &look->palette.ground;
    scene.dark = ground->r + ground->g + ground->b < 1.5;
    scene.middle_depth = vec3_dot(scene.stance.at[JOINT_CHEST], scene.camera.towards);
    if (look->mat)
        figure_draw_mat(&scene);
    figure_draw_things_behind(&scene);
    figure_draw_body(&scene);
    figure_draw_things_before(&scene);
    draw_arrow(&scene);
}
