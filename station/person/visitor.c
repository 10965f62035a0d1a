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

/* How far what somebody puts down has been let go, 0..1. */
static float let_go(float t_s)
{
    return fminf(t_s / 0.7F, 1.0F);
}

/* Four legs of 6 kg, straddling the middle of the mat's foot half: two of them come down first. */
static void stand_chair(float t_s, const struct mat *mat, struct footing *footing)
{
    for (int i = 0; i < 4; i++)
        add(footing, ZONE_UNKNOWN,
            (struct bearing){.x_m = mat->length_mm * 0.75e-3F + (i / 2 ? 0.2F : -0.2F),
                             .y_m = mat->width_mm * 0.5e-3F + (i % 2 ? 0.19F : -0.19F),
                             .length_m = 0.025F,
                             .width_m = 0.025F},
            6.0F * GRAVITY_MS2 * (0.25F + (i / 2 ? 0.1F : -0.1F) * (1.0F - let_go(t_s))));
}

/* 8 kg in the middle of the head half: put down on one end, and sags a little. */
static void lie_bag(float t_s, const struct mat *mat, struct footing *footing)
{
    add(footing, ZONE_UNKNOWN,
        (struct bearing){.x_m = mat->length_mm * 0.25e-3F + 0.12F * (1.0F - let_go(t_s)) +
                                0.004F * expf(-t_s / 1.5F),
                         .y_m = mat->width_mm * 0.5e-3F,
                         .length_m = 0.35F,
                         .width_m = 0.22F},
        8.0F * GRAVITY_MS2);
}

/* A cat on its haunches and forepaws, looking round, breathing, and now and then washing itself. */
static void sit_cat(float t_s, const struct mat *mat, struct footing *footing)
{
    float x_m = mat->length_mm * 0.4e-3F, y_m = mat->width_mm * 0.55e-3F;
    float washes = sinf(turn * t_s / 11.0F) > 0.6F ? 0.1F * sinf(turn * t_s / 0.8F) : 0.0F;
    float hind = 0.62F + 0.04F * sinf(turn * t_s / 2.3F) + 0.01F * sinf(turn * t_s / 2.1F) + washes;
    float left = 0.5F + 0.06F * sinf(turn * t_s / 3.1F);
    for (int i = 0; i < 4; i++)
        add(footing, ZONE_UNKNOWN,
            (struct bearing){.x_m = x_m + (i / 2 ? 0.09F : -0.09F),
                             .y_m = y_m + (i % 2 ? 0.045F : -0.045F),
                             .length_m = i / 2 ? 0.11F : 0.03F,
                             .width_m = i / 2 ? 0.05F : 0.03F},
            cat.mass_kg * GRAVITY_MS2 * (i / 2 ? hind : 1.0F - hind) *
                (i % 2 ? 1.0F - left : left));
}

/* On two feet, shifting from one to the other. size: of the feet and how far apart, in parts of a
 * grown person's. */
static void stand(float mass_kg, float size, float x_m, float t_s, const struct mat *mat,
                  struct footing *footing)
{
    float left = 0.5F + 0.12F * sinf(turn * t_s / 7.0F),
          heels = 0.55F + 0.1F * sinf(turn * t_s / 4.0F);
    for (int i = 0; i < 4; i++)
        add(footing, ZONE_FEET,
            (struct bearing){.x_m = x_m + size * (i / 2 ? 0.07F : -0.07F),
                             .y_m = mat->width_mm * 0.5e-3F + size * (i % 2 ? 0.11F : -0.11F),
                             .length_m = size * 0.08F,
                             .width_m = size * 0.07F},
            mass_kg * GRAVITY_MS2 * (i % 2 ? 1.0F - left : left) * (i / 2 ? 1.0F - heels : heels));
}

void visitor_add(enum slip who, float t_s, const struct mat *mat, struct footing *footing)
{
    switch (who) {
    case SLIP_CHILD: walk(&child, t_s, mat, footing); break;
    case SLIP_CAT: walk(&cat, t_s, mat, footing); break;
    case SLIP_CHILD_STANDS:
        stand(child.mass_kg, 0.65F, mat->length_mm * 0.4e-3F, t_s, mat, footing);
        break;
    case SLIP_CAT_SITS: sit_cat(t_s, mat, footing); break;
    case SLIP_CHAIR: stand_chair(t_s, mat, footing); break;
    case SLIP_BAG: lie_bag(t_s, mat, footing); break;
    case SLIP_SECOND_PERSON:
        stand(65.0F, 1.0F, mat->length_mm * 0.85e-3F, t_s, mat, footing);
        break;
    default: break;
    }
}
