/* What the files that draw a figure share: the camera, and shapes made of discs. */
#ifndef MATSTATION_UI_FIGURE_INSIDE_H
#define MATSTATION_UI_FIGURE_INSIDE_H

#include "body/vector.h"
#include "ui/figure.h"
#include "ui/glow.h"

/* Parallel projection: what is right, up and towards the viewer in the mat's space. */
struct camera {
    struct vec3 right, up, towards;
    double scale;              /* pixels a metre */
    double origin_x, origin_y; /* where the space's origin is drawn */
};

/* A ball in space as it is seen. */
struct disc {
    float x, y, r;
};

struct scene {
    struct paint *paint;
    const struct figure *figure;
    const struct figure_look *look;
    struct camera camera;
    struct stance stance;
    unsigned touching; /* joints on the mat */
    float roller_along;
    bool dark;          /* the theme */
    bool trunk_drawn;   /* limbs from now on lie before it */
    float middle_depth; /* of the body: nearer is lighter, farther fades */
};

/* Looks at the figure from its side, so that all of its movement fills the place of the look. */
void figure_aim(struct camera *camera, const struct figure *figure, const struct figure_look *look);
/* The ends of the arrow that shows the movement, in the mat's space. */
void figure_arrow(const struct figure *figure, const struct stance *stance, bool mirrored,
                  struct vec3 *from, struct vec3 *tip);

struct vec3 camera_point(const struct camera *camera, struct vec3 at); /* z: towards the viewer */
struct disc camera_disc(const struct camera *camera, struct vec3 at, float radius_m);

/* Adds the outline round all discs to the path. All shapes run the same way round. */
void shape_hull(struct paint *paint, const struct disc *discs, unsigned count, float grow);
/* Nothing of a shape lies beyond the line: x, y on it, nx, ny the unit vector that points beyond.
 */
struct cut {
    float x, y, nx, ny;
};
void shape_hull_cut(struct paint *paint, const struct disc *discs, unsigned count, float grow,
                    const struct cut *cut);
/* A limb or the trunk as it is seen: a row of places, at each the unit vector across it towards the
 * light and how far the flesh reaches that way and the other. */
enum { OUTLINE_MAX = 14 };
struct outline {
    unsigned count; /* at least 2 */
    float x[OUTLINE_MAX], y[OUTLINE_MAX], nx[OUTLINE_MAX], ny[OUTLINE_MAX];
    float reach[OUTLINE_MAX];
    float lit;     /* 0..1: how squarely the light falls */
    bool round[2]; /* its ends, or cut across */
};

/* False where it is seen end-on, so that it has no sides. */
bool outline_limb(const struct disc *discs, unsigned count, struct outline *outline);
void shape_outline(struct paint *paint, const struct outline *outline, float grow);
/* Fills the outline with a colour from light to shade. */
void fill_outline(struct paint *paint, const struct outline *outline, struct figure_colour colour);
/* A colour between two lights, as colour_light has them. */
void shade_between(struct shading *shading, struct figure_colour colour, double dark, double light);
/* Across a place, so that what lies beyond in a direction is cut off; far away where the direction
 * points at the viewer. */
struct cut camera_cut(const struct camera *camera, struct vec3 at, struct vec3 beyond);

/* Fills the path, or strokes it with round ends. */
void scene_fill(const struct scene *scene, struct figure_colour colour);
void scene_stroke(const struct scene *scene, double width, struct figure_colour colour);

struct figure_colour colour_mix(struct figure_colour a, struct figure_colour b, double share);
struct figure_colour colour_light(struct figure_colour colour, double by); /* -1 .. 1 */
uint32_t colour_argb(struct figure_colour colour, double alpha);

/* On the mat, behind the body. */
void figure_draw_mat(const struct scene *scene);
void figure_draw_things_behind(const struct scene *scene);
void figure_draw_things_before(const struct scene *scene);
/* Also the muscle's glow, between the limb it lies in and those nearer. */
void figure_draw_body(struct scene *scene);
void figure_draw_glow(const struct scene *scene);
enum joint scene_joint(const struct scene *scene, enum joint joint); /* of the side shown */
void figure_draw_hips(const struct scene *scene);
void figure_draw_top(const struct scene *scene);
void figure_draw_head(const struct scene *scene);
void figure_draw_neck(const struct scene *scene);

/* The colour of a part of the body from, to: far ones fade, near ones stand out. */
struct figure_colour scene_colour(const struct scene *scene, struct figure_colour colour,
                                  struct vec3 from, struct vec3 to);
/* Turns the unit vector across an axis to the lighter side; returns how squarely light falls. */
float light_across(float *nx, float *ny);

#endif
