#include "person/shape.h"

#include <math.h>
#include <string.h>

#define GRAVITY_MS2 9.81F

/* One bearing of a scripted posture: its place for a stature of 1 m, head towards -x, and its share
 * of the weight at the beginning and in the middle of the movement. */
struct scripted {
    enum zone zone;
    float x, y, length, width;
    float share, middle;
};

static const struct scripted standing[] = {
    {ZONE_FEET, 0.04F, -0.07F, 0.06F, 0.05F, 0.24F, 0.24F},
    {ZONE_FEET, -0.05F, -0.07F, 0.06F, 0.05F, 0.26F, 0.26F},
    {ZONE_FEET, 0.04F, 0.07F, 0.06F, 0.05F, 0.24F, 0.24F},
    {ZONE_FEET, -0.05F, 0.07F, 0.06F, 0.05F, 0.26F, 0.26F},
};
static const struct scripted kneeling[] = {
    {ZONE_HANDS, -0.25F, -0.10F, 0.08F, 0.05F, 0.20F, 0.20F},
    {ZONE_HANDS, -0.25F, 0.10F, 0.08F, 0.05F, 0.20F, 0.20F},
    {ZONE_KNEES, 0.05F, -0.07F, 0.07F, 0.05F, 0.25F, 0.25F},
    {ZONE_KNEES, 0.05F, 0.07F, 0.07F, 0.05F, 0.25F, 0.25F},
    {ZONE_FEET, 0.28F, -0.07F, 0.05F, 0.05F, 0.05F, 0.05F},
    {ZONE_FEET, 0.28F, 0.07F, 0.05F, 0.05F, 0.05F, 0.05F},
};
static const struct scripted sitting[] = {
    {ZONE_PELVIS, 0.02F, -0.06F, 0.10F, 0.08F, 0.42F, 0.42F},
    {ZONE_PELVIS, 0.02F, 0.06F, 0.10F, 0.08F, 0.42F, 0.42F},
    {ZONE_FEET, 0.32F, -0.08F, 0.06F, 0.05F, 0.08F, 0.08F},
    {ZONE_FEET, 0.32F, 0.08F, 0.06F, 0.05F, 0.08F, 0.08F},
};
static const struct scripted lying[] = {
    {ZONE_HEAD, -0.44F, 0.0F, 0.06F, 0.06F, 0.08F, 0.08F},
    {ZONE_SHOULDERS, -0.28F, -0.07F, 0.10F, 0.08F, 0.17F, 0.17F},
    {ZONE_SHOULDERS, -0.28F, 0.07F, 0.10F, 0.08F, 0.17F, 0.17F},
    {ZONE_BACK, -0.14F, 0.0F, 0.10F, 0.14F, 0.06F, 0.06F},
    {ZONE_PELVIS, 0.03F, -0.05F, 0.10F, 0.08F, 0.18F, 0.18F},
    {ZONE_PELVIS, 0.03F, 0.05F, 0.10F, 0.08F, 0.18F, 0.18F},
    {ZONE_FEET, 0.34F, -0.08F, 0.12F, 0.05F, 0.08F, 0.08F},
    {ZONE_FEET, 0.34F, 0.08F, 0.12F, 0.05F, 0.08F, 0.08F},
};
static const struct scripted bridging[] = {
    {ZONE_HEAD, -0.44F, 0.0F, 0.06F, 0.06F, 0.08F, 0.09F},
    {ZONE_SHOULDERS, -0.28F, -0.07F, 0.10F, 0.08F, 0.17F, 0.23F},
    {ZONE_SHOULDERS, -0.28F, 0.07F, 0.10F, 0.08F, 0.17F, 0.23F},
    {ZONE_BACK, -0.14F, 0.0F, 0.10F, 0.14F, 0.06F, 0.0F},
    {ZONE_PELVIS, 0.03F, -0.05F, 0.10F, 0.08F, 0.18F, 0.0F},
    {ZONE_PELVIS, 0.03F, 0.05F, 0.10F, 0.08F, 0.18F, 0.0F},
    {ZONE_FEET, 0.26F, -0.08F, 0.12F, 0.05F, 0.08F, 0.225F},
    {ZONE_FEET, 0.26F, 0.08F, 0.12F, 0.05F, 0.08F, 0.225F},
};
static const struct scripted plank[] = {
    {ZONE_FOREARMS, -0.25F, -0.11F, 0.14F, 0.05F, 0.30F, 0.30F},
    {ZONE_FOREARMS, -0.25F, 0.11F, 0.14F, 0.05F, 0.30F, 0.30F},
    {ZONE_FEET, 0.45F, -0.06F, 0.03F, 0.05F, 0.20F, 0.20F},
    {ZONE_FEET, 0.45F, 0.06F, 0.03F, 0.05F, 0.20F, 0.20F},
};
static const struct scripted plank_hips[] = {
    {ZONE_FOREARMS, -0.25F, -0.11F, 0.14F, 0.05F, 0.20F, 0.20F},
    {ZONE_FOREARMS, -0.25F, 0.11F, 0.14F, 0.05F, 0.20F, 0.20F},
    {ZONE_PELVIS, 0.0F, -0.05F, 0.12F, 0.07F, 0.20F, 0.20F},
    {ZONE_PELVIS, 0.0F, 0.05F, 0.12F, 0.07F, 0.20F, 0.20F},
    {ZONE_FEET, 0.45F, -0.06F, 0.03F, 0.05F, 0.10F, 0.10F},
    {ZONE_FEET, 0.45F, 0.06F, 0.03F, 0.05F, 0.10F, 0.10F},
};
static const struct scripted plank_knee[] = {
    {ZONE_FOREARMS, -0.25F, -0.11F, 0.14F, 0.05F, 0.27F, 0.27F},
    {ZONE_FOREARMS, -0.25F, 0.11F, 0.14F, 0.05F, 0.27F, 0.27F},
    {ZONE_KNEES, 0.22F, -0.06F, 0.05F, 0.05F, 0.28F, 0.28F},
    {ZONE_FEET, 0.45F, -0.06F, 0.03F, 0.05F, 0.05F, 0.05F},
    {ZONE_FEET, 0.45F, 0.06F, 0.03F, 0.05F, 0.13F, 0.13F},
};
static const struct scripted rolling[] = {
    {ZONE_HANDS, -0.20F, -0.08F, 0.08F, 0.05F, 0.18F, 0.12F},
    {ZONE_ROLLER, -0.02F, -0.06F, 0.05F, 0.12F, 0.60F, 0.60F},
    {ZONE_FEET, 0.25F, 0.08F, 0.12F, 0.05F, 0.22F, 0.28F},
};
/* How far the roller moves between the beginning and the middle of its movement. */
#define ROLL_SHARE 0.05F

struct script {
    const struct scripted *bearing;
    unsigned bearings;
};

#define SCRIPT(table) ((struct script){table, sizeof(table) / sizeof *(table)})

static struct script script_of(const struct catalogue *catalogue, const struct shape *shape)
{
    if (!strcmp(shape->id, "stand"))
        return SCRIPT(standing);
    if (!strcmp(shape->id, "kneel"))
        return SCRIPT(kneeling);
    if (!strcmp(shape->id, "sit"))
        return SCRIPT(sitting);
    if (!strcmp(shape->id, "lie"))
        return SCRIPT(lying);
    int index = catalogue_find_exercise(catalogue, shape->id);
    if (index < 0)
        return (struct script){NULL, 0};
    const struct exercise *exercise = &catalogue->exercise[index];
    if (exercise->tool != TOOL_NONE)
        return SCRIPT(rolling);
    if (exercise->watch == WATCH_PLANK) {
        if (shape->spoilt & SPOILT_HIPS)
            return SCRIPT(plank_hips);
        return shape->spoilt & SPOILT_KNEE ? SCRIPT(plank_knee) : SCRIPT(plank);
    }
    if (exercise->watch == WATCH_BRIDGE)
        return SCRIPT(bridging);
    switch (exercise->posture) {
    case POSTURE_STANDING:
        return SCRIPT(standing);
    case POSTURE_SITTING:
        return SCRIPT(sitting);
    case POSTURE_ALL_FOURS:
    case POSTURE_KNEELING:
        return SCRIPT(kneeling);
    default:
        return SCRIPT(lying);
    }
}

bool shape_same(const struct shape *a, const struct shape *b)
{
    return a->mirrored == b->mirrored && a->spoilt == b->spoilt && !strcmp(a->id, b->id);
}

bool shape_known(const struct catalogue *catalogue, const char *id)
{
    static const char *const always[] = {"away", "stand", "kneel", "sit", "lie"};
    for (unsigned i = 0; i < sizeof always / sizeof *always; i++)
        if (!strcmp(id, always[i]))
            return true;
    return catalogue_find_exercise(catalogue, id) >= 0;
}

void shape_footing(const struct catalogue *catalogue, const struct scenario_body *body,
                   const struct shape *shape, float phase, struct footing *footing)
{
    struct script script = script_of(catalogue, shape);
    float weight_n = body->mass_kg * GRAVITY_MS2;
    float whole = floorf(phase);
    float far = 0.5F - 0.5F * cosf(6.2831853F * (phase - whole));
    footing->bearings = script.bearings;
    footing->roller_x_m = NAN;
    for (unsigned i = 0; i < script.bearings; i++) {
        const struct scripted *s = &script.bearing[i];
        struct bearing *bearing = &footing->bearing[i];
        *bearing = (struct bearing){
            .zone = s->zone,
            .x_m = s->x * body->stature_m,
            .y_m = (shape->mirrored ? -s->y : s->y) * body->stature_m,
            .length_m = s->length * body->stature_m,
            .width_m = s->width * body->stature_m,
            .force_n = (s->share + (s->middle - s->share) * far) * weight_n,
        };
        if (s->zone == ZONE_ROLLER) {
            bearing->x_m += ROLL_SHARE * far * body->stature_m;
            footing->roller_x_m = bearing->x_m;
        }
    }
}
