#include "body/figure.h"

#include "body/segments.h"

#include <math.h>
#include <stddef.h>

/* Where a phase is: between two keys, eased. */
struct moment {
    unsigned from, to;
    float share;
};

static struct moment moment_of(const struct figure *figure, float phase)
{
    phase = isfinite(phase) ? phase - floorf(phase) : 0;
    unsigned last = figure->keys - 1;
    struct moment moment = {last, 0, 0};
    float begin = figure->key[last].at, end = figure->key[0].at + 1;
    for (unsigned i = 0; i < last; i++) {
        if (phase >= figure->key[i].at && phase < figure->key[i + 1].at) {
            moment = (struct moment){i, i + 1, 0};
            begin = figure->key[i].at;
            end = figure->key[i + 1].at;
        }
    }
    if (phase < begin)
        phase += 1;
    float t = end > begin ? (phase - begin) / (end - begin) : 0;
    moment.share = t * t * (3 - 2 * t);
    return moment;
}

static struct vec3 bend_of(const struct stance *stance, enum limb limb)
{
    struct vec3 middle = vec3_mix(stance->at[limb_root(limb)], stance->at[limb_end(limb)], 0.5f);
    return vec3_sub(stance->at[limb_middle(limb)], middle);
}

/* Angles that are mixed let a planted foot slide a little: put it back where it stands. */
static void plant(const struct figure *figure, const struct moment *moment, struct pose *pose)
{
    struct placed from, to, now;
    const struct body *body = &body_standard;
    pose_place(&figure->key[moment->from].pose, body, NAN, &from);
    pose_place(&figure->key[moment->to].pose, body, NAN, &to);
    float share = moment->share;
    float z = vec3_mix(from.stance.at[JOINT_PELVIS], to.stance.at[JOINT_PELVIS], share).z;
    pose_place(pose, body, z, &now);
    for (enum limb limb = 0; limb < LIMBS; limb++) {
        if (!(figure->planted & 1u << limb))
            continue;
        enum joint end = limb_end(limb);
        struct vec3 at = vec3_mix(from.stance.at[end], to.stance.at[end], share);
        struct vec3 towards =
            vec3_mix(bend_of(&from.stance, limb), bend_of(&to.stance, limb), share);
        limb_reach(&now, body, limb, at, towards, limb_angles_of(pose, limb));
    }
    pose_place(pose, body, z, &now);
    for (enum limb limb = 0; limb < LIMBS; limb++) {
        if (!(figure->planted & 1u << limb))
            continue;
        float angle = limb_level(&now, limb, vec3_mix(from.end[limb].up, to.end[limb].up, share));
        struct limb_angles *angles = limb_angles_of(pose, limb);
        if (limb == LIMB_ARM_L || limb == LIMB_ARM_R)
            angles->wrist_flexion = angle;
        else
            angles->ankle_flexion = angle;
    }
}

/* The body's own sides change, and it moves to the other side of where it began. */
static void mirror_pose(const struct figure *figure, struct pose *pose)
{
    const struct pose *first = &figure->key[0].pose;
    struct vec3 moved = {pose->x_m - first->x_m, pose->y_m - first->y_m, 0};
    moved = figure_mirror_direction(figure, moved);
    pose->x_m = first->x_m + moved.x;
    pose->y_m = first->y_m + moved.y;
    pose_mirror(pose);
}

void figure_pose(const struct figure *figure, float phase, bool mirrored, struct pose *pose,
                 float *roller_along)
{
    struct moment moment = moment_of(figure, phase);
    const struct figure_key *from = &figure->key[moment.from], *to = &figure->key[moment.to];
    pose_between(&from->pose, &to->pose, moment.share, pose);
    if (figure->planted && moment.share > 0 && moment.share < 1)
        plant(figure, &moment, pose);
    if (mirrored)
        mirror_pose(figure, pose);
    if (roller_along)
        *roller_along = from->roller_along + (to->roller_along - from->roller_along) * moment.share;
}

static unsigned mirror_joints(unsigned joints)
{
    unsigned mirrored = 0;
    for (int joint = 0; joint < JOINTS; joint++)
        if (joints & 1u << joint)
            mirrored |= 1u << joint_mirror((enum joint)joint);
    return mirrored;
}

struct vec3 figure_prop_centre(const struct prop *prop, const struct stance *stance, float along)
{
    if (!prop->under)
        return prop->at;
    struct vec3 centre = vec3_mix(stance->at[prop->from], stance->at[prop->to], along);
    centre.z = prop->radius_m;
    /* What is wide lies under the middle of the body. */
    if (prop->kind != PROP_BALL)
        centre.y = stance->at[JOINT_PELVIS].y;
    return centre;
}

/* Across the upright plane of the pelvis' heading. */
struct vec3 figure_mirror_direction(const struct figure *figure, struct vec3 direction)
{
    struct turn heading = turn_about_up(figure->key[0].pose.heading);
    float aside = vec3_dot(direction, heading.left);
    return vec3_sub(direction, vec3_scale(heading.left, 2 * aside));
}

struct prop figure_prop(const struct figure *figure, unsigned prop, bool mirrored)
{
    struct prop out = figure->prop[prop];
    if (!mirrored)
        return out;
    out.from = joint_mirror(out.from);
    out.to = joint_mirror(out.to);
    const struct pose *pose = &figure->key[0].pose;
    struct vec3 pelvis = {pose->x_m, pose->y_m, 0};
    out.at = vec3_add(pelvis, figure_mirror_direction(figure, vec3_sub(out.at, pelvis)));
    return out;
}

/* A plane through gaps between body and ground: z = level + x * dx + y * dy about a centre. */
struct lean {
    struct vec3 centre;
    float level, dx, dy;
};

struct gap {
    struct vec3 at;
    float m;
};

static unsigned find_gaps(const struct figure *figure, const struct stance *stance,
                          const struct body *body, bool mirrored, float along, unsigned touching,
                          struct gap *gap)
{
    unsigned gaps = 0;
    for (int joint = 0; joint < JOINTS; joint++) {
        if (!(touching & 1u << joint))
            continue;
        struct vec3 at = stance->at[joint];
        gap[gaps++] = (struct gap){at, at.z - body_joint_radius_m(body, (enum joint)joint)};
    }
    for (unsigned i = 0; i < figure->props; i++) {
        struct prop prop = figure_prop(figure, i, mirrored);
        if (!prop.under)
            continue;
        struct vec3 at = vec3_mix(stance->at[prop.from], stance->at[prop.to], along);
        float from = body_joint_radius_m(body, prop.from), to = body_joint_radius_m(body, prop.to);
        float flesh = from + (to - from) * along;
        gap[gaps++] = (struct gap){at, at.z - flesh - 2 * prop.radius_m};
    }
    return gaps;
}

/* Least squares; a slight pull against leaning keeps feet that stand close together from deciding.
 */
static struct lean lean_of(const struct gap *gap, unsigned gaps)
{
    struct lean lean = {{0, 0, 0}, 0, 0, 0};
    float n = (float)gaps;
    for (unsigned i = 0; i < gaps; i++) {
        lean.centre = vec3_add(lean.centre, vec3_scale(gap[i].at, 1 / n));
        lean.level += gap[i].m / n;
    }
    float xx = 0.02f, yy = 0.02f, xy = 0, xg = 0, yg = 0;
    for (unsigned i = 0; i < gaps; i++) {
        float x = gap[i].at.x - lean.centre.x, y = gap[i].at.y - lean.centre.y;
        float m = gap[i].m - lean.level;
        xx += x * x;
        yy += y * y;
        xy += x * y;
        xg += x * m;
        yg += y * m;
    }
    float determinant = xx * yy - xy * xy;
    /* 8 degrees at the most: more is a mistake of the figure, not a matter of proportions. */
    const float most = 0.14f;
    lean.dx = fmaxf(-most, fminf(most, (xg * yy - yg * xy) / determinant));
    lean.dy = fmaxf(-most, fminf(most, (yg * xx - xg * xy) / determinant));
    return lean;
}

/* Turns all about the centre so that the plane of the gaps lies level. */
static void settle(struct stance *stance, const struct lean *lean)
{
    struct vec3 up = vec3_unit((struct vec3){-lean->dx, -lean->dy, 1});
    struct vec3 front = vec3_unit(vec3_sub((struct vec3){1, 0, 0}, vec3_scale(up, up.x)));
    struct turn plane = {front, vec3_cross(up, front), up};
    for (int joint = 0; joint < JOINTS; joint++) {
        struct vec3 seen = vec3_sub(stance->at[joint], lean->centre);
        stance->at[joint] = vec3_add(lean->centre, turn_unapply(&plane, seen));
        stance->at[joint].z -= lean->level;
    }
    stance->front = turn_unapply(&plane, stance->front);
    stance->face = turn_unapply(&plane, stance->face);
}

void figure_stance(const struct figure *figure, float phase, bool mirrored, const struct body *body,
                   struct stance *stance, float *roller_along, unsigned *touching)
{
    struct pose pose;
    float along;
    figure_pose(figure, phase, mirrored, &pose, &along);
    pose_stance(&pose, body, stance);
    struct moment moment = moment_of(figure, phase);
    unsigned joints = figure->key[moment.from].touching & figure->key[moment.to].touching;
    if (mirrored)
        joints = mirror_joints(joints);
    struct gap gap[JOINTS + FIGURE_PROPS_MAX];
    unsigned gaps = find_gaps(figure, stance, body, mirrored, along, joints, gap);
    if (gaps) {
        struct lean lean = lean_of(gap, gaps);
        settle(stance, &lean);
    }
    if (roller_along)
        *roller_along = along;
    if (touching)
        *touching = joints;
}
