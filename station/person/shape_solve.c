/* One shape, posed, spoilt and placed. */
#include "person/shape_inside.h"

#include "body/segments.h"
#include "body/vector.h"
#include "person/habit.h"
#include "person/statics.h"

#include <math.h>

/* Figures are drawn over a mat of 1800 x 600 mm. */
static struct vec3 place_point(const struct shaped_body *shaped, const struct settled *settled,
                               struct vec3 at)
{
    float way = settled->turned ? -1.0F : 1.0F;
    return (struct vec3){0.5F * shaped->length_m + settled->x_m + way * (at.x - 0.9F),
                         0.5F * shaped->width_m + settled->y_m + way * (at.y - 0.3F), at.z};
}

static const struct prop *round_prop(const struct figure *figure, bool mirrored, struct prop *prop)
{
    for (unsigned i = 0; i < figure->props; i++) {
        enum prop_kind kind = figure->prop[i].kind;
        if (figure->prop[i].under &&
            (kind == PROP_ROLLER || kind == PROP_BALL || kind == PROP_SWISS_BALL)) {
            *prop = figure_prop(figure, i, mirrored);
            return prop;
        }
    }
    return NULL;
}

/* A foam roller of 45 x 15 cm, a soft ball, a Swiss ball: as sold. */
static float round_mass_kg(enum prop_kind kind)
{
    return kind == PROP_ROLLER ? 0.5F : kind == PROP_SWISS_BALL ? 1.2F : 0.2F;
}

/* It rolls without slipping: where the body over it moves by d, its middle moves by d / 2. */
static void set_round(const struct shaped_body *shaped, const struct figure *figure, bool mirrored,
                      const struct stance *stance, struct round *round)
{
    struct prop prop;
    if (!round_prop(figure, mirrored, &prop))
        return;
    struct stance first;
    float along;
    figure_stance(figure, 0.0F, mirrored, &shaped->body, &first, &along, NULL);
    struct vec3 then = vec3_mix(first.at[prop.from], first.at[prop.to], along);
    struct vec3 now = vec3_mix(stance->at[prop.from], stance->at[prop.to], along);
    float x = then.x + 0.5F * (now.x - then.x);
    float reach = stance->at[prop.to].x - stance->at[prop.from].x;
    if (fabsf(reach) > 0.05F)
        along = fmaxf(0.0F, fminf(1.0F, (x - stance->at[prop.from].x) / reach));
    *round = (struct round){
        .x_m = x,
        .y_m = prop.kind == PROP_ROLLER ? 0.3F : now.y,
        .radius_m = prop.radius_m,
        .length_m = prop.kind == PROP_ROLLER ? 0.45F : 0.0F,
        .mass_kg = round_mass_kg(prop.kind),
        .from = prop.from,
        .to = prop.to,
        .along = along,
    };
}

/* Chairs and steps; who is over one means to sit on it. */
static void set_boxes(const struct figure *figure, bool mirrored, const struct stance *stance,
                      struct load_case *load_case)
{
    for (unsigned i = 0; i < figure->props && load_case->boxes < BOXES_MAX; i++) {
        struct prop prop = figure_prop(figure, i, mirrored);
        if (prop.kind != PROP_CHAIR && prop.kind != PROP_STEP)
            continue;
        load_case->box[load_case->boxes++] =
            (struct box){prop.at.x, prop.at.y, prop.size.x, prop.size.y, prop.size.z};
        struct vec3 pelvis = stance->at[JOINT_PELVIS];
        if (fabsf(pelvis.x - prop.at.x) < 0.5F * prop.size.x &&
            fabsf(pelvis.y - prop.at.y) < 0.5F * prop.size.y)
            load_case->touching |= BIT(PELVIS) | BOTH(HIP);
    }
}

static void lower(struct stance *stance, const struct body *body, enum joint joint)
{
    stance->at[joint].z = body_joint_radius_m(body, joint);
}

/* The hips sink to the mat and their muscles let go; or one knee comes down and carries. */
static void spoil(const struct shape *shape, const struct body *body, struct stance *stance,
                  struct load_case *load_case)
{
    if (shape->spoilt & SPOILT_HIPS) {
        lower(stance, body, JOINT_PELVIS);
        lower(stance, body, JOINT_HIP_L);
        lower(stance, body, JOINT_HIP_R);
        stance->at[JOINT_CHEST].z *= 0.7F;
        stance->at[JOINT_KNEE_L].z *= 0.6F;
        stance->at[JOINT_KNEE_R].z *= 0.6F;
        load_case->limp |= BIT(CHEST) | BOTH(HIP);
        load_case->touching |= BIT(PELVIS) | BOTH(HIP);
    }
    if (shape->spoilt & SPOILT_KNEE) {
        enum joint knee = shape->mirrored ? JOINT_KNEE_R : JOINT_KNEE_L;
        lower(stance, body, knee);
        load_case->touching |= 1U << knee;
    }
}

static bool opens_knee(const struct catalogue *catalogue, const char *id)
{
    int index = catalogue_find_exercise(catalogue, id);
    return index >= 0 && catalogue->exercise[index].watch == WATCH_CLAM;
}

/* As its figure has it, and what lies under or beside the body there. */
static void pose_figure(const struct shaped_body *shaped, const struct figure *figure,
                        const struct shape *shape, float phase, struct stance *stance,
                        struct load_case *load_case)
{
    figure_stance(figure, phase, shape->mirrored, &shaped->body, stance, NULL,
                  &load_case->touching);
    set_round(shaped, figure, shape->mirrored, stance, &load_case->round);
    set_boxes(figure, shape->mirrored, stance, load_case);
    if (!opens_knee(shaped->catalogue, shape->id))
        return;
    struct stance first;
    figure_stance(figure, 0.0F, shape->mirrored, &shaped->body, &first, NULL, NULL);
    habit_roll_back(&first, stance);
}

static void pose_innate(const struct shaped_body *shaped, const struct shape *shape,
                        struct stance *stance, struct load_case *load_case)
{
    const struct innate *own = shape_innate(shaped->catalogue, shape->id);
    struct pose pose = own->pose;
    if (shape->mirrored)
        pose_mirror(&pose);
    pose_stance(&pose, &shaped->body, stance);
    load_case->touching = own->touching;
}

/* From where the figure is drawn to where the body has settled, with all that lies there. */
static void place_all(const struct shaped_body *shaped, const struct settled *settled,
                      struct stance *stance, struct load_case *load_case)
{
    struct round *round = &load_case->round;
    struct vec3 middle = place_point(shaped, settled, (struct vec3){round->x_m, round->y_m, 0});
    round->x_m = middle.x;
    round->y_m = middle.y;
    for (int joint = 0; joint < JOINTS; joint++)
        stance->at[joint] = place_point(shaped, settled, stance->at[joint]);
    for (unsigned i = 0; i < load_case->boxes; i++) {
        struct box *box = &load_case->box[i];
        middle = place_point(shaped, settled, (struct vec3){box->x_m, box->y_m, 0});
        box->x_m = middle.x;
        box->y_m = middle.y;
    }
}

int shape_solve(const struct shaped_body *shaped, const struct shape *shape,
                const struct settled *settled, float phase, struct footing *footing)
{
    struct stance stance;
    struct load_case load_case = {
        .stance = &stance,
        .body = &shaped->body,
        .shoes = shaped->shoes,
        .length_m = shaped->length_m,
        .width_m = shaped->width_m,
    };
    const struct figure *figure = shape_figure(shaped->catalogue, shape->id);
    if (figure)
        pose_figure(shaped, figure, shape, phase, &stance, &load_case);
    else
        pose_innate(shaped, shape, &stance, &load_case);
    spoil(shape, &shaped->body, &stance, &load_case);
    place_all(shaped, settled, &stance, &load_case);
    return statics_solve(&load_case, footing);
}
