#include "body/place.h"

#include "body/segments.h"

static const float degrees = 57.29578f;

static const struct {
    enum joint root, middle, end;
    float side; /* what abduction and outward rotation are multiplied by */
} limbs[LIMBS] = {
    [LIMB_ARM_L] = {JOINT_SHOULDER_L, JOINT_ELBOW_L, JOINT_WRIST_L, 1},
    [LIMB_ARM_R] = {JOINT_SHOULDER_R, JOINT_ELBOW_R, JOINT_WRIST_R, -1},
    [LIMB_LEG_L] = {JOINT_HIP_L, JOINT_KNEE_L, JOINT_ANKLE_L, 1},
    [LIMB_LEG_R] = {JOINT_HIP_R, JOINT_KNEE_R, JOINT_ANKLE_R, -1},
};

enum joint limb_root(enum limb limb)
{
    return limbs[limb].root;
}

enum joint limb_middle(enum limb limb)
{
    return limbs[limb].middle;
}

enum joint limb_end(enum limb limb)
{
    return limbs[limb].end;
}

struct limb_angles *limb_angles_of(struct pose *pose, enum limb limb)
{
    return limb == LIMB_ARM_L || limb == LIMB_LEG_L ? &pose->left : &pose->right;
}

static bool is_arm(enum limb limb)
{
    return limb == LIMB_ARM_L || limb == LIMB_ARM_R;
}

static struct vec3 from(struct vec3 at, const struct turn *turn, float front, float left, float up)
{
    return vec3_add(at, turn_apply(turn, (struct vec3){front, left, up}));
}

static void place_trunk(const struct pose *pose, const struct lengths *l, struct placed *placed)
{
    struct vec3 *at = placed->stance.at;
    struct turn heading = turn_about_up(pose->heading), pitch = turn_about_left(-pose->pitch);
    struct turn roll = turn_about_up(pose->roll), lying = turn_of(&pitch, &roll);
    placed->pelvis = turn_of(&heading, &lying);

    /* The spine bends more in its lower half: the two straight parts take 0.35 and 0.85 of it. */
    struct turn bend = turn_three(0.35f * pose->spine_flexion, -0.35f * pose->spine_side,
                                  0.35f * pose->spine_twist);
    struct turn lower = turn_of(&placed->pelvis, &bend);
    bend = turn_three(0.85f * pose->spine_flexion, -0.85f * pose->spine_side,
                      0.85f * pose->spine_twist);
    struct turn upper = turn_of(&placed->pelvis, &bend);
    bend = turn_three(pose->spine_flexion, -pose->spine_side, pose->spine_twist);
    placed->shoulders = turn_of(&placed->pelvis, &bend);
    bend = turn_three(pose->neck_flexion, -pose->neck_side, pose->neck_turn);
    struct turn head = turn_of(&placed->shoulders, &bend);

    at[JOINT_CHEST] = from(at[JOINT_PELVIS], &lower, 0, 0, l->lower_trunk);
    at[JOINT_NECK] = from(at[JOINT_CHEST], &upper, 0, 0, l->upper_trunk);
    at[JOINT_HEAD] = from(at[JOINT_NECK], &head, 0, 0, 0.5f * l->head);
    at[JOINT_CROWN] = from(at[JOINT_NECK], &head, 0, 0, l->head);
    at[JOINT_SHOULDER_L] = from(at[JOINT_NECK], &placed->shoulders, -l->shoulder_back,
                                l->shoulder_aside, -l->shoulder_down);
    at[JOINT_SHOULDER_R] = from(at[JOINT_NECK], &placed->shoulders, -l->shoulder_back,
                                -l->shoulder_aside, -l->shoulder_down);
    at[JOINT_HIP_L] = from(at[JOINT_PELVIS], &placed->pelvis, 0, l->hip_aside, 0);
    at[JOINT_HIP_R] = from(at[JOINT_PELVIS], &placed->pelvis, 0, -l->hip_aside, 0);
    placed->stance.front = placed->shoulders.front;
    placed->stance.face = head.front;
}

static void place_arm(const struct limb_angles *angles, const struct lengths *l, enum limb limb,
                      struct placed *placed)
{
    struct vec3 *at = placed->stance.at;
    float side = limbs[limb].side;
    struct turn bend = turn_three(-angles->shoulder_flexion, side * angles->shoulder_abduction,
                                  side * angles->shoulder_rotation);
    placed->upper[limb] = turn_of(&placed->shoulders, &bend);
    bend = turn_about_left(-angles->elbow_flexion);
    placed->lower[limb] = turn_of(&placed->upper[limb], &bend);
    bend = turn_about_left(-angles->wrist_flexion);
    placed->end[limb] = turn_of(&placed->lower[limb], &bend);

    enum joint elbow = limbs[limb].middle, wrist = limbs[limb].end;
    enum joint fingers = limb == LIMB_ARM_L ? JOINT_FINGERS_L : JOINT_FINGERS_R;
    at[elbow] = from(at[limbs[limb].root], &placed->upper[limb], 0, 0, -l->upper_arm);
    at[wrist] = from(at[elbow], &placed->lower[limb], 0, 0, -l->forearm);
    at[fingers] = from(at[wrist], &placed->end[limb], 0, 0, -l->hand);
}

static void place_leg(const struct limb_angles *angles, const struct lengths *l,
                      const struct body *body, enum limb limb, struct placed *placed)
{
    struct vec3 *at = placed->stance.at;
    bool left = limb == LIMB_LEG_L;
    float side = limbs[limb].side;
    struct turn bend =
        turn_three(-angles->hip_flexion, side * angles->hip_abduction, side * angles->hip_rotation);
    placed->upper[limb] = turn_of(&placed->pelvis, &bend);
    bend = turn_about_left(angles->knee_flexion);
    placed->lower[limb] = turn_of(&placed->upper[limb], &bend);
    bend = turn_about_left(-angles->ankle_flexion);
    placed->end[limb] = turn_of(&placed->lower[limb], &bend);
    bend = turn_about_left(-angles->toe_flexion);
    struct turn toe = turn_of(&placed->end[limb], &bend);

    enum joint knee = limbs[limb].middle, ankle = limbs[limb].end;
    enum joint heel = left ? JOINT_HEEL_L : JOINT_HEEL_R;
    enum joint ball = left ? JOINT_BALL_L : JOINT_BALL_R;
    enum joint toes = left ? JOINT_TOES_L : JOINT_TOES_R;
    float heel_radius = body_joint_radius_m(body, heel);
    float ball_radius = body_joint_radius_m(body, ball);
    float toes_radius = body_joint_radius_m(body, toes);
    at[knee] = from(at[limbs[limb].root], &placed->upper[limb], 0, 0, -l->thigh);
    at[ankle] = from(at[knee], &placed->lower[limb], 0, 0, -l->shank);
    at[heel] = from(at[ankle], &placed->end[limb], heel_radius - l->ankle_fore, 0,
                    heel_radius - l->ankle_up);
    at[ball] = from(at[ankle], &placed->end[limb], l->ball_fore - l->ankle_fore, 0,
                    ball_radius - l->ankle_up);
    at[toes] =
        from(at[ball], &toe, l->foot - l->ball_fore - toes_radius, 0, toes_radius - ball_radius);
}

enum joint stance_lowest(const struct stance *stance, const struct body *body, float *clear_m)
{
    enum joint lowest = JOINT_CROWN;
    *clear_m = INFINITY;
    for (enum joint joint = 0; joint < JOINTS; joint++) {
        float clear = stance->at[joint].z - body_joint_radius_m(body, joint);
        if (clear < *clear_m) {
            *clear_m = clear;
            lowest = joint;
        }
    }
    return lowest;
}

void stance_lift(struct stance *stance, float by_m)
{
    for (int joint = 0; joint < JOINTS; joint++)
        stance->at[joint].z += by_m;
}

void pose_place(const struct pose *pose, const struct body *body, float pelvis_z_m,
                struct placed *placed)
{
    struct lengths lengths;
    body_lengths(body, &lengths);
    bool set_down = isnan(pelvis_z_m);
    placed->stance.at[JOINT_PELVIS] =
        (struct vec3){pose->x_m, pose->y_m, set_down ? 0 : pelvis_z_m};
    place_trunk(pose, &lengths, placed);
    place_arm(&pose->left, &lengths, LIMB_ARM_L, placed);
    place_arm(&pose->right, &lengths, LIMB_ARM_R, placed);
    place_leg(&pose->left, &lengths, body, LIMB_LEG_L, placed);
    place_leg(&pose->right, &lengths, body, LIMB_LEG_R, placed);
    if (set_down) {
        float clear_m;
        stance_lowest(&placed->stance, body, &clear_m);
        stance_lift(&placed->stance, -clear_m);
    }
}

/* The three angles of turn_three that make the turn. */
static void three_of_turn(const struct turn *turn, float *flexion, float *side, float *twist)
{
    *side = asinf(fmaxf(-1, fminf(1, -turn->up.y))) * degrees;
    *flexion = atan2f(turn->up.x, turn->up.z) * degrees;
    *twist = atan2f(turn->front.y, turn->left.y) * degrees;
}

/* `towards` without its part along `along`; any direction across where nothing is left. */
static struct vec3 across(struct vec3 towards, struct vec3 along)
{
    struct vec3 rest = vec3_sub(towards, vec3_scale(along, vec3_dot(towards, along)));
    if (vec3_length(rest) < 1e-4f) {
        struct vec3 other = fabsf(along.x) < 0.9f ? (struct vec3){1, 0, 0} : (struct vec3){0, 1, 0};
        rest = vec3_sub(other, vec3_scale(along, vec3_dot(other, along)));
    }
    return vec3_unit(rest);
}

float limb_reach(const struct placed *placed, const struct body *body, enum limb limb,
                 struct vec3 end, struct vec3 towards, struct limb_angles *angles)
{
    struct lengths l;
    body_lengths(body, &l);
    bool arm = is_arm(limb);
    float a = arm ? l.upper_arm : l.thigh, b = arm ? l.forearm : l.shank;
    struct vec3 to = vec3_sub(end, placed->stance.at[limbs[limb].root]);
    float far = vec3_length(to);
    float reach = fmaxf(fabsf(a - b) + 0.02f, fminf(far, 0.9995f * (a + b)));
    struct vec3 direction = far > 1e-4f ? vec3_scale(to, 1 / far) : (struct vec3){0, 0, -1};
    struct vec3 bend = across(towards, direction);

    /* The triangle of root, middle and end. */
    float cosine = (a * a + reach * reach - b * b) / (2 * a * reach);
    float sine = sqrtf(fmaxf(0, 1 - cosine * cosine));
    struct vec3 upper = vec3_add(vec3_scale(direction, cosine), vec3_scale(bend, sine));
    float inner = (a * a + b * b - reach * reach) / (2 * a * b);
    float flexion = 180 - acosf(fmaxf(-1, fminf(1, inner))) * degrees;

    /* Knees point to the front of the thigh, elbows to the back of the arm. */
    struct turn turn = {.up = vec3_scale(upper, -1)};
    turn.left = arm ? vec3_cross(direction, bend) : vec3_cross(bend, direction);
    turn.front = vec3_cross(turn.left, turn.up);
    const struct turn *parent = arm ? &placed->shoulders : &placed->pelvis;
    struct turn local = {turn_unapply(parent, turn.front), turn_unapply(parent, turn.left),
                         turn_unapply(parent, turn.up)};
    float lift, side, twist;
    three_of_turn(&local, &lift, &side, &twist);
    if (arm) {
        angles->shoulder_flexion = -lift;
        angles->shoulder_abduction = limbs[limb].side * side;
        angles->shoulder_rotation = limbs[limb].side * twist;
        angles->elbow_flexion = flexion;
    } else {
        angles->hip_flexion = -lift;
        angles->hip_abduction = limbs[limb].side * side;
        angles->hip_rotation = limbs[limb].side * twist;
        angles->knee_flexion = flexion;
    }
    return fabsf(far - reach) < 1e-3f ? 0 : fabsf(far - reach);
}

float limb_level(const struct placed *placed, enum limb limb, struct vec3 up)
{
    struct vec3 seen = turn_unapply(&placed->lower[limb], up);
    float angle = atan2f(-seen.x, seen.z) * degrees;
    return is_arm(limb) ? fmaxf(-80, fminf(90, angle)) : fmaxf(-55, fminf(38, angle));
}
