#include "person/statics.h"

#include "body/segments.h"
#include "body/vector.h"
#include "person/balance.h"

#include <math.h>
#include <string.h>

_Static_assert(SITES_COUNT + ROLLER_BEARINGS + CORNERS * BOXES_MAX <= BEARINGS_MAX,
               "a footing holds every bearing");

/* ---------------------------------------------------------------- setting up */

static void lift_of_joint(const struct balance *balance, enum joint joint, struct vec3 at,
                          float share, float *lift)
{
    lift[0] += share;
    lift[1] += share * (at.x - balance->pelvis.x);
    lift[2] += share * (at.y - balance->pelvis.y);
    for (int h = 0; h < HINGES; h++) {
        if (!(hinges[h].carries & UINT32_C(1) << joint))
            continue;
        struct vec3 pivot = balance->load_case->stance->at[hinges[h].pivot];
        lift[3 + 2 * h] += share * (at.x - pivot.x);
        lift[4 + 2 * h] += share * (at.y - pivot.y);
    }
}

/* A joint moves with what it hangs on; a point between two joints moves with its share of both. */
static void lift_of_site(const struct balance *balance, const struct site *site, float *lift)
{
    for (int i = 0; i < 3; i++)
        if (site->weight[i] != 0.0F)
            lift_of_joint(balance, site->joint[i], balance->load_case->stance->at[site->joint[i]],
                          site->weight[i], lift);
}

static struct vec3 site_at(const struct load_case *load_case, const struct site *site)
{
    struct vec3 at = {0, 0, 0};
    for (int i = 0; i < 3; i++)
        at = vec3_add(at, vec3_scale(load_case->stance->at[site->joint[i]], site->weight[i]));
    return at;
}

static float site_depth_m(const struct load_case *load_case, const struct site *site)
{
    float depth = site->deeper_m;
    for (int i = 0; i < 3; i++)
        if (site->weight[i] != 0.0F)
            depth += site->weight[i] * body_joint_radius_m(load_case->body, site->joint[i]);
    return depth;
}

static bool on_mat(const struct load_case *load_case, struct vec3 at)
{
    return at.x >= 0.0F && at.x <= load_case->length_m && at.y >= 0.0F &&
           at.y <= load_case->width_m;
}

/* On which chair or step; -1: on none. */
static int box_under(const struct load_case *load_case, struct vec3 at)
{
    for (unsigned i = 0; i < load_case->boxes; i++) {
        const struct box *box = &load_case->box[i];
        if (at.z > 0.7F * box->height_m && fabsf(at.x - box->x_m) < 0.5F * box->length_m &&
            fabsf(at.y - box->y_m) < 0.5F * box->width_m)
            return (int)i;
    }
    return -1;
}

/* What a drawing may lack to where it means to touch. [own] */
static const float reach_m = 0.08F;

/* Who means to touch the ground somewhere reaches or yields until it does, whatever the drawing
 * lacks; and nobody is born inside the mat. */
static float gap_of(const struct load_case *load_case, const struct site *site, float drawn_m)
{
    bool meant = site->weight[0] > 0.6F && load_case->touching & UINT32_C(1) << site->joint[0];
    if (meant && drawn_m < reach_m)
        return 0.0F;
    return fmaxf(0.0F, drawn_m);
}

/* Who lies on a side draws the lower shoulder forward from under the chest, so that the ribs come
 * down. [own] */
static float slips_away_m(const struct load_case *load_case, const struct site *site)
{
    const struct vec3 *at = load_case->stance->at;
    bool left = site->joint[0] == JOINT_SHOULDER_L, right = site->joint[0] == JOINT_SHOULDER_R;
    if (!left && !right)
        return 0.0F;
    float above = at[JOINT_SHOULDER_L].z - at[JOINT_SHOULDER_R].z;
    float lower = left ? -above : above;
    float on_side = fmaxf(0.0F, fminf(1.0F, (lower - 0.15F) / 0.1F));
    return 0.07F * on_side * joint_lies(load_case, site->joint[0]);
}

static void set_contacts(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    for (int i = 0; i < SITES_COUNT; i++) {
        struct contact *contact = &balance->contact[i];
        contact->at = site_at(load_case, &sites[i]);
        contact->box = box_under(load_case, contact->at);
        float ground_m = contact->box >= 0 ? load_case->box[contact->box].height_m : 0.0F;
        float drawn_m = contact->at.z - site_depth_m(load_case, &sites[i]) - ground_m;
        contact->gap_m = gap_of(load_case, &sites[i], drawn_m) + slips_away_m(load_case, &sites[i]);
        if (contact->box < 0 && !on_mat(load_case, contact->at))
            contact->gap_m += MAT_HEIGHT_M;
        contact->stiffness_n_m = sites[i].stiffness_n_m;
        lift_of_site(balance, &sites[i], contact->lift);
    }
}

/* The left or right half of what lies on a roller: thighs each their own, a trunk its two sides. */
static struct site roller_site(const struct round *round, bool left)
{
    static const struct site trunk[2][3] = {
        {{.joint = {JOINT_HIP_R}, .weight = {1}},
         {.joint = {JOINT_HIP_R, JOINT_SHOULDER_R}, .weight = {0.5F, 0.5F}},
         {.joint = {JOINT_SHOULDER_R}, .weight = {1}}},
        {{.joint = {JOINT_HIP_L}, .weight = {1}},
         {.joint = {JOINT_HIP_L, JOINT_SHOULDER_L}, .weight = {0.5F, 0.5F}},
         {.joint = {JOINT_SHOULDER_L}, .weight = {1}}},
    };
    bool middle = joint_mirror(round->from) == round->from && joint_mirror(round->to) == round->to;
    if (middle && round->length_m > 0.0F) {
        /* pelvis to chest to neck, seen from the side */
        float up = round->along + (round->from == JOINT_CHEST ? 1.0F : 0.0F);
        struct site low = trunk[left][up < 1.0F ? 0 : 1], high = trunk[left][up < 1.0F ? 1 : 2];
        float share = up < 1.0F ? up : up - 1.0F;
        if (low.joint[1])
            return (struct site){.joint = {low.joint[0], low.joint[1]},
                                 .weight = {0.5F - 0.5F * share, 0.5F + 0.5F * share}};
        return (struct site){.joint = {high.joint[0], high.joint[1]},
                             .weight = {1.0F - 0.5F * share, 0.5F * share}};
    }
    enum joint from = round->from, to = round->to;
    bool is_left = from == JOINT_HIP_L || from == JOINT_KNEE_L || to == JOINT_KNEE_L ||
                   to == JOINT_HIP_L || from == JOINT_ANKLE_L || to == JOINT_ANKLE_L;
    if (is_left != left) {
        from = joint_mirror(from);
        to = joint_mirror(to);
    }
    return (struct site){.joint = {from, to}, .weight = {1.0F - round->along, round->along}};
}

/* Nobody is on a roller without touching it: the lower side lies on it, whatever the drawing lacks,
 * and the other as far above it as drawn. */
static void lie_on_roller(struct contact *side)
{
    float crack_m = side[0].gap_m;
    for (int i = 1; i < ROLLER_SITES; i++)
        crack_m = fminf(crack_m, side[i].gap_m);
    for (int i = 0; i < ROLLER_SITES && crack_m < reach_m; i++)
        side[i].gap_m -= crack_m;
}

static void set_roller(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    const struct round *round = &load_case->round;
    for (int side = 0; side < ROLLER_SITES; side++) {
        struct contact *contact = &balance->contact[SITES_COUNT + side];
        contact->gap_m = 1.0F;
        contact->box = -1;
        if (round->radius_m <= 0.0F || (round->length_m <= 0.0F && side > 0))
            continue;
        struct site site = round->length_m > 0.0F
                               ? roller_site(round, side == 0)
                               : (struct site){.joint = {round->from, round->to},
                                               .weight = {1.0F - round->along, round->along}};
        contact->at = site_at(load_case, &site);
        contact->gap_m =
            fmaxf(0.0F, contact->at.z - site_depth_m(load_case, &site) - 2.0F * round->radius_m);
        if (round->length_m > 0.0F && fabsf(contact->at.y - round->y_m) > 0.5F * round->length_m)
            contact->gap_m += round->radius_m; /* beyond the roller's end */
        contact->stiffness_n_m = 14000.0F;     /* 47-68 cm2 of thigh at 33-52 kPa (Curran 2008) */
        lift_of_site(balance, &site, contact->lift);
    }
    lie_on_roller(&balance->contact[SITES_COUNT]);
}

static void set_weight(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    const struct segment *segment = body_segments(load_case->body);
    for (int i = 0; i < SEGMENTS; i++) {
        float n = segment[i].mass_share * load_case->body->mass_kg * GRAVITY_MS2;
        const struct vec3 *at = load_case->stance->at;
        lift_of_joint(balance, segment[i].from, at[segment[i].from], n * (1 - segment[i].centre),
                      balance->weight);
        lift_of_joint(balance, segment[i].to, at[segment[i].to], n * segment[i].centre,
                      balance->weight);
    }
}

/* ---------------------------------------------------------------- what it presses on */

static float pressing_n(const struct balance *balance, int contact)
{
    const struct contact *c = &balance->contact[contact];
    return c->stiffness_n_m * (float)contact_pressed_m(c, balance->q);
}

static void bearing_of(const struct balance *balance, int i, struct bearing *bearing)
{
    const struct contact *contact = &balance->contact[i];
    const struct site *site = &sites[i];
    const struct vec3 *at = balance->load_case->stance->at;
    struct vec3 along = vec3_sub(at[site->joint[1]], at[site->joint[0]]);
    float level = hypotf(along.x, along.y);
    float c = level > 0.0F ? fabsf(along.x) / level : 1.0F;
    float s = level > 0.0F ? fabsf(along.y) / level : 0.0F;
    *bearing = (struct bearing){
        .zone = site->zone,
        .x_m = contact->at.x,
        .y_m = contact->at.y,
        .length_m = c * site->length_m + s * site->width_m,
        .width_m = s * site->length_m + c * site->width_m,
        .force_n = contact->box < 0 ? pressing_n(balance, i) : 0.0F,
    };
    if (balance->load_case->shoes && site->zone == ZONE_FEET) {
        bearing->length_m += 0.02F;
        bearing->width_m += 0.02F;
    }
}

/* A stiff roller hands what lies on it to the mat along its whole length, the more the nearer. */
static void roller_bearings(const struct balance *balance, struct bearing *bearing)
{
    const struct round *round = &balance->load_case->round;
    float n = round->mass_kg * GRAVITY_MS2, moment = 0;
    for (int side = 0; side < ROLLER_SITES; side++) {
        const struct contact *contact = &balance->contact[SITES_COUNT + side];
        float force = pressing_n(balance, SITES_COUNT + side);
        n += force;
        moment += force * (contact->at.y - round->y_m);
    }
    float aside = n > 0.0F ? moment / n : 0.0F;
    /* Even shares turned about the middle; what would lift off leaves its load to the others. */
    float sum = 0, share[ROLLER_BEARINGS];
    float pitch = round->length_m / ROLLER_BEARINGS;
    float spread = pitch * pitch * (ROLLER_BEARINGS * ROLLER_BEARINGS - 1) / 12.0F;
    for (int i = 0; i < ROLLER_BEARINGS; i++) {
        float y = ((float)i - 0.5F * (ROLLER_BEARINGS - 1)) * pitch;
        share[i] = fmaxf(0.0F, 1.0F + (spread > 0.0F ? aside * y / spread : 0.0F));
        sum += share[i];
    }
    for (int i = 0; i < ROLLER_BEARINGS; i++)
        bearing[i] = (struct bearing){
            .zone = ZONE_ROLLER,
            .x_m = round->x_m,
            .y_m = round->y_m + ((float)i - 0.5F * (ROLLER_BEARINGS - 1)) * pitch,
            .length_m = 0.03F,
            .width_m = fmaxf(pitch, 0.04F),
            .force_n = n * share[i] / sum,
        };
}

/* What a chair or step carries goes to its corners, the more the nearer. */
static void box_bearings(const struct balance *balance, int number, struct bearing *bearing)
{
    const struct box *box = &balance->load_case->box[number];
    for (int i = 0; i < CORNERS; i++)
        bearing[i] = (struct bearing){
            .zone = ZONE_UNKNOWN,
            .x_m = box->x_m + (i / 2 ? 0.5F : -0.5F) * box->length_m,
            .y_m = box->y_m + (i % 2 ? 0.5F : -0.5F) * box->width_m,
            .length_m = 0.03F,
            .width_m = 0.03F,
        };
    for (int c = 0; c < SITES_COUNT; c++) {
        const struct contact *contact = &balance->contact[c];
        if (contact->box != number)
            continue;
        float force = pressing_n(balance, c);
        float x = (contact->at.x - box->x_m) / box->length_m;
        float y = (contact->at.y - box->y_m) / box->width_m;
        for (int i = 0; i < CORNERS; i++)
            bearing[i].force_n += force * (0.5F + (i / 2 ? x : -x)) * (0.5F + (i % 2 ? y : -y));
    }
}

int statics_solve(const struct load_case *load_case, struct footing *footing)
{
    struct balance balance;
    memset(&balance, 0, sizeof balance);
    balance.load_case = load_case;
    balance.pelvis = load_case->stance->at[JOINT_PELVIS];
    /* The first three are held by contacts alone; a trace of stiffness keeps them solvable. */
    balance.stiffness[0] = balance.stiffness[1] = balance.stiffness[2] = 0.05F;
    for (int h = 0; h < HINGES; h++) {
        balance.stiffness[3 + 2 * h] = balance.stiffness[4 + 2 * h] =
            hinge_stiffness_nm(load_case, h);
    }
    set_contacts(&balance);
    set_roller(&balance);
    set_weight(&balance);
    balance_keep_upright(&balance);
    if (balance_solve(&balance))
        return -1;
    footing->bearings = SITES_COUNT + ROLLER_BEARINGS + CORNERS * load_case->boxes;
    for (int i = 0; i < SITES_COUNT; i++)
        bearing_of(&balance, i, &footing->bearing[i]);
    roller_bearings(&balance, &footing->bearing[SITES_COUNT]);
    for (unsigned i = 0; i < load_case->boxes; i++)
        box_bearings(&balance, (int)i,
                     &footing->bearing[SITES_COUNT + ROLLER_BEARINGS + CORNERS * i]);
    footing->roller_x_m = load_case->round.radius_m > 0.0F ? load_case->round.x_m : NAN;
    return 0;
}
