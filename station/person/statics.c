#include "person/statics.h"

#include "body/segments.h"
#include "body/vector.h"
#include "person/sites.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { ROLLER_SITES = 2, ROLLER_BEARINGS = 4, CONTACTS = SITES_COUNT + ROLLER_SITES };
_Static_assert(SITES_COUNT + ROLLER_BEARINGS <= BEARINGS_MAX, "a footing holds every bearing");

/* How the body may give way: it sinks and leans as a whole, and bends at these joints. Each bends
 * about both level axes; turning about an upright one lifts nothing. */
enum {
    HINGE_SPINE,
    HINGE_NECK,
    HINGE_SHOULDER_L,
    HINGE_SHOULDER_R,
    HINGE_ELBOW_L,
    HINGE_ELBOW_R,
    HINGE_HIP_L,
    HINGE_HIP_R,
    HINGE_KNEE_L,
    HINGE_KNEE_R,
    HINGE_ANKLE_L,
    HINGE_ANKLE_R,
    HINGES
};
enum { FREEDOMS = 3 + 2 * HINGES, STEPS_MAX = 60 };

#define BIT(joint) (UINT32_C(1) << JOINT_##joint)
#define HAND(S) (BIT(WRIST_##S) | BIT(FINGERS_##S))
#define ARM(S) (BIT(ELBOW_##S) | HAND(S))
#define FOOT(S) (BIT(HEEL_##S) | BIT(BALL_##S) | BIT(TOES_##S))
#define SHANK(S) (BIT(ANKLE_##S) | FOOT(S))
#define HEAD_JOINTS (BIT(HEAD) | BIT(CROWN))

struct hinge {
    enum joint pivot;
    uint32_t carries;     /* the joints that turn with it */
    float stiff, relaxed; /* Nm/rad: muscles at work, and at rest [own] */
};

static const struct hinge hinges[HINGES] = {
    [HINGE_SPINE] = {JOINT_CHEST,
                     BIT(NECK) | HEAD_JOINTS | BIT(SHOULDER_L) | BIT(SHOULDER_R) | ARM(L) | ARM(R),
                     4000, 80},
    [HINGE_NECK] = {JOINT_NECK, HEAD_JOINTS, 400, 5},
    [HINGE_SHOULDER_L] = {JOINT_SHOULDER_L, ARM(L), 2000, 6},
    [HINGE_SHOULDER_R] = {JOINT_SHOULDER_R, ARM(R), 2000, 6},
    [HINGE_ELBOW_L] = {JOINT_ELBOW_L, HAND(L), 1500, 4},
    [HINGE_ELBOW_R] = {JOINT_ELBOW_R, HAND(R), 1500, 4},
    [HINGE_HIP_L] = {JOINT_HIP_L, BIT(KNEE_L) | SHANK(L), 4000, 25},
    [HINGE_HIP_R] = {JOINT_HIP_R, BIT(KNEE_R) | SHANK(R), 4000, 25},
    [HINGE_KNEE_L] = {JOINT_KNEE_L, SHANK(L), 3000, 15},
    [HINGE_KNEE_R] = {JOINT_KNEE_R, SHANK(R), 3000, 15},
    [HINGE_ANKLE_L] = {JOINT_ANKLE_L, FOOT(L), 1500, 8},
    [HINGE_ANKLE_R] = {JOINT_ANKLE_R, FOOT(R), 1500, 8},
};

struct contact {
    struct vec3 at;
    float gap_m; /* below zero: pressed in before anything gives way */
    float stiffness_n_m;
    float lift[FREEDOMS]; /* how far each freedom lifts it, m per m or rad */
};

struct balance {
    const struct load_case *load_case;
    struct vec3 pelvis;
    float stiffness[FREEDOMS];
    float weight[FREEDOMS]; /* what gravity pulls at each freedom with */
    struct contact contact[CONTACTS];
    double q[FREEDOMS]; /* how far it has given way */
};

/* ---------------------------------------------------------------- which muscles work */

static float height_m(const struct load_case *load_case, enum joint joint)
{
    return load_case->stance->at[joint].z - body_joint_radius_m(load_case->body, joint);
}

static bool is_low(const struct load_case *load_case, enum joint joint)
{
    return load_case->touching & UINT32_C(1) << joint || height_m(load_case, joint) < 0.05F;
}

static bool any_low(const struct load_case *load_case, uint32_t joints)
{
    for (int joint = 0; joint < JOINTS; joint++)
        if (joints & UINT32_C(1) << joint && is_low(load_case, (enum joint)joint))
            return true;
    return false;
}

/* What lies on the mat rests; what carries, or is held up, works. */
static bool hinge_rests(const struct load_case *load_case, int hinge)
{
    const struct hinge *h = &hinges[hinge];
    bool upper = any_low(load_case, BIT(CHEST) | BIT(SHOULDER_L) | BIT(SHOULDER_R));
    bool lower = any_low(load_case, BIT(PELVIS) | BIT(HIP_L) | BIT(HIP_R));
    if (load_case->limp & UINT32_C(1) << h->pivot)
        return true;
    if (!any_low(load_case, h->carries))
        return false;
    switch (hinge) {
    case HINGE_SPINE: return upper && lower;
    case HINGE_NECK:
    case HINGE_SHOULDER_L:
    case HINGE_SHOULDER_R: return upper;
    case HINGE_ELBOW_L:
    case HINGE_ELBOW_R: return upper && is_low(load_case, h->pivot);
    case HINGE_HIP_L:
    case HINGE_HIP_R:
    case HINGE_ANKLE_L:
    case HINGE_ANKLE_R: return lower;
    default: return lower && is_low(load_case, h->pivot);
    }
}

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

static void set_contacts(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    for (int i = 0; i < SITES_COUNT; i++) {
        struct contact *contact = &balance->contact[i];
        contact->at = site_at(load_case, &sites[i]);
        contact->gap_m = contact->at.z - site_depth_m(load_case, &sites[i]);
        if (!on_mat(load_case, contact->at))
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

static void set_roller(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    const struct round *round = &load_case->round;
    for (int side = 0; side < ROLLER_SITES; side++) {
        struct contact *contact = &balance->contact[SITES_COUNT + side];
        contact->gap_m = 1.0F;
        if (round->radius_m <= 0.0F || (round->length_m <= 0.0F && side > 0))
            continue;
        struct site site = round->length_m > 0.0F
                               ? roller_site(round, side == 0)
                               : (struct site){.joint = {round->from, round->to},
                                               .weight = {1.0F - round->along, round->along}};
        contact->at = site_at(load_case, &site);
        contact->gap_m = contact->at.z - site_depth_m(load_case, &site) - 2.0F * round->radius_m;
        if (round->length_m > 0.0F && fabsf(contact->at.y - round->y_m) > 0.5F * round->length_m)
            contact->gap_m += round->radius_m; /* beyond the roller's end */
        contact->stiffness_n_m = 14000.0F;     /* 47-68 cm2 of thigh at 33-52 kPa (Curran 2008) */
        lift_of_site(balance, &site, contact->lift);
    }
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

/* ---------------------------------------------------------------- who keeps the balance */

struct hull {
    unsigned points;
    struct vec3 point[JOINTS];
};

static float turn_at(struct vec3 a, struct vec3 b, struct vec3 c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* The outline of what touches, counter-clockwise (Jarvis 1973). */
static void hull_of(const struct load_case *load_case, struct hull *hull)
{
    struct vec3 point[JOINTS];
    unsigned points = 0, first = 0;
    for (int joint = 0; joint < JOINTS; joint++)
        if (load_case->touching & UINT32_C(1) << joint)
            point[points++] = load_case->stance->at[joint];
    hull->points = 0;
    if (points == 0)
        return;
    for (unsigned i = 1; i < points; i++)
        if (point[i].x < point[first].x)
            first = i;
    unsigned now = first;
    do {
        hull->point[hull->points++] = point[now];
        unsigned next = now == 0 && points > 1 ? 1 : 0;
        for (unsigned i = 0; i < points; i++)
            if (turn_at(point[now], point[next], point[i]) < 0.0F)
                next = i;
        now = next;
    } while (now != first && hull->points < points);
}

/* The nearest point of the outline, drawn in by a tenth: people keep off the edge. */
static struct vec3 hold_inside(const struct hull *hull, struct vec3 centre)
{
    struct vec3 middle = {0, 0, 0};
    for (unsigned i = 0; i < hull->points; i++)
        middle = vec3_add(middle, vec3_scale(hull->point[i], 1.0F / (float)hull->points));
    bool inside = hull->points > 2;
    struct vec3 best = middle;
    float nearest = INFINITY;
    for (unsigned i = 0; i < hull->points; i++) {
        struct vec3 a = vec3_mix(middle, hull->point[i], 0.9F);
        struct vec3 b = vec3_mix(middle, hull->point[(i + 1) % hull->points], 0.9F);
        inside = inside && turn_at(a, b, centre) >= 0.0F;
        struct vec3 along = vec3_sub(b, a), to = vec3_sub(centre, a);
        along.z = to.z = 0.0F;
        float length = vec3_dot(along, along);
        float share = length > 0.0F ? vec3_dot(to, along) / length : 0.0F;
        struct vec3 at = vec3_mix(a, b, fmaxf(0.0F, fminf(1.0F, share)));
        float away = hypotf(at.x - centre.x, at.y - centre.y);
        if (away < nearest) {
            nearest = away;
            best = at;
        }
    }
    return inside ? centre : best;
}

/* Who stands on feet, knees or hands moves the trunk until the centre of mass is over them: the
 * figure is drawn for one body, this one is built otherwise. */
static void keep_balance(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    const uint32_t trunk =
        BIT(PELVIS) | BIT(HIP_L) | BIT(HIP_R) | BIT(CHEST) | BIT(SHOULDER_L) | BIT(SHOULDER_R);
    if (load_case->round.radius_m > 0.0F || load_case->touching & trunk)
        return;
    struct hull hull;
    hull_of(load_case, &hull);
    if (hull.points == 0)
        return;
    float n = balance->weight[0];
    struct vec3 centre = {balance->pelvis.x + balance->weight[1] / n,
                          balance->pelvis.y + balance->weight[2] / n, 0};
    struct vec3 held = hold_inside(&hull, centre);
    balance->weight[1] += n * (held.x - centre.x);
    balance->weight[2] += n * (held.y - centre.y);
}

/* ---------------------------------------------------------------- solving */

static double pressed_m(const struct contact *contact, const double *q)
{
    double gap = (double)contact->gap_m;
    for (int i = 0; i < FREEDOMS; i++)
        gap += (double)contact->lift[i] * q[i];
    return gap < 0.0 ? -gap : 0.0;
}

static float pressing_n(const struct balance *balance, int contact)
{
    const struct contact *c = &balance->contact[contact];
    return c->stiffness_n_m * (float)pressed_m(c, balance->q);
}

static double energy(const struct balance *balance, const double *q)
{
    double sum = 0;
    for (int i = 0; i < FREEDOMS; i++)
        sum +=
            0.5 * (double)balance->stiffness[i] * q[i] * q[i] + (double)balance->weight[i] * q[i];
    for (int c = 0; c < CONTACTS; c++) {
        double pressed = pressed_m(&balance->contact[c], q);
        sum += 0.5 * (double)balance->contact[c].stiffness_n_m * pressed * pressed;
    }
    return sum;
}

/* The energy's slope, and its curvature where contacts stay as they are. */
static void slope_and_curvature(const struct balance *balance, double *slope,
                                double curvature[FREEDOMS][FREEDOMS])
{
    memset(curvature, 0, sizeof(double[FREEDOMS][FREEDOMS]));
    for (int i = 0; i < FREEDOMS; i++) {
        slope[i] = (double)balance->stiffness[i] * balance->q[i] + (double)balance->weight[i];
        curvature[i][i] = (double)balance->stiffness[i];
    }
    for (int c = 0; c < CONTACTS; c++) {
        const struct contact *contact = &balance->contact[c];
        double pressed = pressed_m(contact, balance->q);
        if (pressed <= 0.0)
            continue;
        double k = (double)contact->stiffness_n_m;
        for (int i = 0; i < FREEDOMS; i++) {
            double lift = k * (double)contact->lift[i];
            if (lift == 0.0)
                continue;
            slope[i] -= lift * pressed;
            for (int j = 0; j <= i; j++)
                curvature[i][j] += lift * (double)contact->lift[j];
        }
    }
}

/* Solves curvature * step = -slope by Cholesky's factors, in place; the lower half is given. */
static bool newton_step(double a[FREEDOMS][FREEDOMS], const double *slope, double *step)
{
    for (int i = 0; i < FREEDOMS; i++) {
        for (int j = 0; j <= i; j++) {
            double sum = a[i][j];
            for (int k = 0; k < j; k++)
                sum -= a[i][k] * a[j][k];
            if (i == j && sum <= 0.0)
                return false;
            a[i][j] = i == j ? sqrt(sum) : sum / a[j][j];
        }
    }
    for (int i = 0; i < FREEDOMS; i++) {
        double sum = -slope[i];
        for (int k = 0; k < i; k++)
            sum -= a[i][k] * step[k];
        step[i] = sum / a[i][i];
    }
    for (int i = FREEDOMS - 1; i >= 0; i--) {
        double sum = step[i];
        for (int k = i + 1; k < FREEDOMS; k++)
            sum -= a[k][i] * step[k];
        step[i] = sum / a[i][i];
    }
    return true;
}

static double longest(const double *step)
{
    double most = 0;
    for (int i = 0; i < FREEDOMS; i++)
        most = fmax(most, fabs(step[i]));
    return most;
}

/* The energy is convex, so going downhill always arrives; a step is at most 5 cm or 3 degrees,
 * because beyond that other places touch. */
static int solve(struct balance *balance)
{
    double slope[FREEDOMS], curvature[FREEDOMS][FREEDOMS], step[FREEDOMS], next[FREEDOMS];
    double here = energy(balance, balance->q);
    for (int n = 0; n < STEPS_MAX; n++) {
        slope_and_curvature(balance, slope, curvature);
        if (!newton_step(curvature, slope, step))
            return -1;
        double down = 0;
        for (int i = 0; i < FREEDOMS; i++)
            down += slope[i] * step[i];
        if (down > -1e-6)
            return 0;
        double size = fmin(1.0, 0.05 / longest(step));
        double there;
        do {
            for (int i = 0; i < FREEDOMS; i++)
                next[i] = balance->q[i] + size * step[i];
            there = energy(balance, next);
            size *= 0.5;
        } while (there > here + 0.1 * size * down && size > 1e-9);
        if (there >= here)
            return down > -1e-3 ? 0 : -1;
        memcpy(balance->q, next, sizeof next);
        here = there;
    }
    return -1;
}

/* ---------------------------------------------------------------- what it presses on */

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
        .force_n = pressing_n(balance, i),
    };
    bool foot = site->zone == ZONE_FEET && i != SITES_COUNT;
    if (balance->load_case->shoes && foot) {
        bearing->length_m += 0.02F;
        bearing->width_m += 0.02F;
    }
}

/* A stiff roller hands what lies on it to the mat along its whole length, the more the nearer. */
static void roller_bearings(const struct balance *balance, struct bearing *bearing)
{
    const struct round *round = &balance->load_case->round;
    float n = 0, moment = 0;
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

int statics_solve(const struct load_case *load_case, struct footing *footing)
{
    struct balance balance;
    memset(&balance, 0, sizeof balance);
    balance.load_case = load_case;
    balance.pelvis = load_case->stance->at[JOINT_PELVIS];
    /* The first three are held by contacts alone; a trace of stiffness keeps them solvable. */
    balance.stiffness[0] = balance.stiffness[1] = balance.stiffness[2] = 0.05F;
    for (int h = 0; h < HINGES; h++) {
        float k = hinge_rests(load_case, h) ? hinges[h].relaxed : hinges[h].stiff;
        balance.stiffness[3 + 2 * h] = balance.stiffness[4 + 2 * h] = k;
    }
    set_contacts(&balance);
    set_roller(&balance);
    set_weight(&balance);
    keep_balance(&balance);
    if (solve(&balance))
        return -1;
    footing->bearings = SITES_COUNT + ROLLER_BEARINGS;
    for (int i = 0; i < SITES_COUNT; i++)
        bearing_of(&balance, i, &footing->bearing[i]);
    roller_bearings(&balance, &footing->bearing[SITES_COUNT]);
    footing->roller_x_m = load_case->round.radius_m > 0.0F ? load_case->round.x_m : NAN;
    return 0;
}
