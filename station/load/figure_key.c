#include "load/figure_key.h"

#include "body/place.h"
#include "body/segments.h"

#include <math.h>

/* Of any number in a figure, metres or degrees. */
static const float NUMBER_MOST = 360;

const struct names names_joint = {"joint", JOINTS, joint_names};

static const char *const known_key[] = {"at",    "touch", "pelvis", "heading", "pitch", "roll",
                                        "spine", "neck",  "arms",   "arm_l",   "arm_r", "legs",
                                        "leg_l", "leg_r", "along",  NULL};
static const char *const known_arm[] = {"flexion", "abduction", "rotation",   "elbow", "wrist",
                                        "hand",    "elbow_to",  "fingers_to", NULL};
static const char *const known_leg[] = {"flexion", "abduction", "rotation", "knee", "ankle",
                                        "toes",    "foot",      "knee_to",  "flat", NULL};
static const char *const limb_words[LIMBS] = {"left hand", "right hand", "left foot", "right foot"};

bool read_vec3(struct reader *reader, const config_setting_t *group, const char *key,
               enum need need, struct vec3 *out)
{
    float value[3];
    if (!reader_numbers(reader, group, key, need, 3, 3, NUMBER_MOST, value))
        return false;
    *out = (struct vec3){value[0], value[1], value[2]};
    return true;
}

static void read_angle(struct reader *reader, const config_setting_t *at, const char *key,
                       float *angle, bool *found)
{
    if (reader_float(reader, at, key, OPTIONAL, -360, 360, angle))
        *found = true;
}

static void read_arm(struct reader *reader, const config_setting_t *at, struct limb_angles *angles,
                     struct figure_target *target)
{
    bool angled = false, wrist = false;
    reader_known(reader, at, known_arm);
    read_angle(reader, at, "flexion", &angles->shoulder_flexion, &angled);
    read_angle(reader, at, "abduction", &angles->shoulder_abduction, &angled);
    read_angle(reader, at, "rotation", &angles->shoulder_rotation, &angled);
    read_angle(reader, at, "elbow", &angles->elbow_flexion, &angled);
    read_angle(reader, at, "wrist", &angles->wrist_flexion, &wrist);
    if (angled)
        target->led = false;
    if (read_vec3(reader, at, "hand", OPTIONAL, &target->end))
        target->led = true;
    bool points = vec3_length(target->towards) > 0;
    read_vec3(reader, at, "elbow_to", target->led && !points ? REQUIRED : OPTIONAL,
              &target->towards);
    if (wrist)
        target->flat = false;
    if (read_vec3(reader, at, "fingers_to", OPTIONAL, &target->fingers))
        target->flat = true;
}

static void read_leg(struct reader *reader, const config_setting_t *at, struct limb_angles *angles,
                     struct figure_target *target)
{
    bool angled = false, ankle = false, toes = false;
    reader_known(reader, at, known_leg);
    read_angle(reader, at, "flexion", &angles->hip_flexion, &angled);
    read_angle(reader, at, "abduction", &angles->hip_abduction, &angled);
    read_angle(reader, at, "rotation", &angles->hip_rotation, &angled);
    read_angle(reader, at, "knee", &angles->knee_flexion, &angled);
    read_angle(reader, at, "ankle", &angles->ankle_flexion, &ankle);
    read_angle(reader, at, "toes", &angles->toe_flexion, &toes);
    if (angled || ankle)
        target->flat = false;
    if (angled)
        target->led = false;
    if (read_vec3(reader, at, "foot", OPTIONAL, &target->end)) {
        target->led = true;
        target->flat = !ankle;
        target->towards = (struct vec3){0, 0, 1};
    }
    read_vec3(reader, at, "knee_to", OPTIONAL, &target->towards);
    reader_bool(reader, at, "flat", OPTIONAL, &target->flat);
}

static void read_limb(struct reader *reader, const config_setting_t *key, const char *name,
                      enum limb limb, struct figure_draft *draft)
{
    const config_setting_t *at = reader_member(reader, key, name, CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    struct limb_angles *angles = limb_angles_of(&draft->pose, limb);
    if (limb == LIMB_ARM_L || limb == LIMB_ARM_R)
        read_arm(reader, at, angles, &draft->target[limb]);
    else
        read_leg(reader, at, angles, &draft->target[limb]);
}

/* "arms" and "legs" are written for the left one. */
static struct vec3 across_body(const struct placed *placed, struct vec3 v, bool point)
{
    struct vec3 left = placed->pelvis.left;
    struct vec3 from = point ? placed->stance.at[JOINT_PELVIS] : (struct vec3){0, 0, 0};
    float aside = vec3_dot(vec3_sub(v, from), left);
    return vec3_sub(v, vec3_scale(left, 2 * aside));
}

static void read_pair(struct reader *reader, const config_setting_t *key, const char *name,
                      enum limb left, enum limb right, struct figure_draft *draft)
{
    if (!config_setting_get_member(key, name))
        return;
    read_limb(reader, key, name, left, draft);
    const struct limb_angles from = draft->pose.left;
    struct limb_angles *to = &draft->pose.right;
    if (left == LIMB_ARM_L) {
        to->shoulder_flexion = from.shoulder_flexion;
        to->shoulder_abduction = from.shoulder_abduction;
        to->shoulder_rotation = from.shoulder_rotation;
        to->elbow_flexion = from.elbow_flexion;
        to->wrist_flexion = from.wrist_flexion;
    } else {
        to->hip_flexion = from.hip_flexion;
        to->hip_abduction = from.hip_abduction;
        to->hip_rotation = from.hip_rotation;
        to->knee_flexion = from.knee_flexion;
        to->ankle_flexion = from.ankle_flexion;
        to->toe_flexion = from.toe_flexion;
    }
    struct placed placed;
    pose_place(&draft->pose, &body_standard, draft->pelvis_z_m, &placed);
    const struct figure_target *target = &draft->target[left];
    draft->target[right] = (struct figure_target){
        .led = target->led,
        .flat = target->flat,
        .end = across_body(&placed, target->end, true),
        .towards = across_body(&placed, target->towards, false),
        .fingers = across_body(&placed, target->fingers, false),
    };
}

static void read_trunk(struct reader *reader, const config_setting_t *at,
                       struct figure_draft *draft)
{
    struct pose *pose = &draft->pose;
    float value[3];
    const unsigned count = reader_numbers(reader, at, "pelvis", OPTIONAL, 2, 3, NUMBER_MOST, value);
    if (count > 0) {
        pose->x_m = value[0];
        pose->y_m = value[1];
        draft->pelvis_z_m = count == 3 ? value[2] : NAN;
    }
    reader_float(reader, at, "heading", OPTIONAL, -360, 360, &pose->heading);
    reader_float(reader, at, "pitch", OPTIONAL, -180, 180, &pose->pitch);
    reader_float(reader, at, "roll", OPTIONAL, -180, 180, &pose->roll);
    if (reader_numbers(reader, at, "spine", OPTIONAL, 3, 3, NUMBER_MOST, value)) {
        pose->spine_flexion = value[0];
        pose->spine_side = value[1];
        pose->spine_twist = value[2];
    }
    if (reader_numbers(reader, at, "neck", OPTIONAL, 3, 3, NUMBER_MOST, value)) {
        pose->neck_flexion = value[0];
        pose->neck_side = value[1];
        pose->neck_turn = value[2];
    }
}

static void lead_limb(struct reader *reader, const config_setting_t *at, enum limb limb,
                      struct figure_draft *draft)
{
    const struct figure_target *target = &draft->target[limb];
    struct limb_angles *angles = limb_angles_of(&draft->pose, limb);
    const bool arm = limb == LIMB_ARM_L || limb == LIMB_ARM_R;
    struct placed placed;
    pose_place(&draft->pose, &body_standard, draft->pelvis_z_m, &placed);
    if (target->led) {
        float missing =
            limb_reach(&placed, &body_standard, limb, target->end, target->towards, angles);
        if (missing > 0.01f)
            reader_complain(reader, at, "the %s misses its place by %.2f m; move it or the pelvis",
                            limb_words[limb], (double)missing);
        pose_place(&draft->pose, &body_standard, draft->pelvis_z_m, &placed);
    }
    if (!target->flat)
        return;
    struct vec3 up = arm ? vec3_scale(target->fingers, -1) : (struct vec3){0, 0, 1};
    float angle = limb_level(&placed, limb, up);
    if (arm)
        angles->wrist_flexion = angle;
    else
        angles->ankle_flexion = angle;
}

static void check_pose(struct reader *reader, const config_setting_t *at,
                       const struct figure_draft *draft)
{
    float found = 0;
    const struct angle_limit *limit = pose_out_of_range(&draft->pose, &found);
    if (limit)
        reader_complain(reader, at,
                        "%s is %.0f degrees, which no body does; keep it from %.0f to %.0f",
                        limit->name, (double)found, (double)limit->least, (double)limit->most);
    if (isnan(draft->pelvis_z_m))
        return;
    struct placed placed;
    pose_place(&draft->pose, &body_standard, draft->pelvis_z_m, &placed);
    float clear = 0;
    enum joint lowest = stance_lowest(&placed.stance, &body_standard, &clear);
    if (fabsf(clear) > 0.03f)
        reader_complain(reader, at, "%s %s the mat by %.3f m; %s the pelvis or bend otherwise",
                        joint_names[lowest], clear > 0 ? "is lowest and hangs over" : "sinks into",
                        (double)fabsf(clear), clear > 0 ? "lower" : "raise");
}

void read_figure_key(struct reader *reader, const config_setting_t *at, struct figure_draft *draft,
                     struct figure_key *key)
{
    reader_known(reader, at, known_key);
    /* A group's own line is where the one before it ends: its first member's is the better one. */
    const config_setting_t *first = config_setting_length(at) ? config_setting_get_elem(at, 0) : at;
    read_trunk(reader, at, draft);
    reader_names(reader, at, "touch", OPTIONAL, &names_joint, &draft->touching);
    reader_float(reader, at, "along", OPTIONAL, -1, 2, &draft->along);
    read_pair(reader, at, "arms", LIMB_ARM_L, LIMB_ARM_R, draft);
    read_pair(reader, at, "legs", LIMB_LEG_L, LIMB_LEG_R, draft);
    read_limb(reader, at, "arm_l", LIMB_ARM_L, draft);
    read_limb(reader, at, "arm_r", LIMB_ARM_R, draft);
    read_limb(reader, at, "leg_l", LIMB_LEG_L, draft);
    read_limb(reader, at, "leg_r", LIMB_LEG_R, draft);
    for (enum limb limb = 0; limb < LIMBS; limb++)
        lead_limb(reader, first, limb, draft);
    check_pose(reader, first, draft);
    key->pose = draft->pose;
    key->roller_along = draft->along;
    key->touching = draft->touching;
}
