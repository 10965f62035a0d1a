#include "person/shape.h"

#include "body/figure.h"
#include "body/segments.h"
#include "body/vector.h"
#include "catalogue/mat.h"
#include "person/habit.h"
#include "person/statics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PHASES = 32, TABLES = 6 };

/* The footings of one shape in one place, as far as they have been asked for. */
struct table {
    struct shape shape;
    struct settled settled;
    unsigned long used; /* 0: empty */
    bool solved[PHASES];
    struct footing footing[PHASES];
    float pace_m[PHASES]; /* 0: not looked at yet */
};

struct shapes {
    const struct catalogue *catalogue;
    struct body body;
    bool shoes;
    float length_m, width_m;
    unsigned long uses;
    struct table table[TABLES];
};

#define BIT(joint) (1U << JOINT_##joint)
#define BOTH(joint) (BIT(joint##_L) | BIT(joint##_R))
#define LEGS(...) .left = {__VA_ARGS__}, .right = {__VA_ARGS__}

/* What everybody can do without having been shown. */
struct innate {
    const char *id;
    unsigned touching;
    struct pose pose;
};

static const struct innate innate[] = {
    {"stand", BOTH(HEEL) | BOTH(BALL), {.heading = 180, .x_m = 0.9F, .y_m = 0.3F}},
    {"kneel",
     BOTH(WRIST) | BOTH(KNEE) | BOTH(TOES),
     {.heading = 180,
      .pitch = -90,
      .x_m = 1.0F,
      .y_m = 0.3F,
      LEGS(.shoulder_flexion = 88, .wrist_flexion = -80, .hip_flexion = 88, .knee_flexion = 90,
           .ankle_flexion = -50)}},
    {"sit",
     BIT(PELVIS) | BOTH(HEEL),
     {.pitch = 12,
      .x_m = 0.8F,
      .y_m = 0.3F,
      LEGS(.hip_flexion = 105, .hip_abduction = 12, .knee_flexion = 80, .ankle_flexion = 0,
           .shoulder_flexion = 50, .elbow_flexion = 30)}},
    {"lie",
     BIT(PELVIS) | BIT(CHEST) | BIT(HEAD) | BOTH(HEEL),
     {.pitch = 90, .x_m = 0.95F, .y_m = 0.3F, LEGS(.hip_abduction = 5, .shoulder_abduction = 12)}},
};
enum { INNATE = sizeof innate / sizeof *innate };

static const struct innate *find_innate(const char *id)
{
    for (unsigned i = 0; i < INNATE; i++)
        if (!strcmp(innate[i].id, id))
            return &innate[i];
    return NULL;
}

/* The nearest thing to an exercise that has no figure. */
static const struct innate *innate_for(const struct catalogue *catalogue, const char *id)
{
    const struct innate *own = find_innate(id);
    int index = catalogue_find_exercise(catalogue, id);
    if (own || index < 0)
        return own;
    switch (catalogue->exercise[index].posture) {
    case POSTURE_STANDING: return find_innate("stand");
    case POSTURE_SITTING: return find_innate("sit");
    case POSTURE_ALL_FOURS:
    case POSTURE_KNEELING: return find_innate("kneel");
    default: return find_innate("lie");
    }
}

static const struct figure *figure_for(const struct catalogue *catalogue, const char *id)
{
    int index = catalogue_find_exercise(catalogue, id);
    const struct figure *figure = NULL;
    if (index >= 0 && catalogue->exercise[index].figure[0])
        figure = catalogue_find_figure(catalogue, catalogue->exercise[index].figure);
    if (!figure && !find_innate(id))
        figure = catalogue_find_figure(catalogue, id);
    return figure;
}

bool shape_same(const struct shape *a, const struct shape *b)
{
    return a->mirrored == b->mirrored && a->spoilt == b->spoilt && !strcmp(a->id, b->id);
}

bool shape_known(const struct catalogue *catalogue, const char *id)
{
    return shape_drawn(catalogue, id) || catalogue_find_exercise(catalogue, id) >= 0;
}

bool shape_drawn(const struct catalogue *catalogue, const char *id)
{
    return !strcmp(id, "away") || find_innate(id) || figure_for(catalogue, id);
}

bool shape_rests(const struct catalogue *catalogue, const char *id)
{
    const struct figure *figure = figure_for(catalogue, id);
    return !figure || figure->keys < 2;
}

struct shapes *shapes_open(const struct catalogue *catalogue, const struct scenario_body *body,
                           const struct mat *mat, struct error *error)
{
    struct shapes *shapes = calloc(1, sizeof *shapes);
    if (!shapes) {
        error_set(error, "no memory for a simulated body; close other programs");
        return NULL;
    }
    shapes->catalogue = catalogue;
    shapes->body =
        (struct body){.sex = body->sex, .stature_m = body->stature_m, .mass_kg = body->mass_kg};
    shapes->shoes = body->shoes;
    shapes->length_m = mat->length_mm * 1e-3F;
    shapes->width_m = mat->width_mm * 1e-3F;
    return shapes;
}

void shapes_close(struct shapes *shapes)
{
    free(shapes);
}

/* ---------------------------------------------------------------- one shape, posed and placed */

/* Figures are drawn over a mat of 1800 x 600 mm. */
static struct vec3 place_point(const struct shapes *shapes, const struct settled *settled,
                               struct vec3 at)
{
    float way = settled->turned ? -1.0F : 1.0F;
    return (struct vec3){0.5F * shapes->length_m + settled->x_m + way * (at.x - 0.9F),
                         0.5F * shapes->width_m + settled->y_m + way * (at.y - 0.3F), at.z};
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
static void set_round(const struct shapes *shapes, const struct figure *figure, bool mirrored,
                      const struct stance *stance, struct round *round)
{
    struct prop prop;
    if (!round_prop(figure, mirrored, &prop))
        return;
    struct stance first;
    float along;
    figure_stance(figure, 0.0F, mirrored, &shapes->body, &first, &along, NULL);
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

static int solve(const struct shapes *shapes, const struct shape *shape,
                 const struct settled *settled, float phase, struct footing *footing)
{
    struct stance stance;
    struct load_case load_case = {
        .stance = &stance,
        .body = &shapes->body,
        .shoes = shapes->shoes,
        .length_m = shapes->length_m,
        .width_m = shapes->width_m,
    };
    const struct figure *figure = figure_for(shapes->catalogue, shape->id);
    if (figure) {
        figure_stance(figure, phase, shape->mirrored, &shapes->body, &stance, NULL,
                      &load_case.touching);
        set_round(shapes, figure, shape->mirrored, &stance, &load_case.round);
        set_boxes(figure, shape->mirrored, &stance, &load_case);
    } else {
        const struct innate *own = innate_for(shapes->catalogue, shape->id);
        struct pose pose = own->pose;
        if (shape->mirrored)
            pose_mirror(&pose);
        pose_stance(&pose, &shapes->body, &stance);
        load_case.touching = own->touching;
    }
    if (figure && opens_knee(shapes->catalogue, shape->id)) {
        struct stance first;
        figure_stance(figure, 0.0F, shape->mirrored, &shapes->body, &first, NULL, NULL);
        habit_roll_back(&first, &stance);
    }
    spoil(shape, &shapes->body, &stance, &load_case);
    for (int joint = 0; joint < JOINTS; joint++)
        stance.at[joint] = place_point(shapes, settled, stance.at[joint]);
    struct vec3 middle = {load_case.round.x_m, load_case.round.y_m, 0};
    middle = place_point(shapes, settled, middle);
    load_case.round.x_m = middle.x;
    load_case.round.y_m = middle.y;
    for (unsigned i = 0; i < load_case.boxes; i++) {
        struct box *box = &load_case.box[i];
        middle = place_point(shapes, settled, (struct vec3){box->x_m, box->y_m, 0});
        box->x_m = middle.x;
        box->y_m = middle.y;
    }
    return statics_solve(&load_case, footing);
}

/* ---------------------------------------------------------------- what has been solved already */

static struct table *find_table(struct shapes *shapes, const struct shape *shape,
                                const struct settled *settled)
{
    struct table *oldest = &shapes->table[0];
    shapes->uses++;
    for (unsigned i = 0; i < TABLES; i++) {
        struct table *table = &shapes->table[i];
        if (table->used && shape_same(&table->shape, shape) && table->settled.x_m == settled->x_m &&
            table->settled.y_m == settled->y_m && table->settled.turned == settled->turned) {
            table->used = shapes->uses;
            return table;
        }
        if (table->used < oldest->used)
            oldest = table;
    }
    oldest->shape = *shape;
    oldest->settled = *settled;
    oldest->used = shapes->uses;
    memset(oldest->solved, 0, sizeof oldest->solved);
    memset(oldest->pace_m, 0, sizeof oldest->pace_m);
    return oldest;
}

static const struct footing *solved_at(struct shapes *shapes, struct table *table, unsigned i)
{
    if (!table->solved[i]) {
        if (solve(shapes, &table->shape, &table->settled, (float)i / PHASES, &table->footing[i]))
            return NULL;
        table->solved[i] = true;
    }
    return &table->footing[i];
}

int shapes_footing(struct shapes *shapes, const struct shape *shape, const struct settled *settled,
                   float phase, struct footing *footing)
{
    if (!strcmp(shape->id, "away")) {
        footing->bearings = 0;
        footing->roller_x_m = NAN;
        return 0;
    }
    struct table *table = find_table(shapes, shape, settled);
    float at = (phase - floorf(phase)) * PHASES;
    unsigned i = (unsigned)at % PHASES;
    float share = at - floorf(at);
    const struct footing *from = solved_at(shapes, table, i);
    const struct footing *to = share > 0.0F ? solved_at(shapes, table, (i + 1) % PHASES) : from;
    if (!from || !to)
        return -1;
    footing_between(from, to, share, footing);
    return 0;
}

static float farthest_m(const struct stance *from, const struct stance *to)
{
    float most = 0.0F;
    for (int joint = 0; joint < JOINTS; joint++)
        most = fmaxf(most, vec3_length(vec3_sub(to->at[joint], from->at[joint])));
    return most;
}

float shapes_pace_m(struct shapes *shapes, const struct shape *shape, const struct settled *settled,
                    float phase)
{
    const struct figure *figure = figure_for(shapes->catalogue, shape->id);
    if (!figure || figure->keys < 2)
        return 0.0F;
    struct table *table = find_table(shapes, shape, settled);
    unsigned i = (unsigned)((phase - floorf(phase)) * PHASES) % PHASES;
    if (table->pace_m[i] <= 0.0F) {
        struct stance from, to;
        figure_stance(figure, (float)i / PHASES, shape->mirrored, &shapes->body, &from, NULL, NULL);
        figure_stance(figure, (float)(i + 1) / PHASES, shape->mirrored, &shapes->body, &to, NULL,
                      NULL);
        table->pace_m[i] = farthest_m(&from, &to) * PHASES + 1e-6F;
    }
    return table->pace_m[i];
}

float shapes_far_phase(const struct shapes *shapes, const struct shape *shape)
{
    const struct figure *figure = figure_for(shapes->catalogue, shape->id);
    if (!figure || figure->keys < 2)
        return 0.0F;
    struct stance first, other;
    pose_stance(&figure->key[0].pose, &shapes->body, &first);
    float farthest = 0.0F, phase = 0.0F;
    for (unsigned i = 1; i < figure->keys; i++) {
        pose_stance(&figure->key[i].pose, &shapes->body, &other);
        float way = 0.0F;
        for (int joint = 0; joint < JOINTS; joint++)
            way += vec3_length(vec3_sub(other.at[joint], first.at[joint]));
        if (way > farthest) {
            farthest = way;
            phase = figure->key[i].at;
        }
    }
    return phase;
}

float shapes_cycle_s(const struct shapes *shapes, const struct shape *shape)
{
    const struct figure *figure = figure_for(shapes->catalogue, shape->id);
    return figure ? figure->cycle_s : 0.0F;
}
