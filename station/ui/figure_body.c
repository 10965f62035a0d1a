/* The body: rounded parts, from the far side to the near side. */
#include "ui/figure_inside.h"

#include "body/segments.h"

#include <math.h>
#include <stddef.h>

/* Along a limb: radius, and how far the flesh lies to the front of the bone's line. */
struct flesh {
    float along, radius, fore;
};

static const struct flesh thigh_flesh[] = {
    {0.02f, 0.090f, -0.006f}, {0.22f, 0.087f, 0.000f}, {0.50f, 0.076f, 0.008f},
    {0.80f, 0.060f, 0.004f},  {1.00f, 0.054f, 0.002f},
};
static const struct flesh shank_flesh[] = {
    {0.00f, 0.054f, 0.002f},  {0.14f, 0.053f, -0.006f}, {0.32f, 0.056f, -0.014f},
    {0.55f, 0.047f, -0.008f}, {0.78f, 0.037f, 0.000f},  {0.90f, 0.036f, 0.000f},
};
static const struct flesh upper_arm_flesh[] = {
    {0.05f, 0.055f, 0}, {0.30f, 0.051f, 0.003f}, {0.65f, 0.044f, 0.004f}, {1.00f, 0.038f, 0}};
static const struct flesh sleeve_flesh[] = {
    {-0.02f, 0.060f, 0}, {0.25f, 0.059f, 0.003f}, {0.50f, 0.055f, 0.004f}};
static const struct flesh forearm_flesh[] = {
    {0.00f, 0.038f, 0}, {0.22f, 0.042f, 0}, {0.60f, 0.034f, 0}, {1.00f, 0.025f, 0}};

enum { FLESH_MAX = 6 };

/* The joints of one side. */
struct limb_side {
    enum joint shoulder, elbow, wrist, fingers, hip, knee, ankle, heel, ball, toes;
};

static const struct limb_side sides[2] = {
    {JOINT_SHOULDER_L, JOINT_ELBOW_L, JOINT_WRIST_L, JOINT_FINGERS_L, JOINT_HIP_L, JOINT_KNEE_L,
     JOINT_ANKLE_L, JOINT_HEEL_L, JOINT_BALL_L, JOINT_TOES_L},
    {JOINT_SHOULDER_R, JOINT_ELBOW_R, JOINT_WRIST_R, JOINT_FINGERS_R, JOINT_HIP_R, JOINT_KNEE_R,
     JOINT_ANKLE_R, JOINT_HEEL_R, JOINT_BALL_R, JOINT_TOES_R},
};

/* ---------------------------------------------------------------- light */

static float rim_width(const struct scene *scene)
{
    return 0.0032f * (float)scene->camera.scale;
}

/* A thin dark rim parts a limb from the trunk and the limbs behind it; by day it would show against
 * the ground as well, so it is fainter. */
static void fill_rim(const struct scene *scene, struct figure_colour colour)
{
    scene_fill(scene, colour_light(colour, scene->dark ? -0.40 : -0.22));
}

struct figure_colour scene_colour(const struct scene *scene, struct figure_colour colour,
                                  struct vec3 from, struct vec3 to)
{
    struct vec3 middle = vec3_mix(from, to, 0.5f);
    double near = (double)(vec3_dot(middle, scene->camera.towards) - scene->middle_depth) / 0.20;
    near = fmax(-1, fmin(1, near));
    return near < 0 ? colour_mix(colour, scene->look->palette.ground, -near * 0.36)
                    : colour_light(colour, near * 0.10);
}

/* ---------------------------------------------------------------- limbs */

static unsigned flesh_discs(const struct scene *scene, const struct flesh *flesh, unsigned count,
                            struct vec3 from, struct vec3 to, struct vec3 fore, struct disc *discs)
{
    for (unsigned i = 0; i < count; i++) {
        struct vec3 at =
            vec3_add(vec3_mix(from, to, flesh[i].along), vec3_scale(fore, flesh[i].fore));
        discs[i] = camera_disc(&scene->camera, at, flesh[i].radius);
    }
    return count;
}

/* Filled with light and shade, after the rim of its middle: at its ends it joins other parts. */
static void fill_discs(const struct scene *scene, const struct disc *discs, unsigned count,
                       struct figure_colour colour, bool rim)
{
    struct outline outline;
    if (!outline_limb(discs, count, &outline)) {
        if (rim) {
            shape_hull(scene->paint, discs, count, rim_width(scene));
            fill_rim(scene, colour);
        }
        shape_hull(scene->paint, discs, count, 0);
        scene_fill(scene, colour);
        return;
    }
    if (rim && outline_limb(discs + 1, count - 1, &outline)) {
        outline.round[0] = outline.round[1] = false;
        shape_outline(scene->paint, &outline, rim_width(scene));
        fill_rim(scene, colour);
    }
    outline_limb(discs, count, &outline);
    fill_outline(scene->paint, &outline, colour);
}

static void draw_limb(const struct scene *scene, const struct flesh *flesh, unsigned count,
                      struct vec3 from, struct vec3 to, struct vec3 fore,
                      struct figure_colour colour)
{
    struct disc discs[FLESH_MAX];
    flesh_discs(scene, flesh, count, from, to, fore, discs);
    fill_discs(scene, discs, count, scene_colour(scene, colour, from, to), scene->trunk_drawn);
}

/* The front of a leg: where the knee points; of a straight one, where the foot points. */
static struct vec3 leg_fore(const struct stance *stance, const struct limb_side *side)
{
    const struct vec3 *at = stance->at;
    struct vec3 bend = vec3_sub(at[side->knee], vec3_mix(at[side->hip], at[side->ankle], 0.5f));
    struct vec3 foot = vec3_scale(vec3_unit(vec3_sub(at[side->ball], at[side->heel])), 0.04f);
    struct vec3 fore = vec3_add(bend, foot);
    struct vec3 axis = vec3_unit(vec3_sub(at[side->ankle], at[side->hip]));
    return vec3_unit(vec3_sub(fore, vec3_scale(axis, vec3_dot(fore, axis))));
}

static struct vec3 arm_fore(const struct stance *stance, const struct limb_side *side)
{
    const struct vec3 *at = stance->at;
    return vec3_unit(
        vec3_sub(vec3_mix(at[side->shoulder], at[side->wrist], 0.5f), at[side->elbow]));
}

static void draw_thigh(const struct scene *scene, const struct limb_side *side)
{
    const struct vec3 *at = scene->stance.at;
    draw_limb(scene, thigh_flesh, 5, at[side->hip], at[side->knee], leg_fore(&scene->stance, side),
              scene->look->palette.legs);
}

static void foot_shape(const struct scene *scene, const struct limb_side *side, float grow)
{
    const struct vec3 *at = scene->stance.at;
    const struct camera *camera = &scene->camera;
    struct vec3 ankle = at[side->ankle], heel = at[side->heel], ball = at[side->ball];
    struct vec3 sole = vec3_mix(heel, ball, 0.3f);
    struct vec3 instep =
        vec3_add(vec3_mix(ankle, ball, 0.45f), vec3_scale(vec3_sub(ankle, sole), 0.12f));
    struct disc back[4] = {camera_disc(camera, vec3_mix(ankle, at[side->knee], 0.12f), 0.030f),
                           camera_disc(camera, ankle, 0.032f), camera_disc(camera, heel, 0.029f),
                           camera_disc(camera, instep, 0.028f)};
    struct disc middle[3] = {back[2], back[3], camera_disc(camera, ball, 0.024f)};
    struct disc front[2] = {middle[2], camera_disc(camera, at[side->toes], 0.014f)};
    shape_hull(scene->paint, back, 4, grow);
    shape_hull(scene->paint, middle, 3, grow);
    shape_hull(scene->paint, front, 2, grow);
}

static void draw_shank(const struct scene *scene, const struct limb_side *side)
{
    const struct vec3 *at = scene->stance.at;
    struct figure_colour skin =
        scene_colour(scene, scene->look->palette.skin, at[side->heel], at[side->ball]);
    if (scene->trunk_drawn) {
        foot_shape(scene, side, rim_width(scene));
        fill_rim(scene, skin);
    }
    foot_shape(scene, side, 0);
    scene_fill(scene, skin);
    draw_limb(scene, shank_flesh, 6, at[side->knee], at[side->ankle],
              leg_fore(&scene->stance, side), scene->look->palette.legs);
}

static void draw_upper_arm(const struct scene *scene, const struct limb_side *side)
{
    const struct vec3 *at = scene->stance.at;
    struct vec3 fore = arm_fore(&scene->stance, side);
    draw_limb(scene, upper_arm_flesh, 4, at[side->shoulder], at[side->elbow], fore,
              scene->look->palette.skin);
    struct disc discs[FLESH_MAX];
    struct figure_colour top =
        scene_colour(scene, scene->look->palette.top, at[side->shoulder], at[side->elbow]);
    flesh_discs(scene, sleeve_flesh, 3, at[side->shoulder], at[side->elbow], fore, discs);
    struct outline outline;
    if (!outline_limb(discs, 3, &outline)) {
        fill_discs(scene, discs, 3, top, false);
        return;
    }
    outline.round[1] = false;
    fill_outline(scene->paint, &outline, top);
}

static void hand_discs(const struct scene *scene, const struct limb_side *side, struct disc hand[4])
{
    const struct vec3 *at = scene->stance.at;
    struct vec3 wrist = at[side->wrist], tips = at[side->fingers];
    hand[0] = camera_disc(&scene->camera, wrist, 0.025f);
    hand[1] = camera_disc(&scene->camera, vec3_mix(wrist, tips, 0.32f), 0.031f);
    hand[2] = camera_disc(&scene->camera, vec3_mix(wrist, tips, 0.58f), 0.027f);
    hand[3] = camera_disc(&scene->camera, vec3_mix(wrist, tips, 0.94f), 0.013f);
}

static void draw_forearm(const struct scene *scene, const struct limb_side *side)
{
    const struct vec3 *at = scene->stance.at;
    struct figure_colour skin =
        scene_colour(scene, scene->look->palette.skin, at[side->elbow], at[side->wrist]);
    struct vec3 none = {0, 0, 0};
    struct disc hand[4];
    hand_discs(scene, side, hand);
    fill_discs(scene, hand, 4, skin, scene->trunk_drawn);
    draw_limb(scene, forearm_flesh, 4, at[side->elbow], at[side->wrist], none,
              scene->look->palette.skin);
}

/* ---------------------------------------------------------------- order */

enum unit {
    UNIT_TOP,
    UNIT_HIPS,
    UNIT_NECK,
    UNIT_HEAD,
    UNIT_UPPER_ARM_L,
    UNIT_UPPER_ARM_R,
    UNIT_FOREARM_L,
    UNIT_FOREARM_R,
    UNIT_THIGH_L,
    UNIT_THIGH_R,
    UNIT_SHANK_L,
    UNIT_SHANK_R,
    UNITS
};

/* Between which joints a unit lies; bias: drawn as if so much nearer, in m. */
static const struct {
    enum joint from, to;
    float bias;
} unit_axes[UNITS] = {
    [UNIT_TOP] = {JOINT_PELVIS, JOINT_NECK, 0},
    [UNIT_HIPS] = {JOINT_PELVIS, JOINT_PELVIS, -0.01f},
    [UNIT_NECK] = {JOINT_NECK, JOINT_HEAD, -0.03f},
    [UNIT_HEAD] = {JOINT_NECK, JOINT_CROWN, -0.01f},
    [UNIT_UPPER_ARM_L] = {JOINT_SHOULDER_L, JOINT_ELBOW_L, 0},
    [UNIT_UPPER_ARM_R] = {JOINT_SHOULDER_R, JOINT_ELBOW_R, 0},
    [UNIT_FOREARM_L] = {JOINT_ELBOW_L, JOINT_WRIST_L, 0.004f},
    [UNIT_FOREARM_R] = {JOINT_ELBOW_R, JOINT_WRIST_R, 0.004f},
    [UNIT_THIGH_L] = {JOINT_HIP_L, JOINT_KNEE_L, 0.03f},
    [UNIT_THIGH_R] = {JOINT_HIP_R, JOINT_KNEE_R, 0.03f},
    [UNIT_SHANK_L] = {JOINT_KNEE_L, JOINT_ANKLE_L, 0.034f},
    [UNIT_SHANK_R] = {JOINT_KNEE_R, JOINT_ANKLE_R, 0.034f},
};

static void draw_unit(const struct scene *scene, enum unit unit)
{
    switch (unit) {
    case UNIT_TOP: figure_draw_top(scene); break;
    case UNIT_HIPS: figure_draw_hips(scene); break;
    case UNIT_NECK: figure_draw_neck(scene); break;
    case UNIT_HEAD: figure_draw_head(scene); break;
    case UNIT_UPPER_ARM_L:
    case UNIT_UPPER_ARM_R: draw_upper_arm(scene, &sides[unit == UNIT_UPPER_ARM_R]); break;
    case UNIT_FOREARM_L:
    case UNIT_FOREARM_R: draw_forearm(scene, &sides[unit == UNIT_FOREARM_R]); break;
    case UNIT_THIGH_L:
    case UNIT_THIGH_R: draw_thigh(scene, &sides[unit == UNIT_THIGH_R]); break;
    case UNIT_SHANK_L:
    case UNIT_SHANK_R: draw_shank(scene, &sides[unit == UNIT_SHANK_R]); break;
    case UNITS: break;
    }
}

/* The unit whose muscle glows. */
static enum unit glowing(const struct scene *scene)
{
    switch (scene_joint(scene, scene->figure->glow_from)) {
    case JOINT_HIP_L: return UNIT_THIGH_L;
    case JOINT_HIP_R: return UNIT_THIGH_R;
    case JOINT_KNEE_L: return UNIT_SHANK_L;
    case JOINT_KNEE_R: return UNIT_SHANK_R;
    case JOINT_SHOULDER_L: return UNIT_UPPER_ARM_L;
    case JOINT_SHOULDER_R: return UNIT_UPPER_ARM_R;
    default: return UNIT_TOP;
    }
}

void figure_draw_body(struct scene *scene)
{
    const struct vec3 *at = scene->stance.at;
    enum unit order[UNITS];
    float depth[UNITS];
    for (enum unit unit = 0; unit < UNITS; unit++) {
        struct vec3 middle = vec3_mix(at[unit_axes[unit].from], at[unit_axes[unit].to], 0.5f);
        depth[unit] = vec3_dot(middle, scene->camera.towards) + unit_axes[unit].bias;
        /* The top hangs over the trousers, whichever is nearer. */
        if (unit == UNIT_HIPS)
            depth[unit] = fminf(depth[unit], depth[UNIT_TOP] - 0.001f);
        unsigned place = unit;
        for (; place > 0 && depth[order[place - 1]] > depth[unit]; place--)
            order[place] = order[place - 1];
        order[place] = unit;
    }
    for (unsigned i = 0; i < UNITS; i++) {
        draw_unit(scene, order[i]);
        scene->trunk_drawn = scene->trunk_drawn || order[i] == UNIT_HIPS;
        if (order[i] == glowing(scene))
            figure_draw_glow(scene);
    }
}
