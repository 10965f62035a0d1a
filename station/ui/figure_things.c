/* The mat with its glow and shadows, and the things an exercise needs. */
#include "ui/figure_inside.h"

#include "body/segments.h"

#include <math.h>

static const struct {
    enum zone zone;
    unsigned joints;
} zone_joints[] = {
    {ZONE_HEAD, 1u << JOINT_HEAD},
    {ZONE_SHOULDERS, 1u << JOINT_SHOULDER_L | 1u << JOINT_SHOULDER_R},
    {ZONE_BACK, 1u << JOINT_CHEST},
    {ZONE_PELVIS, 1u << JOINT_PELVIS | 1u << JOINT_HIP_L | 1u << JOINT_HIP_R},
    {ZONE_THIGHS, 1u << JOINT_HIP_L | 1u << JOINT_HIP_R},
    {ZONE_KNEES, 1u << JOINT_KNEE_L | 1u << JOINT_KNEE_R},
    {ZONE_FEET, 1u << JOINT_HEEL_L | 1u << JOINT_BALL_L | 1u << JOINT_TOES_L | 1u << JOINT_HEEL_R |
                    1u << JOINT_BALL_R | 1u << JOINT_TOES_R},
    {ZONE_HANDS,
     1u << JOINT_WRIST_L | 1u << JOINT_FINGERS_L | 1u << JOINT_WRIST_R | 1u << JOINT_FINGERS_R},
    {ZONE_FOREARMS,
     1u << JOINT_ELBOW_L | 1u << JOINT_WRIST_L | 1u << JOINT_ELBOW_R | 1u << JOINT_WRIST_R},
};

static unsigned joints_of_zones(unsigned zones)
{
    unsigned joints = 0;
    for (unsigned i = 0; i < sizeof zone_joints / sizeof zone_joints[0]; i++)
        if (zones & 1u << zone_joints[i].zone)
            joints |= zone_joints[i].joints;
    return joints;
}

static float mat_length_m(const struct figure_look *look)
{
    return look->mat_length_m > 0 ? look->mat_length_m : 1.8f;
}

static float mat_width_m(const struct figure_look *look)
{
    return look->mat_width_m > 0 ? look->mat_width_m : 0.6f;
}

static void line_to(const struct scene *scene, struct vec3 at)
{
    struct vec3 seen = camera_point(&scene->camera, at);
    paint_line(scene->paint, seen.x, seen.y);
}

/* A soft round spot lying flat on the mat, and not beyond its edges. */
static void spot(const struct scene *scene, struct vec3 at, float radius_m,
                 struct figure_colour colour, double alpha)
{
    const struct camera *camera = &scene->camera;
    struct vec3 seen = camera_point(camera, at);
    double s = camera->scale * (double)radius_m;
    const struct glow glow = {.x = seen.x,
                              .y = seen.y,
                              .ux = s * camera->right.x,
                              .uy = -s * camera->up.x,
                              .vx = s * camera->right.y,
                              .vy = -s * camera->up.y,
                              .bounded = true,
                              .least_u = -at.x / radius_m,
                              .most_u = (mat_length_m(scene->look) - at.x) / radius_m,
                              .least_v = -at.y / radius_m,
                              .most_v = (mat_width_m(scene->look) - at.y) / radius_m,
                              .colour = colour_argb(colour, alpha)};
    glow_draw(scene->paint, &glow);
}

static void mat_path(const struct scene *scene, float length, float width, float z)
{
    const float r = 0.03f;
    static const float corner[4][2] = {{1, 1}, {0, 1}, {0, 0}, {1, 0}};
    for (int i = 0; i < 4; i++) {
        float cx = corner[i][0] > 0 ? length - r : r, cy = corner[i][1] > 0 ? width - r : r;
        for (int k = 0; k <= 4; k++) {
            float angle = 1.5707963f * ((float)i + (float)k / 4);
            line_to(scene, (struct vec3){cx + r * cosf(angle), cy + r * sinf(angle), z});
        }
    }
}

/* The outline that a segment's shadow has on the floor, flat under it. */
static void shadow_shape(const struct scene *scene, const struct segment *segment, float grow_m)
{
    struct vec3 ends[2] = {scene->stance.at[segment->from], scene->stance.at[segment->to]};
    float length = mat_length_m(scene->look), width = mat_width_m(scene->look);
    float high = fmaxf(0, (ends[0].z + ends[1].z) / 2 - 0.1f);
    float wide = fmaxf(0.02f, 0.07f + grow_m - 0.12f * high);
    enum { CORNERS = 20 };
    paint_lift(scene->paint);
    for (int i = 0; i < CORNERS; i++) {
        float angle = 6.2831853f * (float)i / CORNERS, dx = cosf(angle), dy = sinf(angle);
        struct vec3 end = ends[(ends[1].x - ends[0].x) * dx + (ends[1].y - ends[0].y) * dy > 0];
        line_to(scene, (struct vec3){fmaxf(0, fminf(length, end.x + wide * dx)),
                                     fmaxf(0, fminf(width, end.y + wide * dy)), 0});
    }
}

/* In two layers, darker where the body is close. */
static void draw_shadows(const struct scene *scene)
{
    const struct figure_colour black = {0, 0, 0};
    for (int layer = 0; layer < 2; layer++) {
        for (unsigned i = 0; i < SEGMENTS; i++) {
            const struct segment *segment = &body_segments(&body_standard)[i];
            float z = fminf(scene->stance.at[segment->from].z, scene->stance.at[segment->to].z);
            if (z < 0.45f - 0.22f * (float)layer)
                shadow_shape(scene, segment, 0.03f - 0.05f * (float)layer);
        }
        paint_fill(scene->paint, colour_argb(black, scene->dark ? 0.18 : 0.06));
    }
}

static void draw_wanted_under(const struct scene *scene, double alpha)
{
    const struct figure_look *look = scene->look;
    for (unsigned i = 0; i < scene->figure->props; i++) {
        struct prop prop = figure_prop(scene->figure, i, look->mirrored);
        struct vec3 at = figure_prop_centre(&prop, &scene->stance, scene->roller_along);
        at.z = 0;
        if (prop.under)
            spot(scene, at, 0.20f, look->palette.accent, alpha);
    }
}

/* Where load is wanted, or where the pose rests: soft spots, not two in nearly one place. */
static void draw_wanted(const struct scene *scene)
{
    const struct figure_look *look = scene->look;
    if (!look->wanted || look->wanted & 1u << ZONE_ROLLER)
        draw_wanted_under(scene, 0.62 * (double)look->glow);
    unsigned joints = look->wanted ? joints_of_zones(look->wanted) : scene->touching;
    struct vec3 drawn[JOINTS];
    unsigned count = 0;
    for (int joint = 0; joint < JOINTS; joint++) {
        if (!(joints & 1u << joint))
            continue;
        struct vec3 at = scene->stance.at[joint];
        at.z = 0;
        bool near = false;
        for (unsigned i = 0; i < count; i++)
            near = near || vec3_length(vec3_sub(at, drawn[i])) < 0.17f;
        if (near)
            continue;
        drawn[count++] = at;
        spot(scene, at, 0.16f, look->palette.accent, 0.62 * (double)look->glow);
    }
}

void figure_draw_mat(const struct scene *scene)
{
    const struct figure_look *look = scene->look;
    float length = mat_length_m(look), width = mat_width_m(look);
    mat_path(scene, length, width, -0.018f);
    scene_fill(scene, colour_light(look->palette.mat, -0.35));
    mat_path(scene, length, width, 0);
    scene_fill(scene, look->palette.mat);
    draw_shadows(scene);
    if (look->glow > 0)
        draw_wanted(scene);
    /* The head end is marked, as on the mat itself. */
    line_to(scene, (struct vec3){0.05f, 0.22f * width / 0.6f, 0});
    line_to(scene, (struct vec3){0.05f, width - 0.22f * width / 0.6f, 0});
    scene_stroke(scene, fmax(1.5, 0.008 * scene->camera.scale),
                 colour_light(look->palette.mat, 0.35));
}

/* Light falls on a ball in circles, each smaller and farther up to the left than the one before:
 * which of them a place lies on, 0 the outermost. */
static float ball_light(const void *self, float x, float y)
{
    const struct disc *disc = self;
    const float left = 0.34f, up = 0.40f, smaller = 0.92f;
    const float u = (x - disc->x) / disc->r, v = (y - disc->y) / disc->r;
    /* (u + left s)^2 + (v + up s)^2 = (1 - smaller s)^2 */
    const float a = left * left + up * up - smaller * smaller;
    const float b = 2 * (u * left + v * up + smaller), c = u * u + v * v - 1;
    return -2 * c / (b + sqrtf(fmaxf(b * b - 4 * a * c, 0)));
}

static void fill_ball(const struct scene *scene, struct disc disc, struct figure_colour colour)
{
    struct shading shading = {.along = ball_light, .self = &disc};
    shade_between(&shading, colour, -0.16, 0.18);
    paint_circle(scene->paint, disc.x, disc.y, disc.r);
    paint_fill_shaded(scene->paint, &shading);
}

static void draw_round(const struct scene *scene, const struct prop *prop)
{
    struct vec3 at = figure_prop_centre(prop, &scene->stance, scene->roller_along);
    float half = prop->kind == PROP_ROLLER ? 0.20f : 0;
    struct vec3 aside = {0, half, 0};
    struct disc ends[2] = {
        camera_disc(&scene->camera, vec3_sub(at, aside), prop->radius_m),
        camera_disc(&scene->camera, vec3_add(at, aside), prop->radius_m),
    };
    struct figure_colour colour = scene->look->palette.thing;
    shape_hull(scene->paint, ends, 2, 0);
    scene_fill(scene, colour_light(colour, -0.25));
    bool first_near = scene->camera.towards.y < 0;
    struct disc near = ends[first_near ? 0 : 1];
    double x = (double)near.x, y = (double)near.y, r = (double)near.r;
    fill_ball(scene, near, colour);
    if (prop->kind != PROP_ROLLER)
        return;
    /* Its hollow, and a mark that turns as it rolls. */
    paint_circle(scene->paint, x, y, 0.52 * r);
    scene_fill(scene, colour_light(colour, -0.55));
    double angle = (double)(vec3_dot(at, scene->camera.right) / prop->radius_m);
    for (int i = 0; i < 6; i++) {
        double a = angle + i * 1.0471976;
        paint_circle(scene->paint, x + 0.77 * r * cos(a), y + 0.77 * r * sin(a), 0.06 * r);
    }
    scene_fill(scene, colour_light(colour, -0.45));
}

/* The faces of an upright box that the camera sees. at: the middle of its foot. */
static void draw_box(const struct scene *scene, struct vec3 at, struct vec3 size,
                     struct figure_colour colour)
{
    static const struct {
        struct vec3 out, one, two;
        double light;
    } faces[] = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, -0.12}, {{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}, -0.12},
        {{0, 1, 0}, {1, 0, 0}, {0, 0, 1}, -0.28}, {{0, -1, 0}, {1, 0, 0}, {0, 0, 1}, -0.28},
        {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, 0.06},
    };
    struct vec3 middle = {at.x, at.y, at.z + size.z / 2};
    struct vec3 half = {size.x / 2, size.y / 2, size.z / 2};
    for (unsigned i = 0; i < sizeof faces / sizeof faces[0]; i++) {
        if (vec3_dot(faces[i].out, scene->camera.towards) <= 0.01f)
            continue;
        for (int k = 0; k < 4; k++) {
            float one = k == 0 || k == 3 ? -1.0f : 1.0f, two = k < 2 ? -1.0f : 1.0f;
            struct vec3 v = vec3_add(faces[i].out, vec3_add(vec3_scale(faces[i].one, one),
                                                            vec3_scale(faces[i].two, two)));
            line_to(scene,
                    vec3_add(middle, (struct vec3){v.x * half.x, v.y * half.y, v.z * half.z}));
        }
        scene_fill(scene, colour_light(colour, faces[i].light));
    }
}

static void draw_chair(const struct scene *scene, const struct prop *prop)
{
    struct figure_colour colour = scene->look->palette.thing;
    struct vec3 size = prop->size, at = prop->at;
    const float leg = 0.035f;
    for (int i = 0; i < 4; i++) {
        struct vec3 foot = {at.x + (i & 1 ? 0.5f : -0.5f) * (size.x - leg),
                            at.y + (i & 2 ? 0.5f : -0.5f) * (size.y - leg), at.z};
        draw_box(scene, foot, (struct vec3){leg, leg, size.z - 0.04f}, colour);
    }
    draw_box(scene, (struct vec3){at.x, at.y, at.z + size.z - 0.04f},
             (struct vec3){size.x, size.y, 0.04f}, colour);
}

static void draw_span(const struct scene *scene, const struct prop *prop, double width_m)
{
    line_to(scene, scene->stance.at[prop->from]);
    line_to(scene, scene->stance.at[prop->to]);
    scene_stroke(scene, width_m * scene->camera.scale,
                 colour_light(scene->look->palette.thing, 0.25));
}

static void draw_weight(const struct scene *scene, struct vec3 at)
{
    for (int end = -1; end <= 1; end += 2) {
        struct vec3 a = vec3_add(at, (struct vec3){0, 0.05f * (float)end, 0});
        struct vec3 b = vec3_add(at, (struct vec3){0, 0.09f * (float)end, 0});
        struct disc discs[2] = {camera_disc(&scene->camera, a, 0.045f),
                                camera_disc(&scene->camera, b, 0.045f)};
        shape_hull(scene->paint, discs, 2, 0);
        scene_fill(scene, scene->look->palette.thing);
    }
}

static void draw_prop(const struct scene *scene, const struct prop *prop)
{
    struct figure_colour colour = scene->look->palette.thing;
    switch (prop->kind) {
    case PROP_ROLLER:
    case PROP_BALL:
    case PROP_SWISS_BALL: draw_round(scene, prop); break;
    case PROP_WALL:
    case PROP_STEP:
    case PROP_CUSHION:
    case PROP_TOWEL: draw_box(scene, prop->at, prop->size, colour); break;
    case PROP_CHAIR: draw_chair(scene, prop); break;
    case PROP_STRAP: draw_span(scene, prop, 0.018); break;
    case PROP_BAND: draw_span(scene, prop, 0.035); break;
    case PROP_WEIGHTS:
        draw_weight(scene, scene->stance.at[prop->from]);
        draw_weight(scene, scene->stance.at[prop->to]);
        break;
    default: break;
    }
}

static bool is_before(const struct prop *prop)
{
    return prop->kind == PROP_STRAP || prop->kind == PROP_BAND || prop->kind == PROP_WEIGHTS;
}

void figure_draw_things_behind(const struct scene *scene)
{
    for (unsigned i = 0; i < scene->figure->props; i++) {
        struct prop prop = figure_prop(scene->figure, i, scene->look->mirrored);
        if (!is_before(&prop))
            draw_prop(scene, &prop);
    }
}

void figure_draw_things_before(const struct scene *scene)
{
    for (unsigned i = 0; i < scene->figure->props; i++) {
        struct prop prop = figure_prop(scene->figure, i, scene->look->mirrored);
        if (is_before(&prop))
            draw_prop(scene, &prop);
    }
}
