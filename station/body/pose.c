#include "body/pose.h"

#include "body/place.h"

#include <stddef.h>

#define TRUNK(NAME, LEAST, MOST)                                                                   \
    {                                                                                              \
        offsetof(struct pose, NAME),                                                               \
        {                                                                                          \
#NAME, LEAST, MOST                                                                     \
        }                                                                                          \
    }
#define LIMB(NAME, LEAST, MOST)                                                                    \
    {offsetof(struct pose, left.NAME), {"left " #NAME, LEAST, MOST}},                              \
    {                                                                                              \
        offsetof(struct pose, right.NAME),                                                         \
        {                                                                                          \
            "right " #NAME, LEAST, MOST                                                            \
        }                                                                                          \
    }

/* What a supple person can do, with some room: a figure outside is a mistake in its file. Hip and
 * spine after the norms of the American Academy of Orthopaedic Surgeons, widened by what pelvis and
 * shoulder blade add. */
static const struct {
    size_t offset;
    struct angle_limit limit;
} angles[] = {
    TRUNK(spine_flexion, -50, 90),    TRUNK(spine_side, -40, 40),
    TRUNK(spine_twist, -65, 65),      TRUNK(neck_flexion, -60, 60),
    TRUNK(neck_side, -45, 45),        TRUNK(neck_turn, -80, 80),
    LIMB(hip_flexion, -35, 140),      LIMB(hip_abduction, -45, 75),
    LIMB(hip_rotation, -50, 80),      LIMB(knee_flexion, -5, 155),
    LIMB(ankle_flexion, -60, 40),     LIMB(toe_flexion, -40, 90),
    LIMB(shoulder_flexion, -70, 190), LIMB(shoulder_abduction, -60, 180),
    LIMB(shoulder_rotation, -95, 95), LIMB(elbow_flexion, -5, 155),
    LIMB(wrist_flexion, -85, 95),
};

enum { ANGLES = sizeof angles / sizeof angles[0] };

static float *angle_of(struct pose *pose, size_t index)
{
    return (float *)(void *)((char *)pose + angles[index].offset);
}

void pose_stance(const struct pose *pose, const struct body *body, struct stance *stance)
{
    struct placed placed;
    pose_place(pose, body, NAN, &placed);
    *stance = placed.stance;
}

void pose_mirror(struct pose *pose)
{
    struct limb_angles left = pose->left;
    pose->left = pose->right;
    pose->right = left;
    pose->roll = -pose->roll;
    pose->spine_side = -pose->spine_side;
    pose->spine_twist = -pose->spine_twist;
    pose->neck_side = -pose->neck_side;
    pose->neck_turn = -pose->neck_turn;
}

static float mix(float from, float to, float share)
{
    return from + (to - from) * share;
}

static float mix_round(float from, float to, float share)
{
    return from + remainderf(to - from, 360) * share;
}

void pose_between(const struct pose *from, const struct pose *to, float share, struct pose *pose)
{
    struct pose a = *from, b = *to, out;
    out.heading = mix_round(a.heading, b.heading, share);
    out.pitch = mix_round(a.pitch, b.pitch, share);
    out.roll = mix_round(a.roll, b.roll, share);
    out.x_m = mix(a.x_m, b.x_m, share);
    out.y_m = mix(a.y_m, b.y_m, share);
    for (size_t i = 0; i < ANGLES; i++)
        *angle_of(&out, i) = mix(*angle_of(&a, i), *angle_of(&b, i), share);
    *pose = out;
}

const struct angle_limit *pose_out_of_range(const struct pose *pose, float *found)
{
    struct pose copy = *pose;
    for (size_t i = 0; i < ANGLES; i++) {
        float value = *angle_of(&copy, i);
        if (!(value >= angles[i].limit.least && value <= angles[i].limit.most)) {
            *found = value;
            return &angles[i].limit;
        }
    }
    return NULL;
}
