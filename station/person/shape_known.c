/* Which shapes there are: those that a figure draws, and those that everybody knows anyway. */
#include "person/shape_inside.h"

#include <string.h>

#define LEGS(...) .left = {__VA_ARGS__}, .right = {__VA_ARGS__}

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

const struct innate *shape_innate(const struct catalogue *catalogue, const char *id)
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

const struct figure *shape_figure(const struct catalogue *catalogue, const char *id)
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
    return !strcmp(id, "away") || find_innate(id) || shape_figure(catalogue, id);
}

bool shape_rests(const struct catalogue *catalogue, const char *id)
{
    const struct figure *figure = shape_figure(catalogue, id);
    return !figure || figure->keys < 2;
}
