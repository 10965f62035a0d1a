#include "detect/layout.h"

#include <math.h>
#include <stddef.h>

/* Places in parts of the stature, from the segment lengths of de Leva 1996 with the joints bent as
 * the posture has them; the middle of the body is the hip joint of somebody lying straight. */
/* Feet under the hips, or a step apart along the mat. */
static const struct layout standing = {
    3, {{ZONE_FEET, -0.12f, true}, {ZONE_FEET, 0, true}, {ZONE_FEET, 0.12f, true}}};
static const struct layout sitting = {4,
                                      {{ZONE_HANDS, -0.22f, false},
                                       {ZONE_PELVIS, 0, true},
                                       {ZONE_FEET, 0.32f, true},
                                       {ZONE_FEET, 0.46f, true}}};
static const struct layout supine = {7,
                                     {{ZONE_HEAD, -0.44f, false},
                                      {ZONE_SHOULDERS, -0.28f, true},
                                      {ZONE_BACK, -0.13f, false},
                                      {ZONE_PELVIS, 0.02f, true},
                                      {ZONE_FEET, 0.30f, true},
                                      {ZONE_FEET, 0.38f, true},
                                      {ZONE_FEET, 0.46f, true}}};
static const struct layout prone = {6,
                                    {{ZONE_FOREARMS, -0.38f, false},
                                     {ZONE_SHOULDERS, -0.24f, true},
                                     {ZONE_PELVIS, 0.0f, true},
                                     {ZONE_THIGHS, 0.14f, true},
                                     {ZONE_KNEES, 0.24f, false},
                                     {ZONE_FEET, 0.46f, true}}};
/* The shoulders stand over the elbows, the load is from there on towards the hands. */
static const struct layout plank = {6,
                                    {{ZONE_FOREARMS, -0.36f, true},
                                     {ZONE_FOREARMS, -0.30f, true},
                                     {ZONE_FOREARMS, -0.24f, true},
                                     {ZONE_PELVIS, 0.0f, false},
                                     {ZONE_KNEES, 0.23f, false},
                                     {ZONE_FEET, 0.46f, true}}};
/* Shins lie on the mat behind the knees, or are lifted. */
static const struct layout knee_plank = {7,
                                         {{ZONE_FOREARMS, -0.36f, true},
                                          {ZONE_FOREARMS, -0.30f, true},
                                          {ZONE_FOREARMS, -0.24f, true},
                                          {ZONE_PELVIS, 0.0f, false},
                                          {ZONE_KNEES, 0.20f, true},
                                          {ZONE_KNEES, 0.28f, true},
                                          {ZONE_FEET, 0.45f, false}}};
static const struct layout side_lying = {5,
                                         {{ZONE_HEAD, -0.42f, false},
                                          {ZONE_SHOULDERS, -0.28f, true},
                                          {ZONE_PELVIS, 0.0f, true},
                                          {ZONE_KNEES, 0.15f, true},
                                          {ZONE_FEET, 0.28f, false}}};
static const struct layout all_fours = {
    3, {{ZONE_HANDS, -0.25f, true}, {ZONE_KNEES, 0.05f, true}, {ZONE_FEET, 0.28f, true}}};
/* One foot in front, the nearer the shorter the step; the shin of the other leg behind its knee. */
static const struct layout kneeling = {5,
                                       {{ZONE_FEET, -0.22f, true},
                                        {ZONE_FEET, -0.15f, true},
                                        {ZONE_KNEES, 0.10f, true},
                                        {ZONE_KNEES, 0.20f, false},
                                        {ZONE_FEET, 0.36f, false}}};
static const struct layout sitting_on_roller = {5,
                                                {{ZONE_HANDS, -0.24f, true},
                                                 {ZONE_ROLLER, -0.02f, true},
                                                 {ZONE_ROLLER, 0.04f, true},
                                                 {ZONE_FEET, 0.27f, true},
                                                 {ZONE_FEET, 0.36f, true}}};
static const struct layout side_on_roller = {5,
                                             {{ZONE_FOREARMS, -0.40f, true},
                                              {ZONE_FOREARMS, -0.33f, true},
                                              {ZONE_ROLLER, 0.04f, true},
                                              {ZONE_ROLLER, 0.12f, true},
                                              {ZONE_FEET, 0.45f, false}}};
static const struct layout prone_on_roller = {5,
                                              {{ZONE_FOREARMS, -0.36f, true},
                                               {ZONE_FOREARMS, -0.28f, true},
                                               {ZONE_ROLLER, 0.06f, true},
                                               {ZONE_ROLLER, 0.14f, true},
                                               {ZONE_FEET, 0.46f, false}}};
static const struct layout supine_on_roller = {5,
                                               {{ZONE_HEAD, -0.39f, false},
                                                {ZONE_SHOULDERS, -0.26f, true},
                                                {ZONE_ROLLER, -0.10f, true},
                                                {ZONE_PELVIS, 0.03f, false},
                                                {ZONE_FEET, 0.25f, true}}};

static const float MIDDLE_STEP_MM = 50, MIDDLE_MOST_MM = 450;
enum { STATURES = 4 };
static const float STATURES_MM[STATURES] = {1560, 1700, 1840};
/* The ends of a plank are furthest apart, and what lies between decides: the whole range. */
static const float PLANK_STATURES_MM[STATURES] = {1500, 1640, 1780, 1920};
static const float FAR_PADS = 0.35f; /* of a pad's length, which is how far its load may lie off */
static const float FAR = 0.10f;      /* load so far from any node is not explained */
static const float MISSING = 0.12f;  /* what an expected place without load costs */
static const float WRONG = 0.35f;    /* what load costs where a plank has none */
static const float LIGHT = 0.3f;   /* what forearms without load cost: in a plank they carry half of
                                      the body or more */
static const float ENOUGH = 0.04f; /* part of the load that counts as loaded */
static const float BETTER = 0.03f; /* a new placing must be so much better than the last */
static const float TURNED = 0.05f; /* lying the other way round is rarer */
static const float MIDDLE_COST = 0.03f; /* for lying MIDDLE_MOST_MM off the middle */

static const struct layout *layout_on_roller(const struct exercise *exercise)
{
    switch (exercise->region) {
    case REGION_TFL_ITB: return &side_on_roller;
    case REGION_QUADS_HIP_FLEXORS: return &prone_on_roller;
    case REGION_ERECTOR_SPINAE: /* who leans back on the hands has the same under them, lower */
        return exercise->posture == POSTURE_SUPINE ? &supine_on_roller : &sitting_on_roller;
    case REGION_GLUTES:
    case REGION_UNCLEAR:
    case REGIONS: break;
    }
    return &sitting_on_roller;
}

const struct layout *layout_of(const struct exercise *exercise)
{
    const unsigned on_knees = 1u << ZONE_FOREARMS | 1u << ZONE_KNEES;
    if (!exercise)
        return NULL;
    if (exercise->counts == COUNTS_ROLL_AND_PAUSE)
        return layout_on_roller(exercise);
    if (exercise->watch == WATCH_PLANK || exercise->watch == WATCH_SIDE_PLANK)
        return &plank;
    if (exercise->posture == POSTURE_PRONE && (exercise->must & on_knees) == on_knees)
        return &knee_plank;
    switch (exercise->posture) {
    case POSTURE_STANDING: return &standing;
    case POSTURE_SITTING: return &sitting;
    case POSTURE_SUPINE: return &supine;
    case POSTURE_PRONE: return &prone;
    case POSTURE_SIDE_LYING: return &side_lying;
    case POSTURE_ALL_FOURS: return &all_fours;
    case POSTURE_KNEELING: return &kneeling;
    case POSTURE_UNCLEAR:
    case POSTURES: break;
    }
    return NULL;
}

static float node_mm(const struct layout_node *node, const struct placing *placing)
{
    float along_mm = node->along * placing->stature_mm;
    return placing->middle_mm + (placing->turned ? -along_mm : along_mm);
}

static unsigned nearest(const struct layout *layout, const struct placing *placing, float x_mm)
{
    unsigned best = 0;
    for (unsigned i = 1; i < layout->nodes; i++) {
        if (fabsf(node_mm(&layout->node[i], placing) - x_mm) <
            fabsf(node_mm(&layout->node[best], placing) - x_mm))
            best = i;
    }
    return best;
}

/* The nearest of the nodes at places_mm, along which the last nearest one was nearer the mat's head
 * end: they lie in order, and so does what is asked. */
static unsigned next_nearest(const float *places_mm, unsigned nodes, bool turned, unsigned node,
                             float x_mm)
{
    while (turned ? node > 0 && fabsf(places_mm[node - 1] - x_mm) <= fabsf(places_mm[node] - x_mm)
                  : node + 1 < nodes &&
                        fabsf(places_mm[node + 1] - x_mm) < fabsf(places_mm[node] - x_mm))
        node = turned ? node - 1 : node + 1;
    return node;
}

/* The loads along a mat that a layout is laid on. */
struct profile {
    const struct mat *mat;
    const float *along; /* SCENE_ALONG */
    float total;
};

/* A placing worse than most is not looked at to its end. */
static float misfit_of(const struct layout *layout, const struct profile *profile,
                       const struct placing *placing, float most)
{
    const float *along = profile->along, total = profile->total;
    float bin_mm = profile->mat->length_mm / SCENE_ALONG, misfit = 0;
    float share[ZONES] = {0}, places_mm[LAYOUT_NODES_MAX];
    float far_mm = FAR * placing->stature_mm + FAR_PADS * profile->mat->pad[0].length_mm;
    unsigned expected = 0, node = placing->turned ? layout->nodes - 1 : 0;
    if (total <= 0 || layout->nodes == 0)
        return 1;
    for (unsigned i = 0; i < layout->nodes; i++) {
        places_mm[i] = node_mm(&layout->node[i], placing);
        expected |= layout->node[i].expected ? 1u << layout->node[i].zone : 0;
    }
    for (unsigned bin = 0; bin < SCENE_ALONG && misfit <= most * total; bin++) {
        if (along[bin] <= 0)
            continue;
        float x_mm = ((float)bin + 0.5f) * bin_mm;
        node = next_nearest(places_mm, layout->nodes, placing->turned, node, x_mm);
        float off = (x_mm - places_mm[node]) / far_mm;
        float cost = fminf(off * off, 1);
        misfit += along[bin] * cost;
        share[layout->node[node].zone] += along[bin] * (1 - cost);
    }
    if (misfit > most * total)
        return INFINITY;
    misfit /= total;
    for (unsigned zone = 0; zone < ZONES; zone++) {
        if (expected & 1u << zone)
            misfit += MISSING * (1 - fminf(share[zone] / (ENOUGH * total), 1));
    }
    if (layout == &plank)
        misfit += LIGHT * (1 - fminf(2 * share[ZONE_FOREARMS] / total, 1)) +
                  WRONG * (share[ZONE_PELVIS] + share[ZONE_KNEES]) / total;
    float aside = (placing->middle_mm - profile->mat->length_mm / 2) / MIDDLE_MOST_MM;
    return misfit + (placing->turned ? TURNED : 0) + MIDDLE_COST * aside * aside;
}

void layout_place(const struct layout *layout, const struct mat *mat,
                  const float along[SCENE_ALONG], struct placing *placing)
{
    struct placing best = {.misfit = INFINITY};
    struct profile profile = {.mat = mat, .along = along};
    const float *statures_mm = layout == &plank ? PLANK_STATURES_MM : STATURES_MM;
    for (unsigned bin = 0; bin < SCENE_ALONG; bin++)
        profile.total += fmaxf(along[bin], 0);
    for (unsigned s = 0; s < STATURES && statures_mm[s] > 0; s++) {
        for (float aside = -MIDDLE_MOST_MM; aside <= MIDDLE_MOST_MM; aside += MIDDLE_STEP_MM) {
            for (int turned = 0; turned < 2; turned++) {
                struct placing tried = {
                    .placed = true,
                    .turned = turned != 0,
                    .middle_mm = mat->length_mm / 2 + aside,
                    .stature_mm = statures_mm[s],
                };
                tried.misfit = misfit_of(layout, &profile, &tried, best.misfit);
                if (tried.misfit < best.misfit)
                    best = tried;
            }
        }
    }
    if (placing->placed) {
        placing->misfit = misfit_of(layout, &profile, placing, INFINITY);
        if (placing->misfit < best.misfit + BETTER)
            best = *placing;
    }
    best.misfit = fminf(best.misfit, 1);
    *placing = best;
}

enum zone layout_zone(const struct layout *layout, const struct placing *placing, float x_mm)
{
    if (!placing->placed || layout->nodes == 0)
        return ZONE_UNKNOWN;
    return layout->node[nearest(layout, placing, x_mm)].zone;
}
