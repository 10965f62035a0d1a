#include "person/visitor.h"

#include "person/statics.h"

#include <math.h>

static const float turn = 6.2831853F;

static void add(struct footing *footing, enum zone zone, struct bearing at, float force_n)
{
    if (footing->bearings == BEARINGS_MAX)
        return;
    at.zone = zone;
    at.force_n = force_n;
    footing->bearing[footing->bearings++] = at;
}

/* Somebody's way to and fro along the mat, a little slantwise. */
struct walker {
    float mass_kg;
    unsigned feet;
    float speed_m_s, step_m; /* the way between two prints of the same foot */
    float apart_m;           /* left from right */
    float long_m;            /* fore from hind; 0 on two feet */
    float print_length_m, print_width_m;
};

static const struct walker child = {18, 2, 0.5F, 0.6F, 0.12F, 0, 0.16F, 0.06F};
static const struct walker cat = {4.5F, 4, 0.35F, 0.3F, 0.07F, 0.28F, 0.03F, 0.03F};

/* Each foot stands for 60 % of its stride; the others' are shifted by a part of it. */
static void walk(const struct walker *walker, float t_s, const struct mat *mat,
                 struct footing *footing)
{
    float length = mat->length_mm * 1e-3F, width = mat->width_mm * 1e-3F;
    float there = length + 0.6F;
    float gone = fmodf(walker->speed_m_s * t_s, 2.0F * there);
    bool back = gone > there;
    float strides = walker->speed_m_s * t_s / walker->step_m;
    float way = back ? -1.0F : 1.0F;
    float bears[4], sum = 0, x[4], y[4];
    for (unsigned i = 0; i < walker->feet; i++) {
        float shift = walker->feet == 2 ? 0.5F * (float)i : 0.25F * (float)i;
        float at = strides + shift - floorf(strides + shift);
        /* rises from 0 to 1 and falls to 0 again while the foot stands */
        bears[i] = at < 0.6F ? sinf(0.5F * turn * at / 0.6F) : 0.0F;
        sum += bears[i];
        float middle = (back ? 2.0F * there - gone : gone) - 0.3F;
        float set_down = middle - way * (at - 0.3F) * walker->step_m;
        x[i] = set_down + (i % 2 ? 0.5F : -0.5F) * walker->long_m;
        y[i] = 0.5F * width + 0.1F * sinf(middle) +
               (i < walker->feet / 2 ? -0.5F : 0.5F) * walker->apart_m;
    }
    for (unsigned i = 0; i < walker->feet; i++)
        if (sum > 0.0F)
            add(footing, ZONE_UNKNOWN,
                (struct bearing){.x_m = x[i],
                                 .y_m = y[i],
                                 .length_m = walker->print_length_m,
                                 .width_m = walker->print_width_m},
                walker->mass_kg * GRAVITY_MS2 * bears[i] / sum);
}

/* Four legs of 6 kg, straddling the middle of the mat's foot half. */
static void stand_chair(const struct mat *mat, struct footing *footing)
{
    for (int i = 0; i < 4; i++)
        add(footing, ZONE_UNKNOWN,
            (struct bearing){.x_m = mat->length_mm * 0.75e-3F + (i / 2 ? 0.2F : -0.2F),
                             .y_m = mat->width_mm * 0.5e-3F + (i % 2 ? 0.19F : -0.19F),
                             .length_m = 0.025F,
                             .width_m = 0.025F},
            6.0F * GRAVITY_MS2 / 4.0F);
}

/* 65 kg on two feet near the foot end, shifting from one to the other. */
static void stand_second(float t_s, const struct mat *mat, struct footing *footing)
{
    float left = 0.5F + 0.12F * sinf(turn * t_s / 7.0F),
          heels = 0.55F + 0.1F * sinf(turn * t_s / 4.0F);
    for (int i = 0; i < 4; i++)
        add(footing, ZONE_FEET,
            (struct bearing){.x_m = mat->length_mm * 0.85e-3F + (i / 2 ? 0.07F : -0.07F),
                             .y_m = mat->width_mm * 0.5e-3F + (i % 2 ? 0.11F : -0.11F),
                             .length_m = 0.08F,
                             .width_m = 0.07F},
            65.0F * GRAVITY_MS2 * (i % 2 ? 1.0F - left : left) * (i / 2 ? 1.0F - heels : heels));
}

void visitor_add(enum slip who, float t_s, const struct mat *mat, struct footing *footing)
{
    switch (who) {
    case SLIP_CHILD: walk(&child, t_s, mat, footing); break;
    case SLIP_CAT: walk(&cat, t_s, mat, footing); break;
    case SLIP_CHAIR: stand_chair(mat, footing); break;
    case SLIP_SECOND_PERSON: stand_second(t_s, mat, footing); break;
    default: break;
    }
}
