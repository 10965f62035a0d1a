/* Where the camera stands, and how much of the mat's space the place on the screen must hold. */
#include "ui/figure_inside.h"

#include "body/segments.h"

#include <math.h>
#include <stddef.h>

static const float radians = 0.017453292f;

/* The other side is drawn as in a mirror: the camera goes round to it as well. */
static void turn_camera(struct camera *camera, const struct figure *figure, bool mirrored)
{
    static const float round[] = {0, 180, 90, -90, 0};
    float tilt = figure->view == VIEW_FROM_ABOVE ? 90 : figure->view_tilt;
    float about = round[figure->view] + figure->view_turn;
    if (mirrored)
        about = 2 * figure->key[0].pose.heading - about + 180;
    float t = about * radians, e = tilt * radians;
    struct vec3 level = {sinf(t), -cosf(t), 0}, up = {0, 0, 1};
    camera->right = (struct vec3){cosf(t), sinf(t), 0};
    camera->towards = vec3_add(vec3_scale(level, cosf(e)), vec3_scale(up, sinf(e)));
    camera->up = vec3_sub(vec3_scale(up, cosf(e)), vec3_scale(level, sinf(e)));
}

/* What the camera must see: right and up in m. */
struct seen {
    double left, low, right, high;
};

static void include(const struct camera *camera, struct vec3 at, float radius_m, struct seen *seen)
{
    double x = (double)vec3_dot(at, camera->right), y = (double)vec3_dot(at, camera->up);
    double r = (double)radius_m;
    seen->left = fmin(seen->left, x - r);
    seen->low = fmin(seen->low, y - r);
    seen->right = fmax(seen->right, x + r);
    seen->high = fmax(seen->high, y + r);
}

static void include_box(const struct camera *camera, struct vec3 middle, struct vec3 size,
                        struct seen *seen)
{
    for (int i = 0; i < 8; i++) {
        struct vec3 corner = {middle.x + (i & 1 ? 0.5f : -0.5f) * size.x,
                              middle.y + (i & 2 ? 0.5f : -0.5f) * size.y,
                              middle.z + (i & 4 ? size.z : 0)};
        include(camera, corner, 0, seen);
    }
}

void figure_arrow(const struct figure *figure, const struct stance *stance, bool mirrored,
                  struct vec3 *from, struct vec3 *tip)
{
    struct vec3 direction = figure->arrow_direction, off = figure->arrow_off;
    enum joint joint = figure->arrow_at;
    if (mirrored) {
        direction = figure_mirror_direction(figure, direction);
        off = figure_mirror_direction(figure, off);
        joint = joint_mirror(joint);
    }
    *from = vec3_add(stance->at[joint], off);
    *tip = vec3_add(*from, vec3_scale(vec3_unit(direction), 0.12f));
}

/* Body, arrow and what rolls or lies under it, at one key. */
static void include_key(const struct camera *camera, const struct figure *figure, unsigned key,
                        const struct figure_look *look, struct seen *seen)
{
    struct stance stance;
    float along;
    figure_stance(figure, figure->key[key].at, look->mirrored, &body_standard, &stance, &along,
                  NULL);
    for (enum joint joint = 0; joint < JOINTS; joint++)
        include(camera, stance.at[joint], body_joint_radius_m(&body_standard, joint), seen);
    for (unsigned i = 0; i < figure->props; i++) {
        struct prop prop = figure_prop(figure, i, look->mirrored);
        if (prop.under)
            include(camera, figure_prop_centre(&prop, &stance, along), prop.radius_m, seen);
    }
    /* Also while it is not drawn: the picture does not jump when it goes. */
    if (!figure->arrow)
        return;
    struct vec3 from, tip;
    figure_arrow(figure, &stance, look->mirrored, &from, &tip);
    include(camera, from, 0.01f, seen);
    include(camera, tip, 0.02f, seen);
}

/* The mat and all that the figure takes up at any of its keys, so that the picture stands still
 * while the figure moves. Nobody is drawn larger than lying at full length, whichever way they are
 * seen. */
static struct seen see(const struct camera *camera, const struct figure *figure,
                       const struct figure_look *look)
{
    const double least_width_m = 1.9;
    float length = look->mat_length_m > 0 ? look->mat_length_m : 1.8f;
    float width = look->mat_width_m > 0 ? look->mat_width_m : 0.6f;
    struct seen seen = {1e9, 1e9, -1e9, -1e9};
    include_box(camera, (struct vec3){length / 2, width / 2, -0.02f},
                (struct vec3){length, width, 0.02f}, &seen);
    for (unsigned i = 0; i < figure->props; i++) {
        struct prop prop = figure_prop(figure, i, look->mirrored);
        if (!prop.under)
            include_box(camera, prop.at, prop.size, &seen);
    }
    for (unsigned i = 0; i < figure->keys; i++)
        include_key(camera, figure, i, look, &seen);
    const double more = fmax(least_width_m - (seen.right - seen.left), 0) / 2;
    seen.left -= more;
    seen.right += more;
    return seen;
}

/* They fill the place given; the mat lies at its foot. */
void figure_aim(struct camera *camera, const struct figure *figure, const struct figure_look *look)
{
    turn_camera(camera, figure, look->mirrored);
    const struct seen seen = see(camera, figure, look);
    camera->scale =
        fmin(look->width / (seen.right - seen.left), look->height / (seen.high - seen.low));
    camera->origin_x = look->x + look->width / 2 - camera->scale * (seen.left + seen.right) / 2;
    camera->origin_y = look->y + look->height + camera->scale * seen.low;
}

double figure_height(const struct figure *figure, const struct figure_look *look)
{
    struct camera camera;
    turn_camera(&camera, figure, look->mirrored);
    const struct seen seen = see(&camera, figure, look);
    return look->width * (seen.high - seen.low) / (seen.right - seen.left);
}
