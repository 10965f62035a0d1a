#include "person/shape.h"

#include "body/figure.h"
#include "body/vector.h"
#include "catalogue/mat.h"
#include "person/shape_inside.h"

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
    struct shaped_body shaped;
    unsigned long uses;
    struct table table[TABLES];
};

struct shapes *shapes_open(const struct catalogue *catalogue, const struct scenario_body *body,
                           const struct mat *mat, struct error *error)
{
    struct shapes *shapes = calloc(1, sizeof *shapes);
    if (!shapes) {
        error_set(error, "no memory for a simulated body; close other programs");
        return NULL;
    }
    shapes->shaped = (struct shaped_body){
        .catalogue = catalogue,
        .body = {.sex = body->sex, .stature_m = body->stature_m, .mass_kg = body->mass_kg},
        .shoes = body->shoes,
        .length_m = mat->length_mm * 1e-3F,
        .width_m = mat->width_mm * 1e-3F,
    };
    return shapes;
}

void shapes_close(struct shapes *shapes)
{
    free(shapes);
}

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
        if (shape_solve(&shapes->shaped, &table->shape, &table->settled, (float)i / PHASES,
                        &table->footing[i]))
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
    const struct figure *figure = shape_figure(shapes->shaped.catalogue, shape->id);
    if (!figure || figure->keys < 2)
        return 0.0F;
    struct table *table = find_table(shapes, shape, settled);
    unsigned i = (unsigned)((phase - floorf(phase)) * PHASES) % PHASES;
    if (table->pace_m[i] <= 0.0F) {
        struct stance from, to;
        figure_stance(figure, (float)i / PHASES, shape->mirrored, &shapes->shaped.body, &from, NULL,
                      NULL);
        figure_stance(figure, (float)(i + 1) / PHASES, shape->mirrored, &shapes->shaped.body, &to,
                      NULL, NULL);
        table->pace_m[i] = farthest_m(&from, &to) * PHASES + 1e-6F;
    }
    return table->pace_m[i];
}

float shapes_far_phase(const struct shapes *shapes, const struct shape *shape)
{
    const struct figure *figure = shape_figure(shapes->shaped.catalogue, shape->id);
    if (!figure || figure->keys < 2)
        return 0.0F;
    struct stance first, other;
    pose_stance(&figure->key[0].pose, &shapes->shaped.body, &first);
    float farthest = 0.0F, phase = 0.0F;
    for (unsigned i = 1; i < figure->keys; i++) {
        pose_stance(&figure->key[i].pose, &shapes->shaped.body, &other);
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
